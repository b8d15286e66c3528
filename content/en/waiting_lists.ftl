# The waiting list of a full circle.

line-join = Join waiting list
line-leave = Leave the list
line-joined = You're on the list for { $title }. When a seat is yours to take, I'll tell you and hold it for 48 hours. Nobody sees the list.
line-left = Done: you're off the list for { $title }, and nobody is told.
line-offer = A seat in { $title } is free. It's held for you for 48 hours from now.
line-take-it = Yes, hold it for me
line-no-thanks = No, thanks
line-over = The 48 hours are over, so that seat goes to the next in line. You can join the list again.
