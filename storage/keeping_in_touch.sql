-- name: begin!
insert into keeping_in_touch (pair_id, person_id, said, ended_at, until)
values (:pair_id, :person_id, :said, :ended_at, :until) on conflict (pair_id, person_id) do nothing;

-- name: of_pair
select * from keeping_in_touch where pair_id = :pair_id order by person_id;

-- name: of_person
select * from keeping_in_touch where person_id = :person_id order by ended_at, pair_id;

-- name: stand!
update keeping_in_touch set said = :said, until = :until where pair_id = :pair_id and person_id = :person_id;

-- name: leave_line!
update keeping_in_touch set line = :line, line_at = :line_at where pair_id = :pair_id and person_id = :person_id;

-- name: forget_lines!
update keeping_in_touch set line = null, line_at = null where line_at <= :before;

-- name: forget_over!
delete from keeping_in_touch where until <= :now;
