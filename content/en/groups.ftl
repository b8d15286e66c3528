# The group of a circle: its door, who is in it, what is wrong with it, and the lines said there.

# A door of one's own

circle-fresh-door = Your door has changed: the link I gave you before no longer works. Here's your new door. It works for you only.

# What is said in the group

group-who-are-you = I can't answer while “remain anonymous” is on. Please turn it off and send it as yourself.
group-no-buttons = That's for our private chat.

# To those who look after the circle

circle-rights-missing =
    { $title }: I can't look after the door. { $missing ->
        [invite] Please give me the right to "invite". I need nothing more.
        [delete] Please give me the right to "delete". I need nothing more.
       *[both] Please make me an admin with "invite" and "delete" only.
    } No seats are offered until then.
circle-group-public = { $title }: its group is public now, so anyone could read it. Please make it private again. No seats are offered until then.
circle-group-linked = { $title }: a channel is linked to its group, so people from outside could come in to talk. Please take the link away.
circle-group-history = { $title }: in its group, new people can read what was said before they came. Please set "chat history for new members" to hidden.
circle-group-topics = { $title }: its group has topics on. I speak in the main one only. Please keep that one open, or turn topics off.
circle-group-other-bot = { $title }: another bot is in its group. It may read what people say there. Please take it out.
circle-too-many =
    { $title }: { $seen ->
        [no] there are more in its group than I know of, and that makes more than six.
       *[yes] somebody without a seat has come in, and that makes more than six.
    }
    The next session can't begin as a circle until they are six again.{ $seen ->
        [no] { " " }It may be somebody without a seat, or another bot: please take bots out.
       *[yes] { "" }
    } { $part ->
        [coordinator] What shall we do?
       *[guide] Your coordinator knows.
    }
circle-six-again = { $title }: there are no more than six in the group now, so the next session can begin.
circle-seat-elsewhere = The circle whose group you came into is full, so I can't keep a place for you there. Here are the ones with room.

group-asked-to-leave = A guest: asked to leave
group-seat-elsewhere = Give a seat elsewhere
group-asked-to-leave-done = Thank you. I can't show anybody out myself. Once they have left the group I'll tell you, and { $title } can begin.
group-seat-elsewhere-done = { $known ->
    [yes] I've told them where there is room, without saying who asked.
   *[no] They aren't a member here, so I can't write to them. Please send them an invitation of their own.
  } Please ask them to leave this group too. Once they have, I'll tell you.

problem-more-than-six-in-the-group = There are more than { $most } in the group, so this can't begin as a circle. Your coordinator knows. Once they are { $most } again, tap Begin.
