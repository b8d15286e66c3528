-- name: hold!
insert into unnamed_held (id, words, until) values (:id, :words, :until);

-- name: held^
select * from unnamed_held where id = :id;

-- name: let_go!
delete from unnamed_held where id = :id;

-- name: lapse_held!
delete from unnamed_held where until <= :now;

-- name: ask!
insert into circle_questions (id, circle_id, words, slot) values (:id, :circle_id, :words, :slot);

-- name: question^
select * from circle_questions where id = :id;

-- name: due
select id from circle_questions where circle_id = :circle_id and slot <= :slot order by id;

-- name: waiting$
select count(*) from circle_questions where circle_id = :circle_id;

-- name: put_off!
update circle_questions set slot = :slot where id = :id;

-- name: forget_question!
delete from circle_questions where id = :id;

-- name: forget_questions!
delete from circle_questions where circle_id = :circle_id;

-- name: is_off^
select circle_id from circle_questions_off where circle_id = :circle_id;

-- name: turn_off!
insert or ignore into circle_questions_off (circle_id) values (:circle_id);

-- name: turn_on!
delete from circle_questions_off where circle_id = :circle_id;

-- name: leave_unsaid!
insert into unsaid (id, circle_id, words, until) values (:id, :circle_id, :words, :until);

-- name: unsaid^
select * from unsaid where id = :id and until > :now;

-- name: lapse_unsaid!
delete from unsaid where until <= :now;
