// A Bot API server that is not ours (telegram-test-api), on a free port; it prints the port, then a word for each change.
const TelegramServer = require("telegram-test-api");

const server = new TelegramServer({ host: "127.0.0.1", storeTimeout: 3600 });
server.config.port = 0; // the constructor takes 0 for "not said"

// It leaves out two fields that Telegram always sends and python-telegram-bot will not do without.
const plain = server.webServer.response.json;
server.webServer.response.json = function json(answer) {
  const result = answer && answer.result;
  if (result && result.username === "TestNameBot") result.is_bot = true;
  if (Array.isArray(result)) result.forEach((update) => update.callback_query && (update.callback_query.chat_instance = "1"));
  return plain.call(this, answer);
};

for (const change of ["AddedBotMessage", "EditedMessageText", "EditedMessageReplyMarkup"]) {
  server.on(change, () => console.log(change));
}
server.start().then(() => console.log(server.server.address().port));
