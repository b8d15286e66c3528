# Check-ins: booking, answering, reminders, moving one, and calendars.

checkin-somebody = Someone
checkin-open-it = Open it
checkin-yes = Yes

# Booking

checkin-nobody = There's nobody to book with yet. When you and a mentee both say yes to an agreement, come back here.
checkin-with-whom = Who is it with?
checkin-how-often = How often? You both agreed { $every }, { $minutes } minutes.
checkin-as-agreed = As agreed
checkin-monthly = Every month
checkin-every-2-weeks = Every 2 weeks
checkin-every-6-weeks = Every 6 weeks
checkin-once = Just once
checkin-coffee = Coffee chat, 15 minutes
checkin-which-day = Which day works most?
checkin-it-varies = It varies
checkin-which-week = Which one of the month?
checkin-nth-1 = The first
checkin-nth-2 = The second
checkin-nth-3 = The third
checkin-nth-4 = The fourth
checkin-nth--1 = The last
checkin-type-day-and-time = When? Type a day and a time, like: Thu 12 Feb 7pm
checkin-what-time = What time? Tap one, or type your own.
checkin-type-a-time = Type a time
checkin-type-it = Type the time, like: 6:30 pm
checkin-in-quiet-hours = That's in the quiet hours of one of you. Keep it, or another time?
checkin-another-time = Another time
checkin-awkward = { $why ->
    [busy] { $name } has something on { $day }. Try one of these.
    [yours] You have something on { $day }. Try one of these.
   *[holiday] { $day } is a bank holiday. Keep it or slide a week?
  }
checkin-keep = Keep
checkin-slide = Slide a week
checkin-skip = Skip it
checkin-where = Where will you meet?
checkin-usual-link = Usual link
checkin-new-link = New link
checkin-phone = Phone
checkin-in-person = In person
checkin-ask-link = Send me the call's address. It starts with https://
    I lock it away, and give it to the two of you an hour before.
checkin-rhythm-monthly = the { $nth ->
    [1] first
    [2] second
    [3] third
    [4] fourth
   *[other] last
  } { $day } each month
checkin-rhythm-every-2-weeks = every second { $day }
checkin-rhythm-every-6-weeks = a { $day } every six weeks
checkin-preview = { $repeats ->
    [yes] First one { $first }, then { $then }, { $count } in all, { $minutes } minutes each. Ends when your six months end.
   *[no] { $first }, for { $minutes } minutes.
  }
    { $dates }
    Send to { $name }?
checkin-send = Send
checkin-change = Change
checkin-sent = Sent to { $name }. I'll tell you what they say.

# The mentee's answer

checkin-suggestion = { $repeats ->
    [yes] Your mentor suggests { $pattern }, { $since } to { $until }. Good for you?
   *[no] Your mentor suggests a catch-up of { $minutes } minutes. Good for you?
  }
    { $dates }
checkin-yes-all = Yes, all
checkin-some = Some of them
checkin-offer-times = Offer other times
checkin-not-now = Not now
checkin-booked = Booked. I'll remind you the day before and an hour before.
checkin-none-booked = Nothing is booked yet.
checkin-to-move = Still to move, tap one to offer times:
    { $dates }
checkin-add-to-calendar = Add to my calendar
checkin-see-dates = See all dates
checkin-dates = { $dates }
    { $waiting ->
        [0] That's all of them.
       *[other] The buttons show what still needs a new time.
    }
checkin-no-dates = Nothing is booked with each other just now.
checkin-not-now-said = Done, and said kindly. No reason needed.
checkin-not-now-told = Not just now for those dates. No reason is asked. You can suggest others when you like.
checkin-suggest-others = Suggest others
checkin-tick-dates = Tick the dates that suit you. The rest will wait for a new time.
checkin-type-times = { $repeats ->
    [yes] When would suit you for the first one? The others follow at the same time.
   *[no] When would suit you?
  }
    Up to three, like: Thu 12 Feb 7pm; Fri 13 Feb 6pm
checkin-times-sent = Sent. I'll tell you when one is picked.
checkin-other-times = { $name } would like another time. Which suits you?
    { $dates }

# Before

checkin-day = { $today ->
    [yes] A catch-up today: { $when }.
   *[no] A catch-up tomorrow: { $when }.
  }
checkin-hour = { $late ->
    [yes] A catch-up soon: { $when }.
   *[no] A catch-up in an hour: { $when }.
  }
checkin-race = Talk about race today
checkin-need-passed-on = Passed on. You can change it until you meet, and I forget it afterwards.
checkin-need = For { $when }: { $need }. You might ask:
checkin-make-room = There's something important to talk about. Make room.
checkin-see-a-line = A line that may help
checkin-you-might-say = You might say:
checkin-open-link = Open call link

# After

