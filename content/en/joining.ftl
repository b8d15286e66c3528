# Joining: the front door, the first yes, the questions, waiting, and letting people in.

joining-front-door = Front door
joining-tell-me-more = Tell me more
joining-join = Join
joining-yes = Yes
joining-no = No
joining-read-it-all = Read it all
joining-i-agree = I agree
joining-no-thanks = No thanks
joining-see-support = See support

joining-not-caught = I didn't catch that, and I've kept none of it. The front door is where joining begins.
joining-welcome =
    Hello, and welcome. I'm { $name }. I help { $community } people in health and care find circles, mentors and chances to grow.
    I'm a bot. I'm not a counsellor, and no one is watching this chat.
joining-more =
    A circle is a small group that meets to talk and listen. A mentor meets you one to one. You choose either, both, or just look.
    This space is for { $community } people in health and care, and nobody is asked to prove it.
    Peers run it for each other. It costs nothing, and you can leave any time.
joining-age = First, are you 18 or over, and working or studying in health or care?
joining-not-yet =
    { $help ->
        [yes] Thanks for your honesty. This space isn't set up for you yet. Here is help you can use. I've kept nothing.
       *[no] Thanks for your honesty. This space isn't set up for you yet. I've kept nothing.
    }
joining-deal =
    Here's the deal in short. I keep your Telegram number, a name you choose, and what you sign up for. I lock private writing before I save it. I never ask you to prove who you are. Please never send patient details.
joining-nothing-kept = That's fine. I've kept nothing. Come back any time.

joining-privacy =
    I keep: your Telegram number, the name you give me, what you tell me as you join, what you sign up for and choose, and your yes to things.
    Being here can say something about you. So I lock your number, your name and your words before I save them.
    Not kept: who invited you, your employer, your ethnicity, or any proof of it.
    If you ask to join, coordinators see your name, your kind of workplace if you say, and your hello if you write one. If you're not let in, it's all wiped after 14 days.
    Telegram carries our messages. Bots can't use its most private kind of chat. So please: no patient details, ever.
    Use your own phone and your own Telegram account. An employer may be able to see what is on a work phone.
    The people who run my server hold the key to your number, your name and what you tell me. With effort, they could unlock it. Private pages open only with words that you keep, or with your recovery code.
    A court could order something to be handed over.
    Run by { $run_by }.
joining-privacy-rights = Once you're in, you can see it, take it away, or erase it: /privacy
joining-privacy-contact = Questions: { $contact }

joining-ask-name = What name shall I show? First name or a made-up one is fine.
joining-ask-setting = Lovely to meet you, { $name }. Where do you mostly work or study? You can skip.
joining-ask-nation = Which nation are you in? It helps me show the right help lines.
joining-ask-wants = What are you here for? Change your mind any time.
joining-ask-chances = May I send you chances like jobs and talks? Two a week at most, or three if one closes soon. Not late at night.

setting-nhs = NHS
setting-council = Council
setting-voluntary = Voluntary
setting-independent = Independent
setting-university = University
setting-student = Student
setting-other = Other
nation-england = England
nation-scotland = Scotland
nation-wales = Wales
nation-ni = N. Ireland
wants-circle = Circle
wants-one-to-one = One-to-one
wants-both = Both
wants-look = Just look
chances-yes = Yes, send them
chances-pick = Let me pick
chances-no = No thanks

joined = You're in, { $name }. What would you like?
joined-see-circles = See circles
joined-find-a-mentor = Find a mentor
joining-new-part = You now have a new part here: { $part }. Your menu shows what comes with it.
part-member = member
part-mentor = mentor
part-guide = circle guide
part-observer = observer
part-coordinator = coordinator
part-safe-contact = safe contact

waiting-add-hello = Add a hello
waiting-cancel = Cancel my request
waiting-see-it = See it
waiting-answer = Answer
waiting-thanks =
    { $help ->
        [yes] Thank you. A coordinator will say hello and let you in, most often in two working days. While you wait, you can see help lines.
       *[no] Thank you. A coordinator will say hello and let you in, most often in two working days.
    }
waiting-still = You're on the list. A coordinator will say hello, most often in two working days.
waiting-question-open = You're on the list, and a coordinator has a question for you.
waiting-question-here = A question about your request to join. Open it when you like.
waiting-question =
    A coordinator asks:
    { $words }
    You can answer once, and they'll see it here.
waiting-ask-answer = Type your answer. A line is plenty.
waiting-answer-sent = Thank you. Your answer is on its way.
waiting-ask-line = What would you like from this network? A line is plenty.
waiting-line-kept = Lovely. A coordinator will see it with your request.
waiting-lapsing = I'm sorry, nobody has answered your request yet. I keep it for 14 days, so tomorrow I wipe it. Send /start after that to ask again.
waiting-cancelled = Done. I've cancelled your request and wiped what you told me. Come back any time.
not-let-in =
    { $help ->
        [yes] Thank you for your interest. We can't offer a place just now. Here are other places that may help.
       *[no] Thank you for your interest. We can't offer a place just now.
    }

open-approving = People waiting
approving-see-it = See it
approving-let-in = Let in
approving-ask = Ask a question
approving-not-now = Not now
approving-next = Show more
approving-new = One new hello.
approving-answered = One hello has an answer.
approving-list = { $count ->
    [one] One person is waiting.
   *[other] { $count } people are waiting, the longest wait first.
  }
approving-nobody = Nobody is waiting just now.
approving-name = Name: { $name }
approving-look-alike = Careful: that looks just like the name of somebody with a part here. Is it who you think?
approving-setting = Works or studies in: { $setting }
approving-line = Would like: { $words }
approving-no-line = They haven't added a hello.
approving-question = You asked: { $words }
approving-answer = They say: { $words }
approving-wait = No answer yet.
approving-ask-what = What would you like to ask? They can answer once, through me.
approving-asked = Sent. I'll tell you when they answer.
approving-in = { $name } is in.
approving-declined = Done. They'll get a kind line, and what they told us is wiped within 14 days.

problem-invitation-spent = That link has run out. Ask for a new one, or join by the front door.
problem-part-too-high = You can't invite somebody to a higher part than your own.
problem-hello-answered = Somebody has answered this hello already, or it was taken back.
problem-already-replied = Your one answer is with the coordinator already.
problem-question-open = A question is still waiting for its answer.
problem-unclear-name = Could you try a short name, up to { $most } letters?
