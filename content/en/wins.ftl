# The wins jar.

wins = Your wins jar. Drop in a win. Tiny is fine.
    It's locked like your pages. There's no score.
win-drop = Drop in a win
win-read = Read my wins
win-another = Another one
win-bad-day = It's a bad day
win-kept = In your jar, and cleared from this chat.
win-kept-not-cleared = In your jar, but I couldn't clear your message. Hold it down and delete it yourself.
wins-none = Your jar is empty so far. One line goes in any time. Tiny is fine.
wins-so-far = { $count ->
    [one] Here is one thing you did. It's true, and it's yours.
   *[other] Here are { $count } things you did. All true, all you.
  }
