// A stock telegraf bot: it echoes, edits under a tap, answers in a group, sends a file, and ends at SIGTERM.
const { Telegraf, Markup, Input } = require("telegraf");
const { message } = require("telegraf/filters");

const [, , apiRoot, token] = process.argv;
const bot = new Telegraf(token, { telegram: { apiRoot } });

bot.start((ctx) => ctx.reply(`Hello, ${ctx.from.first_name}`, Markup.inlineKeyboard([Markup.button.callback("Open", "open")])));
bot.command("where", (ctx) => ctx.reply(`We are in ${ctx.chat.title}`));
bot.command("paper", (ctx) => ctx.replyWithDocument(Input.fromBuffer(Buffer.from("on paper"), "paper.txt"), { caption: "Here" }));
bot.action("open", async (ctx) => {
  await ctx.editMessageText("It is open", Markup.inlineKeyboard([Markup.button.callback("Open", "open")]));
  await ctx.answerCbQuery("Done");
});
bot.on(message("text"), (ctx) => ctx.reply(`You said ${ctx.message.text}`));
bot.catch((error, ctx) => ctx.answerCbQuery(error.description));

process.once("SIGTERM", () => bot.stop("SIGTERM"));
bot.launch();
