-- name: add!
insert into what_worked (opportunity_id, person_id, said, at) values (:id, :person_id, :said, :at)
on conflict (opportunity_id, person_id) do nothing;

-- name: replace!
update what_worked set said = :said, at = :at where opportunity_id = :id and person_id = :person_id;

-- name: of
select person_id, said, at from what_worked where opportunity_id = :id order by at desc, person_id;

-- name: stands$
select 1 from what_worked where opportunity_id = :id and person_id = :person_id;

-- name: take_out!
delete from what_worked where opportunity_id = :id and person_id = :person_id;
