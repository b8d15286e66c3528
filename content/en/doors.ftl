# Buttons that lead from one part to another.

open-menu = Menu
open-more = More
open-circles = Circles
open-mentoring = My mentor
open-sessions = Coming up
open-opportunities = Opportunities
open-reflect = Write privately
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
open-wins = My wins
