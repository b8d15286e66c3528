-- name: find^
select * from mentors where person_id = :person_id;

-- name: in_state
select person_id from mentors where state = :state order by person_id;

-- name: live
select m.*,
       (select count(*) from pairs p where p.mentor_id = m.person_id and p.state <> 'ended')
       + (select count(*) from agreements a
          where a.mentor_id = m.person_id and a.closed_at is null and a.standing is null) as taken
from mentors m join people who on who.id = m.person_id and who.state = 'member' and who.resting = 0
where m.state = 'live' and exists (select 1 from roles r where r.person_id = m.person_id and r.role = 'mentor')
order by m.person_id;

-- name: taken$
select (select count(*) from pairs p where p.mentor_id = :person_id and p.state <> 'ended')
       + (select count(*) from agreements a
          where a.mentor_id = :person_id and a.closed_at is null and a.standing is null);

-- name: ready!
insert into mentors (person_id, state, ready_at) values (:person_id, 'begun', :ready_at)
on conflict (person_id) do update set ready_at = excluded.ready_at;

-- name: keep_profile!
update mentors set profile = :profile, places = :places, state = 'to-check', note = null where person_id = :person_id;

-- name: go_live!
update mentors set state = 'live', checked_at = :checked_at, lapses = 0, note = null
where person_id = :person_id and state = 'to-check';

-- name: ask_to_change!
update mentors set state = 'to-change', note = :note where person_id = :person_id and state in ('to-check', 'live');

-- name: rest!
update mentors set state = 'resting' where person_id = :person_id and state in ('to-check', 'to-change', 'live');

-- name: wake!
update mentors set state = 'to-check' where person_id = :person_id and state = 'resting' and profile is not null;

-- name: set_places!
update mentors set places = :places where person_id = :person_id;

-- name: lapse$
update mentors set lapses = lapses + 1 where person_id = :person_id returning lapses;

-- name: wishes_of^
select * from wishes where person_id = :person_id;

-- name: wish!
insert into wishes (person_id, wishes, opened_at) values (:person_id, :wishes, :opened_at)
on conflict (person_id) do update set wishes = excluded.wishes;

-- name: close_search!
delete from wishes where person_id = :person_id;

-- name: forget_wishes!
delete from wishes where opened_at <= :before;
