# Agreements between two people, and ending kindly.

agreement-intro = Let's set this up so you both know where you stand. A few minutes. Answer on your own first. Then I'll show both side by side.
agreement-start = Start
agreement-whats-in-it = What's in it?
agreement-in-it = In it: { $list }
agreement-ask = { $asks }
agreement-ask-note = { $asks }
    { $note }
agreement-minutes = And for how long?
agreement-number-of-minutes = { $minutes } minutes
agreement-you-done = That's you done. I'll tell you when they are too.
agreement-page = Both answers, side by side.
agreement-you = You: { $said }
agreement-them = Them: { $said }
agreement-nothing-ticked = nothing ticked
agreement-mentee-leads = Mentee will lead on this.
agreement-joined = You both want to keep in mind: { $list }.
agreement-rhythm = Where you differ, the lighter one counts: { $every }, { $minutes } minutes.
agreement-rhythm-same = So: { $every }, { $minutes } minutes.
agreement-last = Version { $version }. If you both tap agree, you're a pair. You can change it any time. You can end any time, no reason needed.
agreement-stands = Version { $version } stands. You can change it any time.
agreement-newer = This is version { $version }. Version { $standing } stands until you both agree to the new one.
agreement-i-agree = I agree
agreement-change-mine = Change mine
agreement-not-yet = Not yet
agreement-see = See the agreement
agreement-save-copy = Save a copy
agreement-copy-head = What we agreed, version { $version }. Saved { $day }.
agreement-copy-here = It's in your hands now. Keep it somewhere safe. It has no names in it.
agreement-waiting = You've agreed to version { $version }. I'll tell you when they have too.
agreement-no-rush = No rush. It's in /mentoring whenever you want it.
agreement-still-keen = Still keen? No rush, but I don't like to leave you hanging.
agreement-give-it-a-week = Give it a week
agreement-a-week = A week it is. I'll ask you again then.
agreement-close = Close it kindly
agreement-close-sure = Close this now? They'll read: { $line } It reads the same whoever closes it.
agreement-close-yes = Yes, close it

pair-set = You're set. First meeting? I'd suggest inside three weeks.
pair-set-book = { $side ->
    [mentor] You can book it now, or later with /checkin.
   *[mentee] Your mentor can book it with /checkin.
  }
pair-book-checkins = Book check-ins
pair-naming = Before you first meet, some words for going first. Use your own voice.
pair-naming-dont = Better left unsaid:
pair-mentee-card = A card for you.
pair-page = You and { $name }. { $every }, { $minutes } minutes, since { $day }. Your six months end on { $until }.
pair-page-paused = You and { $name }. Resting until { $day }.
pair-carry-on = Carry on now
pair-back = The pause is over, and things carry on as you agreed.
pair-term-near = Your six months with { $name } end on { $day }. Carry on, change it, or finish well?
pair-term-over = Six months with { $name }! Carry on, change it, or finish well?
pair-term-how = It carries on once you both tap Carry on. Until then I don't tell either of you what the other tapped.
pair-term-left = If it's left alone, it finishes kindly after six weeks.
pair-terms-near = Some of your six months are ending. Tap a name to choose how to go on.
pair-carry-on-term = Carry on
pair-change-it = Change it
pair-finish-well = Finish well
pair-carry-on-noted = You've tapped Carry on. I'll tell you once you both have, and I don't tell them until then.
pair-carries-on = You both want to carry on. That's six months more.
agreement-renews = Once you both agree to it, your mentoring carries on for six months more.
pair-end-or-pause = End or pause
pair-what-would-help = That's OK. It happens a lot. What would help?
pair-pause-a-month = Pause a month
pair-end-kindly = End kindly
pair-talk-first = Talk to them first
pair-jobs-changed = Our jobs changed
pair-something-wrong = Something's wrong
pair-talk-tip = You might say: "I'd like to talk about how we work together." You don't have to have it all worked out. Ending stays open to you.
pair-wrong = I'm sorry. You don't have to sort it out alone, and you don't owe anyone a reason.
pair-end-it-too = End it too
pair-paused = Your mentoring with each other rests until { $day }. Nothing is lost, and nobody is told why.
pair-ended-line = Your mentoring with each other has finished. Thank you both for your time.
pair-end-sure = Send this now? "{ pair-ended-line }" It reads the same whoever ends it.
pair-end-yes = Yes, end it
pair-end-not-yet = Not yet
pair-what-next = What next, if anything?
pair-new-mentor = New mentor

problem-newer-version = It was changed meanwhile, so I haven't counted that as a yes. Version { $version } is the newest: /mentoring shows it.
problem-not-yet-answered = One of you still has questions open, so there's nothing to agree to yet.
problem-same-person = Nobody mentors themselves, so nothing was set up.
problem-already-ended = That has finished already. There's nothing more you need to do.
