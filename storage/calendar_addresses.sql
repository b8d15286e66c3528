-- name: make!
insert into calendar_addresses (person_id, lookup, made_at, changed_at) values (:person_id, :lookup, :now, :now)
on conflict (person_id) do update
set lookup = excluded.lookup, made_at = excluded.made_at, changed_at = excluded.changed_at, content = null;

-- name: turn_off!
delete from calendar_addresses where person_id = :person_id;

-- name: of^
select * from calendar_addresses where person_id = :person_id;

-- name: whose^
select * from calendar_addresses where lookup = :lookup;

-- name: note_content!
update calendar_addresses set content = :content, changed_at = :changed_at where lookup = :lookup;
