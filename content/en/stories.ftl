# Stories: telling, checking, reading, taking back (J10).

story-knock = You have something waiting. Open it when you're somewhere private.
story-open-it = Open it
story-more = More
story-ok = OK

# The front page

stories-front = Stories from people who have done it. Read one, or ask for the one you need. I keep no list of what you read.
stories-none = No stories here yet. Ask for one?
stories-read-one = Read one
stories-by-shape = By kind
stories-by-topic = By topic
stories-saved = Saved
stories-ask = Ask for a story
stories-share-mine = Share mine
stories-mine = My stories
stories-tell-me = Tell me about new ones
stories-dont-tell = Stop telling me
stories-will-tell = Done. When a new story goes out, I'll send you its note first. You choose if you read it.
stories-wont-tell = Done. I won't send you new stories. They are all here when you want them.
stories-which = Which would you like?
stories-no-more = That's the last one for now. Is there a story you'd like to hear?

# Telling

story-which-shape = Which shape suits? Or write freely.
story-call-first = Speaking up can stir things up again. Want a call with somebody you trust first? And if there's a case going on, get advice before you share.
story-go-on = Carry on
story-carry-on = Carry on
story-free-page = Write it your way, in one message or more.
story-more-of-it = { $ask }
    Got that. Send more, or tap "That's all".
story-so-far = { $words ->
    [one] 1 word so far. Lovely.
   *[other] { $words } words so far. Lovely.
  }
story-pause = Pause for now
story-as-it-is = Leave it as it is
story-paused = Paused. What you've told so far is kept as a locked draft, until you go on or bin it. The story desk can't open drafts. Find it under My stories.
story-nothing-yet = There are no words in it yet. Write a part, or bin it.
story-edit = Edit
story-let-me-edit = Let me edit
story-edit-which = Which part would you like to write again?
    { $parts }
story-part-now = It says now: { $words }
story-choices = Topic, name, choices
story-a-bit-more = { $words ->
    [one] That's 1 word. A bit more? You don't have to.
   *[other] That's { $words } words. A bit more? You don't have to.
  }
story-split-in-two = That's { $words } words. It could make two stories. You don't have to.

story-choose-topic = What does it talk about? People see this before they choose to read.
story-choose-name = Whose name goes with it?
story-choose-made-up = Which made-up name shall I show? Up to 30 letters.
story-choose-where = Where may it be read? I send a story "At a live circle" to nobody: it's for you to tell.
story-choose-how-long = How long may it stay? A week before, I ask you. If I hear nothing, it comes down.
story-choose-contact = May people ask you things? They have no name unless they type one.

story-check-fine-0 = No
story-check-fine-1 = Yes
story-check-fine-2 = Yes
story-check-fine-3 = Nobody, or they said yes
story-maybe-edit = Maybe, let me edit
story-small-network = You are one of few people with these details. Even with no name, some may guess. OK?
story-change-details = Change details

story-hint-must = This looks like it may point to someone: { $found }. It can't go to the desk until that's changed. Your draft is kept.
story-hint-may = This looks like it may point to someone: { $found }. Change it? If you made it up, say so.
story-invented = It's invented
story-hint-long-number = a long number
story-hint-phone = a phone number
story-hint-email = an email address
story-hint-postcode = a postcode
story-hint-nhs-number = a number like a patient's
story-hint-date = a date
story-hint-ward = a ward or room
story-hint-own-name = your own name

story-send = Send for a check
story-keep-draft = Keep as draft
story-bin = Bin it
story-yes-bin = Yes, bin it
story-kept = Kept as a locked draft, until you go on or bin it. The story desk can't open drafts. Find it under My stories.
story-bin-sure = Bin it? The words are destroyed. I can't bring them back.
story-binned = Gone. I've kept nothing of it.
story-sent = Sent. A coordinator reads it, and can suggest or ask, never rewrite. After their yes you have a day to change your mind.
story-see-where = See where it is

story-note = A story from { $name }. It talks about { $about }. Read now, later or not at all.
story-note-no-name = A story from a member. It talks about { $about }. Read now, later or not at all.
story-contact-fine = The teller is fine with questions.
story-contact-no-questions = The teller would rather not have questions.

# My stories

