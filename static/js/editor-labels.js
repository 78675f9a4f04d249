// What widgets of libraries leave unsaid, in the office's language: the editor's buttons are English
// past every catalogue, and neither the editor nor a searching choice tells which field it is.
"use strict";

function labelBar(bar) {
  for (const button of bar.querySelectorAll("[title]")) {
    const said = gettext(button.title);
    if (said !== button.title) {
      button.title = said;
      button.setAttribute("aria-label", said);
    }
  }
  for (const choice of bar.querySelectorAll(".prose-menubar__option > *")) {
    const said = gettext(choice.textContent);
    if (said !== choice.textContent) choice.textContent = said;
  }
}

// Returns the label of a field, with an id of its own.
function labelOf(field) {
  const label = field?.id && document.querySelector(`label[for="${CSS.escape(field.id)}"]`);
  if (label) label.id ||= `${field.id}_label`;
  return label;
}

function labelEditor(editor) {
  const label = labelOf(editor.closest(".prose-editor")?.querySelector("textarea"));
  if (label) editor.setAttribute("aria-labelledby", label.id);
}

function labelSearch(container) {
  const label = labelOf(container.previousElementSibling);
  const shown = container.querySelector(".select2-selection__rendered");
  if (!label || !shown) return;
  const combobox = container.querySelector("[role=combobox]");
  combobox.setAttribute("aria-labelledby", [label.id, shown.id].join(" ").trim());
  container.querySelector("input")?.setAttribute("aria-labelledby", label.id);
  if (shown.id) shown.setAttribute("aria-labelledby", label.id);
  else for (const part of [shown, ...shown.querySelectorAll("li")]) part.setAttribute("role", "none");
}

function labelAll() {
  document.querySelectorAll(".prose-menubar").forEach(labelBar);
  document.querySelectorAll(".tiptap").forEach(labelEditor);
  document.querySelectorAll(".select2-container").forEach(labelSearch);
}
new MutationObserver(labelAll).observe(document, { childList: true, subtree: true });
