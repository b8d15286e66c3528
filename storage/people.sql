-- name: by_lookup^
select p.*, d.form as draft_form, d.expires as draft_expires,
       (select group_concat(role) from roles where person_id = p.id) as roles
from people p left join drafts d on d.person_id = p.id
where p.lookup = :lookup;

-- name: by_id^
select p.*, (select group_concat(role) from roles where person_id = p.id) as roles from people p where p.id = :id;

-- name: add!
insert into people (id, lookup, telegram, name, setting, nation, language, state, choices, joined_at)
values (:id, :lookup, :telegram, :name, :setting, :nation, :language, :state, :choices, :joined_at);

-- name: let_in!
update people set state = 'member' where id = :id and state = 'waiting';

-- name: rename!
update people set name = :name where id = :id;

-- name: move!
update people set lookup = :lookup, telegram = :telegram, resting = 0 where id = :id;
-- name: set_namesake!
update people set namesake = :namesake where id = :id;

-- name: members
select id from people where state = 'member' order by id;

-- name: namesakes
select id, namesake from people where namesake > 0 and id <> :id;

-- name: with_a_part
select distinct person_id from roles where role <> 'member' and person_id <> :id;

-- name: set_resting!
update people set resting = :resting where id = :id;

-- name: set_choices!
update people set choices = :choices where id = :id;

-- name: set_nation!
update people set nation = :nation where id = :id;

-- name: grant!
insert or ignore into roles (person_id, role, granted_at) values (:person_id, :role, :granted_at);

-- name: revoke!
delete from roles where person_id = :person_id and role = :role;

-- name: holding
select p.id from people p join roles r on r.person_id = p.id where r.role = :role and p.state = 'member' order by p.id;

-- name: erase!
delete from people where id = :id;
