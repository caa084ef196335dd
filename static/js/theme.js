// Changes the theme in place; without this module the same form reloads the page.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-theme-form]")) return;
  event.preventDefault();
  const chosen = event.submitter?.value ?? "device";
  const body = new FormData(form, event.submitter);
  const root = document.documentElement;
  if (chosen === "device") delete root.dataset.theme;
  else root.dataset.theme = chosen;
  for (const button of document.querySelectorAll("[data-theme-form] button")) {
    button.setAttribute("aria-pressed", String(button.value === chosen));
  }
  await fetch(form.action, { method: "POST", body, redirect: "manual" });
});
