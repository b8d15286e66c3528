# What worked: a few words of one coordinator to the others, under a chance's results.

what-worked-tap-share = Share what worked
what-worked-tap-again = Change what I shared
what-worked-tap-out = Take it out
what-worked-tap-read = Read it
what-worked-tap-all = Read them all

what-worked-ask = What worked with { $title }? Tell the other coordinators in a line or a few.
    No names, please: what members said to it is private.
what-worked-preview = The other coordinators will see this, with the results:
    { what-worked-line }
what-worked-line = What worked, says { $name }: { $said }
what-worked-share = Share it
what-worked-change = Change it
what-worked-leave = Leave it
what-worked-shared = Shared. The other coordinators hear of it, and read it with the results.
what-worked-changed = Changed. It stands with the results, in place of what you had there.
what-worked-left = OK, I've left it. Nothing new is shared.
what-worked-taken-out = Taken out. What you shared is no longer with the results.

what-worked-news = Somebody shared what worked.
    { $title }
