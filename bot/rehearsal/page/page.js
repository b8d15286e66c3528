// The rehearsal's page: who one plays, their chat, the circle's group, and news as it happens.

import { act, at, el, fill, get, learnWords, listed, post, tell, toast, trying, word } from "./house.js";
import { ask } from "./dialogs.js";
import { Clock } from "./clock.js";
import { openFaults } from "./faults.js";
import { openGroupTrouble } from "./group_trouble.js";
import { openKept } from "./kept.js";
import { Talk } from "./talk.js";

const state = { people: [], groups: [], person: null, group: null, unread: new Map(), faults: 0 };
let chat, group, clock;
let aboutGroup, promote, trouble; // the three parts of the group's head

const me = () => state.people.find((each) => each.id === state.person);

async function renew() {
  const [now, world] = await Promise.all([get("/rehearsal/stage/now"), get("/rehearsal/api/state")]);
  if (!now.ready) return now;
  Object.assign(state, { people: now.people, faults: now.faults });
  state.groups = world.chats.filter((each) => each.type !== "private" && each.moved_to === null && !each.closed);
  if (!state.groups.some((each) => each.id === state.group)) state.group = state.groups.at(-1)?.id ?? null;
  clock.show(now);
  showPeople();
  showHead();
  showGroup();
  at("open-faults").dataset.count = state.faults || "";
  return now;
}

let soon = 0;
function renewSoon() {
  clearTimeout(soon);
  soon = setTimeout(() => trying(renew), 120);
}

// People

function showPeople() {
  const rows = state.people.map((person) => {
    const unread = state.unread.get(person.id) ?? 0;
    return el(
      "button",
      { type: "button", "aria-pressed": String(person.id === state.person), onclick: () => play(person.id), "data-person": person.name },
      el("span", { class: "face", "aria-hidden": "true" }, [...person.name][0] ?? "?"),
      el("span", { class: "name" }, person.name, unread > 0 && el("span", { class: "unread" }, word("unread", { n: unread }))),
      el("span", { class: "badges" }, ...person.parts.map((part) => el("span", { class: `badge ${part}` }, word(`parts.${part}`)))),
      el("span", { class: "line" }, person.blocked ? word("blocked", { name: person.name }) : person.line),
    );
  });
  const focused = document.activeElement?.dataset?.person;
  fill(at("cast"), [state.people, state.person, [...state.unread]], ...rows.map((button) => el("li", {}, button)));
  if (focused) [...at("cast").querySelectorAll("button")].find((each) => each.dataset.person === focused)?.focus();
  const waiting = [...state.unread].filter(([id]) => id > 0).reduce((sum, [, n]) => sum + n, 0);
  mark("people", waiting);
  mark("circle", state.unread.get(state.group) ?? 0);
}

function mark(tab, count) {
  const place = document.querySelector(`.tabs [data-tab="${tab}"] b`);
  place.textContent = count ? String(count) : "";
}

async function play(id) {
  state.person = id;
  state.unread.delete(id);
  at("tries").hidden = true;
  at("phone").hidden = false;
  tell("");
  turnTo("talk");
  showPeople();
  showHead();
  showGroup();
  await chat.open(id);
}

function showHead() {
  const person = me();
  if (!person) return;
  chat.person = person;
  group.person = person;
  fill(chat.head, person,
    el("span", { class: "face", "aria-hidden": "true" }, [...person.name][0] ?? "?"),
    el("div", {}, el("h2", {}, el("span", { class: "you" }, word("you"), " "), person.name), el("p", {}, word("started"))),
    el("button", { type: "button", class: "quiet", onclick: () => trying(() => act(person.blocked ? "unblocks" : "blocks", { person: person.id })) },
      word(person.blocked ? "unblock" : "block")),
  );
  chat.field.setAttribute("aria-label", word("say_to", { name: person.name }));
  chat.field.placeholder = word("say_to", { name: person.name });
  chat.form.hidden = person.blocked || !person.started;
  if (person.started) {
    chat.aside.replaceChildren();
    return;
  }
  if (chat.aside.dataset.for === person.name && chat.aside.firstChild) return;
  chat.aside.dataset.for = person.name;
  chat.aside.replaceChildren(
    el("div", { class: "begin" }, el("p", {}, word("empty_chat", { name: person.name })),
      el("button", { type: "button", class: "strong", onclick: () => begins("hello") }, word("start_public")),
      el("button", { type: "button", onclick: () => begins("") }, word("start"))),
  );
}

