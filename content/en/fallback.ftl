# When a circle can't run as planned: one guide, too few, no observer, and a small chat in its place.

# One guide instead of two

hold-ask-one-guide = Ask if one is OK
hold-asked-one-guide = I've asked everyone who's in today, in private. When each of them is fine with it, you can begin. I won't say who isn't.
hold-one-guide-fine = One guide is OK
hold-rather-not = I'd rather not
hold-thanks-for-telling = Thank you for telling me. Either is fine, and nobody is told what you said.
hold-one-guide-over = That question is over for today. You can pass or step out whenever you like.
session-one-guide = There's one guide today instead of two, and somebody to look after wellbeing. Is that OK for you?
session-not-with-one = Not this time: move it, or make it a small chat.
problem-no-more-with-one-guide = There aren't two guides just now, so the circle stays as small as it is. I'm sorry, and thank you for coming. Your seat is yours next time.
problem-one-guide-is-not-enough = Not this time with one guide: move it, or make it a small chat.

# It may not begin

problem-no-observer = No observer. A circle can't run without one.
hold-no-observer = No observer { $part ->
    [evening] tonight
   *[day] today
  }. A circle can't run without one.
problem-not-enough-guides = A circle needs two guides, so it can't begin yet. Ask a stand-in, or wait a little.
problem-too-few-to-run = { $here ->
    [0] Nobody
    [one] One
    [2] Two
   *[other] Three
  } so far. A circle needs { $fewest } to begin.
problem-no-plan-to-a-small-chat = It's a small chat now: just company, with no plan to change.
problem-too-few-to-chat = { $here ->
    [0] Nobody
    [one] One
    [2] Two
   *[other] { $here }
  } so far. A small chat needs { $fewest }, and somebody to hold it. Better to move it.
session-few = { $here ->
    [0] Nobody so far. Better to move it.
    [one] One so far. Better to move it.
    [2] Two so far. Better to move it.
   *[other] Three so far.
  }
hold-ask-stand-in = Ask stand-in
hold-wait-a-bit = Wait a bit
hold-waiting-a-bit = I'll look again in twenty minutes.
hold-wait-for-panel = I'll show you who is in from ten minutes before.

# A small chat

hold-small-chat = Small chat
hold-yes-chat = Yes, a small chat
hold-chat-sure = A small chat instead? Just company: no turns, no plan, { $minutes } minutes at most. I tell everybody, and each of them is asked again for a yes.
hold-chat-told = It's a small chat now. I've told everybody in private.
hold-chatting =
    A small chat: just company, no turns.
    { $total } min left in all. We close by { $ends }.
    In today: { $here }.
chat-name = Small chat
chat-no-steps = Just company: no turns, no plan.
chat-no-turns = It's a small chat this time: just company, no turns. Next time there will be.
chat-card =
    A small chat: just company. No turns, no plan.
    Who: up to 6 of us, and somebody to hold it. Looking after wellbeing: { $observer }.
    How long: no more than { $minutes } minutes.
    What's private: what people say stays here. You can share what you learned, not who said it.
    What isn't: if someone's life is at risk, or a child, adult at risk or patient could be badly harmed, we may have to tell someone. We'd try to talk to you first.
    Nothing is recorded. No note apps. I only keep that you said yes, and when.
    You can pass, step out or change your mind at any time. You don't need a reason.
chat-instead =
    A small chat instead: { $when }.

    { $card }
chat-instead-helper = A small chat instead: { $when }. Just company, no turns, { $minutes } minutes at most. Your debrief comes as always.
chat-begun =
    We're starting. A small chat, just company. { $helpers } { $count ->
        [one] is
       *[other] are
    } here with us. No recording. Not well or not safe to talk? Your private panel is here.
chat-time = Time. Please close now. Anything left can wait.
room-chat-plan = Just company: no turns, no plan, { $minutes } minutes at most.