stories-mine-front = Your stories. Tap one.
stories-mine-none = You have no stories here. Share mine is where one begins.
stories-mine-line = { $n }. { $state }
story-state-draft = A draft
story-state-to-check = At the story desk
story-state-with-teller = The desk said something
story-state-cooling = Waiting its day
story-state-out = Out
story-is-draft = It's a locked draft. The story desk can't open it.
story-is-to-check = It's at the story desk, waiting to be read. You can pull it back.
story-is-with-teller = Your words, your call.
story-is-cooling = It waits its day. Change your mind any time.
story-is-out = It's out, until you say. You can take it back at any time.
story-is-out-until = It's out until { $day }. You can take it back at any time.
story-desk-cut = They suggest: { $words }
story-desk-question = They ask: { $words }
story-desk-no = Not this time, they say. Why: { $words }
story-agree = Agree
story-keep-it-in = Keep it in
story-answer = Answer
story-your-answer = What would you like to say to the desk? They see your words, and not who you are if you chose no name.
story-pull = Pull it
story-pulled = Pulled. It's a locked draft again, and the desk can't open it any more.
story-kept-in = The teller keeps it in.
story-keeps-it = It stays in. The desk reads it again, knowing that. If it's about safety, they may want to talk with you first.
story-answered = Passed on. The desk reads your story again with your answer.
story-cooling = Good news: it goes out { $when }. Change your mind any time before, or after.
story-cooling-live = Good news: it's yours to tell at a live circle from { $when }. I send it to nobody. Change your mind any time.
story-stop-it = Stop it
story-fine = Fine
story-stopped = Stopped. It won't go out. It's a locked draft again.
story-how-now = It's out. How do you feel?
story-nobody-asked = Nobody had asked to be told of new ones yet. It's there for people to find.
story-good = Good
story-bit-exposed = A bit exposed
story-take-back = Take it back
story-feels-good = Glad. Thank you for it.
story-feels-exposed = That's common, and it often passes. Talk with somebody, or take it back. Both are fine.
story-take-back-sure = Take it back? It goes from the list, every copy I sent is changed, and the words are destroyed. Someone may have read or noted it before.
story-yes-take-back = Yes, take it back
story-leave-it = Leave it
story-is-taken-back = Taken back. It's gone from the list, and I'm changing every copy I sent. I've kept none of the words.
story-ask-to-stay = Something of yours comes down on { $day }. Keep it up for the same time again? If I hear nothing, it comes down.
story-stay = Keep it up
story-stays = It stays until { $day }.

story-gone-taken-back = This story was taken back by its teller. Someone may have read or noted it before.
story-gone-over = This story's time was over, so it came down.
story-gone-pulled = This story was pulled back by its teller. It's not at the desk any more.
story-gone-seen-to = This story has been seen to.

# The desk

stories-desk = Story desk
stories-desk-front = { $waiting ->
    [0] Nothing is waiting to be read. A story comes here when its teller sends it with /story, and goes out once you have read it.
    [one] 1 story is waiting. You may suggest a cut for safety, ask, or say no with a reason. Their words stay theirs.
   *[other] { $waiting } stories are waiting. You may suggest a cut for safety, ask, or say no with a reason. Their words stay theirs.
  }
stories-desk-wish = Somebody would like to hear: { $words }
story-wish-seen = First wish seen to
story-back-to-desk = Back to the desk
story-looks-good = Looks good
story-suggest-cut = Suggest a cut
story-ask-question = Ask a question
story-not-this-time = Not this time
story-said-before = You said: { $words }
    The teller said: { $answer }
story-which-cut = What would you leave out, and why is it safer? The teller decides.
story-which-question = What would you like to ask? I pass it on.
story-which-reason = Why not this time? The teller gets your reason.
story-passed = Thank you. It goes out { $when }, unless the teller stops it.
story-handed-back = Passed on to the teller. I'll tell you if it comes back.

# Readers

story-read = Read
story-next = Next
story-save = Save for later
story-skip = Skip
story-saved = Saved. It's under Saved in /stories.
story-skipped = OK, not this one. It stays in the library.
story-helped = This helped
story-thank = Thank the teller
story-more-like = Ask for more like it
story-which-thanks = Which line shall I pass on? Your name doesn't go with it.
story-thank-typed = Write a line
story-type-line = What would you like to say or ask? I add no name. Type yours if you'd like them to know it.
story-type-thanks = What would you like to say? This teller would rather not have questions. I add no name.
story-thanks-kept = I'll pass it on with no name, with others, once a week.
story-lines-off = This teller would rather have no typed lines. Nothing is saved. One of ours?
story-thanks-front = Some words from people who read you:
story-helped-about = · About { $number } people said it helped.
story-helped-fewer-than = · Somebody said it helped.
story-helped-not-shown = · Somebody said it helped.
story-thanks-line = "{ $words }"
story-thanks-end = That's all of it. I've let go of it here.
story-no-thanks = There's nothing new just now.
story-no-typed = No typed lines, please
story-typed-again = Typed lines are fine
story-lines-on = Done. Readers may write you a line again.
story-lines-off-now = Done. Readers can only send you ready-made lines.

# Wishes

story-which-wish = Finish this line: I'd like to hear from someone who…
story-wish-kept = Passed to the story desk with no name. I haven't kept who asked.
story-wish-kept-short = I'll ask for more, with no name.

problem-own-story = That one is yours, so another coordinator reads it.
problem-story-moved-on = That story isn't there any more, or has been seen to meanwhile. Nothing was changed.
problem-reason-missing = The teller needs a word of why. Could you type a reason?
problem-still-cooling-off = Its day of waiting isn't over yet.
problem-points-to-somebody = I can see something like a number, an address or a postcode. Nothing is saved. Could you send it without?
