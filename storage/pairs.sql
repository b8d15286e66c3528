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

-- name: renew!
update pairs set ends_at = :ends_at where id = :id and ends_at = :was and state <> 'ended';

-- name: without_term_letters
select * from pairs where state <> 'ended' and not exists (
    select 1 from letters where topic = 'pair:' || pairs.id and kind = 'pair-term-lapses'
        and state in ('waiting', 'sending'));
