# Jobs, talks and courses: what the sender is asked, what members see, and how a send went.

# A new card

opportunities-broadcast = What would you like to share? I'll ask for one thing at a time.
opportunities-broadcast-drafts = What would you like to share? Start a new one, or go on with a draft.
opportunities-tap-new = Opportunity
opportunities-tap-event = Event
opportunities-tap-story = Story
opportunities-tap-draft = Open the draft
opportunities-tap-drop = Delete it
opportunities-tap-keep = Save draft

opportunities-ask-title = What is it called? Keep it plain: a title can show on a locked screen.
opportunities-ask-category = What kind is it?
opportunities-ask-closes = { $event ->
        [yes] What is the last day to sign up?
       *[no] When does it close?
    } Like "Fri 27 Feb" or "in 3 weeks".
opportunities-ask-where = Where is it, or is it online?
opportunities-ask-who-can-apply = { $event ->
        [yes] Who can come?
       *[no] Who can apply?
    }
opportunities-ask-how-to-apply = { $event ->
        [yes] How do people sign up?
       *[no] How do people apply?
    } Paste a link in full, starting https://
opportunities-ask-pay = What is the pay, or the cost?
opportunities-ask-hours = What are the hours? Is any of it flexible?
opportunities-ask-named-person = Who can people talk to first?
opportunities-ask-team = What do we know about the team? Who leads it, what support there is, part-time, staff network.
opportunities-ask-interview-support = Is there help with the interview?
opportunities-ask-time = Which day is it, and at what time?
opportunities-ask-family-friendly = Is it family-friendly?
opportunities-ask-alcohol-free = Is it alcohol-free?
opportunities-not-said = Not said
opportunities-yes = Yes
opportunities-no = No

opportunities-ask-sure = Please look closely. A link here really leads to { $hosts }. Its letters can be made to look like another name. Is that the right place?
opportunities-sure = Yes, that's the place
opportunities-not-sure = No, it's not
opportunities-link-not-sure = Good that you looked. The draft is kept. Shall we fix the link?

# The fair check

opportunities-fair = Three quick checks. Open to people outside the NHS? Someone to talk to first? Seven days or more to apply?
opportunities-fair-event = And for an event: time of day, cost, family-friendly, alcohol-free, step-free?
opportunities-fair-late = It closes in under seven days, so that one is a no.
opportunities-fair-alone = Nobody is named to talk to, so that one is a no.
opportunities-tap-yes-to-all = Yes to all
opportunities-tap-fix = Fix something
opportunities-tap-anyway = Send anyway
opportunities-ask-why = Why send it anyway? One line. I'll keep it with this one.

# The preview, who to, and the second look

opportunities-preview = This is what members will see:
opportunities-who = Everyone who opted in, or a part?
opportunities-tap-everyone = Everyone
opportunities-tap-by-setting = By setting
opportunities-tap-widen = Widen
opportunities-tap-who = Change who
opportunities-by-setting = Which kind of workplace?
opportunities-part-nhs = NHS
opportunities-part-council = Council
opportunities-part-other = Other
opportunities-audience = About { $n } people. I can't send by ethnicity, gender, age or band.
opportunities-too-small = That group is too small to send to on its own. Widen it?
opportunities-too-few = Fewer than { $fewest } people have asked for this kind so far, so I can't send it yet. It's kept as a draft.
opportunities-tap-test = Send me a test
opportunities-tap-send = Send now
opportunities-tap-time = Set a time
opportunities-tap-other-time = Another time
opportunities-tap-untime = Take the time off
opportunities-ask-send-time = When shall it go out? Type a day and a time, like: Thu 12 Feb 9am
opportunities-timed = { $title }
    Set: it goes out { $when }. Nobody gets it in their quiet hours. You can change your mind until then.
opportunities-untimed = Done. No time is set, and nothing is sent.
opportunities-went = The one you set a time for is going out.
opportunities-stayed = The one you set a time for did NOT go out. Something in it has changed since. It's kept as a draft.
opportunities-tested = That's your test, just above. Nobody else got it.
opportunities-draft-kept = Saved as a draft for 30 days. /broadcast brings it back.
opportunities-draft-dropped = Deleted. Nobody got it.
opportunities-second-look = Send to about { $n } people now? You can pause or take it back.{ $late ->
        [yes] {" "}It's late for some: theirs goes at 8 am.
       *[no] {""}
    }
opportunities-tap-yes-send = Yes, send
opportunities-tap-wait = Wait
opportunities-waiting = OK, it waits. Nothing is sent.

# While it goes out

opportunities-progress-going = { $title }
    { $bar }
    Sent to { $sent } of { $n }.{ $later ->
        [yes] {" "}Some wait for their morning, or for next week.
       *[no] {""}
    }
opportunities-progress-paused = { $title }
    { $bar }
    Paused. Sent to { $sent } of { $n }.
opportunities-progress-done = { $title }
    { $bar }
    Sent to { $sent } of { $n }. That's everyone I could reach.
