# Who'd stand with me?

standing-who = Who'd stand with me?
standing-explain =
    I'll ask it in { $title }, with your first name: "{ $name } asks: who'd stand with me?"
    Answers come to you in private, and to no one else. I keep them for seven days. I never list who didn't answer.
standing-yes-ask = Yes, ask
standing-is-asked = Asked. Answers come to you here. They go after seven days, or when you close it.
standing-asked =
    { $name } asks: who'd stand with me?
    Tap to answer in private. Only { $name } hears from you. No answer is fine, and nobody counts.
standing-answer = Answer in private
standing-ask-words = What would you like to say to { $name }? They'll see it with your first name, and I keep it for seven days at most. Pick one, or type your own.
standing-ready-with-you = I'm with you
standing-ready-speak-up = I'd speak up beside you
standing-ready-ring-me = Ring me any time
standing-sent = Sent to { $name }, and to no one else. You can take it back while it's kept.
standing-take-back = Take it back
standing-taken-back = Taken back. They may have read it before.
standing-reply = You have an answer waiting.
standing-read = Read the answers
standing-close = Close it
standing-line = { $name }: { $words }
standing-text = { $count ->
    [0] No answers yet. People may need a moment, or tell you in their own way.
   *[other] { $lines }
  }
    I'll hide this in 10 minutes.
standing-closed = This one has closed.
standing-gone = Closed, and every answer with it.
