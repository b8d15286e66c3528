// The rehearsal's clock: what time it is there, and the ways to move it forward.

import { at, clock, listed, post, said, tell, toast, trying, wall, word } from "./house.js";
import { ask } from "./dialogs.js";

const MOST_NAMES = 4;

export class Clock {
  constructor({ moved }) {
    Object.assign(this, { moved, base: null, read: 0, hearers: new Set(), moving: false });
    for (const button of document.querySelectorAll("[data-to]")) {
      button.addEventListener("click", () => this.move({ to: button.dataset.to }));
    }
    at("to-a-time").addEventListener("click", () => this.choose());
    setInterval(() => this.tick(), 1000);
  }

  now() {
    return new Date(this.base.getTime() + performance.now() - this.read);
  }

  // What the server says: its time, and when the next letter is due.
  show({ now, next, moved }) {
    this.base = new Date(now);
    this.read = performance.now();
    this.tick();
    at("due").textContent = next ? this.due(new Date(next)) : word("clock.next_none");
    if (moved && !this.told) tell(word("clock.moved_start"));
    this.told = true;
  }

  due(next) {
    const today = wall(next).slice(0, 10) === wall(this.base).slice(0, 10);
    return word("clock.next_at", { when: today ? clock(next) : said(next) });
  }

  tick() {
    if (!this.base) return;
    const now = this.now();
    const shown = said(now);
    if (at("now").textContent !== shown) at("now").textContent = shown;
    at("now").dateTime = now.toISOString();
  }

  // Somebody heard from the bot: told in one line when time has stopped moving.
  heard(name) {
    if (this.moving && name) this.hearers.add(name);
  }

  async choose() {
    const earliest = new Date(this.now().getTime() + 60_000);
    const chosen = await ask(word("clock.to"), {
      field: { type: "datetime-local", min: wall(earliest), value: wall(new Date(this.now().getTime() + 3_600_000)), label: word("clock.to_what") },
      go: word("clock.to_do"),
    });
    if (!chosen) return;
    if (chosen < wall(this.now())) toast(word("clock.to_past"));
    else await this.move({ to: "at", at: chosen });
  }

  async move(where) {
    if (this.moving) return;
    this.moving = true;
    this.hearers.clear();
    document.body.classList.add("moving");
    tell(word("clock.moving"));
    const now = await trying(() => post("/rehearsal/stage/clock", where));
    document.body.classList.remove("moving");
    this.moving = false;
    if (!now) {
      tell("");
      return;
    }
    this.show(now);
    const names = [...this.hearers];
    const who = names.length > MOST_NAMES ? word("clock.everyone", { n: names.length }) : listed(names);
    const when = said(new Date(now.now));
    tell(names.length ? word("clock.arrived", { when, who }) : word("clock.arrived_none", { when }));
    this.moved();
  }
}
