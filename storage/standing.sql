-- name: ask!
insert into standing_asks (id, circle_id, person_id, at) values (:id, :circle_id, :person_id, :at);

-- name: find^
select * from standing_asks where id = :id;

-- name: open_of^
select * from standing_asks where circle_id = :circle_id and person_id = :person_id;

-- name: of_person
select * from standing_asks where person_id = :person_id order by at, id;

-- name: old
select * from standing_asks where at <= :before;

-- name: keep_message!
update standing_asks set message_id = :message_id where id = :id;

-- name: close!
delete from standing_asks where id = :id;

-- name: reply!
insert into standing_replies (ask_id, person_id, words, at) values (:ask_id, :person_id, :words, :at)
on conflict (ask_id, person_id) do update set words = excluded.words, at = excluded.at;

-- name: replies
select * from standing_replies where ask_id = :ask_id order by at, person_id;

-- name: take_back!
delete from standing_replies where ask_id = :ask_id and person_id = :person_id;

-- name: group_of$
select group_id from circles where id = :circle_id;
