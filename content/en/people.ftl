# People, for coordinators: who holds a part, taking one back, and a rest from circles.

open-people = People and parts

people-front = By which part? This page is for coordinators.
    Each look is noted, and whoever it was about can see that. { $most } looks a day.
people-with-mentor = Mentors
people-with-guide = Guides
people-with-observer = Observers
people-with-safe-contact = Safe contacts
people-with-coordinator = Coordinators
people-which = Who is it about?
people-nobody = Nobody here just now.
people-more = Show more
people-one = { $name }
    Here as: { $parts }
people-take-back = Take back: { $part }
people-take-back-sure =
    { $whose ->
        [own] That's you, { $name }. Give up being { $part } yourself?
       *[theirs] { $name } would no longer be { $part }. Take it back?
    }
    { $role ->
        [mentor] Each pair of theirs ends, with the same kind line as any ending.
        [guide] Their circles need another guide then. Those who plan them hear that.
        [observer] Their circles need another observer then. Those who plan them hear that.
        [safe-contact] What they were told goes back to whoever wrote it, to choose again.
       *[coordinator] No more letting people in, planning circles or sending jobs.
    }
    Nothing that was written is gone.
people-yes-take-back = Yes, take it back
people-leave-it = No, leave it
people-taken-back = Done. { $name } is no longer { $part }. I tell them in one kind line.
people-own-taken-back = Done. You're no longer { $part }. Nothing you wrote is gone.

part-taken-back = A change to your part here.
    { $role ->
        [mentor] You're no longer listed as a mentor. Those you walked beside have had a kind line.
        [guide] You're no longer listed as a guide.
        [observer] You're no longer listed as an observer.
        [safe-contact] You're no longer listed as a safe contact.
       *[coordinator] You're no longer listed as a coordinator.
    } Nothing you wrote is gone. Thank you for all you gave.

problem-too-many-looks = That's { $most } looks in a day. More would be following people about. Please come back tomorrow, or ask another coordinator.
problem-last-coordinator = There is no other coordinator, so this part has to stay. Invite another one first.
problem-not-a-part = That isn't a part to take back. Whoever is a member decides alone when to leave.

# A rest from circles.

circle-ask-for-rest = A rest for somebody
people-ask-rest-whom = Did somebody's words hurt others? You can ask for a rest from circles for them. For whom?
people-ask-rest-sure = I ask the coordinators whether { $name } should rest from circles for a while. They see the name, the circle and that a guide asks. I don't ask why, and I tell nobody else. Shall I?
people-yes-ask-rest = Yes, ask them
people-rest-asked = I've asked the coordinators about { $name }. Nothing changes until one of them decides. They'll want to talk to you about what happened.
people-rest-is-asked = A guide of { $title } asks whether { $name } should rest from circles for a while. I know no more. Please talk to the guide first.
people-nobody-to-ask = There is nobody I can ask just now, and nothing is changed. Please try again in some days.
people-see-page = See their page
people-resting-now = Resting now
people-rest = Rest from circles
people-end-rest = End the rest
people-for-weeks = { $weeks } weeks
people-my-rest = See until when
people-one-rests = Rests from circles until { $day }.
people-rest-how-long = For how long shall { $name } rest from circles?
    Their seats are free at once. Until it ends they can't take a seat or come to a session.
    They read a plain private line. The circle isn't told, and I keep no reason.
    I can't take anybody out of a Telegram group. Please ask somebody who leads it there.
people-rested = Done. { $name } rests from circles until { $day }. You can end it earlier on their page.
people-my-rest-until = You have a rest from circles until { $day }. A coordinator decided it.
    Your seat is free, and you can ask for one again after that. All else here stays as it was.
    I don't tell your circle, and I keep no reason. Would you like to talk about it? Ask a coordinator, or tell a safe person.
people-my-rest-over = Your rest from circles is over. Ask for a seat whenever you like.

problem-rested-from-circles = You have a rest from circles for { $days ->
    [one] one more day
   *[other] { $days } more days
  }. You can ask for a seat after that.
problem-own-rest = That's you. To leave a circle, open My circle and step out.
problem-holds-circles = They hold circles. Take that part back first. Then they can rest.
