// One chat as a phone shows it: messages, their buttons, and the field to write in.

import { act, at, day, el, get, hour, post, toast, trying, word } from "./house.js";
import { ask } from "./dialogs.js";

export class Talk {
  // `frame` is the element it lives in; `writer()` gives who writes; `followed(result)` hears where a link led.
  constructor(frame, name, { writer, followed }) {
    Object.assign(this, { frame, name, writer, followed, chat: null, shown: new Map(), editing: null });
    this.head = el("header", { class: "head" });
    this.list = el("ol", { class: "messages", tabindex: "0", role: "log", "aria-live": "polite", "aria-label": word(name) });
    this.foot = el("div", { class: "foot" }); // what is being changed; emptied whenever that is over
    this.aside = el("div", { class: "foot beside" }); // what the page has to say of this chat
    this.menu = el("ul", { class: "commands", id: `${name}-commands`, hidden: true });
    this.field = el("textarea", { rows: "1", id: name === "chat" ? "write" : "write-group", maxlength: "12000" });
    this.field.addEventListener("keydown", (pressed) => this.pressed(pressed));
    this.field.addEventListener("input", () => this.grow());
    this.slash = el(
      "button",
      { type: "button", class: "slash", "aria-expanded": "false", "aria-controls": this.menu.id, onclick: () => this.commands() },
      el("span", { "aria-hidden": "true" }, "/"), el("span", { class: "unseen" }, word("commands")),
    );
    this.form = el(
      "form", { class: "write" }, this.slash, this.field, el("button", { class: "strong" }, word("send")),
    );
    this.form.addEventListener("submit", (sent) => this.send(sent));
    frame.addEventListener("keydown", (pressed) => pressed.key === "Escape" && this.leaves());
    frame.replaceChildren(this.head, this.list, this.menu, this.aside, this.foot, this.form);
  }

  // Show a chat; the same one again only renews it.
  async open(chatId) {
    if (this.chat !== chatId) {
      this.chat = chatId;
      this.shown.clear();
      this.list.replaceChildren();
      this.calm();
      this.field.value = "";
    }
    await this.renew();
  }

  async renew() {
    const asked = this.chat;
    if (asked === null || this.reading) {
      this.again = this.reading;
      return;
    }
    this.reading = true;
    try {
      const found = await get(`/rehearsal/api/chats/${asked}`);
      if (asked === this.chat) this.show(found.messages);
    } finally {
      this.reading = false;
    }
    if (this.again || asked !== this.chat) {
      this.again = false;
      await this.renew();
    }
  }

  show(messages) {
    const near = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 120;
    const had = this.list.contains(document.activeElement) && document.activeElement !== this.list;
    const wanted = [];
    for (const row of grouped(messages)) {
      const known = this.shown.get(row.key);
      const mark = JSON.stringify(row);
      if (known && known.mark === mark) {
        wanted.push(known.node);
        continue;
      }
      const node = this.row(row);
      this.shown.set(row.key, { mark, node });
      wanted.push(node);
    }
    const fresh = wanted.length && wanted.at(-1) !== this.list.lastElementChild;
    if (wanted.length !== this.list.children.length || wanted.some((node, n) => node !== this.list.children[n])) {
      this.list.replaceChildren(...wanted);
    }
    const gone = messages.filter((each) => each.gone).length;
    const changes = messages.reduce((sum, each) => sum + each.versions.length, 0);
    Object.assign(this.list.dataset, { chat: this.chat, shown: `${messages.length}/${gone}/${changes}` });
    if (near || fresh) this.list.scrollTop = this.list.scrollHeight;
    // A screen that changed under the finger keeps the keyboard where it was: at its new buttons.
    if (had && !this.list.contains(document.activeElement)) {
      const buttons = this.list.querySelectorAll(".keys button");
      (buttons.length ? [...this.list.querySelectorAll("li:has(.keys)")].at(-1).querySelector(".keys button") : this.field).focus();
    }
  }

