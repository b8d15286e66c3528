# One reminder of a chance: the sender's second look, and its first line.

opportunities-tap-remind = Send a reminder
opportunities-tap-yes-remind = Yes, remind
opportunities-remind-look = Remind those who saved it, and those who haven't tapped? It goes once.{ $late ->
        [yes] {" "}It's late for some: theirs goes at 8 am.
       *[no] {""}
    }
    Whoever said "not for me" won't get it. I give no number, so nobody is given away.
opportunities-reminded = { $title }
    The reminder is on its way. It keeps to quiet hours, and counts in each one's weekly limit. It goes just this once.
opportunities-remind-waiting = OK, it waits. No reminder is sent.
opportunities-reminded-on = A reminder went out on { $day }.
opportunities-nudge-line = A reminder, just this once:

problem-reminded-already = A reminder of this one has gone out already. It goes just once.
problem-too-soon-to-remind = Not yet. A reminder can go a day after sending, once everyone's copy has gone out.
problem-sending-is-paused = This one is paused. Let it go on first. Then a reminder can go.
problem-sent-too-long-ago = That went out more than 30 days ago. I no longer know who got it, so I can't remind them.
