# Taking away: a copy of private pages, and the CPD file.

copy-no-date = (date not known: it failed its check)

copy-take = Take a copy
copy-which = A copy of your pages, as a file. Which ones?
copy-all = All
copy-cpd-only = CPD only
copy-pick-dates = Pick dates
copy-form = Which kind of file?
    Markdown is plain text. Word you can change. PDF looks the same everywhere.
copy-markdown = Markdown
copy-word = Word
copy-pdf = PDF
copy-cpd-form = Your CPD record, with the fields HCPC asks for. HCPC looks at two years.
copy-cpd-two-word = Two years, Word
copy-cpd-two-pdf = Two years, PDF
copy-cpd-whole-word = All of it, Word
copy-cpd-whole-pdf = All of it, PDF
copy-find-gaps = Find my gaps
copy-ask-since = From which day? Tap one, or type it: 3 Feb 2026.
copy-3-months-ago = 3 months ago
copy-1-year-ago = A year ago
copy-2-years-ago = 2 years ago
copy-ask-until = Up to which day?
copy-today = Today
problem-days-crossed = That's before the first day. Type a later one.

problem-copy-under-way = I'm still making your last file. Wait for that one first.

copy-coming = I'm putting your file together. One moment…
copy-progress = { $bar }
    { $done } of { $of } pages are open. I'll put your file here.
copy-here = Here's your file. It isn't locked. Save it somewhere safe, then delete it here. I'll clear it in 10 minutes.
copy-clear-now = Clear it now
copy-cleared = Cleared from this chat. If you saved it, it stays where you put it.
copy-nothing-all = There are no pages to put in a file. Nothing was made.
copy-nothing-cpd = There's nothing that counts as CPD in that time, so I made no file. A CPD note counts by itself.
copy-locked-meanwhile = Your pages locked before the file was ready, so I made none and kept nothing. Tap below to open them and ask again.
copy-not-made = I couldn't make that file. Your pages are as they were. Please try again, or take another kind.
copy-maybe = I'm not sure your file reached you. If you can't see it above, ask for it again.

copy-pages-title = My private pages
copy-pages-made = Made on { $day }. { $pages ->
    [one] One page.
   *[other] { $pages } pages.
  }
copy-covers = From { $first } to { $last }.
copy-not-locked = This file isn't locked. Anyone who has it can read it.
copy-added = Added { $when }
copy-foot = Page { $n } of { $all }
copy-unseen = { $sign } stands for something this PDF can't show, such as an emoji. The Word and Markdown files have it.

copy-cpd-title = My CPD record
copy-cpd-what = A dated list of my continuing professional development (CPD), with the fields the HCPC asks for.
copy-cpd-covers = It covers { $first } to { $last }: { $entries ->
    [one] one entry.
   *[other] { $entries } entries.
  }
copy-cpd-made = Made on { $day } from my own notes.
copy-cpd-unread = { $pages ->
    [one] One page
   *[other] { $pages } pages
  } failed a check, so I can't tell what it was. It isn't in this list.
copy-field-date = Date
copy-field-kind = Kind of activity
copy-field-learning = What I learned
copy-field-practice = How my practice is better
copy-field-people = How it helps the people I work with
copy-field-empty = Not written yet

copy-gaps-heading = Where this record is thin
copy-gaps-for-you = This part is for you, not for the HCPC. Take it out before you send this on.
copy-gaps-top = Your CPD in the last two years. I only know what you wrote here. I'll hide this in 10 minutes.
copy-gap-none = Nothing is missing: each kind is there, each month has something, and each entry says how it helps.
copy-gap-kinds = Nothing yet of this kind: { $kinds }.
copy-gap-month = Nothing in { $month }.
copy-gap-months = Nothing from { $first } to { $last }.
copy-gap-explain = The HCPC asks people to explain three months or more with nothing.
copy-gap-unfinished = Doesn't say yet how practice is better, or how it helps people: { $days }.
copy-gap-unfinished-more = Doesn't say yet how practice is better, or how it helps people: { $days }, and { $more } more.
copy-gap-first = Your first note here is from { $day }. I can't see what came before.
