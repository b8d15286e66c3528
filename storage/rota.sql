-- name: claims_on
select * from rota_claims where session_id = :session_id order by since, person_id;

-- name: claims_of
select * from rota_claims where person_id = :person_id and starts between :after and :until order by starts, session_id;

-- name: stands_in_at$
select 1 from rota_turns t join sessions s on s.id = t.session_id
where t.person_id = :person_id and t.stands_in = 1 and s.circle_id = :circle_id
  and (s.state <> 'closed' or s.closed > :since) limit 1;

-- name: give_away!
insert into rota_turns (session_id, person_id, part, stands_in, since) values (:session_id, :person_id, :part, 0, :since)
on conflict (session_id, person_id) do update set stands_in = 0, since = excluded.since;

-- name: stand_in!
insert into rota_turns (session_id, person_id, part, stands_in, since) values (:session_id, :person_id, :part, 1, :since)
on conflict (session_id, person_id) do update set part = excluded.part, stands_in = 1, since = excluded.since;

-- name: drop_turn!
delete from rota_turns where session_id = :session_id and person_id = :person_id;

-- name: given_away
select person_id from rota_turns where session_id = :session_id and stands_in = 0;

-- name: pause!
insert into rota_pauses (id, person_id, circle_id, since, until) values (:id, :person_id, :circle_id, :since, :until);

-- name: pauses_of
select * from rota_pauses where person_id = :person_id order by since, id;

-- name: end_pauses!
update rota_pauses set until = :now
where person_id = :person_id and since < :now and (until is null or until > :now);

-- name: drop_pauses!
delete from rota_pauses where person_id = :person_id and since >= :now;

-- name: asked_at$
select at from rota_asks where person_id = :person_id;

-- name: note_ask!
insert into rota_asks (person_id, at) values (:person_id, :at)
on conflict (person_id) do update set at = excluded.at;

-- name: line^
select * from stand_in_lines where session_id = :session_id and part = :part;

-- name: ask!
insert into stand_in_lines (session_id, part, asking) values (:session_id, :part, :asking)
on conflict (session_id, part) do update set asking = excluded.asking;

-- name: nobody_left!
insert into stand_in_lines (session_id, part, told) values (:session_id, :part, 1)
on conflict (session_id, part) do update set asking = null, told = 1 where told = 0 or asking is not null;

-- name: end_line!
delete from stand_in_lines where session_id = :session_id and part = :part;

-- name: lines_asking
select session_id, part from stand_in_lines where asking = :person_id;

-- name: nobody_asked!
update stand_in_lines set asking = null where session_id = :session_id and part = :part;

-- name: offer!
insert into rota_swaps (id, session_id, person_id, at) values (:id, :session_id, :person_id, :at)
on conflict (session_id, person_id) do update set id = excluded.id, at = excluded.at;

-- name: swap^
select * from rota_swaps where id = :id;

-- name: drop_swap!
delete from rota_swaps where session_id = :session_id and person_id = :person_id;

-- name: forget_turns_of!
delete from rota_turns where session_id = :session_id;

-- name: forget_lines_of!
delete from stand_in_lines where session_id = :session_id;

-- name: forget_swaps_of!
delete from rota_swaps where session_id = :session_id;

-- name: forget_old_turns!
delete from rota_turns where session_id in (select id from sessions where state = 'closed' and starts <= :before);

-- name: forget_old_pauses!
delete from rota_pauses where until is not null and until <= :before;

-- name: forget_old_asks!
delete from rota_asks where at <= :before;

-- name: forget_over_lines!
delete from stand_in_lines where session_id in (select id from sessions where state = 'closed');

-- name: forget_over_swaps!
delete from rota_swaps where session_id in (select id from sessions where state = 'closed');