const begins = (payload) => trying(() => act("starts", { person: state.person, payload }));

// The circle's group

function showGroup() {
  const shown = state.groups.find((each) => each.id === state.group);
  const person = me();
  if (!shown) {
    fill(aboutGroup, null, el("h2", {}, word("group")), el("p", {}, word("group_none")));
    promote.hidden = trouble.hidden = group.form.hidden = true;
    return;
  }
  const here = shown.members.filter((seat) => ["creator", "administrator", "member", "restricted"].includes(seat.status));
  const names = here.filter((seat) => !seat.user.is_bot).map((seat) => seat.user.first_name);
  const bot = here.find((seat) => seat.user.is_bot);
  const inside = person && here.some((seat) => seat.user.id === person.id);
  const pick = state.groups.length > 1 && el(
    "select", { "aria-label": word("group_pick"), onchange: (chosen) => showOther(Number(chosen.target.value)) },
    ...state.groups.map((each) => el("option", { value: each.id, selected: each.id === state.group }, each.title)),
  );
  const owner = person && here.find((seat) => seat.user.id === person.id)?.status === "creator";
  fill(aboutGroup, [shown, state.groups.map((each) => [each.id, each.title])],
    el("h2", {}, pick || shown.title),
    el("p", {}, word(names.length === 1 ? "group_here_one" : "group_here", { names: listed(names) }), ". ", word(bot ? "group_bot" : "group_no_bot")));
  promote.hidden = !(bot?.status === "member" && owner);
  trouble.hidden = false;
  group.form.hidden = !inside;
  group.aside.replaceChildren(
    ...(person && !inside ? [el("p", { class: "aside" }, word("group_not_in", { name: person.name }))] : []),
    ...shown.asking_to_join.map((id) => el("p", { class: "aside" }, `${named(id)} ${word("asks_to_join")}`)),
  );
  if (person) {
    group.field.placeholder = word("say_group");
    group.field.setAttribute("aria-label", word("say_in", { name: person.name }));
  }
  if (group.chat !== shown.id) trying(() => group.open(shown.id));
}

const groupTrouble = () => openGroupTrouble({
  group: state.group,
  changed: (id) => {
    state.group = id;
    renewSoon();
  },
});

const named = (id) => state.people.find((each) => each.id === id)?.name ?? "";

function showOther(id) {
  state.group = id;
  showGroup();
}

function followed(result) {
  if (result.did === "joined" || result.did === "asked" || result.did === "brought-in") {
    state.group = result.chat_id;
    turnTo("circle");
  }
  if (result.did === "started") turnTo("talk");
  renewSoon();
}

// Tabs, on a phone

function tools(open) {
  at("tools").classList.toggle("open", open);
  at("more").setAttribute("aria-expanded", String(open));
  at("more").textContent = word(open ? "less" : "more");
}

function turnTo(tab) {
  tools(false);
  document.querySelector("main").dataset.tab = tab;
  for (const each of document.querySelectorAll(".tabs button")) {
    if (each.dataset.tab === tab) each.setAttribute("aria-current", "true");
    else each.removeAttribute("aria-current");
  }
  if (tab === "circle") {
    state.unread.delete(state.group);
    showPeople();
    group.list.scrollTop = group.list.scrollHeight;
  }
  if (tab === "talk") chat.list.scrollTop = chat.list.scrollHeight;
}

const seen = (tab) => matchMedia("(min-width: 900px)").matches || document.querySelector("main").dataset.tab === tab;

