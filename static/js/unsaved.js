// Keeps what somebody types in this browser until it is saved, and warns before it is left. A form
// says by which key, one for each user (templates/partials/unsaved.html). Signing out wipes it all.
"use strict";
(() => {
  const PREFIX = "unsaved:";
  const WEEK = 7 * 24 * 60 * 60 * 1000;
  let signingOut = false;

  const load = (key) => JSON.parse(localStorage.getItem(PREFIX + key));
  const drop = (key) => localStorage.removeItem(PREFIX + key);
  const store = (key, entry) => {
    try {
      localStorage.setItem(PREFIX + key, JSON.stringify(entry));
    } catch {
      // Full: the warning before leaving remains.
    }
  };
  const keys = () =>
    Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));

  const fields = (form) =>
    [...new FormData(form)].filter(
      ([name, value]) => typeof value === "string" && !/^(_|csrf)|password/.test(name),
    );
  const visible = (form, entries) =>
    JSON.stringify(entries.filter(([name]) => form.elements[name]?.type !== "hidden")).replace(/\\r/g, "");
  const button = (label, act) =>
    Object.assign(document.createElement("button"), {
      type: "button",
      className: "button quiet",
      textContent: label,
      onclick: act,
    });

  function fill(form, entry) {
    for (const element of form.elements) {
      const values = entry.fields.filter(([name]) => name === element.name).map(([, value]) => value);
      if (/checkbox|radio/.test(element.type)) element.checked = values.includes(element.value);
      else if (values.length && element.type !== "hidden") element.value = values[0];
    }
  }

  // The server fills the form, rows and searched names too, and saves nothing.
  function send(form, entry, more) {
    const copy = Object.assign(document.createElement("form"), { method: "post", hidden: true });
    if (entry.action) copy.action = entry.action;
    const token = ["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value];
    for (const [name, value] of [...entry.fields, token, ...more]) {
      copy.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    document.body.append(copy);
    copy.submit();
  }

  function watch(mark, key) {
    const form = mark.form;
    const isSent = sessionStorage.getItem(PREFIX) === key;
    const isRefused = document.querySelector(".problems, .errornote, .error-summary");
    let before = visible(form, fields(form));
    let left = false;
    let waiting = null;
    const isTyped = () => !left && visible(form, fields(form)) !== before;
    // No browser keeps a chosen file for us: there is only the warning.
    const hasFile = () => !left && [...form.elements].some(({ files }) => files?.length);
    const keep = () => {
      if (signingOut || !isTyped()) return;
      if (waiting) store(`${key}~`, waiting);
      waiting = null;
      store(key, { at: Date.now(), action: form.getAttribute("action"), fields: fields(form) });
    };
    const go = () => {
      keep();
      left = true;
      sessionStorage.setItem(PREFIX, key);
    };

    function offer(name) {
      const entry = load(name);
      if (!entry || visible(form, entry.fields) === before) return drop(name);
      const language = { en: "en-GB" }[document.documentElement.lang] ?? "de-DE";
      const moment = new Date(entry.at).toLocaleString(language, {
        dateStyle: "short",
        timeStyle: "short",
      });
      const box = document.createElement("p");
      box.className = "notice unsaved";
      box.setAttribute("role", "status");
      const take = () => {
        if (mark.value && form.elements.csrfmiddlewaretoken) {
          go();
          send(form, entry, [["_writer", mark.value], ["_restored", moment]]);
        } else fill(form, entry);
        box.remove();
      };
      const discard = () => {
        drop(name);
        waiting = null;
        box.remove();
      };
      box.append(`${mark.dataset.waiting.replace("{}", moment)} `);
      box.append(button(mark.dataset.take, take), " ", button(mark.dataset.drop, discard));
      mark.after(box);
      if (name === key) waiting = entry;
    }

    if (isSent && isRefused) before = "";
    else if (isSent) drop(key);
    else [`${key}~`, key].forEach(offer);
    form.addEventListener("submit", go);
    form.addEventListener("submit", () => {
      if (![...form.elements].some((element) => element.files?.length)) return;
      const box = document.createElement("p");
      box.className = "notice";
      box.setAttribute("role", "status");
      form.append(box);
      box.textContent = mark.dataset.sending;
    });
    form.addEventListener("input", () => (left = false));
    addEventListener("pageshow", (event) => event.persisted && (left = false));
    addEventListener("pagehide", keep);
    addEventListener("beforeunload", (event) => {
      keep();
      if (isTyped() || hasFile()) event.preventDefault();
    });
    setInterval(keep, 1000);
  }

  for (const key of keys()) {
    if (!(load(key).at > Date.now() - WEEK)) drop(key);
  }
  addEventListener("submit", ({ target }) => {
    signingOut = target.id === "logout-form";
    if (signingOut) keys().forEach(drop);
  });
  addEventListener("load", () => {
    const marks = [...document.querySelectorAll("[data-unsaved]")];
    const names = marks.map((mark, index) => mark.dataset.unsaved + index);
    const sent = sessionStorage.getItem(PREFIX);
    if (sent && !names.includes(sent)) drop(sent);
    marks.forEach((mark, index) => watch(mark, names[index]));
    sessionStorage.removeItem(PREFIX);
    document.querySelector(".problems, .error-summary")?.focus();
  });
})();
