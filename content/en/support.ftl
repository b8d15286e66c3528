# The help card. Its lines are in support.toml, which whoever runs the network edits.

support-now = In danger, or someone else is: call 999, or go to A&E.
support-part-staff = For health and care staff:
support-part-racism-at-work = If it is about racism at work:
support-pick-nation = Tap where you are for more lines. I don't keep your tap.
support-carry-on = What you were doing is still here.
support-in-a-group =
    In danger now? Call 999, or go to A&E.
    Help now is in our private chat, where nobody here sees it.
support-number-wrong = Number wrong?
support-number-told = Thank you. I've told the people who look after the card. I didn't say who told me.
support-number-nobody = Thank you. Nobody looks after the card here just now. Please tell whoever invited you.
support-wrong-letter = A line on the help card may be wrong. Could someone ring the numbers and check? /support shows the card.
support-stale-letter = It is time to check the help card. Nobody has checked it since { $day }. /support shows the card.
