# Circles: finding one, taking a seat, the door, and its group.

one-name = { $name }
one-name-of-two = { $name } ({ $number })
some-names = { $most } and { $last }

# Finding

circle-card =
    { $title } · { $part ->
        [day] daytimes
        [evening] evenings
        [weekend] weekends
       *[early] early
    }, { $clock } · { $weeks ->
        [1] every week
       *[other] every { $weeks } weeks
    } · topic: { $topic }
    For: { $who ->
        [members] { $community } members only
       *[mixed] members, with allies
    } · Seats: { $room ->
        [full] full
        [nearly] nearly full
       *[free] some free
    }
circle-open-ones =
    Circles are small: up to six people, two guides, and one person looking after wellbeing. Here's what's open.

    { $card }
circle-none-open = No open circle just now. Want to help start one?
circle-none-like-that = No open circle like that just now. Want to help start one?
circle-none-right = None of these right for you? You could help start another.
circle-what-to-show = What shall I show? I don't keep what you tap here.
circle-which-topic = Which topic?
circle-will-tell = I'll tell you when a circle opens.
circle-page =
    { $card }

    Guides: { $guides }
    Looking after wellbeing: { $observer }
    Next times:
    { $dates }

    It lasts { $minutes } minutes at most, on a call, with a Telegram group beside it. { $who ->
        [members] It is for members only: no allies in the room.
       *[mixed] Allies are in the room too.
    }
    You can listen only at first. Pass is always fine.
circle-nobody-yet = nobody yet

circle-more-about = More about it
circle-next = Next
circle-show-only = Show only…
circle-show-them = Show them
circle-show-all = Show all
circle-a-topic = A topic
circle-any-topic = Any topic
circle-none-of-these = None of these
circle-part-day = Days
circle-part-evening = Evenings
circle-part-weekend = Weekends
circle-who-members = Members only
circle-who-mixed = With allies
circle-see-others = See other circles
circle-see-rules = See the rules
circle-ask-for-seat = Ask for a seat
circle-my-circle = My circle
circle-tell-me-when = Tell me when

# Taking a seat

circle-held =
    { $title }: { $again ->
        [yes] your seat is held until { $until }.
       *[no] I'll hold a seat for 48 hours.
    } In circles people may know each other. I can show first names of people who said that's OK, so you can feel if it's safe.
circle-who =
    { $names }.{ $hidden ->
        [0] { "" }
        [1] { " " }One more chose not to be shown.
       *[other] { " " }Others chose not to be shown.
    }
    Is it right for you?
circle-who-nobody = Nobody has chosen to be shown so far. Is it right for you?
before-card =
    Who: up to 6 of us, 2 people to guide, 1 to look after wellbeing ({ $observer }).
    How long: no more than { $minutes } minutes{ $pause ->
        [yes] , with a break.
       *[no] .
    }
    What's private: what people say stays here. You can share what you learned, not who said it.
    What isn't: if someone's life is at risk, or a child, adult at risk or patient could be badly harmed, we may have to tell someone. We'd try to talk to you first.
    Nothing is recorded. No note apps. I only keep that you said yes, and when.
    You can pass, step out or change your mind at any time. You don't need a reason.
circle-rules =
    Our rules:
    { $rules }
    And on every card: nothing is recorded.
circle-rule = { $number }. { $rule }
circle-promises =
    { $promises }

    These are the promises. Can you keep them?
circle-may-they-see = Your seat is kept. May the others see your first name before they join too?
circle-door = Welcome. Here's your door. It works for you only.
circle-door-soon = Your seat is kept. The door to the group is being mended: look at My circle again a little later.
circle-let-go = That's fine. No reason needed, and nobody is told.
circle-word-passed-on = I've asked the coordinator to get in touch with you. Your seat stays held meanwhile.
circle-no-coordinator = There is nobody I can ask just now. Your seat stays held.
circle-a-word =
    A note for { $title }.
    { $name } would like a word with you{ $seated ->
        [yes] { "" }
       *[no] , before taking a seat
    }. Please get in touch.

circle-show-me = Show me
circle-no-need = No need
circle-yes = Yes
circle-not-this-one = Not this one
circle-talk-to-coordinator = Talk to coordinator
circle-ask-a-question = Ask a question
circle-yes-i-can = Yes, I can
circle-not-for-me = Not for me
circle-keep-hidden = No, keep me hidden
circle-open-the-circle = Open the circle

# My circle

circle-mine =
    { $title }
    Next time: { $next }
    Guides: { $guides }
    Looking after wellbeing: { $observer }
circle-held-page =
    { $title }
    Next time: { $next }
    Guides: { $guides }
    Looking after wellbeing: { $observer }
    In the seats: { $who }
