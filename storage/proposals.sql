-- name: wish!
insert into circle_wishes (person_id, part, topic, since) values (:person_id, :part, :topic, :now)
on conflict (person_id, part, topic) do update set since = excluded.since;

-- name: of_person
select part, topic from circle_wishes where person_id = :person_id order by part, topic;

-- name: for_topic
select person_id from circle_wishes where topic = :topic and part = :part order by person_id;

-- name: topics
select distinct topic from circle_wishes where part = 'join' order by topic;

-- name: withdraw!
delete from circle_wishes where person_id = :person_id and part = :part;

-- name: forget_topic!
delete from circle_wishes where topic = :topic and part = 'join';

-- name: forget_old!
delete from circle_wishes where since <= :before;

-- name: told_at$
select told_at from proposals where topic = :topic;

-- name: told!
insert into proposals (topic, told_at) values (:topic, :now)
on conflict (topic) do update set told_at = excluded.told_at;

-- name: forget!
delete from proposals where topic = :topic;

-- name: planned_on$
select 1 from circles where topic = :topic and state = 'planned' limit 1;
