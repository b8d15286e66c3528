# The live panel of a session: turns, the order of a round, a pause, and what to do when something comes up.

hold-next = Next: { $next }
hold-the-room =
    In today: { $here }. Has everyone had space?{ $quiet ->
        [yes] { " " }Some would rather listen or write.
       *[no] {""}
    }
hold-paused =
    Paused. Take the time you need. The next steps get a little shorter.
    { $total } min left in all. We close by { $ends }.
hold-pause = Pause
hold-resume = Go on
hold-order = In this order: { $names }, and anyone else. Skip who isn't here.
hold-order-open = Start with somebody who hasn't said much yet. Skip who isn't here.
problem-too-late-to-begin = { $left ->
    [0] The time for this one is over
    [one] There's one minute left before the planned end
   *[other] There are { $left } minutes left before the planned end
  }, and that never moves. Better to pick another day.

# Turns

hold-turn-now = Turn { $number } of { $places }: { $name }.
hold-turns-waiting = Would like a turn: { $names }.
hold-turns-nobody = Nobody has asked for a turn so far. Offer it to the room.
hold-next-turn = Next turn
hold-pass-turn-on = Pass it on
turn-take-back = Take my turn back
turn-rather-not = I'd rather not now
turn-asked-already = You've asked for a turn. Your guides know, and nobody else. Changed your mind?
turn-taken-back = Done. Nobody is told why, and I've kept nothing of it.
turn-is-yours = You're next, if you'd still like to.
problem-no-turns-in-plan = This one's plan has no turns: everybody shares each part. Want to say something before? /sessions lets you ask your guides.

# How somebody would like to be there

way-speak = I'll speak
way-listen = I'll mostly listen
way-text = Text only
way-how-im-here = How I'm here
way-which = How would you like to be here today? All three are just as good. Your guides never see who chose what.
way-chosen = { $way ->
    [speak] Good. You can still pass whenever you like.
    [listen] Good. Listening is taking part. Speak up if and when you like.
   *[text] Good. Write in the call's own chat, or tap "Say it for me" in your panel once we've begun.
  } I forget this when we close.

# Say it for me

relay-say-for-me = Say it for me
relay-ask =
    Write one line. Your guides get it without your name and say it for you.
    In a small group they may guess who. I clear it here, and wipe it once it's sent.
relay-passed-on = Passed on without your name, and cleared from this chat.
line-to-say =
    Someone would like this said:
    { $line }
problem-your-words-not-a-line = Those look like the words that open your pages, so I've passed nothing on. Please delete that message.

# Something's up

trouble-up = Something's up
trouble-what = What's up?
trouble-back = Back to the panel
trouble-call = Trouble with the call
trouble-which-call = What's wrong with the call?

trouble-call-down = Call won't work
trouble-call-card =
    Give it a moment, then make a new call and send me its link. It goes only to people who are in today.
    I'll ask you again at { $until }. The end stays at { $ends }.
call-still-down = Still no way into the call? Better to move it to another day than to rush.

trouble-stranger = Stranger in the call
trouble-stranger-card =
    Say: “Sorry, this call is private.” Remove them from the call.
    Then make a new call and send me its link. It goes in private, only to people who are in today.

trouble-recording = Someone is recording
trouble-recording-card =
    Stop, and say: “Please turn it off or step out. We won't go on while it's on.”
    Note apps count too. Go on when it's off.

trouble-hurt = Something hurtful said
trouble-hurt-card =
    Say: “Let's stop there. That hurts.” Don't argue it out now.
    { $observer } goes first to whoever it landed on. Meet the one who said it apart, later.
    Afterwards I send everyone the same open door to a safe person, with no detail.
observer-hurt =
    You're needed in the room.
    Something hurtful was said. Go first to whoever it landed on: a break-out room or a call.
    Believe them. Ask what they'd like. Stay until they have a next step.

trouble-risk = Someone may be at risk
trouble-risk-card =
    Say: “That may need action. Let's talk after.” Don't dig in the circle.
    In danger now: call 999.
    A child or adult at risk: tell the safeguarding lead where it happened, or the local council, today.
    A patient's safety: tell whoever is in charge of that service, today, and report it there.
    Decide with the person who said it who tells whom. Not sure? Ask a safeguarding lead without names.
    I keep nothing of this.

trouble-life = Talk of ending life
trouble-see-card = What to do
trouble-life-card =
    Thank them for saying it. { $observer } goes with them, and I've sent { $observer } what to do.
    Slow down, and pause. In danger now: call 999.
    Someone stays with them until they have a next step.
observer-life =
    You're needed in the room.
    Someone has talked of ending their life. Go with them.

    { $card }
life-card =
    Stay with them. Ask straight: “Are you thinking of ending your life?” Asking does no harm.
    In danger now: call 999 and stay until help is there.
    If not, ring together, before you part: 111, or
    { $lines }
    Tell a safe contact only within the limit said at the start. Stay until there's a next step.
    I decide nothing, and I keep nothing of this.

# After a hard evening: the same words for all

session-open-door =
    One more thing from me.
    If anything is on your mind after today, you can tell a safe person, now or any time. Everyone gets these words.
