// Small aids: focus on the error summary, copy buttons, a guard against double submits, and keys on pages that name them.
// data-key="a" on a link or button makes that key press it; "?" lists the keys of the page.

const summary = document.querySelector("[data-focus]");
if (summary) summary.focus();

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
  const before = button.textContent;
  button.textContent = button.dataset.copied || "Copied";
  setTimeout(() => { button.textContent = before; }, 1600);
});
for (const button of document.querySelectorAll("[data-copy][hidden]")) button.hidden = false;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  setTimeout(() => { delete form.dataset.sent; }, 4000);
});
window.addEventListener("pageshow", () => { for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent; });

// A save while typing that did not arrive says so in its own words.
function failed(event) {
  const { ctx } = event.detail;
  const line = ctx?.sourceElement?.closest?.("[data-failed]");
  if (line && (ctx.response?.status ?? 500) >= 500) line.textContent = line.dataset.failed;
}
document.addEventListener("htmx:error", failed);
document.addEventListener("htmx:response:error", failed);

const typing = (element) => element?.matches?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

function keyHelp() {
  const known = document.getElementById("key-help");
  if (known) return known;
  const dialog = document.createElement("dialog");
  dialog.id = "key-help";
  dialog.setAttribute("aria-label", "Keys on this page");
  const list = document.createElement("dl");
  list.className = "dl";
  for (const target of document.querySelectorAll("[data-key]")) {
    const term = document.createElement("dt");
    const key = document.createElement("kbd");
    key.textContent = target.dataset.key;
    term.append(key);
    const meaning = document.createElement("dd");
    meaning.textContent = target.dataset.keyHelp || target.textContent.trim();
    list.append(term, meaning);
  }
  const form = document.createElement("form");
  form.method = "dialog";
  const close = document.createElement("button");
  close.textContent = "Close";
  form.append(close);
  dialog.append(list, form);
  document.body.append(dialog);
  return dialog;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  if (!document.querySelector("[data-key]")) return;
  if (event.key === "?") { keyHelp().showModal(); return; }
  const target = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key);
  if (!target) return;
  event.preventDefault();
  if (typing(target)) target.focus();
  else target.click();
});
