# Holding a session: the guides' panel, everybody's own panel, and the care afterwards.

plan-break = Break

# The guides' panel

hold-nothing = You're not guiding anything that's coming up.
hold-which = Which one?
hold-waiting =
    { $title } · { $when }
    { $plan }, { $minutes } minutes at most
    Guides: { $guides }
    Looking after wellbeing: { $observer }
    Call link: { $link ->
        [yes] set
       *[no] not set yet
    }
    In today: { $here }

    { $steps }
hold-under-way =
    { $step }: { $left ->
        [0] time is up
       *[other] { $left } min left, until { $until }
    }
    { $say }
hold-time-left = { $total } min left in all. We close by { $ends }.
hold-say = “{ $line }”
hold-no-line = (your own words)
hold-step-alone = { $title }
hold-step-within = { $within } · { $title }
hold-then-close = close together
hold-closed = Closed. Thank you for holding it. Your debrief comes in a quarter of an hour.
hold-begin = Begin
hold-wait = Wait 5 min
hold-need-help = Need help
hold-opening = What to say first
hold-look-again = Look again
hold-where-are-we = Where are we?
hold-next-step = Next step
hold-close = Close
hold-yes-close = Yes, close now
hold-go-on = No, go on
hold-close-sure = There's more than ten minutes left. Close now?
hold-waiting-five = I'll ask again in five minutes. The end stays where it is.
hold-opening-lines = { $lines }
hold-help-asked = I've told your coordinator that you need a hand.
hold-no-help = There's no other coordinator I can tell just now. You can ask a stand-in, or see who else is there.

problem-too-many-in-the-room = { $here } are in today, and a circle is { $most } at most, so it can't begin. Ask for help, so that nobody is left out.
problem-already-begun = It has begun already. /hold shows where you are.
problem-not-begun = It hasn't begun yet, so there's nothing to close.

# What the circle hears

session-begun =
    We're starting. { $guides } { $count ->
        [one] is
       *[other] are
    } guiding. { $observer } is here for a quiet word. No recording. Not well or not safe to talk? Your private panel is here.
session-break = Break. Back in { $minutes } minutes.
session-ten-left = Ten minutes left. Time to land gently.
session-closed = Thank you all. What's said here stays here. One thing you'll do before next time? Keep it, or tell me in private.
session-time = Time. Please close now. Anything left can wait or go to { $observer }.
session-help-wanted =
    Somebody could do with a hand.
    { $name } asks for help with { $title } now.

# In the room

room-my-panel = My panel
room-panel = I'm here all session.
room-you-hold-it = You're holding this one. /hold shows a guide's panel; an observer hears here if somebody would like a quiet word.
room-late-joiner = Welcome. Same promises: private, not recorded, pass when you like. Are you in?
room-need-minute = I need a minute
room-see-plan = See the plan
room-plan =
    { $plan }, { $minutes } minutes at most:
    { $steps }
room-take-a-minute = Take your time. What would help? Only the first one tells anybody, and only { $observer }.
room-message-observer = Message the observer
room-step-out = Step out quietly
room-just-break = Just a break
room-back-to-panel = Back to my panel
room-stepped-out = Go gently. Nobody is told. Come back if and when you like.
room-break = Breathe, stretch, sip. Nobody is told. The circle is there when you're back.
room-observer-told = I've told { $observer }. { $observer } is coming to you as soon as they can.
room-no-observer = There's nobody I can tell just now. Help lines are one tap away, and you can step out whenever you like.

quiet-word = { $name } would like a quiet word.
room-on-my-way = On my way
room-call-them = Call them
room-ask-pause = Ask a guide to pause
quiet-word-go =
    I've told { $name } you're coming. I keep nothing of this.
    Step out together: a break-out room or a call. Share the help card. Stay until there's a next step.
quiet-word-ring = I've told { $name } you'll ring. You'll find them in your circle's group. I keep nothing of this.
quiet-word-pause-asked = I've asked the guides for a short pause, without saying why.
quiet-word-coming = { $observer } is on the way to you.
quiet-word-will-ring = { $observer } will ring you in a moment, here on Telegram. Not a good time? Just let it ring.
session-pause-please = { $observer } asks for a short pause. Slow down, breathe, sip.

# After

helper-debrief = Ten minutes for you three.
after-start-debrief = Start debrief
after-next-card = Next
helper-debrief-card = { $number } of { $count }. { $line }
helper-debrief-done = That's all six. Thank you for looking after each other. Nothing of this is kept. Something to put down? Write privately locks it for you.

session-debrief = How are you doing after that?
after-im-fine = I'm fine
after-like-chat = I'd like a chat
after-see-support = See support
after-stop-these = Stop these
after-glad = Good to hear. I haven't kept that. If that changes, tap "I'd like a chat" within three days.
after-stopped = Done. I won't ask the day after any more.
after-offer-closed = That was more than three days ago, so this offer has closed. Other people are there for you.
after-nobody-there = I'm sorry, there's nobody I can ask just now. Other people are there for you.
after-asked = I've asked { $observer }. You'll hear from me. I keep this only until you've talked, three days at most.

chat-wanted = Someone you held would like a debrief: { $name }.
after-now = Now
after-offer-times = Offer times
after-ask-stand-in = Ask stand-in
after-pick = This one
after-none-fits = None of these
chat-now = { $observer } has time for you now, and will ring or write to you here on Telegram.
chat-go = I've told { $name } you have time now. You'll find them in your circle's group. I keep nothing of this.
chat-passed-on = I've asked somebody else to be there. Thank you.
chat-nobody-else = There's nobody else to ask just now. Could you offer a time?
chat-ask-times = When could you? Pick up to three.
chat-times-sent = Sent. You'll hear which one suits.
chat-times = { $observer } can make time for you. Which suits?
chat-picked = { $observer } will ring you here on Telegram: { $when }. I've kept nothing more of it.
chat-agreed = { $name } would like { $when }. You'll find them in your circle's group.
chat-none-fits = That's fine. I've asked { $observer } again.
chat-slow =
    I'm sorry, they're slow to answer. Here's who is there now.
    { $lines }

after-my-one-thing = My one thing
after-ask-one-thing =
    One thing you'll do, or stop doing, before next time?
    I lock it away for you. It stays until you erase it.
after-thing-kept = Saved, and cleared from this chat.
after-my-things = See it
after-erase = Erase it
after-thing =
    { $day }:
    { $words }
after-thing-erased = Erased.
after-no-things = There's nothing of yours here.
one-thing-again = Last time you wrote one thing. Want to see it?
one-thing-show = Show me
one-thing-later = Not now
one-thing-not-now = That's fine. It's still locked away for you.


after-asked-later =
    It's late for { $observer }, so I ask them at { $clock }. I keep it until you've talked, three days at most. Until then, here's who is there.
    { $lines }
chat-not-told = I couldn't reach { $name } to say you have time. You'll find them in your circle's group.

listening-cards = Cards for listening
listening-card = { $number } of { $count }. { $line }
    Ask it in your own words. I can't hear the answer.
listening-close =
    To close: "{ $line }"
    I'm asking { $name } about tomorrow in private, so they can say either. You hear from me only if it's a yes.
listening-tomorrow = { $observer } asks: shall I check in with you tomorrow? Either is fine.
listening-yes-please = Yes, please
listening-no-need = No need
listening-will-ask = I'll remind { $observer } tomorrow. After that I keep nothing of it.
listening-not-asked = That's fine. Nobody is told.
listening-check-in = { $name } would like you to check in today. You'll find them in your circle's group.
