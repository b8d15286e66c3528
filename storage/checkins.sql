-- name: suggest!
insert into checkin_plans (id, pair_id, rhythm, weekday, nth, zone, place, link, made_at)
values (:id, :pair_id, :rhythm, :weekday, :nth, :zone, :place, :link, :made_at);

-- name: suggested_of
select id from checkin_plans where pair_id = :pair_id and state = 'suggested';

-- name: plans_of_pair
select id from checkin_plans where pair_id = :pair_id;

-- name: plan^
select * from checkin_plans where id = :id;

-- name: agree!
update checkin_plans set state = 'agreed' where id = :id and state = 'suggested';

-- name: drop_plan!
delete from checkin_plans where id = :id;

-- name: add!
insert into checkins (id, plan_id, starts, minutes, changed_at) values (:id, :plan_id, :starts, :minutes, :changed_at);

-- name: drop!
delete from checkins where id = :id;

-- name: drop_offer!
delete from checkin_offers where about_id = :about_id;

-- name: find^
select c.*, p.pair_id, p.rhythm, p.zone, p.place, q.mentor_id, q.mentee_id, q.state as pair_state
from checkins c join checkin_plans p on p.id = c.plan_id join pairs q on q.id = p.pair_id
where c.id = :id;

-- name: of_plan
select c.*, p.pair_id, p.rhythm, p.zone, p.place, q.mentor_id, q.mentee_id, q.state as pair_state
from checkins c join checkin_plans p on p.id = c.plan_id join pairs q on q.id = p.pair_id
where c.plan_id = :plan_id order by c.starts, c.id;

-- name: of_pair
select c.*, p.pair_id, p.rhythm, p.zone, p.place, q.mentor_id, q.mentee_id, q.state as pair_state
from checkins c join checkin_plans p on p.id = c.plan_id join pairs q on q.id = p.pair_id
where p.pair_id = :pair_id order by c.starts, c.id;

-- name: of_person
select c.*, p.pair_id, p.rhythm, p.zone, p.place, q.mentor_id, q.mentee_id, q.state as pair_state
from checkins c join checkin_plans p on p.id = c.plan_id join pairs q on q.id = p.pair_id
where (q.mentor_id = :person_id or q.mentee_id = :person_id) and q.state = 'agreed' order by c.starts, c.id;

-- name: book!
update checkins set state = 'booked', changed_at = :changed_at where id = :id and state = 'suggested';

-- name: set_aside!
update checkins set state = 'to-move', version = version + 1, changed_at = :changed_at
where id = :id and version = :version and state in ('suggested', 'booked', 'missed');

-- name: move!
update checkins set state = 'booked', starts = :starts, version = version + 1, changed_at = :changed_at, opener = null,
    moves = moves + :moves
where id = :id and version = :version and state in ('booked', 'to-move', 'missed');

-- name: shorten!
update checkins set minutes = :minutes, version = version + 1, changed_at = :changed_at
where id = :id and version = :version and state = 'booked';

-- name: close!
update checkins set state = :state, changed_at = :changed_at, opener = null
where id = :id and state in ('booked', 'missed') and state <> :state;

-- name: keep_offer!
insert into checkin_offers (about_id, plan_id, person_id, version, times, all_after)
values (:about_id, :plan_id, :person_id, :version, :times, :all_after)
on conflict (about_id) do update set person_id = excluded.person_id, version = excluded.version,
    times = excluded.times, all_after = excluded.all_after;

-- name: offer^
select * from checkin_offers where about_id = :about_id;

-- name: pick_opener!
update checkins set opener = :opener where id = :id and state = 'booked' and starts > :now;

-- name: forget_opener!
update checkins set opener = null where id = :id;

-- name: forget_openers!
update checkins set opener = null where opener is not null and starts + minutes * 60000 <= :now;

-- name: feel!
insert into checkin_feelings (pair_id, person_id, feeling) values (:pair_id, :person_id, :feeling)
on conflict (pair_id) do update set feeling = excluded.feeling;

-- name: forget_feeling!
delete from checkin_feelings where pair_id = :pair_id;

-- name: keep_usual_link!
insert into usual_links (person_id, link) values (:person_id, :link)
on conflict (person_id) do update set link = excluded.link;

-- name: usual_link$
select link from usual_links where person_id = :person_id;

-- name: forget_links!
update checkin_plans set link = null where link is not null and state = 'agreed' and not exists (
    select 1 from checkins c where c.plan_id = checkin_plans.id
    and (c.state = 'to-move' or c.starts + c.minutes * 60000 > :before));

-- name: forget_unanswered!
delete from checkin_plans where state = 'suggested' and not exists (
    select 1 from checkins c where c.plan_id = checkin_plans.id and c.starts > :now);
