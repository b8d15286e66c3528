# Sharing one page with one's mentor: begun by the writer, seen word for word, for some days, taken back at any time.

share-with-mentor = Share with my mentor
share-which = With which mentor?
share-no-mentor = You have no mentor to share with just now, so nothing was shared.
share-no-lock-there = { $name } has no lock of their own yet, so I can't lock a copy for them, and nothing was shared.
    They can make one under Write privately. I won't tell them you asked.
share-key-changed = Please read this first. { $name }'s key isn't the one you shared with last time.
    Before: { $before }
    Now: { $now }
    That can happen when someone makes a new lock. Not sure? Ask { $name } by voice to read you their four words.
share-go-on = Go on
share-nothing-whole = Nothing on that page passed its check, so there's nothing to share.

share-preview = For { $name }. This is what would go, word for word:
share-hints = I can see what looks like { $found }. I can miss names.
share-no-hints = Any names, wards or rare details? I look for numbers, emails, postcodes and dates. I can miss names.
share-hint-long-number = a long number
share-hint-phone = a phone number
share-hint-email = an email address
share-hint-postcode = a postcode
share-hint-nhs-number = an NHS number
share-hint-date = a date
share-hint-ward = a ward or room
share-can-copy = { $name } can still copy or photograph it.
share-failed-left-out = Part of your page failed its check, so that part stays out.
share-too-long = That's { $over ->
    [one] one letter
   *[other] { $over } letters
  } too long to share in one go. Tap Trim it to leave answers out, or to type a shorter copy.
share-all-left-out = You've left everything out, so there's nothing to share.
share-for = For { $days } days
share-trim = Trim it
share-not-now = Not now
share-nothing-shared = Nothing was shared, and I've let that copy go. Your page is as it was.
share-over = That copy is gone: shared already, or let go. Your page is as it was.

share-trim-which = Tap a number to leave that answer out, or to put it back. I show only how each one starts.
share-trim-in = { $number }. { $said }
share-trim-out = { $number }. Left out: { $said }
share-trim-own = It's your own copy now, not the page's words.
share-see = See what would go
share-type-own = Type my own copy
share-type-again = Type it again
share-page-again = Use my page's words
share-type-it = Type it the way you'd like it read. You can leave names out. I'll lock it as it comes and clear your message.
    Your page stays as it is.
share-own-too-long = That's { $over ->
    [one] one letter
   *[other] { $over } letters
  } too long. I haven't kept it. It's still above: copy it, cut it, and send it again.
share-own-stopped = OK. Nothing was changed.

share-sure = It goes to { $name }, to read until the end of { $day }.
    { $name }'s key, in four words: { $words }
    Want to be sure it's theirs? Ask { $name } by voice. They can read out their own under "Shared with me".
    { $name } can still copy or photograph it.
share-it = Share it
share-done = { $name } can read it until the end of { $day }. They get a line that says only that something is waiting. You can take it back at any time.

share-mine = What I've shared
share-mine-none = Nothing of yours is shared just now.
share-mine-list = What you've shared. Tap a number to see it or take it back.
share-mine-line = { $name }, until { $day }. { $opened ->
    [yes] Opened on { $on }.
   *[no] Not opened.
  }
share-take-back = Take it back
share-read-mine = Read my page
share-taken-back = It isn't shared any more, and I've told nobody. What was read or copied before, I can't take back.
share-goes-too = You've shared it. The copy goes too.
share-lost = Something you shared has closed by itself.
    A lock was made new, so that copy can't be opened any more. It's nothing you did. You can share it again.

share-with-me = Shared with me
share-with-me-none = Nothing is shared with you just now.
share-with-me-list = Shared with you. It stays theirs: please keep it to yourself. Tap a number to read.
share-with-me-line = { $name }, until { $day }
share-own-key = Your own key, in four words: { $words }
    If someone who shares with you asks, read them out by voice.
share-from = From { $name }, until the end of { $day }. It's theirs: please keep it to yourself.
share-gone = That page isn't here any more.
share-failed-check = This one failed its check, so I can't show it.

problem-shared-enough-today = You've shared { $most } times today, and that's the most in a day. Nothing was shared now. Try again tomorrow.
problem-copy-too-long = That copy is too long to share in one go, so nothing was shared. Trim it first.
problem-nothing-left = You've left everything out, so nothing was shared.
problem-mentor-has-no-lock = They have no lock of their own any more, so nothing was shared.
problem-mentor-key-damaged = The key I hold for them failed its check, so nothing was shared. Please tell the people who run this bot.
