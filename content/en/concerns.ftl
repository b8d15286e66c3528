# Concerns: telling one safe person, and staying in charge.

concern-yes = Yes
concern-no = No
concern-not-sure = Not sure
concern-go-on = Go on
concern-front = { $open ->
    [yes] I'm glad you said something. What you have open is below, by its word. For a new one: are you safe right now?
   *[no] I'm glad you said something. You're in charge of what happens. Are you safe right now?
  }
    I'm a bot, and no one is watching this chat.
concern-can-wait = A concern can wait. It will still be here when you're ready.
concern-ask-kind = What is it about?
concern-kind-person = A person here
concern-kind-circle = A circle
concern-kind-racism = Racism at work
concern-kind-data = My data
concern-kind-worried = Worried for someone
concern-kind-other = Something else

concern-racism = I'm sorry. Here are some choices. None is the "right" one.
concern-write-down = Write it down safely
concern-talk-to-someone = Talk to someone
concern-outside-advice = Outside advice
concern-outside-help = Outside help
concern-data = { $known ->
    [yes] The people who answer for your data: { $contact }.
   *[no] I don't know how to reach the people who answer for your data. A safe contact can help.
  }
    You can also see it, take it away or erase it, right here.
concern-worried =
    If they may be in danger, call 999. Help now has more numbers, and you can call them about somebody else.
    You could ask: "You don't seem yourself. How are you, really?" Then listen. It's all right to ask if they think of ending their life.
    Don't promise to keep it secret. Do say you'll stay beside them. I won't contact them.
concern-ask-observer = Ask the observer
concern-observer-asked = I've told { $name } that you'd like a quiet word, and not why. They can write to you here on Telegram.
concern-observer-letter = { $name }, from your circle, would like a quiet word when you can. Please write to them here on Telegram.
concern-outside =
    These people have nothing to do with this network:

    { $lines }

concern-ask-wanted = What would help most?
concern-wanted-listen = Just listen
concern-wanted-think = Help me think
concern-wanted-act = Please act
concern-wanted-stop = Stop contact
concern-ask-stop =
    Which one shall I cut? I do it the moment you tap.
    A pair ends for both of you, with the same kind line as any ending. In a circle I give your seat back. Please leave its group yourself.
concern-cut-pair = Done. That pair has ended. They can't reach you through me.
concern-cut-circle = Done. Your seat is given back. Please leave the group yourself.
concern-ask-about = Who is it about? Tick a name, or type a role. I use it only so they never see this. You can skip.
concern-a-coordinator = A coordinator
concern-who-runs-it = Who runs the bot
concern-ask-named =
    Do you want to be named?
    With no name we can still write to each other through me. We may be able to do less. In a small group someone may guess.
concern-use-my-name = Use my name
concern-no-name = No name
concern-ask-contact = { $count ->
    [0] There's nobody here I can offer you for this. Let's use outside help.
   *[other] Who would you like to hear this?
  }
    I know only where people mostly work, not for whom. Don't pick anyone who stands too near.{ $said ->
    [yes] {" "}You said: { $role }.
   *[no] {""}
  }{ $operator ->
    [yes] {" "}Those who run the bot could open what's kept here, with effort. For this, outside help is safer.
   *[no] {""}
  }
concern-contact = { $name }, { $sector }
concern-sector-not-said = not said

concern-ask-words = In your own words. No patient details. Long texts can come in parts.
concern-ask-answer = What would you like to say? No patient details.
concern-write-again = I've let that go. Your words are still above: copy them, change them, and send them again.
concern-after-card = I've sent nothing, and told no one. Your words are safe here if you'd like to go on.
concern-held = That looks like a patient detail: { $hint ->
    [nhs-number] an NHS number
    [phone] a phone number
    [email] an email address
    [postcode] a postcode
   *[long-number] a long number
  }. Please take it out. I can't send it as it is.
concern-look = I can see { $hint ->
    [email] an email address
   *[phone] a phone number
  }. Is it yours, and not a patient's? Then it may go.
concern-its-mine = It's mine, send it
concern-preview =
    { $contact } will see: what you wrote, "{ $wanted ->
        [listen] just listen
        [think] help me think
        [act] please act
       *[stop] stop contact
    }", { $named ->
        [yes] your name
       *[no] no name
    }. I show it to no one else without your yes.
    I lock it. The people who run the server could open it, with effort. A court could ask for it.
    If life is at risk or someone may be badly harmed, { $contact } may have to tell someone. They would tell you first if they can. Send?
concern-answer-ready = Send this?
concern-send = Send
concern-change = Change
concern-dont-send = Don't send
concern-not-sent = Not sent. I've kept nothing of it.
concern-sent = Sent. Your word for this is { $word }. { $contact } aims to answer in 2 working days. { $others ->
    [yes] If they haven't opened it by then, shall I try a back-up?
   *[no] If they haven't opened it by then, I'll tell you.
  }
concern-not-free = It's kept, but the one you picked isn't free any more, so nobody has it. Its word is { $word }. Open it to pick someone else.
concern-yes-try = Yes, try { $name }
concern-no-only = No, only { $name }
concern-no-back-up = No back-up
concern-back-up = Thank you. If it isn't opened in time, I'll try { $name }.
concern-no-back-up-then = That's fine. If it isn't opened in time, I'll tell you.
concern-see-it = See where it is
concern-answer-sent = Sent. { $word }

