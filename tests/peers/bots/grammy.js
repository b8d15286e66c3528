// A stock grammY bot: it echoes, edits under a tap, answers in a group, sends a file, and ends at SIGTERM.
const { Bot, InlineKeyboard, InputFile } = require("grammy");

const [, , apiRoot, token] = process.argv;
const bot = new Bot(token, { client: { apiRoot } });
const door = { reply_markup: new InlineKeyboard().text("Open", "open") };

bot.command("start", (ctx) => ctx.reply(`Hello, ${ctx.from.first_name}`, door));
bot.command("where", (ctx) => ctx.reply(`We are in ${ctx.chat.title}`));
bot.command("paper", (ctx) => ctx.replyWithDocument(new InputFile(Buffer.from("on paper"), "paper.txt"), { caption: "Here" }));
bot.callbackQuery("open", async (ctx) => {
  await ctx.editMessageText("It is open", door);
  await ctx.answerCallbackQuery("Done");
});
bot.on("message:text", (ctx) => ctx.reply(`You said ${ctx.message.text}`));
bot.catch(({ error, ctx }) => ctx.answerCallbackQuery(error.description));

process.once("SIGTERM", () => bot.stop());
bot.start();
