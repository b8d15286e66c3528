-- name: make!
insert into picture_addresses (person_id, lookup, made_at) values (:person_id, :lookup, :now)
on conflict (person_id) do update set lookup = excluded.lookup, made_at = excluded.made_at;

-- name: turn_off!
delete from picture_addresses where person_id = :person_id;

-- name: of^
select a.person_id from picture_addresses a
join people p on p.id = a.person_id and p.state = 'member'
join roles r on r.person_id = a.person_id and r.role = 'coordinator' and r.granted_at <= a.made_at
where a.person_id = :person_id;

-- name: whose^
select a.person_id from picture_addresses a
join people p on p.id = a.person_id and p.state = 'member'
join roles r on r.person_id = a.person_id and r.role = 'coordinator' and r.granted_at <= a.made_at
where a.lookup = :lookup;

-- name: forget_dead!
delete from picture_addresses where not exists (
    select 1 from roles r where r.person_id = picture_addresses.person_id and r.role = 'coordinator'
    and r.granted_at <= picture_addresses.made_at);
