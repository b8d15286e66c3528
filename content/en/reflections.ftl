# Private pages: the words that lock them, writing, reading back, erasing.

command-lock = Lock my pages now

pages-explain = Private pages are locked with five words. You keep them; I don't.
    I lock each page with them. After that nobody can read it from my disk without your words or your recovery code.
    Telegram carries what you type, and I see it as it comes in. So please: no patient details, ever.
    If you lose your words and your recovery code, nobody can open your pages. Not me, and not the people who run this.
pages-understood = I understand
pages-not-now = Not now
pages-set-up = Set up my lock
pages-have-lock = You have your words already.
pages-opening = One moment…
pages-five-words = Your five words:

    { $words }

    Write them on paper, in this order. I'll hide this in 10 minutes, and I won't show them again.
pages-written-down = I've written them
pages-choose-own = Choose my own
pages-other-words = Show me other words
pages-words-gone = I forgot those words on purpose, so that nobody could find them. Please cross them out: they lock nothing. Tap below for new ones.
pages-type-back = Now type your words in the same order, with a space between them. I'll clear your message at once.
pages-forgot-words = I forgot those words on purpose, so that nobody could find them. Please cross them out: they lock nothing. Here are new ones.
pages-own = Type your own words, 14 letters or more. Numbers and spaces count too. A few odd words in a row are best. I'll clear your message at once.
pages-own-again = Now type the same again, so I know there's no slip. I'll clear that too.
pages-not-same = That isn't quite the same. Have another go, or tap below for other words.
pages-locking = I'm making your lock. One moment…
pages-locked = Done. Your words now lock your pages.
    Your sign is: { $sign }
    Each time I ask for your words I'll show you that sign first. No sign? Then don't type them.
    One thing more: a recovery code, for the day you forget your words or lose this account.
pages-first-page = Write a page

pages-ask-words = Your sign: { $sign }
    If that's right, type your words. I'll clear your message at once.
pages-wrong-before = { $wrong ->
    [one] Wrong words were tried once since your pages were last opened.
   *[other] Wrong words were tried { $wrong } times since your pages were last opened.
  } If that wasn't you, someone else may have had your phone.
pages-lock-now = Lock now
pages-now-locked = Locked, and what was open is hidden.
pages-already-locked = Your pages are locked.
pages-closed-meanwhile = Your pages have locked again.
pages-those-look-like-words = That looks like the words or the code that open private pages. I've kept nothing of it and I'm clearing it now. Please type them only when I ask and show your sign.

typed-words-not-cleared = I couldn't clear the words you typed. Hold that message down and delete it yourself, now.

problem-wrong-words = Those words don't open your pages. You can try again.
problem-too-many-tries = That's too many tries for now. Please wait { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
  } and try again. What you just typed was not looked at.
problem-busy = Many people are opening their pages just now. Please try again in a minute.
problem-vault-closed = Your pages are locked. To open them, send /reflect and tap My pages.
problem-too-easy = Those would be too easy to guess. Please use { $least } letters or more, and not what others would try first.
problem-lock-damaged = Your lock failed its check, so no words can open it now. Nothing was erased. Please tell the people who run this bot.
problem-no-lock-yet = You have no words yet to lock a page with. It is NOT saved. /reflect sets them up.
problem-page-gone = That page is closed or gone. Nothing was changed. /reflect starts a fresh one.

page-kinds = Just for you. Locked before I save it. No patient details, no names.
    I'm a bot, and no one is watching this chat. What kind?
page-more = Some longer ones, and a free page. Skip any question.
page-kind-R1 = Three whats
page-kind-unknown = A page
page-more-kinds = More kinds
page-next = Next question
page-got-it = Got it, and locked. Write more on this, or go on.
page-got-it-last = Got it, and locked. Write more on this, or finish.
page-thats-all = That's all
page-hint = It's locked. But I could see something like { $hint ->
    [nhs-number] an NHS number
    [phone] a phone number
    [email] an email address
    [postcode] a postcode
   *[long-number] a long number
  }. Take it out?
page-let-me-edit = Let me edit
page-keep-it = Keep it
page-let-that-go = I've let that part go. Your message is still above: copy it, change it, and send it again.
page-after-card = Your words are safe here if you'd like to go on.
page-go-on = Go on
page-stop-here = Stop here
page-check = Quick check: any names, wards, dates or rare details someone could spot?
    I look for long numbers, phone numbers, emails and postcodes. I can miss names.
page-all-clear = All clear, save
page-which = Which answer would you like to write again? I can't read them now, so tap its number. I'll let the old one go.
page-question-number = Answer { $number }
page-nothing-written = There's nothing written, so nothing is saved. That's fine.
page-saved = Saved, and cleared from this chat.
page-saved-already = Saved already. It's in your pages.
page-saved-not-cleared = Saved, but I couldn't clear your message. Hold it down and delete it yourself.
page-edits = I locked your message when it came, so an edit doesn't change it. Send the new words as a new message.
edits-not-read = I don't take edits, so nothing has changed. Please send it as a new message.

page-offer = I didn't catch that. Would you like to keep { $parts ->
    [one] it
   *[other] all { $parts } messages
  } as a private page? { $hint ->
    [none] {""}
    [nhs-number] I could see something like an NHS number in it.
    [phone] I could see something like a phone number in it.
    [email] I could see something like an email address in it.
    [postcode] I could see something like a postcode in it.
   *[long-number] I could see something like a long number in it.
  }
    It's locked with your words already. Without a yes it goes in an hour.
page-offer-no-lock = I didn't catch that, and I've kept nothing of it. Would you like to keep words like these as a private page? Then set up your lock first, and send it again.
page-yes-lock-it = Yes, lock it
page-no-forget-it = No, forget it
page-offer-over = I let that go already, so there's nothing to lock. If it's still above, send it again.
page-forgotten = Forgotten, and cleared from this chat.
page-forgotten-not-cleared = I've kept nothing of it, but I couldn't clear your message. Hold it down and delete it yourself.
only-words = I can only take words here, not photos or voice. That keeps you safer. I've cleared what you sent.
only-words-not-cleared = I can only take words here, not photos or voice. That keeps you safer. I couldn't clear what you sent: hold it down and delete it yourself.
album-left = Some of what you sent is still here. I couldn't clear it: hold it down and delete it yourself.

pages-mine = My pages
pages-list = Your pages. Tap a number to read one. I'll hide this in 10 minutes.
pages-none = Your page is blank. That's fine.
pages-older = Older
pages-newer = Newer
pages-read = Read
pages-back = Back to my pages
page-title = { $day } · { $kind }
page-failed-check = This entry failed its check
page-part-failed-check = [This part failed its check, so I can't show it.]
page-parts-missing = { $missing ->
    [one] [One part of this page is missing.]
   *[other] [{ $missing } parts of this page are missing.]
  }
pages-hides-soon = I'll hide this in 10 minutes.
pages-maybe-not-shown = I'm not sure that reached you. If you see nothing above, tap below.
pages-hide-now = Hide now
pages-hidden = Hidden.
pages-erase-this = Erase this
page-gone-for-good = Gone for good? It can't come back.
pages-yes-erase = Yes, erase
pages-keep-it = Keep it
page-erased = Erased.
page-gone = That page is gone already.
page-kept-after-all = It stays.
