# Private pages after they are kept: adding to them, looking through them, erasing many.

page-done = Done
page-one-step = One step
page-add-note = Add a note
page-added = Added to your page, and cleared from this chat.
page-added-not-cleared = Added to your page, but I couldn't clear your message. Hold it down and delete it yourself.
page-mark-cpd = Count it as CPD
page-mark-not-cpd = Don't count it
page-mark-win = Add to my wins
page-mark-not-win = Not a win
page-marked-cpd = It counts as CPD now.
page-marked-not-cpd = It doesn't count as CPD any more.
page-marked-win = It's in your wins jar.
page-marked-not-win = It's out of your wins jar. The page stays.
page-counts-as-cpd = This page counts as CPD.
page-is-win = This page is in your wins jar.
page-note-failed-check = [Something you added failed its check, so I can't show it.]
page-notes-lost = { $lost ->
    [one] [One thing you added is missing.]
   *[other] [{ $lost } things you added are missing.]
  }
pages-read-it = Read it

page-more-a-record = It's more a record
page-is-it-a-record = Is this more a record of what someone did? I can put it with your dated notes, apart from your pages. The same words open both.
page-move-to-record = Move to a record
page-keep-here = Keep it here
page-someone-asks = Someone asks to see it
page-its-yours = This page is yours. I have no button that shows it to an employer, and I tell nobody it's here.
    Health regulators have said they won't ask for private notes to look into a concern. A court can ask for them.
    If anybody asks, get advice first. Help now lists who to call.

page-try-again = Try again
page-leave-it = Leave it

pages-by-kind = By kind
pages-by-date = By date
pages-search = Search
pages-then-and-now = Then and now
pages-which-kind = Which kind?
pages-which-month = Which month?
pages-ask-word = What word shall I look for? I look in memory, clear your message, and keep nothing of it.
pages-word-odd = Please send one word or a few, up to 100 letters. I've cleared that one.
pages-found = Here is what I found. Tap a number to read one. I'll hide this in 10 minutes.
pages-found-none = I found no page like that.
pages-look-forgotten = I've let go what you were looking for, on purpose. Look again any time.
pages-then = About three months ago: { $then }
    Your newest page: { $now }
pages-then-none = There's no page from about three months ago yet. What you write now will be there for you later.
pages-read-then = Read then
pages-read-now = Read now

pages-erase-many = Erase more
pages-erase-what = What would you like to erase? It can't come back.
pages-erase-kind = One kind
pages-erase-every = Every page
pages-ask-erase-kind = This wipes every page of the kind "{ $kind }", and what you added to them. It can't come back. Type ERASE to go on.
pages-erasing-kind = I'm looking for them now. I'll tell you when they're gone.
pages-kind-erased = Done. Every page of that kind is erased.
pages-ask-erase = This wipes every page. It can't come back. Type ERASE to go on.
pages-wiping = I'm wiping your pages. I'll tell you when it's done.
pages-erased = Done. The key is gone, so your pages can't be opened. Old backups age out in { $days } days.
problem-still-erasing = I'm still wiping your pages. It is NOT saved. Please try again in a minute.