  row(row) {
    if (row.day) return el("li", { class: "day" }, day(new Date(row.day)));
    if (row.gone) return el("li", { class: "note" }, row.gone === 1 ? word("notes.gone_one") : word("notes.gone", { n: row.gone }));
    const message = row.message;
    const note = noted(message);
    if (note) return el("li", { class: "note" }, note);
    const mine = message.from.id === this.writer();
    const bubble = el("div", { class: "bubble" });
    if (this.chat < 0 && !mine) bubble.append(el("p", { class: "who" }, message.from.first_name));
    bubble.append(worded(message), ...this.file(message), this.under(message));
    const item = el("li", { class: mine ? "mine" : message.from.is_bot ? "bots" : "theirs", "data-id": message.message_id }, bubble);
    const keys = this.keys(message);
    if (keys) item.append(keys);
    if (mine && message.text) item.append(this.own(message));
    return item;
  }

  under(message) {
    const marks = [hour(new Date(message.date * 1000))];
    if (message.edit_date) marks.unshift(word("edited"));
    const line = el("p", { class: "under" }, marks.join(" · "));
    if (!message.has_protected_content) return line;
    return el("div", {}, el("p", { class: "protected" }, word("protected")), line);
  }

  file(message) {
    const sent = message.document ?? message.photo?.at(-1);
    if (!sent) return [];
    const address = `/rehearsal/stage/files?id=${encodeURIComponent(sent.file_id)}`;
    if (message.photo) return [el("img", { class: "photo", src: address, alt: "" })];
    const link = el("a", { href: address, download: message.document.file_name ?? "file" }, word("file"));
    return [el("p", { class: "file" }, message.document.file_name ?? "", " · ", link)];
  }

  keys(message) {
    const rows = message.reply_markup?.inline_keyboard;
    if (!rows?.length) return null;
    return el("div", { class: "keys" }, ...rows.map((row) => el("div", {}, ...row.map((key) => this.key(message, key)))));
  }

  key(message, key) {
    const out = key.url !== undefined;
    const button = el("button", { type: "button", class: out ? "out" : false }, key.text);
    button.addEventListener("click", () =>
      trying(async () => {
        if (this.writer() === null) return toast(word("pick_first"));
        if (out) return this.follow(key.url);
        button.classList.add("waiting");
        setTimeout(() => button.classList.remove("waiting"), 4000);
        const about = { person: this.writer(), chat: this.chat, message: message.message_id, data: key.callback_data };
        return act("taps", about);
      }),
    );
    return button;
  }

  async follow(address) {
    const person = this.writer();
    let result = await post("/rehearsal/stage/follow", { person, address });
    if (result.did === "choose-group") {
      const title = await ask(word("new_group"), {
        text: word("new_group_what", { name: this.person.name }),
        field: { label: word("new_group_name"), maxlength: "60" },
        go: word("new_group_do"),
      });
      if (!title) return;
      result = await post("/rehearsal/stage/follow", { person, address, title });
    }
    if (result.did === "outside") await ask(word("outside", { address: result.address }));
    if (result.did === "asked") toast(word("asked_to_join", { name: this.person.name }));
    this.followed(result);
  }

  own(message) {
    const about = { person: this.writer(), chat: this.chat, message: message.message_id };
    const edit = el("button", { type: "button", onclick: () => this.edit(message) }, word("edit"));
    const drop = el("button", { type: "button", onclick: () => trying(() => act("deletes", about)) }, word("delete"));
    return el("details", { class: "own" }, el("summary", {}, el("span", { class: "unseen" }, word("more"))), edit, drop);
  }

  edit(message) {
    this.editing = message.message_id;
    this.field.value = message.text;
    this.foot.replaceChildren(
      el("p", { class: "editing" }, word("editing"), " ", el("button", { type: "button", onclick: () => this.calm() }, word("cancel"))),
    );
    this.field.focus();
    this.grow();
  }

