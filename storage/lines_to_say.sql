-- name: keep!
insert into lines_to_say (id, session_id, words) values (:id, :session_id, :words);

-- name: find^
select * from lines_to_say where id = :id;

-- name: done!
delete from lines_to_say where id = :id;

-- name: over!
delete from lines_to_say where session_id = :session_id;

-- name: forget_over!
delete from lines_to_say where session_id in (select id from sessions where state = 'closed');
