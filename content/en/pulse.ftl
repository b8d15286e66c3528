# The weekly pulse: three taps if somebody wants them. Never a score.

command-pulse = A weekly tap, if you like

pulse-front = { $when ->
    [fridays] I ask you three taps each Friday.
    [circles] I ask you three taps the day after a circle.
   *[off] Three taps a week, if you like. It's off until you switch it on. No score, no test.
  }
    I lock your taps before I save them and wipe them after 8 weeks. The people who run my server could, with effort, unlock them.
    Each finished week adds one to a count for the whole network, with no name beside it.
    I'm a bot, and no one is watching this chat.
pulse-on-fridays = Ask me on Fridays
pulse-after-circles = Ask after a circle
pulse-stop = Stop asking
pulse-now = Tap now
pulse-my-taps = My last taps
pulse-wipe = Wipe my taps
pulse-networks-week = The network's week
pulse-started-fridays = Done. I'll ask on Fridays, outside your quiet hours. Skip any week.
pulse-started-circles = Done. I'll ask the day after a circle, outside your quiet hours. Skip any time.
pulse-stopped = Done. I won't ask again. Your taps go after 8 weeks, or now if you like.

pulse-another-week = That one was for another week. Here's a fresh one.
pulse-ask-week = How's your week been?
pulse-ask-belonged = Did you feel you belonged at work?
pulse-ask-someone = Do you have someone to turn to?
pulse-week-good = Good enough
pulse-week-mixed = Up and down
pulse-week-hard = Hard
pulse-belonged-mostly = Mostly
pulse-belonged-sometimes = Sometimes
pulse-belonged-not-really = Not really
pulse-someone-yes = Yes
pulse-someone-sort-of = Sort of
pulse-someone-no = No
pulse-skipped = skipped

pulse-said-mostly = Glad to hear it. Take care of you.
pulse-said-mixed = Thanks for saying. Want to note it down, or leave it?
pulse-said-hard = I'm sorry it's hard. You don't have to carry it alone.
pulse-said-nothing = That's fine.
pulse-write-a-little = Write a little
pulse-leave-it = Leave it
pulse-see-support = See support
pulse-my-mentor = Message my mentor
pulse-my-circle = My circle
pulse-not-now = Not now
pulse-left = That's fine. Take care of you.

pulse-last = Your last taps, in words. I'll hide this in 10 minutes.
pulse-last-line = { $day }: { $week }, { $belonged }, { $someone }
pulse-last-none = You have no taps here just now.
pulse-wiped = Wiped.

pulse-network-too-few = Fewer than five people answered in the last week that is over. So nothing is shown.
pulse-network-all = In the last week that is over, about { $about } people answered, across the whole network. One group was too small to tell apart, so nothing more is shown.
pulse-network =
    In the last week that is over, about { $about } people answered, across the whole network:

    { $lines }
pulse-network-line = { $band ->
    [mostly] Mostly all right
    [mixed] Mixed
   *[hard] Hard
  }: about { $number }
