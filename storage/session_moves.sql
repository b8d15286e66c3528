-- name: propose!
insert into session_moves (id, session_id, starts, times, staff_only, made_at)
values (:id, :session_id, :starts, :times, :staff_only, :made_at);

-- name: find^
select * from session_moves where id = :id;

-- name: of_session^
select * from session_moves where session_id = :session_id;

-- name: ask!
update session_moves set ends_at = :ends_at where id = :id and ends_at is null;

-- name: forget!
delete from session_moves where id = :id;

-- name: forget_old!
delete from session_moves where made_at <= :before;

-- name: answer!
insert into move_answers (move_id, person_id, said) values (:move_id, :person_id, :said)
on conflict (move_id, person_id) do update set said = excluded.said;

-- name: answers
select * from move_answers where move_id = :move_id;

-- name: answer_of^
select * from move_answers where move_id = :move_id and person_id = :person_id;
