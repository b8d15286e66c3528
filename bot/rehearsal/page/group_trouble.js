// What can happen to a group, one plain line each: the bot thrown out or put down, the group made public, moved, deleted.

import { act, at, el, get, toast, trying, word } from "./house.js";
import { open } from "./dialogs.js";

const inside = (seat) => ["creator", "administrator", "member", "restricted"].includes(seat.status);

// What each does, and which of its two sides stands open now. `was` is the group as it is.
function offered(was) {
  const bot = was.members.find((seat) => seat.user.is_bot && inside(seat));
  const leads = bot?.status === "administrator";
  return [
    bot ? "kick" : "bring-back",
    bot && (leads ? "put-down" : "put-up"),
    was.username ? "make-private" : "make-public",
    was.type === "group" && "move",
    "delete",
  ].filter(Boolean);
}

// Telegram turns a group into a supergroup before it gives it a public name.
async function publishes(about, was) {
  const moved = was.type === "group" ? (await act("upgrades", about)).chat_id : was.id;
  await act("publishes", { ...about, chat: moved, username: `rehearsal_${Math.abs(moved)}` });
  return moved;
}

const DEEDS = {
  kick: (about) => act("removes_bot", about),
  "bring-back": (about) => act("adds_bot", { ...about, admin: true }),
  "put-down": (about) => act("demotes_bot", about),
  "put-up": (about) => act("promotes_bot", about),
  "make-public": publishes,
  "make-private": (about) => act("publishes", { ...about, username: "" }),
  move: async (about) => (await act("upgrades", about)).chat_id,
  delete: (about) => act("closes", about),
};

const asItIs = async (chat) => (await get("/rehearsal/api/state")).chats.find((each) => each.id === chat);

// `changed(chat)` hears the group's number after each deed; it is another one once the group has moved.
export function openGroupTrouble({ group, changed }) {
  const show = (was) => {
    const owner = was.members.find((seat) => seat.status === "creator");
    const rows = offered(was).map((id) => row(was, owner, id));
    open("group-trouble", word("group_trouble.title"),
      el("p", {}, word("group_trouble.intro", { name: owner?.user.first_name ?? "" })), el("ul", { class: "faults" }, ...rows));
  };

  const row = (was, owner, id) => {
    const said = (part) => word(`group_trouble.list.${id}.${part}`);
    const go = () => trying(async () => {
      const moved = await DEEDS[id]({ person: owner.user.id, chat: was.id }, was);
      toast(word("group_trouble.done", { title: said("title") }));
      const chat = typeof moved === "number" ? moved : was.id;
      changed(chat);
      if (id === "delete") return at("group-trouble").close();
      show(await asItIs(chat));
      return at("group-trouble").querySelector("button[data-trouble]").focus();
    });
    return el("li", {}, el("div", {}, el("h3", {}, said("title")), el("p", {}, said("text"))),
      el("button", { type: "button", "data-trouble": id, "aria-label": `${word("group_trouble.do")}: ${said("title")}`, onclick: go },
        word("group_trouble.do")));
  };

  trying(async () => show(await asItIs(group))); // what the page last heard may be a moment old
}
