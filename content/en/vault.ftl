# My words and code: the recovery code, other words, other keys, words that were lost, and coming from elsewhere.

vault-sign = Your sign: { $sign }

vault-front = { $paper ->
    [yes] You have your words, and you showed me you have your recovery code on paper.
   *[no] You have your words. You haven't shown me yet that you have a recovery code on paper.
  }
    What would you like to do?
vault-put-by = Your older pages are still locked with words you lost. I keep them until { $day }.
vault-new-code = Make a new code
vault-change-words = Change my words
vault-someone-knows = Someone knows my words
vault-change-sign = Change my sign
vault-old-words = My old words came back

# The code

vault-code = Your recovery code:

    { $code }
vault-code-write-it = Your code is coming, just below. Write it on paper, all nine groups, and keep it away from your phone.
    I'll hide it in { $minutes } minutes, and I won't show it again.
vault-code-written = I've written it
vault-code-ready = Thank you. Have pen and paper ready, then tap below. A new code ends the one before.
vault-code-tap-first = When it's on paper, tap below. Then I'll ask for two groups of it.
vault-type-code-back = Your sign: { $sign }
    Now type group { $first } and group { $second } of your code. I'll clear your message at once.
vault-code-not-same = Your sign: { $sign }
    That isn't quite what I have. Please type group { $first } and group { $second } again.
vault-code-on-paper = That's right. Your code is on paper. If you use it one day, I'll ask for new words and give you a new code.
vault-code-maybe-lost = I don't know if your code is on paper. If it is, it works. If not, make a new one any time your pages are open. A new code ends the one before.
vault-code-forgotten = I forgot that code on purpose, so that nobody could find it. If it's on paper, it works. If not, make a new one. A new code ends the one before.

# Other words

vault-choose-words = Choose new words
vault-change-explained = You'll choose new words. Your pages stay as they are, and so does your code. The old words stop working at once.
vault-words-changed = Done. Your new words open your pages. Your old words open nothing here any more.
    Old backups of my keys still know them, until those age out in { $days } days.
vault-keys-explained = Then let's change everything: new words, a new code and new keys.
    I'll lock each of your pages again with the new keys. The old words and code stop working at once.
    Pages someone has read already, I can't take back.
vault-keys-changed = Done. Your old words and code open nothing here any more, and your pages are locked with new keys.
    If I'm cut short, I go on the next time you open them. Old backups age out in { $days } days.
    Now make sure of your new code.
vault-words-after-code = Done. Your new words open your pages. Your old words and the code you used open nothing here any more.
    Old backups of my keys still know them, until those age out in { $days } days.
    Now make sure of your new code.
vault-started-again = Done. Your new words lock what you write from now on.
    Your older pages stay locked. If their words come back to you within 30 days, open My words and code.
    Now make sure of your new code.

# Lost words

vault-lost-words = That happens. Do you have your recovery code on paper? It has nine groups of letters and numbers.
vault-type-code = Type my code
vault-lost-both = I've lost both
vault-ask-code = Your sign: { $sign }
    If that's right, type your recovery code. I'll clear your message at once.
vault-code-right = Your code is right. Choose new words now. Then your pages open, and you get a new code.
vault-start-again = Start again
vault-lost-both-said = I can't open it without them. I'm sorry. Nobody can.
    You can start again with new words. I'll keep your older pages, still locked, for { $days } days. Then I erase them.
    If your words come back before that, the pages open again.
vault-ask-old-words = Your sign: { $sign }
    If that's right, type the words that locked your older pages, or the code you had then. I'll clear your message at once.
vault-old-words-right = Those are the words. Your older pages open with your new words from now on.
vault-nothing-put-by = There are no older pages waiting for lost words.

# The sign

vault-ask-sign = What would you like your sign to be? A word or two, but never your words themselves.
vault-pick-sign = Pick one for me
vault-sign-changed = Your sign is now: { $sign }
    Each time I ask for your words or code I'll show you that sign first. No sign? Then don't type them.

# From another Telegram account

arriving-ask = If you wrote down a recovery code, type it now, all nine groups. I'll clear your message at once.
arriving-wrong = That code doesn't open anything here. Check each group, and try again.
arriving-not-asked = That looks like a recovery code. I've kept nothing of it and I'm clearing it now. If you had an account here, tap below first.
arriving-known = { $joined ->
    [yes] You're already here with this account. Your code is for the day you lose your words or this account.
   *[no] You've asked to join with this account. To bring your old things here, take that back first, then start again.
  }
arriving-here = Welcome back. Your things are here now, and your other account is locked out.
    Choose new words next. Then your pages open, and you get a new code.
    For a circle's group, ask for your door again in your circle.
arriving-gone = Your things here have moved to another Telegram account, with your recovery code. If that wasn't you, please tell the people who run this.

problem-wrong-code = That code doesn't open your pages. Check each group, and try again.
problem-too-many-codes = That's too many codes for today. Please try again tomorrow. What you just typed was not looked at.
problem-sign-is-secret = That looks like the words that lock your pages. A sign is shown, so please choose something else.
problem-vault-changed = Something else was changed at the same moment, so I left everything as it was. Please try again.
