# The picture of all circles, for coordinators: in the chat, in words, and on a page of one's own.

open-picture = See all circles

picture-coming = One moment: I'm drawing it.
picture-no-circles = There are no circles yet. /newcircle plans the first.
problem-picture-just-drawn = I drew it for you less than a minute ago. It's a little further up. Ask again in a minute.

picture-title = All circles, { $day }
picture-lead = Here's what you asked for, as of { $day }, { $clock }.
picture-too-long = The words for it are in the message below.
picture-words-alone = Here's what you asked for, in words. The drawing didn't work this time.
picture-line =
    { $title }: { $room }. { $next }.{ $needs ->
        [none] { "" }
       *[some] { " " }{ $missing }.
    }{ $waiting ->
        [0] { "" }
       *[other] { " " }About { $waiting } are waiting for a seat.
    }

picture-room = { $room ->
    [full] full
    [nearly] nearly full
    [not-open] not open yet
   *[free] some seats free
  }
picture-next = Next: { $when }
picture-next-none = No date
picture-missing = Missing: { $needs }
picture-nothing-missing = Nothing missing
picture-need = { $need ->
    [group] its Telegram group
    [door] my rights in its group
    [observer] somebody for wellbeing
    [guides] two guides
    [guide] a second guide
    [date] a next date
   *[members] more members (fewer than 5)
  }
picture-members = { $least ->
    [0] Up to { $most } people have a seat in all.
   *[other] Between { $least } and { $most } people have a seat in all.
  }
picture-hopes = { $hopes ->
    [under] Fewer than 5 people asked to hear of a new circle.
   *[other] About { $hopes } people asked to hear of a new circle.
  }
picture-small-numbers = Small numbers are left out, so that nobody can be found out from them.
picture-more = { $count } more: in the words below.
picture-something-missing = Something is missing

# The page

picture-on-a-page = On a web page
picture-page-here = New address
picture-page-off = Turn it off
picture-page-is-off = I can give you a private web address that shows the circles, fit for a phone or a bigger screen. It works for as long as you're a coordinator. Whoever has it can see what you see there.
picture-page-is-on = Your page is on. I can't show its address again, as I keep only its fingerprint. A new one ends the old one.
picture-page-address = Here it is, this once. Keep it to yourself: whoever has it can see the circles. It stops when you turn it off, or when you're no longer a coordinator.

    { $address }
picture-page-turned-off = Turned off. That address opens nothing now.
picture-page-not-here = There is no web page here. The picture in our chat shows the same.
picture-page-title = All circles
picture-page-as-of = As of { $day }, { $clock }. Load the page again for what is true then.
picture-page-table = Every circle: how full it is, when it meets next, and what it is missing
picture-page-none = There are no circles yet.
picture-column-circle = Circle
picture-column-room = Seats
picture-column-next = Next date
picture-column-missing = Missing
picture-waiting = About { $waiting } are waiting for a seat.

kept-picture_addresses = Your private address of the circles' page
