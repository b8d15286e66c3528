// What is kept: the rows as they lie on disk, table by table, and a search through every byte.

import { el, get, listed, post, trying, word } from "./house.js";
import { open } from "./dialogs.js";

const SHORTEST = 4;
const LONG = 36;

export async function openKept() {
  const tables = await get("/rehearsal/stage/kept");
  const pane = el("div", { class: "pane", tabindex: "0", "aria-live": "polite" }, el("p", { class: "aside" }, word("kept.pick_table")));
  const choose = (table, button) => trying(async () => {
    for (const each of list.querySelectorAll("button")) each.setAttribute("aria-pressed", String(each === button));
    pane.replaceChildren(...(await shown(table)));
    pane.scrollTop = 0;
    pane.scrollIntoView({ block: "nearest" });
  });
  const list = el("div", { class: "tables" }, ...["circle.sqlite", "keystore.sqlite"].map((file) =>
    el("section", {}, el("h3", {}, word(file === "circle.sqlite" ? "kept.database" : "kept.keystore")),
      el("ul", {}, ...tables.filter((each) => each.file === file).map((each) => {
        const button = el("button", { type: "button", "aria-pressed": "false" }, each.table, el("span", {}, String(each.rows)));
        button.addEventListener("click", () => choose(each, button));
        return el("li", {}, button);
      })))));
  open("kept", word("kept.title"), el("p", {}, word("kept.intro")), search(), el("div", { class: "rows" }, list, pane));
}

function search() {
  const field = el("input", { id: "look", type: "search", autocomplete: "off", maxlength: "200" });
  const result = el("p", { class: "found", role: "status" });
  const form = el("form", { class: "look" }, el("label", { for: "look" }, word("kept.search")),
    el("div", { class: "field" }, field, el("button", { class: "strong" }, word("kept.search_do"))), result,
    el("p", { class: "aside" }, word("kept.search_note")));
  form.addEventListener("submit", (sent) => {
    sent.preventDefault();
    const typed = field.value.trim();
    if ([...typed].length < SHORTEST) result.textContent = word("kept.search_short");
    else trying(async () => {
      const found = await post("/rehearsal/stage/look", { word: typed });
      result.classList.toggle("nowhere", !found.found.length);
      result.textContent = found.found.length
        ? word("kept.search_found", { word: typed, where: listed(found.found) })
        : word("kept.search_none", { word: typed, files: found.files, size: size(found.bytes) });
    });
  });
  return form;
}

const size = (bytes) => (bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`);

async function shown({ file, table }) {
  const kept = await get(`/rehearsal/stage/kept/${file}/${table}`);
  const title = el("h3", {}, table);
  if (!kept.all) return [title, el("p", { class: "aside" }, word("kept.empty"))];
  const count = kept.all === 1 ? word("kept.row_one") : word("kept.rows", { n: kept.all });
  const newest = kept.rows.length < kept.all ? word("kept.newest", { n: kept.rows.length, all: kept.all }) : count;
  const head = el("tr", {}, ...kept.columns.map((column) => el("th", { scope: "col" }, column)));
  const rows = kept.rows.map((row) => el("tr", {}, ...row.map(cell)));
  return [title, el("p", { class: "aside" }, newest), el("div", { class: "scroll" }, el("table", {}, el("thead", {}, head), el("tbody", {}, ...rows)))];
}

function cell(value) {
  if (value.kind === "nothing") return el("td", { class: "nothing" }, "–");
  if (value.kind === "plain") return el("td", { class: value.text.length > LONG && "long" }, value.text);
  return el("td", { class: "bytes" }, el("span", { class: "size" }, word("kept.bytes", { n: value.bytes })), el("code", {}, value.hex));
}
