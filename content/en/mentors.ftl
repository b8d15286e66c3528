# Mentors: profiles, finding one, the first hello, and what follows.

mentoring-knock = You have something waiting. Open it when you're somewhere private.
mentoring-open-it = Open it
mentoring-later = Later
mentoring-somebody = Someone

# The front page

mentoring-front = One-to-one mentoring, at your own pace. You ask; nobody is paired for you.
mentoring-front-search = Your search is open. What you wished for, and whom you keep for later, is locked. It goes when you stop looking or after 60 days.
mentoring-front-list = Tap a name to see where things stand.
mentoring-find = Find a mentor
mentoring-see-three = See who may suit
mentoring-stop-looking = Stop looking
mentoring-stopped-looking = Stopped. What you wished for is gone, and whom you kept for later. Come back any time.
mentoring-my-profile = My profile
mentoring-break = A break
mentoring-take-a-break = Good idea. Nothing more will come about this until you ask.
mentoring-try-circle = Join a circle

# Readiness

readiness-intro = Before your profile goes live, eight lines to check with yourself. Your answers are not kept, only the day you did it.
readiness-begin = Begin
readiness-line = { $place } of { $of }. Is this true of you?
    { $statement }
readiness-yes = Yes
readiness-not-yet = Not yet
readiness-done = Thank you for being honest with yourself. I've kept today's date and none of your answers. Next, your profile.
readiness-not-now = That's honest, and it helps the people you'd meet. I've kept nothing. Come back to /profile when it's true for you.

# The profile

profile-write = Write my profile
profile-again = Write it again
profile-rest = Rest my profile
profile-wake = Bring it back
profile-places = Places
profile-region = Where are you, broadly? For example: Midlands.
profile-field = What is your broad field? For example: mental health.
profile-what-i-do = What do you do? Leave out your team, so you stay hard to pick out.
profile-own-words = In your own words, who are you? You may say something about your background, or skip.
profile-background = Do those words say something about your background? Some people look for that.
profile-true-example = One true example: a time work was unfair, and what you did. Real ones can't be faked, so a profile can't go live without it. Leave out names and places.
profile-cannot-help = What can't you help with? Saying so saves people time.
profile-can-help = What can you help with?
profile-gives = What do people come to you for? Tick what fits.
profile-skills = Which skills are yours? Up to three.
profile-values = What do you value most? Up to three.
profile-styles = How do you like to work? Up to five.
profile-experience = Life experience you'd share? Up to five.
profile-times = When are you mostly free? For example: weekday evenings.
profile-places-ask = How many people would you walk beside at once? Two is usual.
profile-sponsors = Would you put somebody's name forward, once they say yes to it?
profile-past = Past mentoring, in a line?
profile-yes = Yes
profile-no = No
profile-sent = Thank you. A coordinator reads it by eye before anyone else sees it. I'll tell you when it's live.
profile-places-set = { $places ->
    [one] Done. One person at a time.
   *[other] Done. Up to { $places } people at once.
  }

profile-state-begun = You've done the self-check. Next, your profile.
profile-state-to-check = Your profile is waiting for a coordinator to read it. Nobody else sees it yet.
profile-state-to-change = A coordinator asks for a change: { $note }
profile-state-live = Your profile is live. Members who look for a mentor can see it.
profile-state-resting = Your profile is resting. Nobody is shown it until you bring it back.
profile-rested-for-lapses = Three asks ran out without an answer, so your profile rests. No hard feelings. Bring it back when you have room.

card-line = { $name } · { $region } · { $field }
card-what-i-do = What I do: { $words }
card-own-words = In my words: { $words }
card-true-example = A true example: { $words }
card-can-help = I can help with: { $words }
card-gives = People come to me for: { $list }
card-cannot-help = I can't help with: { $words }
card-skills = Skills: { $list }
card-values = Values: { $list }
card-styles = How I work: { $list }
card-experience = Experience: { $list }
card-times = Mostly free: { $words }
card-past = Past mentoring: { $words }
card-sponsors = Will put names forward.
card-places = { $places ->
    [0] No place free just now.
    [one] One place free.
   *[other] { $places } places free.
  }
card-ratings = Ratings: new here, not enough yet to show. Ask about past mentoring.
card-checked = A coordinator has read this profile.

# The coordinator's desk

desk-front = Profiles to check: { $waiting }. Live: { $live }. Tap a name.
desk-empty = No profiles to check, and none live yet.
desk-looks-good = Looks good
desk-ask-to-change = Ask to change
desk-rest = Rest profile
desk-what-to-change = What should change? One line. The mentor reads it; your name isn't shown.
desk-live = Done. The profile is live.
desk-handed-back = Done. I've asked for the change.
desk-rested = Done. The profile rests, and nobody is shown it.
desk-wait = This one has moved on already. /mentordesk shows where things stand.

# Finding a mentor

wish-want = Five quick taps, so I can show people who may suit. Your answers are locked, and no one is shown them. Skip any.
    What do you want most?
wish-background = Does a shared background matter to you?
wish-experience = Life experience that would help?
wish-styles = How do you like to work?
wish-skills = Which skills matter? Up to three.

find-three = { $count ->
    [one] Here is one person who may suit.
   *[other] Here are { $count } people. The order is shuffled, so first isn't best. { $place } of { $count }.
  }