checkin-done = Done?
checkin-yes-we-met = Yes, we met
checkin-we-moved-it = We moved it
checkin-did-not-happen = It didn't happen
checkin-glad = Good to know. Thank you both for your time.
checkin-book-next = Book the next one
checkin-does-it-work = Is this working for you? Your mentor never sees this.
checkin-works-good = Yes, good
checkin-works-not-sure = Not sure
checkin-works-not-for-me = Not for me
checkin-felt-good = I'm glad.
checkin-felt-not-sure = That's fine. Fit takes time, and it's about two people. You can raise it, pause or end at any time.
checkin-felt-not-for-me = That's OK, and no fault of yours. Nobody has been told. You can pause or end kindly, with no reason.
checkin-moved-when = Shall I help to find the new time?
checkin-find-a-time = Find a new time
checkin-leave-it = Leave it
checkin-life-happens = Life happens. No reason needed.
checkin-they-say-met = Thank you. It's noted as met already.
checkin-two-missed = Shall we pause, move, or end? All fine.
checkin-pause = Pause

# Moving one

checkin-coming-line = { $when } · with { $name }
checkin-coming-to-move = Needs a new time (was { $when }) · with { $name }
checkin-page = You and { $name }: { $when }, { $minutes } minutes.
checkin-page-to-move = You and { $name }: this one needs a new time. It was { $when }.
checkin-move-it = Move it
checkin-cant-come = Can't come
checkin-which-one = Which one?
checkin-times-that-suit = Pick up to three times that suit you. Tap one, or type it, like: Thu 12 Feb 7pm
checkin-plus-a-day = Same time, +1 day
checkin-plus-a-week = Same time, +1 week
checkin-needs-a-time = { $all ->
    [yes] Your meeting on { $day }, and all after it, need a new time. Which works?
   *[no] Your meeting on { $day } needs a new time. Which works?
  }
checkin-neither = Neither
checkin-offer-mine = Offer mine
checkin-neither-said = No trouble. I've told them. The old time stands until you find another.
checkin-neither-no-time = No trouble. I've told them. Nothing is booked for it until you find a time.
checkin-neither-told = Those times for { $day } don't fit. No trouble. Shall we look for others?
checkin-moved = Moved to { $when }. The old one is gone from your list.
checkin-update-calendar = Update calendar
checkin-just-moved = It's just been moved to { $when }. OK?
checkin-move-again = No, move again
checkin-time-let-go = Its time has just been let go. Shall we find a new one?
checkin-cant-come-said = I've told them. Life happens.
checkin-cannot = They can't make it on { $day }. Life happens.
checkin-cannot-today = { $today ->
    [yes] They can't make it today. Life happens.
   *[no] They can't make it this time. Life happens.
  }
checkin-one-or-all = Just this one, or this and all after?
checkin-just-this-one = Just this one
checkin-all-after = All after too
checkin-all-sure = These would be the new dates, for each time you offer:
    { $dates }

    Send?
checkin-all-picked = Then these are the new dates:
    { $dates }
    { $waits ->
        [yes] Something is in the way of these, so they'd wait for a time of their own:
       *[no] { "" }
    }
    { $waiting }
    Move all of them?
checkin-yes-all-of-them = Yes, all of them
checkin-moved-all = Moved, and all after with it. The old ones are gone from your list.
    { $dates }
    { $waits ->
        [yes] The buttons show what still needs a new time.
       *[no] { "" }
    }
checkin-details-page = You and { $name }: { $when }, { $minutes } minutes.
    { $place ->
        [link] On a call. The link comes an hour before.
        [phone] By phone.
       *[other] In person.
    }
    { $repeats ->
        [yes] It's { $pattern }.
       *[no] { "" }
    }
checkin-how-late = How late will you be? I'll tell them at once.
checkin-late-minutes = { $minutes } min
checkin-late-told = Told. No rush.
checkin-running-late = They're running about { $minutes } minutes late.
checkin-faded = There was no answer yet, so { $day } has been let go. Shall we look for another time?
checkin-tricky = Tricky to find time. Shorter? Less often? A rest?
checkin-make-it-15 = Make it 15 min
checkin-less-often = Less often
checkin-shorter = Now it's 15 minutes: { $when }. Short is fine.
checkin-less-often-sure = Leave out every second date? These would go:
    { $dates }
    The others stay.
checkin-yes-leave-out = Yes, leave them out
checkin-left-out = Done. I've told them. The others stand.
checkin-thinned = Less often from now on: every second date is left out. These stand:
    { $dates }
checkin-nothing-to-thin = There are no later dates to leave out.
checkin-left = Left out. Your other dates stand.

# Calendars

calendar-title = Catch-up
calendar-file = Your dates, with no names in them. Open it to add them.
calendar-mine = My calendar address
calendar-new = New address
calendar-off = Turn it off
calendar-or-address = A file stays as it is. An address of your own keeps up when something moves.
calendar-not-here = There are no calendar addresses here. The file under your dates does the same, once.
calendar-is-on = Your calendar address is on. I can't show it again, as I keep only its fingerprint. A new one ends the old one.
calendar-is-off = A private address for your calendar app: your dates, each called "{ calendar-title }", with no names. Whoever has the address can see when you're busy.
calendar-address = Here it is, this once. Add it in your calendar app under "subscribe". Don't share it: whoever has it can see when you're busy.
    { $address }
calendar-turned-off = Turned off. That address opens nothing now.

problem-no-dates-left = Your six months end before that, so nothing is booked. In their last six weeks, /mentoring shows how to carry on.
problem-something-then = They have something then. Could you try another time?
problem-nothing-to-book = That pair is resting or has finished, so nothing can be booked.
problem-too-many-times = Up to { $most } times, please. Nothing is saved yet.
