-- name: keep!
insert into own_doors (circle_id, person_id, lookup, link, made) values (:circle_id, :person_id, :lookup, :link, :made)
on conflict (circle_id, person_id) do update set lookup = excluded.lookup, link = excluded.link, made = excluded.made;

-- name: find^
select * from own_doors where circle_id = :circle_id and person_id = :person_id;

-- name: of_link^
select * from own_doors where lookup = :lookup;

-- name: of_circle
select person_id from own_doors where circle_id = :circle_id order by person_id;

-- name: forget!
delete from own_doors where circle_id = :circle_id and person_id = :person_id;

-- name: forget_all!
delete from own_doors where circle_id = :circle_id;

-- name: idle
select d.* from own_doors d join circles c on c.id = d.circle_id
where c.state = 'closed'
    or (not exists (select 1 from seats s where s.circle_id = d.circle_id and s.person_id = d.person_id)
        and not exists (select 1 from circle_staff s where s.circle_id = d.circle_id and s.person_id = d.person_id)
        and not exists (select 1 from rota_turns t join sessions s on s.id = t.session_id
            where t.person_id = d.person_id and t.stands_in = 1 and s.circle_id = d.circle_id and s.state <> 'closed'));