find-shared = You both chose: { $list }.
find-read = Read profile
find-next = Next
find-change = Change my taps
find-ask = Ask to meet
find-others = See others
find-keep = Keep for later
find-unkeep = Don't keep
find-kept = Kept for later
find-keeping = Kept: { $name }. They aren't told. Your list is locked, and goes when you stop looking or after 60 days.
find-not-keeping = No longer on your list: { $name }. They aren't told.
find-kept-list = Kept for later. Nobody is told. Tap a name to read their profile again.
find-kept-some-closed = Some you kept can't be asked just now. They stay on your list.
find-kept-none = Nobody on your list can be asked just now. They stay on it, and show here when they can.
find-kept-empty = Your list is empty. When you read a profile, you can keep it for later.
find-nobody = No one yet with that mix. We can loosen one tap, or try a circle.
find-nobody-background = I can't see anyone who has shared that yet. I'm sorry.

# Asking to meet

ask-clash = Before I ask. Is any of this true? Same team, same boss, or going for the same job?
ask-clash-none = No, none
ask-clash-yes = Yes
ask-clash-not-sure = Not sure
ask-line = Want to add a line? Up to 300 letters. { $name } will see your shown name and this line. Nothing else.
ask-send-as-is = Send as is
ask-sent = Sent. { $name } has seven days to answer. If no answer comes, I'll close it and show you three more.
ask-waiting = { $name } has your ask. You'll hear by { $day }.
ask-waiting-put-off = { $name } has a full week and would like to be asked again after it. You'll hear by { $day }, or take it back.
ask-take-back = Take it back
ask-taken-back = Taken back. Nobody is told why.
ask-heard = { $name } would like to meet for a chat to see if you'd fit.
ask-heard-line = They add: { $line }
ask-heard-check = Same check for you: same team, same boss, same job goal?
ask-offer-times = No, offer times
ask-yes-a-clash = Yes, a clash
ask-not-this-time = Not this time
ask-in-a-week = Ask me in a week
ask-put-off = Fine. I'll ask you again in a week, and tell them so.
times-waiting = { $name } is picking a time. You'll hear by { $day }.
news-moved-on = That has moved on since. Here is where things stand.
ask-closed = That one has closed. There's nothing you need to do.
ask-wanted-again = { $name } needs other times. Can you offer some?
ask-offer-others = Offer times
ask-said-kindly = Done, and said kindly. Nobody is told why.

times-minutes = How long shall you two meet?
times-20 = 20 minutes
times-30 = 30 minutes
times-first = When could you meet? One time, like: Thu 12 Feb 7pm
times-another = { $when }. Another time, or skip?
times-link = A call link, if you have one? It must start with https://
times-usual-link = Use my usual link
times-no-link = Without a link
times-sent = Sent. They pick one, and I'll tell you.
times-pick = { $name } can meet for { $minutes } minutes. Which time suits you?
times-none-fit = None fit
times-asked-for-others = No trouble. I've asked for other times.

# The first hello

hello-booked = It's set: { $when }, for { $minutes } minutes, with { $name }. It's only a hello. No promises on either side.
hello-questions = Questions to pick from
hello-day = A catch-up tomorrow: { $when }.
hello-hour = A catch-up soon: { $when }.
hello-now = Time to meet. It's only a hello. No promises on either side.
hello-open-link = Open call link
hello-running-late = Running late
hello-cannot-make-it = Can't make it
hello-late-told = I've told them you're a few minutes late.
hello-late = They're a few minutes late, and on their way.
hello-moved = That time won't work after all. No blame on anyone.
hello-moved-mentor = Can you offer other times?
hello-moved-mentee = I've asked for other times.
hello-card-ask = You might ask:
hello-card-both = And both of you:
hello-nudge = No rush, and no reason needed. In a few days I'll close it kindly.
hello-thanks = Thank you. They won't see your answer. I'll tell you when there's news.
hello-no-rush = No rush. I'll ask again in a few days.

# What it came to

news-both-yes = It's a yes from both of you. Next, a short agreement.
news-start-now = Start now
news-meet-again = One more meeting, then it's a yes or a no.
news-three-more = Shall I show you three more? Fit is about two people, not about you.
news-said-kindly = Done, and said kindly. Nobody is told why.
news-clash = It's best this one doesn't go ahead, as your work lives are too close.
news-clash-others = I can show you others.
news-lapsed = No answer yet, and you shouldn't have to wait. I've closed it. I can show you three more.
news-gone-quiet = A week went by, so I've closed that ask kindly. You can look again any time.
news-put-off = { $name } has a full week and would like to be asked again after it. You can wait, or take it back.

problem-kept-enough = You've kept { $most } already. Nothing changed. Take one off your list first.
problem-not-ready-yet = The self-check comes first. Send /profile to do it; it takes two minutes.
problem-example-missing = A profile needs one true example, and what you can't help with. Send /profile to add them.
problem-own-profile = Somebody else has to read your own profile. Another coordinator will see it.
problem-no-place-free = All your places are taken just now. Add a place in /profile, or say not this time.
problem-mentor-not-open = They've just filled up, or are taking a rest. Nothing was sent. /mentoring shows who else may suit.
problem-too-many-open-asks = You have two asks out. Let's hear back first, or take one back in /mentoring.
problem-asked-already = You've asked them already, so I haven't sent it again. /mentoring shows where things stand.
problem-their-mentor = You're their mentor, or they've asked you to be. So they can't be yours too. Nothing was sent.
problem-one-more-already = You've met once more already. Now it's a yes or a no, or decide later.
problem-time-given-twice = You've given that time already. Another one, or skip?
