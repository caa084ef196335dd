// Keys of the review queue: j and k walk through its rows, c claims, x chooses. Enter opens, for the row's link has the
// focus. The box for the whole page ticks the rows in sight. Everything else is in page.js; nothing here is needed.

const table = document.querySelector("[data-queue]");
const rows = table ? [...table.querySelectorAll("tbody tr")] : [];
const typing = (element) => element?.matches?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

function present() {
  return rows.indexOf(document.activeElement?.closest?.("tr"));
}

function walk(step) {
  const place = Math.min(rows.length - 1, Math.max(0, present() + step));
  const link = rows[place]?.querySelector("[data-open]");
  link?.focus();
  link?.closest("tr").scrollIntoView({ block: "nearest" });
}

const ACTS = {
  j: () => walk(1),
  k: () => walk(-1),
  c: () => rows[present()]?.querySelector("[data-claim]")?.click(),
  x: () => rows[present()]?.querySelector("input[type=checkbox]")?.click(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  if (!Object.hasOwn(ACTS, event.key) || !rows.length) return;
  event.preventDefault();
  ACTS[event.key]();
});

const all = document.querySelector("[data-all]");
all?.addEventListener("change", () => {
  for (const row of rows) row.querySelector("input[name=row]").checked = all.checked;
});
