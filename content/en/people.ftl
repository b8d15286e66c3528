# People, for coordinators: who holds a part, and taking one back.

open-people = People and parts

people-front = By which part? This page is for coordinators.
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

problem-last-coordinator = There is no other coordinator, so this part has to stay. Invite another one first.
problem-not-a-part = That isn't a part to take back. Whoever is a member decides alone when to leave.
