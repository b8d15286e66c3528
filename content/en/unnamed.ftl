# Words shown without a name: a question to the circle, and something for its guides.

unnamed-send = Send
unnamed-change = Change
unnamed-dont = Don't send
unnamed-dropped = Not sent. I've kept nothing of it.
unnamed-write-again = I've let that go. Your words are still above: copy them, change them, and send them again.
unnamed-after-card = I've sent nothing, and told no one. You can go on if you'd like to.
unnamed-held = That looks like a number, an email or a postcode. It may point to a patient or to you. Please take it out. I can't send it as it is.

# A question to the circle

question-ask-circle = Ask the circle
question-ask-words =
    What would you like to ask { $title }? I show it in the group without your name, at { $times }, in the next day or two.
    In a small circle someone may guess who asked. So leave out names, places and dates.
    I see it as you type, and Telegram carries it. Once you've asked, I don't keep whose it was.
question-times = { $first } or { $last }
question-preview = { $points ->
    [name] There's a name in it of someone in the circle, or an @name. It may point to you or to them.
    [place] There's a date or a place in it. It may point to you.
   *[none] I saw nothing in it that points to you. I can miss things.
  }
    The way you write may be known, too. After this tap I can't take it back for you: I won't know which one is yours. A guide can take it down, or turn this off before it's shown.
question-send = Ask it, without my name
question-asked = It's on its way, without your name. I've kept no note that it was you, so I can't tell you when it's shown. Look in the group over the next day or two.
question-shown =
    Someone in the circle asks:
    { $words }

    Answer here if you like. Please don't guess who asked.
question-take-down = Take it down
question-taken-down = A guide took this question down.
question-for-guides = Only a guide of this circle can take it down.
question-here = Questions, no name
question-switch =
    { $title }: members { $state ->
        [on] can ask the circle a question without their name. It's shown in the group at { $times }.
       *[off] can't ask questions without their name just now.
    }
    A guide can take any question down with the button under it. Nobody can look up who asked: I don't keep it.{ $state ->
        [on] {" "}If you turn it off, what's waiting goes unseen.
       *[off] {""}
    }
question-turn-on = Turn it on
question-turn-off = Turn it off

problem-circle-is-meeting = Your circle is meeting just now. Ask it there, or tell the observer. I can take a question once it's over. Nothing was kept.
problem-questions-are-off = Your guides have turned this off for now. Nothing was kept. You can ask a guide, or raise a concern.
problem-asked-enough-today = You've asked this circle { $most } questions today. That's all I take in a day, so this one isn't asked. I've kept nothing of it.
problem-enough-waiting = There are { $most } questions waiting for this circle, so it has enough for now. Yours isn't kept. Try again tomorrow.

# Something I didn't get to say

unsaid-open = I didn't get to say…
unsaid-ask-words = Something you didn't get to say? Type it here. It goes nowhere until you tap again.
    After that, { $guides } can read it, without your name. In a small circle they may guess. I see it as you type, and Telegram carries it.
unsaid-preview = { $points ->
    [name] There's a name in it of someone in the circle, or an @name.
    [place] There's a date or a place in it. It may point to you.
   *[none] I saw nothing in it that points to you. I can miss things.
  }
    { $guides } will see what you wrote, without your name. A small group may guess who. They can open it for three days; then I wipe it.
    I can't take it back after this tap: I won't know it was yours.
unsaid-send = { $count ->
    [1] Send it
    [2] Send to both
   *[other] Send to all of them
  }
unsaid-sent = Sent to { $guides }, without your name. I've kept no note that it was you. In three days I wipe it.
unsaid-waiting = Something was left for you to read. Open it when you're somewhere private.
unsaid-read = Read it
unsaid-text =
    Left after { $title }, without a name:

    { $words }

    Please don't ask around who it was. I'll hide this in 10 minutes. You can open it for three days.
unsaid-gone = That has been wiped. It was kept for three days.
problem-unsaid-is-over = That was more than three days ago, so I don't take this any more. You can talk to the observer, or write privately.
problem-no-guides-now = There's nobody guiding the circle just now, so nobody could read it. Nothing was kept.
