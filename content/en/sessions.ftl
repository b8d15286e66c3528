# Sessions of a circle: what is coming up, the card, and the private yes. The rota and stand-ins: rota.ftl.

session-step = { $minutes } min · { $title }

# What is coming up

sessions-none = Nothing coming up just now. When something is planned, it will be here.
sessions-coming =
    Coming up:

    { $lines }
session-coming-line = { $when } · { $title }
session-details-page =
    { $title }
    { $when }
    { $plan }, { $minutes } minutes at most
    Guides: { $guides }
    Looking after wellbeing: { $observer }
    { $season }
session-details = Details

# Two days and one day before

session-notice = Next circle: { $when }. Plan: { $plan }. Want a turn? Tell me in private.
session-notice-no-turns = Next circle: { $when }. Plan: { $plan }.
session-notice-of-season =
    Next circle: { $when }. Plan: { $plan }. Want a turn? Tell me in private.
    { $season }
session-plan-changed = A change for { $when }. Plan: { $plan }, { $minutes } minutes at most.
session-ask-for-turn = Ask for a turn
session-turn-sure =
    A turn on { $when }: time for something that's on your mind.
    Shall I tell { $guides } you'd like one? They'll see your first name and nothing else.
session-yes-tell-guides = Yes, tell them
session-turn-asked = Your guides see your first name in the list of turns. Those who've had fewer go first. You can change your mind at any time.
session-wants-turn =
    A note for { $title }.
    { $name } would like a turn on { $when }.
session-card =
    Before we meet: { $when }.
    { $notes }
    { $card }
session-card-changed =
    Before we meet: { $when }.
    { $notes }
    Some words of the card have changed, so I ask again. A yes to the older ones doesn't count.

    { $card }
session-card-words =
    { $card }
    Plan: { $plan }. Our rules: version { $rules }, see /rules
session-card-again =
    Here's what we promise each other. { $when }.

    { $card }
session-clocks = { $still ->
    [yes] Clocks change on { $day }.
   *[no] Clocks changed on { $day }.
  } It's { $clock } on your phone's new time.
session-clocks-there = { $still ->
    [yes] Clocks change where your circle is, on { $day }.
   *[no] Clocks changed where your circle is, on { $day }.
  } It's { $clock } on your phone this time.
session-read-it = I've read it
session-see-card = Read the card
session-ask-question = Ask a question
session-cant = Can't make it
session-card-read = Thank you. Just before we start I'll ask if you're in. Whatever you say then is fine.
session-cant-make-it = That's fine. Life happens. Your seat stays yours, and I've kept nothing about today.
session-question-sure = Shall I ask { $guides } to get in touch with you? They'll see your first name, not your question.
session-yes-ask = Yes, ask them
session-question-passed = Done. One of them will write to you in your circle's chat or in private.
session-has-question =
    A note for { $title }.
    { $name } has a question before { $when }. Could one of you write to them?

# The hour before, and the private yes

session-hour-before = In an hour. Got headphones and a quiet corner?
session-coming = I'm coming
session-late = Running late
session-see-you = See you soon.
session-late-is-fine = No rush. Come in when you can. I'll ask if you're in when you get here.
session-ready = Ready when you are.
session-in = I'm in today
session-not-today = Not today
session-changed-mind = Not today after all
session-you-are-in =
    You're in. You can pass, step out or change your mind at any time.
    How would you like to be here? All three are just as good.
session-you-are-in-no-link =
    You're in. The call link comes here as soon as your guides have set it.
    How would you like to be here? All three are just as good.
session-rest-well = That's fine. Rest well. Catch up with { $observer } later if you like.
session-open-call = Open call link
session-new-link = Here's the way into the call.
session-observer-ready = Ten minutes. If anyone would like a quiet word, I'll tell you here.

# The link

session-set-link = Set the link
session-change-link = New link
session-ask-link =
    Send me the call's address. It starts with https://
    I lock it away, give it only to people who are in today, and wipe it a day after.
session-link-kept = Kept, and cleared from this chat. It goes only to people who are in today.
problem-not-a-call-link = That's not a whole address starting with https://, so nothing is saved. Could you copy it again?

# Prep

session-see-prep = Prep cards
session-no-prep = You're not holding anything just now, so there's nothing to prepare.
session-prep =
    A few thoughts before { $when }.

    { $cards }

    { $plan }, { $minutes } minutes:
    { $steps }
session-prep-line = • { $line }
problem-not-yet-time = That opens ten minutes before the start. Look again then.
problem-already-closed = That session is over. /sessions shows what's next.
