# Settings: when the bot may write, how often, and what it calls somebody.

settings-quiet = Quiet hours
settings-zone = Time zone
settings-chances = Jobs and talks
settings-checks-off = Stop next-day checks
settings-checks-on = Start next-day checks
settings-mute = Mute everything
settings-unmute = Unmute
settings-name = Change my name
settings-nation = My nation
settings-back = Settings

settings-front =
    Your name here: { $name }
    Quiet hours: { $quiet }
    Time zone: { $zone }
    Jobs and talks: { $chances ->
        [0] none
        [1] one a week, two if one closes soon
       *[2] two a week, three if one closes soon
    }
    Next-day check after a circle: { $checks ->
        [on] on
       *[off] off
    }
    { $muted ->
        [yes] Everything is muted. I only answer you, and write about a circle or catch-up that is near.
       *[no] I write only when something is for you.
    }
settings-quiet-between = { $from } to { $until }
settings-never-quiet = none

settings-ask-quiet-from = From what time shall I be quiet?
settings-ask-quiet-until = And until when?
settings-quiet-kept = Done. I'll be quiet from { $from } to { $until }. I still answer you, and a session you are in goes on.
settings-quiet-none = Done. No quiet hours.
settings-no-quiet = No quiet hours

settings-ask-city = Which city's time do you live by? Type it, like London or Accra.
settings-which-zone = Did you mean one of these?
settings-another-city = Another city
settings-zone-kept = Done. I'll show times in { $place } time.
settings-uk-time = UK time

settings-ask-chances = How many jobs and talks may I send in a week? One more may come if it closes soon. Not in your quiet hours.
settings-none = None
settings-one = One
settings-two = Two
settings-chances-kept = { $most ->
    [0] Done. I won't send any. They are still under Opportunities.
    [1] Done. One a week at most, or two if one closes soon.
   *[2] Done. Two a week at most, or three if one closes soon.
  }
settings-checks-stopped = Done. No next-day checks.
settings-checks-started = Done. I'll ask how you are the day after a circle.

settings-muted = Everything is muted. I'll only answer you, and write about a circle or catch-up of yours that is near. What else would have come isn't kept for later. Send /start or tap Unmute to hear from me again.
settings-unmuted = Good to have you back. I'll write when something is for you.

settings-ask-name = What name shall I show? First name or a made-up one is fine.
settings-name-kept = Done. I'll call you { $name }.
settings-ask-nation = Which nation are you in? It helps me show the right help lines.
settings-nation-kept = Done. Your help card shows the lines for { $nation }.
settings-nation-none = Done. I don't keep a nation for you.
settings-rather-not = Rather not say

problem-city-not-known = I don't know that one. Nothing is changed. Could you try the biggest city near you?