opportunities-tap-pause = Pause
opportunities-tap-go-on = Go on
opportunities-tap-recall = Stop and recall
opportunities-tap-progress = How it's going
opportunities-recalled = { $title }
    Taken back. What had gone out now says so.

# Results

opportunities-count-about = about { $n }
opportunities-count-fewer-than = fewer than { $n }
opportunities-count-not-shown = not shown
opportunities-none-sent = Nothing has been sent yet.
opportunities-results-soon = { $title }
    The first results come a day after it was sent.
opportunities-results = { $title }
    { $told ->
        [yes] Reached: { $reached }.
       *[no] Sent to: { $sent }.
    } Could not reach: { $unreached }. Saved: { $saved }. Said "not for me": { $notforme }.
    Names are never shown. Small numbers stay hidden.
opportunities-sent-anyway = Sent although a check said no: { $why }
opportunities-tap-results = See results
opportunities-tap-fix-detail = Fix a detail
opportunities-tap-close = Close early
opportunities-closed-early = { $title } is closed. What had gone out now says so.
opportunities-ask-which = Which part needs fixing?
opportunities-ask-value = What should it say? ({ $name })
opportunities-fixed = Fixed. I'm changing every copy that went out in the last 30 days, and telling those who saved it.
opportunities-fix-dropped = I've left it as it was.

# What members see

opportunities-first-line = One you asked to hear about:
opportunities-headline = { $category }: { $title } · { $where }
opportunities-headline-hours = { $category }: { $title } · { $hours } · { $where }
opportunities-closes-who = Closes { $closes }. Open to: { $who_can_apply }. Talk to: { $named_person }{ $talk ->
        [named] {" "}first.
       *[not-said] .
    }
opportunities-team = What we know about the team: { $team }.
opportunities-event = When: { $time }. Cost: { $pay }. Family-friendly: { $family_friendly }. Alcohol-free: { $alcohol_free }.
opportunities-field = { $name }: { $said }
opportunities-updated = Updated
opportunities-closed-line = This one has closed.
opportunities-taken-back = This was taken back by the sender. Sorry for the noise.

opportunities-tap-save = Save it
opportunities-tap-unsave = Unsave
opportunities-tap-more = Tell me more
opportunities-tap-not-for-me = Not for me
opportunities-tap-again = Show it again
opportunities-tap-next = Next
opportunities-tap-mine = My saved ones
opportunities-tap-see-open = See what's open
opportunities-tap-wish = What I'm sent

opportunities-nothing = Nothing new today.
opportunities-mine = Yours, what closes soonest first:
opportunities-mine-none = You haven't saved any that are still open.
opportunities-saved-2 = Saved, just for you. I'll remind you 7 and 2 days before it closes.
opportunities-saved-1 = Saved, just for you. It closes { $day }. I'll remind you 2 days before.
opportunities-saved-0 = Saved, just for you. It closes soon: { $day }.
opportunities-saved-already = You've saved it already.
opportunities-unsaved = No longer saved. I won't remind you.
opportunities-put-away = Put away. I won't bring this one up again, and nobody is told.

opportunities-reminder = A reminder you asked for.
    { $title } closes { $day }.
opportunities-detail-day = A detail changed: closes { $said }.
    { $title }
opportunities-detail = A detail changed in one you saved.
    { $title }. { $name }: { $said }
opportunities-detail-closed = A detail changed: one you saved has closed early.
    { $title }

opportunities-wishing-yes = I send you every chance that comes in: two a week at most, and one more if it closes soon. What would you like?
opportunities-wishing-pick = I send you only the kinds you tick here. Tap one to tick it, or to take it out again.
opportunities-wishing-no = I send you none. You can still look for yourself, any time. What would you like?
opportunities-wish-yes = Send me all
opportunities-wish-pick = Only what I pick
opportunities-wish-no = Send me none

problem-day-not-understood = I couldn't read a day in that. Could you type it like "Fri 27 Feb"?
problem-closing-date-passed = That day has gone by. When does it close?
problem-sends-too-far-off = I can wait { $days } days at most. Nothing is set. Could you pick a time before that?
problem-closes-too-far-off = That's more than a year away. Is the year right? Please type it again.
problem-unclear-link = I couldn't read that link. Paste it in full, starting https://
problem-audience-too-small = That group is too small to send to on its own. Please choose again: fewer than { $fewest } would get it.
problem-has-closed = That one has closed.
problem-was-taken-back = That one was taken back by the sender.
problem-already-sent = That one has gone out already. /results shows how it went.
problem-not-checked-yet = That one isn't ready: it needs the quick checks and who it's for. /broadcast brings it back.
problem-not-sent-yet = That's only the preview: nothing is sent, and nothing is saved by this button.
problem-card-incomplete = Something every card needs is still empty. Nothing is sent.
problem-unknown-category = That's not a kind on the list. Please tap one.
