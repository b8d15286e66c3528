# Plans: those that are shipped, those a network writes itself, and another plan for one session.

plan-line = { $number }. { $minutes } min · { $title }
plan-line-said =
    { $number }. { $minutes } min · { $title }
    “{ $line }”

# All of them

plans-front =
    Session plans. Eight come with me.{ $own ->
        [0] { "" } None of your own so far.
       *[other] { "" } Your own come after them.
    } Tap one to see it whole.
plans-see = See it
plans-one =
    { $name }, { $minutes } minutes:
    { $steps }

    Version { $version }. { $source }
plans-shipped = Comes with me: { $source }.
plans-own = Written here.
plans-own-from = Written here, from: { $name }.
plans-write-from = Make it our own
plans-change = Change it
plans-retire = Retire it
plans-yes-retire = Yes, retire it
plans-keep = No, keep it
plans-retire-sure =
    Retire { $name }? Nobody can choose it any more. Sessions planned with it keep it.{ $circles ->
        [some] { "" } Some circles meet by it: they go on with it until their plan is changed.
       *[no] { "" }
    }
plans-retired = { $name } is retired.

# Writing one

plans-ask-name = What shall we call it? Up to 24 letters, and nothing that tells much: it shows in the circle's group.
plans-ask-new-name = What shall we call it? Up to 24 letters. No other plan may have the same name.
plans-name-suggestion = Thursday plan
plans-ask-step =
    { $name }: { $total } of 90 minutes, { $left } left.
    { $steps }

    What comes next? Type the minutes and a title, like: 10, Check-in
plans-ask-line =
    { $one }
    What does the guide say there? Type the line, or tap Skip.
plans-ask-look =
    { $name }, { $total } minutes:
    { $steps }

    { $pause ->
        [yes] That's over an hour without a break. Would one help?
       *[no] { $left } minutes are left of 90.
    }
plans-ask-pick = Which step?
plans-ask-one =
    { $one }
    To change it, type it again, like: 10, Check-in
plans-ask-yes = Each session begins with a yes from everybody. Shall I add five minutes for that round?
plans-add-yes = Add a yes round
plans-yes-first = Yes, as the first
plans-yes-second = Yes, as the second
plans-add-break = Add a break
plans-add-step = Add a step
plans-change-step = Change a step
plans-rename = New name
plans-undo = Take the last away
plans-earlier = One earlier
plans-drop = Drop it
plans-keep-it = Keep it
plans-kept = Kept: { $name }, { $minutes } minutes. It can be chosen from now on.
plans-writing-stopped = Stopped. I've kept nothing from it.

# Another plan for a session

plans-for-session = Plan of a session
plans-which-session = Which circle's next session?
plans-no-session = None of your circles has a session coming up just now.
plans-choose =
    { $when }
    Plan now: { $plan }, { $minutes } minutes.
    Which one instead?
plans-choose-sure =
    { $plan }, { $minutes } minutes:
    { $steps }

    Just this session, or from now on?
plans-just-this-one = Just this one
plans-from-now-on = From now on
plans-changed =
    { $when } is now: { $plan }, { $minutes } minutes.{ $asked ->
        [yes] { "" } Everybody gets a fresh card. A yes to the old one doesn't count.
       *[no] { "" } The card goes out the day before.
    }

# When it cannot be

problem-unclear-step = I need the minutes and a title, like: 10, Check-in. Nothing is lost: could you type it again?
problem-step-takes-no-time = Each step takes a minute or more. Could you type it again?
problem-step-does-not-fit = Only { $left } of { $most } minutes are left, so that doesn't fit. It is NOT saved. Make it shorter, or drop a step?
problem-too-many-steps = { $most } steps are as many as a guide can hold. It is NOT saved.
problem-nothing-planned = There's no step in it yet, so there's nothing to keep. Add one first.
problem-no-yes-round = A plan needs a round where everybody says yes, first or second. It is NOT saved.
problem-plan-name-taken = Another plan has that name. Could you pick a different one?
problem-plan-moved-on = Somebody else has changed this plan meanwhile. Yours is NOT saved. See theirs in /plans, then try again.
