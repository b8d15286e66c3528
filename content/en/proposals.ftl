# Starting a circle: wishes, and what a coordinator sees of them.

proposal-would-join = I'd join one
proposal-could-help = I could help run
proposal-mine = What I'd join
proposal-topics = About what? Tap up to three, then tap That's all. Nobody sees your name.
proposal-noted = Noted. When enough people would join, I tell a coordinator how things stand, and not who. You can take it back any time. Shall we find times too?
proposal-help-noted = Thank you. I count you in when I look who could hold a circle. You can take it back any time.
proposal-help-no-part =
    Thank you. To guide, or to look after wellbeing, you need that part first. A coordinator gives it.
    Shall I tell them, with your name?
proposal-tell-coordinator = Yes, tell them
proposal-told = Done. A coordinator will get in touch with you.
proposal-helper =
    A note about a new circle.
    { $name } could help run one, and would like a word with you about a part.
proposal-you-join = You'd join: { $topics }
proposal-you-help = You could help run: { $topics }
proposal-you-hope = I tell you when a circle opens.
proposal-none-of-yours = You've said nothing so far. Would you like to?
proposal-take-back = Take it back
proposal-taken-back = Done: it's all taken back, and nobody is told.

# For coordinators

proposal-all = Circles people want
proposal-see = See it
proposal-plan-it = Plan this circle
proposal-enough = There's enough to start something. Want to look?
proposal-ready-ones = There is enough to start these. Tap one.
proposal-none-ready = Nothing has enough people to start so far. I'll tell you when.
proposal-page =
    { $topic }: enough to start.
    { $known ->
        [yes] Best time: { $time }.
       *[no] No time stands out yet.
    }
    Two guides and somebody to look after wellbeing: { $held ->
        [yes] could be found.
       *[no] not there yet.
    }
    Others who offered to help: { $how ->
        [about] about { $number }
       *[other] fewer than { $number }
    }
problem-not-enough-yet = There isn't enough to start that one just now. Nothing is lost.
problem-planned-already = A circle on that is being planned. See /newcircle.
