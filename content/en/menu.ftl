# The home screen, /help, and what each command is for.

home = Hi { $name }. What would you like?
home-more = Anything else?
home-my-circle = My circle
home-my-mentor = My mentor
home-my-mentees = My mentees

help = { $joined ->
    [yes] I'm a bot. Tap a button and I'll take you there, or send /menu to see them all.
   *[no] I'm a bot. I help people in health and care find circles, mentors and chances to grow. Send /start to begin.
  }
    Stop anything with /cancel. If a button is old, I'll say so.
    No one is watching this chat. Please never send patient details.

command-start = Say hello
command-menu = Home
command-help = How this works
command-support = Help now
command-support-coordinator = Help now, and edit the card
command-circles = Find, join or leave a circle
command-mentoring = Find a mentor, agreement, end
command-mentoring-mentor = My mentees and asks
command-sessions = What's coming up, or move it
command-reflect = Write in private
command-wins = Your wins jar
command-stories = Read or ask
command-opportunities = Jobs, talks, courses
command-kudos = Thank someone
command-concern = Tell a safe person
command-ideas = Change this network
command-privacy = See, export, erase
command-settings = Quiet hours, choices
command-checkin = Book a check-in, or repeat it
command-profile = My profile, places free
command-sponsor = Names put forward
command-hold = Live session panel
command-rota = My turns, swap, step back
command-rota-coordinator = Who holds what
command-prep = Cards before a session
command-debrief = Helper debrief
command-approve = People waiting
command-newcircle = Plan a circle
command-broadcast = Send an opportunity
command-results = How sends went
command-storydesk = Stories to check
command-mentordesk = Profiles to check, pause
command-charter = Self-check
command-fairness = Spread, counts only
command-concerns = My open ones
command-away = Dates I'm off
command-next = The next session
command-rules = What we agreed
command-agenda = Today's plan
