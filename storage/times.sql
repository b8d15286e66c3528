-- name: keep!
insert into time_answers (person_id, answers, since) values (:person_id, :answers, :now)
on conflict (person_id) do update set answers = excluded.answers, since = excluded.since;

-- name: of^
select * from time_answers where person_id = :person_id;

-- name: forget!
delete from time_answers where person_id = :person_id;

-- name: forget_old!
delete from time_answers where since <= :before;
