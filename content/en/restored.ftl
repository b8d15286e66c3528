# After something was put back from a copy: what is missing, and what to do.

restored-please-wait =
    I'm being looked after just now, and can't keep anything for a little while.
    What you write stays in our chat, and I answer when I'm back. Nothing within a day? Then send it again.
    Need help now? /support works.

restored-gap =
    Something went wrong at our end, and I had to go back to an older copy.
    What you did here between { $since } and { $until } is missing. Please look at what matters to you and do it again.

restored-gap-keys =
    { restored-gap }
    Did you change the words that open your pages in that time? Then try the ones from before as well.

restored-old-words =
    Something went wrong at our end. An earlier key of yours was put back.
    The words from before your last change open your pages again. The new ones don't.
    If somebody may know the old ones, please change them now: send /reflect and tap My words and code.

restored-no-lock =
    Something went wrong at our end. The key you made for your pages is lost, and we're very sorry.
    What you wrote under it can't be opened any more, by anyone. Send /reflect to make a new one.

restored-stranger =
    Were you here before? Something went wrong at our end, and what I knew of people who joined between { $since } and { $until } is lost.
    If that's you, I'm sorry. Please join again. Ask for a new link if yours is used.
