-- name: say_coming!
insert or ignore into session_coming (session_id, person_id) values (:session_id, :person_id);

-- name: not_coming!
delete from session_coming where session_id = :session_id and person_id = :person_id;

-- name: count$
select count(*) from session_coming y
join sessions s on s.id = y.session_id
join seats m on m.circle_id = s.circle_id and m.person_id = y.person_id
where y.session_id = :session_id;

-- name: forget!
delete from session_coming where session_id = :session_id;

-- name: forget_over!
delete from session_coming where session_id in (select id from sessions where state <> 'planned');
