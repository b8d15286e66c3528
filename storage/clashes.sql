-- name: begin!
insert into clash_questions (id, circle_id, person_id, moving, since) values (:id, :circle_id, :person_id, :moving, :since)
on conflict (circle_id, person_id) do nothing;

-- name: ask!
insert into clash_asked (question_id, person_id) values (:question_id, :person_id);

-- name: find^
select * from clash_questions where id = :id;

-- name: of^
select * from clash_questions where circle_id = :circle_id and person_id = :person_id;

-- name: closed_to
select circle_id from clash_questions where person_id = :person_id and over = 1 and moving = 0;

-- name: open_of_person
select * from clash_questions where person_id = :person_id and over = 0 and moving = 0;

-- name: say!
update clash_asked set fine = :fine where question_id = :question_id and person_id = :person_id;

-- name: said
select a.fine from clash_asked a join clash_questions q on q.id = a.question_id
join seats s on s.circle_id = q.circle_id and s.person_id = a.person_id where q.id = :question_id;

-- name: forget_answers!
delete from clash_asked where question_id = :question_id;

-- name: pass_by!
update clash_questions set over = 1 where id = :id;

-- name: forget!
delete from clash_questions where id = :id;

-- name: forget_old!
delete from clash_questions where since <= :before;