// Things to try

function showTries() {
  at("tries").hidden = false;
  at("phone").hidden = true;
  state.person = null;
  turnTo("talk");
  showPeople();
}

function listTries() {
  const rows = word("tries.list").map((each) =>
    el("li", {}, el("button", { type: "button", "data-try": each.id, onclick: () => trying(() => begin(each)) },
      el("b", {}, each.title), el("span", {}, each.text))),
  );
  at("try-list").replaceChildren(...rows);
}

async function begin(each) {
  if (each.opens === "faults") return faults();
  const person = state.people.find((one) => one.name === each.person);
  await play(person.id);
  if (each.start !== undefined) return begins(each.start);
  await act("says", { person: person.id, text: each.say });
  chat.field.focus();
  return undefined;
}

const faults = () => openFaults({ person: me() ?? state.people[0], changed: renewSoon });

// News as it happens

function listen() {
  const news = new EventSource("/rehearsal/api/events");
  const on = (what, heard) => news.addEventListener(what, (event) => heard(JSON.parse(event.data)));
  for (const what of ["message", "edited", "deleted"]) on(what, (about) => changed(what, about));
  on("answered", answered);
  on("preparing", (about) => tell(`${word("preparing")} ${about.step}`));
  on("ready", () => location.reload());
  for (const what of ["person", "chat", "member", "blocked", "join_request", "clock"]) on(what, renewSoon);
  let lost = false;
  news.onerror = () => {
    lost = true;
    tell(word("no_connection"));
  };
  news.onopen = () => lost && location.reload();
}

function changed(what, { chat_id: where, message }) {
  if (what === "message" && message.from.is_bot) {
    clock.heard(where > 0 ? named(where) : "");
    const open = where > 0 ? where === state.person && seen("talk") : where === state.group && seen("circle");
    if (!open) state.unread.set(where, (state.unread.get(where) ?? 0) + 1);
  }
  if (where === chat.chat) trying(() => chat.renew());
  if (where === group.chat) trying(() => group.renew());
  renewSoon();
}

function answered({ user_id: who, text, alert }) {
  for (const each of document.querySelectorAll(".waiting")) each.classList.remove("waiting");
  if (!text || who !== state.person) return;
  if (alert) ask(text);
  else toast(text);
}

async function start() {
  await learnWords();
  const writer = () => state.person;
  chat = new Talk(at("phone"), "chat", { writer, followed });
  group = new Talk(at("group"), "group", { writer, followed });
  aboutGroup = el("div");
  promote = el("button", { type: "button", class: "quiet", hidden: true,
    onclick: () => trying(() => act("promotes_bot", { person: state.person, chat: state.group })) }, word("group_promote"));
  trouble = el("button", { type: "button", class: "quiet", id: "open-group-trouble", hidden: true, "aria-haspopup": "dialog",
    onclick: groupTrouble }, word("group_trouble.button"));
  group.head.append(aboutGroup, promote, trouble);
  clock = new Clock({ moved: renewSoon });
  listTries();
  listen();
  at("add").addEventListener("submit", async (sent) => {
    sent.preventDefault();
    const added = await trying(() => post("/rehearsal/api/people", { first_name: at("add-name").value }));
    if (!added) return;
    at("add-name").value = "";
    await renew();
    await play(added.id);
  });
  for (const tab of document.querySelectorAll(".tabs button")) tab.addEventListener("click", () => turnTo(tab.dataset.tab));
  at("open-tries").addEventListener("click", showTries);
  at("open-kept").addEventListener("click", () => trying(openKept));
  at("open-faults").addEventListener("click", faults);
  at("more").addEventListener("click", () => tools(!at("tools").classList.contains("open")));
  at("tools").addEventListener("click", () => tools(false));
  const now = await renew();
  if (!now.ready) {
    tell(`${word("preparing")} ${now.step}`);
    setTimeout(() => location.reload(), 1500);
  } else document.documentElement.dataset.ready = "yes";
}

trying(start);
