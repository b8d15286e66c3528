# Moving a circle's session: three times, a private poll, and the one that suits most.

session-move-it = Move it
session-cant-come = Can't come
session-pick-page =
    { $title }
    { $when }
session-helper-cant =
    That's fine. No reason needed.
    You hold { $title } on { $when }. Somebody else can take it this once, or we look for another time.

# Planning the move

move-shall-i-ask = { $few ->
    [yes] There's not long to go, so I'd ask just those who hold { $title }:
   *[no] I can ask everybody in { $title }, each in private, about these:
  }

    { $lines }

    The old time stands until one is found.
move-line = • { $when }
move-line-holiday = • { $when } ({ $holiday })
move-ask-them = Ask them
move-another-time = Another time
move-type-it = Which day and time? Type it, like: Thu 12 Feb 7 pm
    It takes the place of one of the three.
move-asking = { $few ->
    [yes] Asked, those who hold it. I'll tell you as soon as all have said, or by { $when }.
   *[no] Asked, each in private. I'll tell you as soon as all have said, or by { $when }.
  }
    Nobody sees what anybody answers.
move-being-asked = { $title } is being asked about a new time. I'll tell you by { $when }.
move-stop-asking = Stop asking
move-stopped = Stopped, and the answers are gone. The old time stands.

# The poll

move-poll =
    Which times could you do?
    { $title }, { $day }, may move. { $number } of { $count }: { $when }
    What you tap stays with me until it's settled. No reason needed.
move-can = Can do
move-can-push = Could at a push
move-cannot = Can't
move-thanks = Thank you. I'll tell you what fits. Nobody sees what you said.
move-again = Change my answers
move-settled-none = That's settled. /sessions shows what's coming up.

# How it ended

move-moved = We've moved to { $when }. Can't make it? That's OK.
move-moved-you =
    We've moved to { $when }.
    { $title }: the old time is gone from your list. Can't make it? That's OK.
move-none-group = No good slot this week. Next planned one stands.
move-none-told =
    No good slot this week.
    For { $title } there was no time at which those who hold it, and most members, can come. { $when } stands as planned.
move-none-stop =
    No good slot this week.
    For { $title } there was no time at which those who hold it, and most members, can come.

kept-move_answers = Which new times you could do, until it's settled

problem-no-time-near = I found no time near the old one when everybody who holds it is free. Type one of your own, or let it stand.
problem-staff-busy = Somebody who holds the circle has something then. Could you try another time?
problem-too-soon-to-move = People need time to answer, and a day's notice. Could you try a later time?
