# The rota: one's own turns, stand-ins for one session, swapping, stepping back a while, and how full one's cup is.

rota =
    { $turns }

    Who holds what:

    { $lines }
rota-turns =
    Your turns:
    { $lines }
rota-turn = { $when } · { $title } · { $part ->
        [observer] looking after wellbeing
       *[guide] guiding
    }
rota-resting = You've stepped back{ $what ->
        [one] { " " }from { $title }
       *[all] { "" }
    } { $end ->
        [day] until { $until }
       *[open] until you say
    }.
rota-no-turns = You have no turn coming up.
rota-line =
    { $title } · next: { $when }
    Guides: { $guides }
    Looking after wellbeing: { $observer }
rota-no-date = not planned yet
rota-nothing = You're not holding a circle just now.
rota-one-turn = { $title }, { $when }. What would you like to do?
session-open-rota = Who holds what
session-move-it = Move it
session-another-time = Your coordinator can find another time for it. Please ask them. Nothing is changed yet.

# One turn

rota-cant = Can't make it
rota-can-after-all = I can after all
rota-cant-is-fine = That's fine, no reason needed. I'm looking for somebody else for { $when }. Your other turns stay yours.
rota-yours-again = Thank you. It's yours again.
rota-swap = Swap this one
rota-swap-next = Swap my next turn
rota-swap-sure = Offer { $title }, { $when }, to others who could? It stays yours until one of them says yes.
rota-yes-offer = Yes, offer it
rota-swap-offered = Offered. You'll hear when somebody takes it. Until then { $when } is yours.
rota-swap-nobody = There's nobody I can offer { $when } to this week. If you can't make it, tell me, and I'll tell your coordinator it needs somebody.
rota-swap-offer =
    A turn to share.
    { $title } on { $when } is free for somebody { $part ->
        [observer] to look after wellbeing
       *[guide] to guide
    }. Would it suit you? A no is fine.
rota-swapped =
    Your turn is taken.
    { $name } holds { $title } on { $when } for you. Rest well.

problem-too-many-turns = That would be more than { $most } sessions in a week for you, so I've left it. Thank you for offering.
problem-stepped-back = You've stepped back just now, so I've left it. Tap "I'm back" in /rota first, if you'd like to.
problem-holds-another = You hold another session at that time, so I've left it.

# Short of somebody, and stand-ins

session-short =
    A gap in the rota.
    { $title }, { $when }, needs { rota-missing }. I'm asking those who could stand in, one by one.
session-nobody-left =
    A gap in the rota.
    { $title }, { $when }, still needs { rota-missing }. There's nobody left to ask this week. Moving it may be kinder.
rota-short =
    A gap in the rota.
    { $title } needs { rota-missing }.
rota-missing =
    { $missing ->
        [observer] an observer
        [guide] another guide
       *[both] an observer and another guide
    }
session-ask-stand-ins = Ask stand-ins
session-ask-again = Ask again
session-asking-stand-ins = I'm asking those who could stand in at { $title }, one by one. You'll hear when somebody says yes.
session-no-stand-ins = There's nobody else to ask for { $title } just now. It can't run without an observer and its guides, so moving it may be kinder.
session-not-short = There's nobody missing any more.
session-stand-in =
    Could you stand in?
    { $title } on { $when } needs { $part ->
        [observer] somebody to look after wellbeing
       *[guide] another guide
    }, for that one time. A no is fine.
session-i-can = I can
session-not-this-time = Not this time
session-stand-in-thanks = That's fine. Thank you for telling me.
session-somebody-else = Somebody else has said yes already. Thank you.
session-you-hold-it = Thank you. You stand in at { $title }, { $when }, for that one time.
rota-hold-each-time = Hold it each time
rota-you-stay = Thank you. You hold { $title } with the others from now on. Step back any time in /rota.
session-stood-in =
    A change to the rota.
    { $name } stands in at { $title }, { $when }.

# Stepping back a while

session-step-back = Step back a while
session-step-back-from = { $title }
rota-from-everything = From everything
rota-step-back-what = What would you like to step back from? No reason needed.
rota-step-back-how-long = For how long? { $what ->
        [one] Others will hold { $title } meanwhile.
       *[all] Others will hold your turns, and I won't ask you to stand in.
    } No reason needed.
rota-two-weeks = 2 weeks
rota-a-month = A month
rota-until-i-say = Until I say
rota-for-good = For good
session-stay = No, I'll stay
rota-stepped-back-thanks = Done. Thank you for all you've held. Rest well.
rota-im-back = I'm back
rota-welcome-back = Welcome back. Your turns are yours again, but for any that somebody has taken.
rota-pause-over = Your time off is over, and you're on the rota again. Would you like more?
rota-more-time = More time, please

# How full is your cup?

cup-check = How full is your cup?
cup-fine = Fine
cup-getting-full = Getting full
cup-too-full = Too full
cup-is-fine = Good to hear. I haven't kept that.
cup-is-getting-full = Thank you for noticing. You can step back a while at any time, no reason needed. I haven't kept that.
cup-is-too-full = Then let's lighten it. Shall I offer your next turn, { $when }, to others? I haven't kept that.
cup-is-too-full-no-turn = Then let's lighten it. You have no turn coming up. You can step back a while, no reason needed. I haven't kept that.
