# Words that every conversation uses.

when-uk = { $said } UK time
when-elsewhere = { $said } { $place } time

unknown = I didn't catch that. Try the menu, or /help.
wrong-chat = Let's do that in private. Tap below.
open-private-chat = Open private chat
trouble = Something went wrong and it is NOT saved. Your words are still above. Please try again. If it happens again, give this to whoever runs this bot: { $reference }
not-saved-yet = Something went wrong and it is NOT saved yet. What you wrote is still above.
    I keep trying, and I'll answer you here once it works. You needn't send it again.
    Need help now? /support works.

form-skip = Skip
form-stop = Stop
form-done = That's all
form-back = Back
form-carry-on = Carry on
form-stop-that = Stop that one
form-busy = You're part-way through something. Finish it first?
form-stopped = Stopped. I've kept nothing from it.
form-cancelled = Stopped. I've kept nothing from it.
form-nothing-to-cancel = There's nothing to stop. /menu shows what you can do.
form-enough = That's as many as fit: { $most }. Tap one again to untick it.

problem-not-joined = That's for members of the network. If you have an invitation, tap its link again, or send /start.
problem-old-button = That button is from an old message. Send /menu for a fresh start.
problem-too-long = That's a bit long for me: { $over ->
        [1] one letter
       *[other] { $over } letters
    } over. Nothing is saved. Could you send it shorter?
problem-nothing-written = I couldn't see any words in that, so there's nothing to save. Could you type it again?
problem-pick-one = Please tap one of the buttons above, or /cancel to stop.
form-no-such-command = That begins with a /, so I took it for a command I don't have. It is NOT saved. If you meant it as words, send it again with something else in front.
form-put-away = I let that go to keep you safe. Start again any time.

problem-plan-too-long = That plan is too long. No session may go past 90 minutes.
problem-plan-does-not-add-up = The steps of that plan don't add up to its length, so it can't be used.
problem-mistyped-code = There's a slip somewhere in that code. Could you look at it again and type it once more?
