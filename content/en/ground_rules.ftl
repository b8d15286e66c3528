# Ground rules: what a circle agreed, rewording it, and each member's own answer.

rules-no-circle = You're not in a circle just now. Each circle has its own rules; shall we look at circles?
rules-which = Which circle's rules?
rules-page =
    { $title }
    { $rules }

    That is version { $version }. A circle can reword its rules once it has talked.

# Each member's own answer

rules-question =
    Your circle has talked, and its rules are reworded.

    { $rules }

    Can you keep these?
rules-reworded =
    A note for { $title }.
    The rules are reworded, after you all talked.

    { $rules }

    Can you keep these? Nobody is told what you say.
rules-can-keep = I can keep these
rules-talk = Let's talk about it
rules-kept = Thank you. I've kept your yes to these words. You can take it back any time, in /privacy.
rules-not-for-me =
    That's fine, and I've kept nothing. Nobody is told.
    You can talk with your guides, or step out of the circle kindly. Your seat is yours until you say so.
rules-talk-sure = Shall I tell { $guides } you'd like to talk about the rules? They'll see your first name and nothing else.
rules-talk-told = Told. One of them will write to you in private.
rules-talk-wanted =
    A note for { $title }.
    { $name } would like to talk about the rules. Could one of you write to them?

# A guide rewords them

rules-reword-list =
    { $rules }

    What did the circle agree? One change at a time. Nothing goes out until you send it round.
rules-reword-change =
    { $rules }

    Which one do you want to change?
rules-reword-drop =
    { $rules }

    Which one do you want to drop?
rules-reword-text = Type the rule in the circle's own words. One or two short lines are easiest to keep.
rules-reword-sure =
    { $rules }

    Has the circle talked about this? Each member is then asked in private, and you won't hear who said what.
rules-reword-stopped = Stopped. The rules are as they were.
rules-sent-round = Sent round. Each member says in private if they can keep them. The cards of the next session name the new rules.
rules-add-one = Add one
rules-change-one = Change one
rules-drop-one = Drop one
rules-send-round = Send it round
rules-yes-send = Yes, send it round
rules-no-recording = Nothing is recorded

problem-rule-stays = That one stays word for word, because everybody's safety leans on it. You can add one beside it.
problem-too-many-rules = { $most } rules are as many as people can keep in mind. Nothing is saved. Drop or change one first?
problem-rule-there-already = That rule is there already, word for word. Nothing is saved.
problem-nothing-reworded = The rules are as they were, so there's nothing to send round yet. Add, change or drop one first.
problem-rules-moved-on = Another guide has reworded the rules meanwhile. Yours are NOT saved. See theirs with /rules, then try again.

# Wording

problem-blames-the-person = "{ $phrase }" puts it on the person. It is NOT saved. Could you say what the place can change instead?
problem-recording-stays-off = Nothing is recorded here, and that can't be changed. It is NOT saved. Could you leave that part out?
