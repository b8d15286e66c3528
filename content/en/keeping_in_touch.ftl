# Keeping in touch when a pair has ended.

touch-keep = Keep in touch?
touch-mine = Keeping in touch
touch-done = Done
touch-explain =
    Would you like to stay in touch?
    They hear of it only if you both say yes by { $day }. Nobody is told of one yes, and nobody is told of a no.
touch-yes = Yes, I'd like that
touch-not-now = Not now
touch-not-now-said = That's fine, and nobody is told. Should you change your mind, the button works until { $day }.
touch-waiting =
    I've noted your yes, after the mentoring that finished on { $ended }.
    If you both say yes by { $day }, you both hear from me. If not, it's forgotten, and nobody is told.
touch-take-back = Take it back
touch-taken-back = Taken back, and nobody is told. You can say yes again until { $day }.
touch-both =
    You both said yes. It's about the mentoring that finished on { $ended }.
    Each of you can leave one line: how to reach you. I never pass on your Telegram name. All of this goes on { $day }.
touch-leave-line = Leave my line
touch-read-line = Read their line
touch-put-away = Put it away
touch-stop = Stop this
touch-ask-line = How can they reach you? One line, { $most } letters at most: an email, a number, a link. They see just that.
touch-line-left =
    I've cleared it from here and keep it for them for 14 days.
    Leave another, and it takes the place of this one.
touch-line-first = They can be reached like this:
touch-line-last = I clear this in a few minutes. You can read it again until { $day }.
touch-no-line = There's no line from them here right now.
touch-stop-sure =
    Stop this for good? Your line goes, and nothing more passes here, either way. They aren't told.
    What they've read already I can't take back.
touch-stop-yes = Yes, stop it
touch-stop-no = Leave it
touch-stopped = It's stopped. Your line is wiped, and nothing more passes here. They aren't told.

problem-touch-is-over = The time for that has gone by. There's nothing more you need to do.
problem-your-opening-words = Those look like the words that open your pages, so I've kept nothing of them. Please delete that message.
