-- name: add!
insert into pairs (id, mentee_id, mentor_id, state, every, minutes, since, ends_at)
values (:id, :mentee_id, :mentor_id, 'agreed', :every, :minutes, :since, :ends_at)
on conflict (id) do update set every = excluded.every, minutes = excluded.minutes where state <> 'ended';

-- name: find^
select * from pairs where id = :id;

-- name: of_person
select * from pairs where (mentee_id = :person_id or mentor_id = :person_id) and state <> 'ended' order by since, id;

-- name: mentees_of$
select count(*) from pairs where mentor_id = :mentor_id and state <> 'ended';

-- name: pause!
update pairs set state = 'paused', paused_until = :paused_until where id = :id and state = 'agreed';

-- name: resume!
update pairs set state = 'agreed', paused_until = null where id = :id and state = 'paused';

-- name: end!
update pairs set state = 'ended', ended_at = :ended_at, paused_until = null where id = :id and state <> 'ended';
