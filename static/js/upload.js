// Drag and drop for upload forms, with the file's size checked before it travels. Without this the form works as it is.

const MOST = 10 * 1024 * 1024;

function note(form, text) {
  let line = form.querySelector("[data-upload-note]");
  if (!line) {
    line = document.createElement("p");
    line.className = "hint";
    line.dataset.uploadNote = "";
    line.setAttribute("role", "status");
    form.querySelector("input[type=file]").after(line);
  }
  line.textContent = text;
}

function describe(form) {
  const input = form.querySelector("input[type=file]");
  const file = input.files[0];
  if (!file) return note(form, "");
  const size = file.size < 1024 * 1024 ? `${Math.max(1, Math.round(file.size / 1024))} KB` : `${(file.size / 1048576).toFixed(1)} MB`;
  const tooLarge = file.size > MOST;
  input.setCustomValidity(tooLarge ? "Choose a file of at most 10 MB." : "");
  note(form, tooLarge ? `${file.name} has ${size}; at most 10 MB fit. Save it smaller, or upload its pages one by one.` : `${file.name}, ${size}`);
}

function formAt(event) {
  return event.target.closest?.("[data-upload-form]");
}

document.addEventListener("change", (event) => {
  const form = event.target.matches?.("[data-upload-form] input[type=file]") ? formAt(event) : null;
  if (form) describe(form);
});

document.addEventListener("dragover", (event) => {
  const form = formAt(event);
  if (!form) return;
  event.preventDefault();
  form.classList.add("dropping");
});

document.addEventListener("dragleave", (event) => {
  const form = formAt(event);
  if (form && !form.contains(event.relatedTarget)) form.classList.remove("dropping");
});

document.addEventListener("drop", (event) => {
  const form = formAt(event);
  if (!form || !event.dataTransfer.files.length) return;
  event.preventDefault();
  form.classList.remove("dropping");
  const one = new DataTransfer();
  one.items.add(event.dataTransfer.files[0]);
  form.querySelector("input[type=file]").files = one.files;
  describe(form);
});
