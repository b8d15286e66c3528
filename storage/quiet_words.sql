-- name: ask!
insert into quiet_words (id, session_id, person_id, observer_id, kind, at)
values (:id, :session_id, :person_id, :observer_id, :kind, :at);

-- name: find^
select * from quiet_words where id = :id;

-- name: open_of^
select * from quiet_words where session_id = :session_id and person_id = :person_id and kind = :kind;

-- name: pass_on!
update quiet_words set observer_id = :observer_id where id = :id;

-- name: done!
delete from quiet_words where id = :id;

-- name: close_offer!
delete from quiet_words where session_id = :session_id;

-- name: of_session
select * from quiet_words where session_id = :session_id;

-- name: forget_old
select * from quiet_words where at <= :before;

-- name: keep_one_thing!
insert into one_things (id, person_id, session_id, words, at) values (:id, :person_id, :session_id, :words, :at);

-- name: one_things
select * from one_things where person_id = :person_id order by at desc, id;

-- name: erase_one_thing!
delete from one_things where id = :id and person_id = :person_id;

-- name: thing_of_last_time^
select id from one_things where person_id = :person_id and session_id = (
    select id from sessions where circle_id = :circle_id and state = 'closed' and begun is not null
    order by closed desc limit 1)
order by at desc limit 1;

-- name: wrote_last_time
select distinct person_id from one_things where session_id = (
    select id from sessions where circle_id = :circle_id and state = 'closed' and begun is not null
    order by closed desc limit 1)
order by person_id;

-- name: asked_of
select * from quiet_words where observer_id = :observer_id order by at, id;