concern-page = { $word }. { $stands ->
    [sent] { $contact } has it and hasn't opened it yet. They aim to answer by { $day }.
    [late] { $contact } hasn't opened it yet. You can wait, or choose someone else.
    [read] { $contact } has read it.
   *[open] { $contact } has opened it.
  }{ $away ->
    [yes] {" "}They're off until { $off }.
   *[no] {""}
  }{ $acted ->
    [yes] {" "}They've had to tell someone, because somebody may be badly harmed.
   *[no] {""}
  }{ $handing ->
    [yes] {" "}They'd like to hand it to { $other }. Is that OK? It stays where it is without your yes.
   *[no] {""}
  }{ $closing ->
    [contact] {" "}They're happy to close it. Are you?
    [writer] {" "}You're happy to close. I've asked them too.
   *[no] {""}
  }
concern-yes-name = Yes, { $name }
concern-stay-there = No, leave it there
concern-read-it = Read it
concern-reply = Reply
concern-add-to-it = Add to it
concern-someone-else = Someone else
concern-happy-to-close = I'm happy to close
concern-take-it-back = Take it back
concern-choose = { $word }. { $alone ->
    [yes] Nobody has it just now. { $count ->
        [0] There's nobody here I can offer you. Let's use outside help.
       *[other] Who would you like to hear it?
      }
   *[no] { $count ->
        [0] There's nobody else I can offer you. Outside help is there too.
       *[other] Who would you like to hear it instead? It closes to the one who has it the moment you tap.
      }
  }
concern-close-asked = Thank you. It closes when you both say so.
concern-closed = Thank you for trusting us. It's closed. I'll ask how things are in 3 weeks and 3 months. Is that OK?
concern-just-once = Just once
concern-closed-and-asked = It's closed. I delete it six months after that. { $asked ->
    [both] I'll ask how things are in 3 weeks and 3 months.
    [once] I'll ask how things are once, in 3 weeks.
   *[no] I won't ask how things are.
  }
concern-take-back-sure = Take it back? The words are erased, and can't come back. What they've read, they've read.
concern-yes-take-back = Yes, take it back
concern-keep-it = Keep it
concern-taken-back = Taken back. Its words are erased, and the key that opens them is destroyed.

concern-reply-waits = A reply is waiting.
concern-gone = Something that was with you has moved on. There's nothing you need to do.
concern-follow-up = Since you spoke, has anything been made harder for you? I don't keep your answer.
concern-harder-no = No
concern-harder-bit = A bit
concern-harder-yes = Yes
concern-harder-rather-not = Rather not say
concern-follow-up-thanks = Thank you. I've kept nothing of that. /concern is there any time.
concern-made-harder = I'm sorry. Being treated worse because you spoke up is not OK. Write down what happened, when, and who saw it. A union or Acas can say what your rights are.
concern-talk-to = Talk to { $name }

concern-my-open-ones = My open ones
concerns-open = { $count ->
    [0] Nothing is open with you just now.
   *[other] These are open with you, by their word. A dot means not opened yet. Be somewhere private.
  }
concern-head-mine = { $word }. With { $contact }.
concern-head-theirs = { $word }. { $kind ->
    [person] About a person here.
    [circle] About a circle.
    [racism] Racism at work.
    [data] About their data.
    [worried] Worried for someone.
   *[other] About something else.
  } From: { $who }. They'd like: { $wanted ->
    [listen] just listen
    [think] help me think
    [act] please act
   *[stop] stop contact
  }.
concern-writer-no-name = someone, no name
concern-writer-left = someone who has left the network, no name
concern-wrote = { $own ->
    [yes] You wrote on { $day }:
   *[no] They wrote on { $day }:
  }
concern-if-they-ask = If anybody asks who spoke: "We don't share that." Please don't try to find out who it is, and don't pass it on.
concern-have-read = I've read it
concern-told-read = Thank you. I've told them you've read it.
concern-ask-to-talk = Ask to talk
concern-would-talk = I'd like to talk with you, if you would. Tell me here how and when. You don't have to.
concern-asked-to-talk = I've asked them. How and where is theirs to say.
concern-have-a-clash = I have a clash
concern-moved-on = Thank you. It's closed to you now, and has moved on.
concern-hand-over = Hand over
concern-hand-to = { $count ->
    [0] There's nobody I can hand it to.
   *[other] To whom? I ask the one who wrote it first.
  }
concern-hand-asked = I've asked. It moves only with their yes.
concern-had-to-act = I had to act
concern-had-to-act-sure = Have you had to tell someone, because life is at risk or somebody may be badly harmed? I'll tell the one who wrote it, and they can't take it back then.
concern-yes-had-to = Yes, I had to
concern-acted-told = I've told them. If you can, say yourself what happens next.
concern-contact-closed = Closed. Thank you for hearing it.
concern-closed-to-you = This is closed to you now.

away-my-days = Dates I'm off
away-front = { $any ->
    [yes] You're off:
   *[no] You have no dates off here. While you're off, nothing new comes to you, and what you haven't opened goes on.
  }
    { $lines }
away-line = { $first } to { $last }
away-add = Add dates
away-take-back = Not off { $day }
away-ask-first = From which day? Type it like "Fri 27 Feb".
away-ask-last = Until which day? That day counts too.
away-today = Today
away-just-that-day = Just that day

concern-one-open = You have a concern open. Close it, or leave it with no name? If you leave it, the one who has it can still read it, and can't reach you.
concern-close-it = Close it
concern-leave-no-name = Leave, no name

problem-enough-open = You have { $most } open. Could you add to one of them, or close one first? /concern shows them.
problem-acted-on = I can't erase that one. The person who heard it has had to tell someone, because somebody may be badly harmed. They keep what you wrote until six months after it closes.
problem-away-the-wrong-way = That day is before the first one, or gone already. Could you type it again?
