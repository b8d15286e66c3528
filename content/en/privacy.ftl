# Privacy: what is kept, taking it away, taking back a yes, and erasing.

privacy-see = See what's kept
privacy-take = Take it away
privacy-yeses = Take back a yes
privacy-erase = Erase me
privacy-back = Back

privacy-front =
    I keep: your Telegram number, the name you give me, what you sign up for and choose, and your yes to things.
    Locked before saving: your number, your name and what you write. Private pages, dated notes and plans open only with your words or your recovery code.
    Not kept: what's said in circles or check-ins, who passed, who said "not today".
    Coordinators who open your page see your name and your parts here. Each look is noted for you.
    Telegram carries our messages. Bots can't use its most private kind of chat. So please: no patient details, ever.
    The people who run my server hold the key to everything else: your number, your name, an agreement or a concern, say. With effort, they could unlock it.
    A court could order something to be handed over.
    Run by { $run_by }.
privacy-contact = Questions: { $contact }
privacy-stranger = I keep nothing about you. If you join, you can see what I keep, take it away, or erase it, right here.

privacy-kept =
    This is what I keep about you:

    { $lines }
privacy-kept-line = • { $what } ({ $count })
privacy-kept-until = • { $what } ({ $count }). { $until }
privacy-kept-end = Take it away gives you the words themselves, in two files.

kept-hellos = Your request to join
kept-consents = Your yes to things, and when
kept-checkin_offers = Times you offered for a check-in
kept-checkins = Check-ins with your mentor or mentee
kept-checkin_plans = How often you meet
kept-checkin_feelings = How a check-in felt to you
kept-usual_links = Your usual call link
kept-calendar_addresses = Your private calendar address
kept-feelings = How a first meeting felt to you
kept-meetings = First meetings you asked for or were asked for
kept-agreement_answers = Your answers in an agreement
kept-agreement_yeses = Your yes to an agreement
kept-pairs = Mentoring pairs you are or were in
kept-keeping_in_touch = Whether you would keep in touch after mentoring, and the line you left
kept-agreements = Agreements you are or were part of
kept-wishes = What you wish for in a mentor, and whom you keep for later
kept-mentors = Your mentor profile
kept-one_things = The one thing you said you'd do
kept-quiet_words = A chat or a minute you asked for
kept-standing_replies = What you wrote to someone who asked "Who'd stand with me?"
kept-standing_asks = That you asked "Who'd stand with me?"
kept-turn_asks = That you'd like a turn
kept-turns_had = How many turns you've had this season
kept-session_ways = How you'd like to be in a session
kept-session_panels = The message that holds your session panel
kept-session_yeses = Your "I'm in today" for sessions
kept-circle_hopes = That you'd like to hear of new circles
kept-waiting_lists = Your place in line for a circle
kept-time_answers = Times you said suit you
kept-circle_wishes = Circles you'd join or help run
kept-clash_asked = That you were asked about your team
kept-clash_questions = That others were asked about your team
kept-circle_rests = A rest from circles, and until when
kept-held_seats = A seat held for you
kept-seats = Your seat in a circle
kept-circle_staff = Circles you hold
kept-session_coming = Sessions you said you'd come to
kept-rota_turns = Sessions you stood in for, or couldn't hold
kept-rota_swaps = Turns you offered to others
kept-rota_pauses = When you stepped back a while
kept-rota_asks = When you were last asked to stand in
kept-story_copies = Which messages showed you a story, so I can change them
kept-story_thanks = Thanks for your stories, not opened yet
kept-story_shelves = Stories you put aside
kept-stories = Stories you told me
kept-opportunity_answers = Chances you saved or put away
kept-what_worked = What worked, as you told other coordinators
kept-page_parts = Parts of private pages, locked with your own words
kept-page_notes = What you added to private pages later
kept-page_erasings = That your pages are being wiped
kept-pages = Private pages, locked with your own words
kept-record_parts = Parts of your dated notes, locked with your own words
kept-records = Your dated notes, locked with your own words
kept-record_endings = That your dated notes are being wiped
kept-speak_up_parts = Parts of your plans, locked with your own words
kept-speak_up_plans = Your plans for speaking up, locked with your own words
kept-pulse_taps = What you tapped in a week
kept-page_signs = Your sign, which I show before I ask for your words
kept-shares = Pages shared between you and a mentor or mentee, locked
kept-share_drafts = A copy you were making to share, locked with your own words
kept-share_keys = Whose key you last shared a page with
kept-share_counts = How often you shared today
kept-concerns = Concerns you raised
kept-concern_notes = What you wrote in a concern
kept-contact_aways = Dates you're off as a safe contact
kept-own_doors = Your own link into a circle's group
kept-group_guests = That you are in a circle's group without a seat
kept-letters = Messages waiting for you, or that I must be able to change
kept-lock_marks = Whether the lock on your pages has changed
kept-drafts = What you're part-way through telling me
kept-audit = Lines in the log of who did what, without names or words
kept-leavings = That you are being erased
kept-roles = Your parts here
kept-people = Your number, name, nation, workplace and settings

