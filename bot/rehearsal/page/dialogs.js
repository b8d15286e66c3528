// Small questions and notices, each in the one dialog made for them.

import { at, el, word } from "./house.js";

// Show words, and perhaps a field. Gives what was typed ("" without a field), or null when it was closed.
export function ask(title, { text = "", field = null, go = word("ok"), cancel = field !== null } = {}) {
  const dialog = at("ask");
  const input = field && el("input", { id: "ask-field", required: true, ...field });
  const form = el(
    "form",
    { method: "dialog" },
    el("h2", { id: "ask-title" }, title),
    text && el("p", {}, text),
    input,
    el(
      "p",
      { class: "choices" },
      cancel && el("button", { type: "button", onclick: () => dialog.close("") }, word("cancel")),
      el("button", { class: "strong", value: "go" }, go),
    ),
  );
  if (input && field.label) input.before(el("label", { for: "ask-field" }, field.label));
  dialog.replaceChildren(form);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener("close", () => done(dialog.returnValue === "go" ? (input ? input.value : "") : null), { once: true });
  });
}

// The frame of a large dialog: its title, a way out, and what stands inside.
export function open(id, title, ...inside) {
  const dialog = at(id);
  const out = el("button", { type: "button", onclick: () => dialog.close() }, word("close"));
  dialog.replaceChildren(el("div", { class: "bar" }, el("h2", { id: `${id}-title` }, title), out), ...inside);
  if (!dialog.open) dialog.showModal();
  return dialog;
}
