# The speak-up planner: thinking it through, with nothing for now first.

command-speakup = Plan speaking up, or not

speakup-front = A place to think it through. I lock it with your own words. I send nothing to anyone, and I never say you should.
    Choosing not to act can be the wise choice. You don't have to decide today.
    No patient details, and no names needed. I'm a bot, and no one is watching this chat.
speakup-begin = Think it through
speakup-mine = My plans
speakup-change = Change it
speakup-weigh = { $choice }.
    { $ask }
speakup-nothing = That can be the wise choice. You don't have to decide today.
    I've sent nothing, and I won't. Help now is here any time.

speakup-check = Quick check: no patient details in it?
    Payback can be quiet: less work, more checks, being left out. Note it if it starts.
    Time limits are short and the rules have been changing. If you may want to make a claim, ask Acas or your union now. A complaint at work may not stop the clock.
speakup-nothing-written = There's nothing written, so nothing is saved. That's fine.
speakup-saved = Saved, and cleared from this chat. Nothing is sent to anyone.
    What next, if anything? You don't have to decide today.
speakup-saved-not-cleared = Saved, but I couldn't clear your message. Hold it down and delete it yourself. Nothing is sent to anyone.
    What next, if anything? You don't have to decide today.

speakup-list = Your plans by date. Tap a number to read one. I'll hide this in 10 minutes.
speakup-none = Nothing is written here. That's fine.
speakup-gone = That one is gone already.
speakup-first = Written { $when }:
speakup-ask-line = What would you like to add? It gets today's date.
speakup-line = Added { $when }:
speakup-foot = Choosing not to act can be the wise choice. Time limits are short: if you may want to make a claim, ask Acas or your union now.
speakup-gone-for-good = Gone for good? It can't come back, and its added lines go too.
    If there's a claim, get advice before erasing.
speakup-erased = Erased.

speakup-which = Which answer would you like to change? The rest stays. Your plan stays as it is until you save.
speakup-harmed = A part of this plan failed its check, so I can't change it without losing that part. You can add a line, or write a new one.

speakup-look-again-ask = Look again one day
speakup-look-when = When shall I ask? I only ask if you pick one. My message won't say what it's about.
speakup-in-weeks = { $weeks ->
    [one] In a week
   *[other] In { $weeks } weeks
  }
speakup-no-date = No date
speakup-look-set = Done. I'll write on { $day }.
speakup-look-off = Done. I won't write.
speakup-look-again = You have something waiting. Open it when you're somewhere private.
speakup-open-it = Open it

problem-no-such-date = That isn't one of the dates. Nothing is changed. Please pick one below.
