-- name: choose!
insert into session_ways (session_id, person_id, way) values (:session_id, :person_id, :way)
on conflict (session_id, person_id) do update set way = excluded.way;

-- name: way_of$
select way from session_ways where session_id = :session_id and person_id = :person_id;

-- name: quieter$
select count(*) from session_ways where session_id = :session_id and way <> 'speak';

-- name: take_back!
delete from session_ways where session_id = :session_id and person_id = :person_id;

-- name: over!
delete from session_ways where session_id = :session_id;

-- name: forget_over!
delete from session_ways where session_id in (select id from sessions where state = 'closed');
