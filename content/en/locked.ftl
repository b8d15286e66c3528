# What the incident record and the planner share.

locked-mine = What I've written
locked-add-a-line = Add a line
locked-skip-these = Skip this choice
locked-saved-already = Saved already.
locked-which = Which answer would you like to write again? I can't read them now, so tap its number. I'll let the old one go.
locked-no-date = a day that failed its check

problem-no-lock-for-it = You have no words yet to lock this with. It is NOT saved. /reflect sets them up.
problem-writing-gone = That one is closed or gone. Nothing was changed.
