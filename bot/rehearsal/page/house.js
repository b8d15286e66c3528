// What every part of the page leans on: words, elements, asking the server, and time as people say it.

let words = {};

export async function learnWords() {
  words = await get("/rehearsal/stage/words");
  for (const place of document.querySelectorAll("[data-word]")) place.textContent = word(place.dataset.word);
  for (const place of document.querySelectorAll("[data-label]")) place.setAttribute("aria-label", word(place.dataset.label));
  document.title = word("title");
}

export function word(key, holes = {}) {
  const found = key.split(".").reduce((at, step) => (at === undefined ? undefined : at[step]), words);
  if (typeof found !== "string") return found === undefined ? key : found;
  return found.replace(/\{(\w+)\}/g, (whole, name) => (name in holes ? String(holes[name]) : whole));
}

// An element: el("button", {class: "x", onclick: f, "aria-label": "y"}, "words", child…). Words only ever become text.
export function el(tag, given = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...inside.filter((each) => each !== null && each !== undefined && each !== false && each !== ""));
  return made;
}

export const at = (id) => document.getElementById(id);

async function answered(response) {
  const said = await response.json();
  if (!response.ok) throw new Error(said.problem || String(response.status));
  return said;
}

export const get = async (address) => answered(await fetch(address));

export const post = async (address, about = {}) =>
  answered(await fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(about) }));

export const act = (name, about) => post(`/rehearsal/api/act/${name}`, about);

// Time: always the United Kingdom's, as the bot tells it.

const spoken = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London", weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit", hour12: true,
});
const brief = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", hour: "2-digit", minute: "2-digit", hour12: false });
const dated = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", weekday: "long", day: "numeric", month: "long" });

const parts = (moment) => Object.fromEntries(spoken.formatToParts(moment).map((each) => [each.type, each.value]));

export function clock(moment) {
  const part = parts(moment);
  return `${part.hour}:${part.minute} ${part.dayPeriod}`;
}

export function said(moment) {
  const part = parts(moment);
  return `${part.weekday} ${part.day} ${part.month}, ${clock(moment)}`;
}

export const hour = (moment) => brief.format(moment);
export const day = (moment) => dated.format(moment);

// A local UK time for <input type="datetime-local">.
export function wall(moment) {
  const written = new Intl.DateTimeFormat("sv-SE", {
    timeZone: "Europe/London", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  }).format(moment);
  return written.replace(" ", "T");
}

export function listed(names) {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} ${word("and")} ${names.at(-1)}`;
}

// Put something in a place; what says the same as before is left alone, so that nothing changes under a finger.
export function fill(place, about, ...inside) {
  const now = JSON.stringify(about);
  if (place.dataset.about === now) return;
  place.dataset.about = now;
  place.replaceChildren(...inside);
}

// Telling the one who plays.

export function tell(text) {
  at("status").textContent = text;
}

export function toast(text) {
  const shown = el("p", { class: "toast" }, text);
  at("toasts").append(shown);
  setTimeout(() => shown.remove(), 6000);
}

export const failed = (problem) => toast(word("failed", { why: problem.message }));

// Do something slow or fallible, and say so when it fails.
export async function trying(work) {
  try {
    return await work();
  } catch (problem) {
    failed(problem);
    return undefined;
  }
}
