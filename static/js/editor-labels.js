// The editor names its buttons in English, past every catalogue: say it in the office's language.
"use strict";

function label(bar) {
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

const labelAll = () => document.querySelectorAll(".prose-menubar").forEach(label);
new MutationObserver(labelAll).observe(document, { childList: true, subtree: true });
