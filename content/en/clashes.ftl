# Two from one team: each asked apart, and a no looks like saying nothing.

clash-near = Do you work closely with anybody here? The same team or boss, say.
clash-no = No
clash-not-sure = Not sure
clash-fine = Yes, and that's OK
clash-rather-not = I'd rather not
clash-asking = I'll ask the others, without saying who you are. It can take a day or two. Your seat is held meanwhile.
clash-ask = Someone from your team may be in this one. OK with you? Nobody learns what you say.
clash-thanks = Thank you. That's all I needed.
clash-go-on = Go on
clash-go-on-now = You can go on: your seat is held for 48 hours.
clash-another = This circle didn't come together for now. That happens, and it says nothing about you. Let's find you another.
problem-still-asking = I'm still asking the others. Your seat is held, and I'll tell you as soon as I can.
problem-another-circle = This circle didn't come together for now. That happens, and it says nothing about you. Let's find you another.

moving-jobs = I'm moving jobs
moving-kept = Your seat stays yours. One question: in the new job, will you work closely with anybody in this circle?
moving-done =
    Good luck with the move! { $mentor ->
        [yes] A 15-minute check-in with your mentor can help in week one.
       *[no] Your circle comes with you.
    }
moving-asking =
    I'll ask the others, without saying who it is. Your seat stays yours. { $mentor ->
        [yes] A 15-minute check-in with your mentor can help in week one.
       *[no] Good luck with the move!
    }
moving-settled = Nothing has changed in your circle: your seat is yours.
moving-another = Another circle may suit you better now. Your seat stays yours until you choose. Shall we look?
moving-check-in = Book a check-in
