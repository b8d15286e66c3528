# Buttons that lead from one part to another.

open-menu = Menu
open-more = More
open-circles = Circles
open-mentoring = My mentor
open-sessions = Coming up
open-opportunities = Opportunities
open-reflect = Write privately
open-keys = My words and code
open-code = Show my code
open-lost-words = I forgot my words
open-had-account = I had an account here
open-stories = Stories
open-support = Help now
open-concern = Raise a concern
open-privacy = My privacy
open-settings = Settings
open-help = How this works
open-rules = Our rules
open-reword-rules = Change our rules
open-plans = Session plans
open-write-plan = Write a plan
open-change-plan = Change the plan
open-record = Dated notes
open-speak-up = Plan speaking up
open-pulse = Weekly pulse
nothing-for-now = Nothing for now
