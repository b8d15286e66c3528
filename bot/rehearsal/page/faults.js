// Troubles on demand: what each does, in one plain line, and a button to arrange it.

import { act, at, el, get, post, toast, trying, word } from "./house.js";
import { open } from "./dialogs.js";

export function openFaults({ person, changed }) {
  const say = el("p", { class: "count", role: "status" });
  const fill = (text) => text.replace("{name}", person.name);

  const count = async () => {
    const { faults } = await get("/rehearsal/stage/now");
    say.textContent = faults ? word("faults.arranged", { n: faults }) : word("faults.none");
    changed();
  };

  const arrange = async (fault) => {
    if (fault.act) await act(fault.act, { person: person.id });
    else {
      const { kind, seconds, times, method, code } = fault;
      await post("/rehearsal/api/faults", { kind, seconds, times, method, code, chat_id: fault.chat ? person.id : undefined });
    }
    toast(word("faults.done", { title: fault.title }));
    await count();
  };

  const rows = word("faults.list").map((fault) =>
    el("li", {}, el("div", {}, el("h3", {}, fault.title), el("p", {}, fill(fault.text))),
      el("button", { type: "button", "data-fault": fault.id, "aria-label": `${word("faults.do")}: ${fault.title}`,
        onclick: () => trying(() => arrange(fault)) }, word("faults.do"))),
  );
  const clear = el("button", { type: "button", onclick: () => trying(async () => {
    await post("/rehearsal/api/faults", { kind: "release" });
    await count();
  }) }, word("faults.clear"));
  open("faults", word("faults.title"), el("p", {}, word("faults.intro")), el("ul", { class: "faults" }, ...rows),
    el("div", { class: "choices" }, say, clear));
  trying(count);
  return at("faults");
}