kept-until-private-page = Until you erase it.
kept-until-pulse-tap = Eight weeks at most.
kept-until-agreement = Six months after the pair ends.
kept-until-wishes = 60 days at most.
kept-until-session-yes = 12 months.
kept-until-aftercare-ask = 72 hours at most.
kept-until-standing = Seven days at most.
kept-until-send-log = 30 days after sending.
kept-until-saved-item = 30 days after it closes.
kept-until-concern = Six months after it closes.
kept-until-times = Until a circle is found, 60 days at most.
kept-until-circle-rest = 12 weeks at most.
kept-until-circle-wish = Six months at most.
kept-until-audit-line = 12 months.
kept-until-clash-answer = 30 days at most.
kept-until-shared-page = 7 or 30 days, as the writer chose.
kept-until-keep-in-touch = 14 days after it ended, or 28 once you both said yes. Your line: 14 days.
kept-until-join-request = 14 days if you aren't let in.

privacy-copy-coming = Here are two files: one to read, one for a computer. They aren't locked. Save them somewhere safe, then delete them here. I'll clear them in 10 minutes.
privacy-copy-pages-locked = Your private pages are locked, and your dated notes with them, so they aren't in the files. Send /reflect and tap My pages to open them first, then ask again.
privacy-copy-pages-open = Your private pages are open, so they are in the files too, with your dated notes.
privacy-copy-caption = Not locked. Save it somewhere safe.
privacy-copy-top = What this network's bot keeps about you. Made { $day }.
privacy-copy-not-here = Not in this file: what other people wrote, and private pages or notes that are locked.
privacy-copy-page = Private page, { $day }
privacy-copy-dated_notes = Dated note, { $day }
privacy-copy-plans = Plan for speaking up, { $day }
privacy-copy-page-damaged = This page failed its check and can't be shown.

privacy-yes-list = You said yes to these. Tap one to take it back.
privacy-yes-none = There's no yes of yours to take back.
privacy-yes-sure = { $what }: take your yes back?
privacy-yes-back = Take it back
privacy-yes-keep = Keep my yes
privacy-yes-taken = Done. I've taken your yes back.
privacy-membership-sure = Being a member rests on this yes. Taking it back means erasing you here. Shall I show you what goes?
consent-membership = Being a member
consent-opportunities = Jobs and talks
consent-circle-promises = A circle's promises
consent-circle-rules = Our circle's rules
consent-session-card = A session's card
consent-other = Something else

privacy-ask-erase =
    This erases you here. It can't be undone.
    Goes at once: your number, name, settings, seats, pages, notes, stories, saved things, and anything half-typed. A mentor or mentee of yours reads one kind line that it has ended.
    I can't take back: messages in other people's chats and in groups, what people have copied, and what Telegram keeps. You leave groups yourself. A log line stays, with a number that leads to nobody.
    Old backups age out in { $days } days. Without your keys, your locked words can't be opened from them.
    Type ERASE to go on.
privacy-erase-stopped = Stopped. Nothing is erased.
privacy-wiping = I'm wiping everything now.
privacy-receipt =
    Done. This is your receipt.
    Wiped: what I kept about you, and your keys. Your locked words can't be opened any more.
    Cleared where Telegram lets me: messages of mine from the last 48 hours that I could still find.
    Not wiped: messages in other people's chats and in groups, what people have copied, what Telegram keeps, and a log line with a number that leads to nobody. Please clear this chat yourself.
    Old backups age out in { $days } days.
    If you come back one day, you'll be new to me.

problem-not-the-word = That isn't the word, so nothing is erased. Type ERASE to go on, or tap Stop.