  calm() {
    if (this.editing !== null) this.field.value = "";
    this.editing = null;
    this.menu.hidden = true;
    this.slash.setAttribute("aria-expanded", "false");
    this.foot.replaceChildren();
  }

  // Escape: out of the list of commands, or of a change that was begun.
  leaves() {
    const listed = !this.menu.hidden;
    this.calm();
    if (listed) this.slash.focus();
  }

  pressed(pressed) {
    if (pressed.key !== "Enter" || pressed.shiftKey || pressed.isComposing) return;
    pressed.preventDefault();
    this.form.requestSubmit();
  }

  grow() {
    this.field.rows = Math.min(6, this.field.value.split("\n").length);
  }

  async send(sent) {
    sent.preventDefault();
    const text = this.field.value.trim();
    if (!text || this.chat === null) return;
    const about = { person: this.writer(), chat: this.chat, text };
    const done = await trying(() =>
      this.editing === null ? act("says", about) : act("edits", { ...about, message: this.editing }),
    );
    if (done === undefined) return;
    this.field.value = "";
    this.calm();
    this.grow();
    this.list.scrollTop = this.list.scrollHeight;
  }

  async commands() {
    if (!this.menu.hidden) {
      this.calm();
      return;
    }
    const found = await trying(() => get(`/rehearsal/stage/commands?chat=${this.chat}`));
    const rows = (found ?? []).map((each) =>
      el("li", {}, el("button", { type: "button", onclick: () => this.say(`/${each.command}`) },
        el("b", {}, `/${each.command}`), " ", each.description)),
    );
    this.menu.replaceChildren(...(rows.length ? rows : [el("li", { class: "none" }, word("commands_none"))]));
    this.menu.hidden = false;
    this.slash.setAttribute("aria-expanded", "true");
    this.menu.querySelector("button")?.focus();
  }

  async say(text) {
    this.calm();
    await trying(() => act("says", { person: this.writer(), chat: this.chat, text }));
    this.field.focus();
  }
}

// Messages with the days between them, and runs of deleted ones as one line.
function grouped(messages) {
  const rows = [];
  let last = "";
  for (const message of messages) {
    const its = day(new Date(message.date * 1000));
    if (message.gone) {
      const before = rows.at(-1);
      if (before?.gone) before.gone += 1;
      else rows.push({ key: `gone-${message.message_id}`, gone: 1 });
      continue;
    }
    if (its !== last) rows.push({ key: `day-${its}`, day: message.date * 1000 });
    last = its;
    rows.push({ key: message.message_id, message });
  }
  return rows;
}

function noted(message) {
  const came = message.new_chat_members?.[0];
  if (came) return came.is_bot ? word("notes.came_bot") : word("notes.came", { name: came.first_name });
  const left = message.left_chat_member;
  if (left) return left.is_bot ? word("notes.left_bot") : word("notes.left", { name: left.first_name });
  if (message.new_chat_title) return word("notes.title", { title: message.new_chat_title });
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return word("notes.moved");
  if (message.message_auto_delete_timer_changed) return word("notes.timer");
  return "";
}

// What a message says. Words under a spoiler stay covered until they are tapped.
function worded(message) {
  const text = message.text ?? message.caption ?? (message.document ? "" : word("notes.other"));
  const marks = message.entities ?? message.caption_entities ?? [];
  const covered = marks.find((mark) => mark.type === "spoiler");
  const place = el("p", { class: "words" });
  if (!covered) {
    place.append(text);
    return place;
  }
  const end = covered.offset + covered.length;
  const hint = word("covered");
  const cover = el("button", { type: "button", class: "spoiler", "aria-label": hint, "data-hint": hint }, text.slice(covered.offset, end));
  cover.addEventListener("click", () => {
    const open = cover.classList.toggle("open");
    if (open) cover.removeAttribute("aria-label");
    else cover.setAttribute("aria-label", hint);
  });
  place.append(text.slice(0, covered.offset), cover, text.slice(end));
  return place;
}
