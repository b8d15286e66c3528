# Seasons: a circle's length, counting down, its last circle, what next; and bank holidays a series meets.

season-line = This is circle { $number } of { $length }.{ $soon ->
    [last] { " " }It's our last one this season.
    [next] { " " }The next one is our last.
    [then] { " " }Our last one is two circles from now.
   *[later] { "" }
  }
season-how-long = How many circles is it for? The last one looks back and says goodbye.
season-6 = 6 circles
season-8 = 8 circles
season-10 = 10 circles
season-open = No end for now
season-length = { $length ->
    [0] no end for now
   *[other] { $length } circles
  }

# Bank holidays

holiday-new-year = New Year
holiday-st-patrick = St Patrick's Day
holiday-good-friday = Good Friday
holiday-easter-monday = Easter Monday
holiday-early-may = early May bank holiday
holiday-spring = spring bank holiday
holiday-boyne = Battle of the Boyne
holiday-summer = summer bank holiday
holiday-st-andrew = St Andrew's Day
holiday-christmas = Christmas
holiday-one-off = a bank holiday
holiday-planning = { $day } is a bank holiday: { $holiday }. Keep it, slide a week or skip it?
holiday-met =
    A bank holiday is coming up.
    { $title } would meet on { $when }: { $holiday }. Keep it, slide a week or skip it?
holiday-keep = Keep it
holiday-slide = Slide a week
holiday-skip = Skip it
holiday-kept = Kept: { $title } meets { $when }.
holiday-moved = Done: { $title } meets { $when }.
holiday-settled = That's settled already: { $title } meets { $when }.
holiday-settled-gone = That's settled already. /sessions shows what's coming up.

# What next

season-what-next =
    What next, if anything?
    { $title } has had its last circle of the season. Another one starts if enough of you would like it. Nobody sees who said what.
season-what-next-staff =
    What next, if anything?
    { $title } has had its last circle of the season. Would you hold another? A no is fine, and nobody sees who said what.
season-another = Another season
season-other-circle = Another circle
season-find-mentor = Find a mentor
season-hold = Hold a circle
season-rest = A rest
season-hold-again = Yes, another season
season-yes-kept = Thank you. I'll tell you how it goes by { $day } at the latest.
season-changed-mind = Not after all
season-rest-well = Rest well. No reason needed, and nobody is told. { $seated ->
    [yes] Your seat stays yours until it's settled, unless you'd like to give it back now.
   *[no] { "" }
  }
season-settled-on = That's settled: { $title } goes on. /sessions shows when.
season-settled-end = That's settled: this circle has come to its end. Thank you for being in it.
season-hold-sure = Lovely. Shall I tell the coordinator that you'd like to hold a circle? They'll see your name.
season-yes-tell = Yes, tell them
season-not-now = Not now
season-hold-told = Told. They'll get in touch with you.
season-hold-nobody = There's nobody I can tell just now. Try again in a few days.
season-hold-no = That's fine. You can ask any time.
season-would-hold =
    Somebody would like to hold a circle.
    { $name } asked me to tell you. Could you get in touch?

# How it ended

season-goes-on = We go on: another season of { $length } circles. The first is { $when }.
season-goes-on-you =
    We go on.
    { $title } has another season of { $length } circles. The first is { $when }. Rather rest? Step out any time.
season-closed = This circle has come to its end. Thank you all. What was said here stays here. The group is yours; I look after its door no more.
season-closed-you =
    A circle has come to its end.
    { $title } is over, and your seat with it. Thank you for being in it. What you kept here stays yours.
season-closed-staff =
    A circle has come to its end.
    { $title } is over. Thank you for all you've held.
season-closed-told =
    A circle has come to its end.
    { $title } does not go on: not enough said yes to another season. Everybody in it has been told kindly.

kept-season_yeses = That you'd like another season of a circle
