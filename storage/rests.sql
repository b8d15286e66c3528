-- name: until$
select until from circle_rests where person_id = :person_id;

-- name: begin!
insert into circle_rests (person_id, until) values (:person_id, :until) on conflict (person_id) do nothing;

-- name: end!
delete from circle_rests where person_id = :person_id;

-- name: resting
select person_id from circle_rests where until > :now order by until, person_id;

-- name: over
select person_id from circle_rests where until <= :now order by person_id;