circle-mine-which = Which circle?
circle-step-out-sure = Step out of { $title }? Your seat goes to somebody else. No reason needed.
circle-stepped-out = Done: your seat is free, and nobody is told why. Leave the Telegram group as well when you're ready. You can come back to circles any time.
circle-left = I saw you've left. All OK? Your seat is kept 7 days.
circle-not-your-door = This door is for someone else. Would you like your own?
circle-open-now = A circle has opened. Want to look?

circle-open-door = My door
circle-step-out = Step out of circle
circle-yes-step-out = Yes, step out
circle-stay = Stay
circle-i-meant-to = I meant to
circle-let-me-back = Let me back
circle-something-wrong = Something's wrong

# In the group

circle-newcomer = A new person has joined. Next time: { $next }. Rules: /rules. I look after the door and the clock. I don't keep what you write.
group-linked = Hello. I look after the door and the clock. I don't keep what you write. Rules: /rules
group-taken = Another circle meets in this group already. Please make a new group for this one.
group-agenda =
    { $plan }, { $minutes } minutes:
    { $steps }
group-agenda-step = { $minutes } min · { $title }
group-next = Next time: { $next }.
group-help = I look after the door and the clock here. /next says when, /agenda says what, /rules says how. Anything of your own: in private.

# To those who planned it or hold it

circle-ready = { $title } is ready. People can ask for a seat now.
circle-yours-to-hold =
    { $title }: { $part ->
        [observer] you're down to look after wellbeing.
       *[guide] you're down to guide.
    } First time you're needed: { $next }. Here's your door.
circle-stranger-inside = { $title }: somebody without a seat has come into the group. A circle is six members at most, and each makes the promises first. Please look who it is, and talk to the coordinator.
circle-group-lost = { $title }: I'm not in its group any more. No new seats are offered until I'm back. The seats people have are kept.
group-title-tells = { $title }: the name of its Telegram group can show on a lock screen. A name like "{ $title }" tells nobody anything. Could you change it?
group-is-public = That group is public: anyone could read it. Please make it private first, then use the link again.

# Planning

planning-title = What shall we call it? A plain name that tells nothing on a lock screen.
planning-topic = What is it about?
planning-who = Who is it for?
planning-members = Members only
planning-mixed = Members and allies
planning-first = When does it first meet? Tap one, or type a day and time, like: Thu 12 Feb 7 pm
planning-weeks = How often?
planning-weeks-1 = Every week
planning-weeks-2 = Every 2 weeks
planning-weeks-3 = Every 3 weeks
planning-weeks-4 = Every 4 weeks
planning-plan = Which plan?
planning-guides = Who guides? Tap two, then tap That's all.
planning-observer = Who looks after wellbeing?
planning-seats = How many seats? Never more than six.
planning-preview =
    { $title }
    About: { $topic }
    For: { $who ->
        [members] members only
       *[mixed] members and allies
    }
    First: { $first }, then { $weeks ->
        [1] every week
       *[other] every { $weeks } weeks
    }
    Season: { $length }
    Plan: { $plan }, { $minutes } minutes
    Guides: { $guides }
    Looking after wellbeing: { $observer }
    Seats: { $seats }
planning-open-it = Open it
planning-link =
    { $title } is planned. Now its Telegram group: make a private one with a plain name, then tap below within 48 hours to bring me in. The link works once. I need two rights there: "invite" and "delete".
planning-waiting = These are planned and wait for their group:
planning-waiting-one = { $title } waits for its group.
planning-another = Plan another circle
planning-let-it-go = Let it go
planning-gone = { $title } is let go. Nothing of it goes on.
planning-choose-group = Choose the group
planning-fresh-link = Fresh group link

# When it cannot be

problem-circle-full = This one is full.
problem-already-seated = You have a seat in this one already.
problem-holds-this-circle = You hold this circle, so you can't take a member's seat in it.
problem-no-seats-just-now = This circle isn't taking people just now. Nothing is lost: look again later.
problem-too-many-seats = A circle has { $most } seats at most. Nothing is saved.
problem-title-tells-too-much = That name could tell people on a lock screen who you are. Nothing is saved. How about "{ $suggestion }"?
problem-two-guides-needed = A circle is guided by two people. Please tick two.
problem-helpers-needed = A circle needs two guides and somebody else to look after wellbeing. Nothing is saved. Once they have those parts, try again.
problem-time-not-understood = I couldn't read a day and time in that. Nothing is saved. Try it like this: Thu 12 Feb 7 pm
problem-in-the-past = That time has gone by. Nothing is saved. Could you pick one ahead of us?
problem-unkind-hour = That's between one and three in the morning. Nothing is saved. Could you pick a kinder hour?
problem-too-far-ahead = That's more than a year ahead. Nothing is saved. Could you pick a nearer day?
problem-too-long-a-meeting = I can book up to { $most } minutes. Nothing is saved.
