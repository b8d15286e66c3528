# Times that suit: a private poll, one time a message.

open-times = Times that suit me
times-ask =
    { $time }?

    I lock your answers, and use them only to find times. I never ask why.
times-ask-more = { $time }?
times-wider = Thanks. I'll ask about a few more times. I don't keep that you tapped it.
times-can = Can do
times-at-a-push = Could at a push
times-cant = Can't
times-shifts = My shifts change
times-care = I care for somebody
times-done = Got it, thank you. I keep this until you find a circle, 60 days at most.
times-forgotten = Done: your times are gone.
times-see-what-fits = See what fits me
times-again = Change my times
times-forget = Forget my times
