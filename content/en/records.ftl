# Incident records: facts while they are fresh, apart from reflections.

command-record = Write down what happened

record-front = This is a place to write what happened while it's fresh. I lock it with your own words. It is not a complaint and goes to no one.
    Use your own phone, not a work one. No patient details.
    A court could ask for it. Lawyers and unions often find such notes helpful.
    I'm a bot, and no one is watching this chat.
record-begin = Write it down
record-mine = My dated notes
record-erase-all = Erase them all
record-take-a-copy = Take a copy

record-check = Quick check: no patient details in it? Names of who did it or saw it are fine.
    I look for long numbers, phone numbers, emails and postcodes. I can miss some.
    Once saved, this first version stays as it is. You can add dated lines.
record-nothing-written = There's nothing written, so nothing is saved. That's fine.
record-saved = Saved, and cleared from this chat.
    What next, if anything? None of these is the "right" one.
record-saved-not-cleared = Saved, but I couldn't clear your message. Hold it down and delete it yourself.
    What next, if anything? None of these is the "right" one.
record-moved = Done. It's with your dated notes now, as you first wrote it. You can add dated lines.

record-list = Your notes by date. Tap a number to read one. I'll hide this in 10 minutes.
record-none = Nothing is written here. That's fine.
record-gone = That one is gone already.
record-first = First version, written { $when }:
record-ask-line = What would you like to add? It gets today's date. The first version stays as it is.
record-line = Added { $when }:
record-gone-for-good = Gone for good? It can't come back, and its added lines go too.
    If there's a claim, get advice before erasing.
record-erased = Erased.

record-ask-erase-all = This wipes every dated note and every plan for speaking up. It can't come back.
    If there's a claim, get advice before erasing.
    Old backups age out in { $days } days. Type ERASE to go on.
record-erase-stopped = Stopped. Nothing is erased.
record-all-erased = Done. Your dated notes and plans are wiped here. Old backups age out in { $days } days.

record-copy-top = Notes of what happened. Copied { $when }.
record-copy-foot = The first version was locked when it was written, and this bot has no way to change it. Later lines show when they were added.
record-copy-locked = Your notes have locked again, so there's no file. Open them and ask once more.

problem-still-wiping = I'm still wiping what you asked me to erase. Please start again in a minute. Nothing new is saved yet.
problem-not-whole = A part of that page failed its check, so I can't move it whole. Nothing is changed.
