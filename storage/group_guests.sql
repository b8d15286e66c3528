-- name: come!
insert or ignore into group_guests (id, group_id, lookup, telegram, is_bot, since)
values (:id, :group_id, :lookup, :telegram, :is_bot, :since);

-- name: go!
delete from group_guests where group_id = :group_id and lookup = :lookup;

-- name: forget!
delete from group_guests where id = :id;

-- name: find^
select * from group_guests where id = :id;

-- name: without_part
select g.id, g.telegram from group_guests g
where g.group_id = :group_id and g.is_bot = 0 and not exists (
    select 1 from people p where p.lookup = g.lookup and (
        exists (select 1 from seats s where s.circle_id = :circle_id and s.person_id = p.id)
        or exists (select 1 from circle_staff s where s.circle_id = :circle_id and s.person_id = p.id)
        or exists (select 1 from rota_turns t join sessions s on s.id = t.session_id
            where t.person_id = p.id and t.stands_in = 1 and s.circle_id = :circle_id
              and (s.state <> 'closed' or s.closed > :since))
        or exists (select 1 from roles r where r.person_id = p.id and r.role = 'coordinator')))
order by g.since, g.id;

-- name: stand_ins$
select count(*) from group_guests g join people p on p.lookup = g.lookup
where g.group_id = :group_id
  and exists (select 1 from rota_turns t join sessions s on s.id = t.session_id
    where t.person_id = p.id and t.stands_in = 1 and s.circle_id = :circle_id
      and (s.state <> 'closed' or s.closed > :since))
  and not exists (select 1 from seats s where s.circle_id = :circle_id and s.person_id = p.id)
  and not exists (select 1 from circle_staff s where s.circle_id = :circle_id and s.person_id = p.id)
  and not exists (select 1 from circles c where c.id = :circle_id and c.made_by = p.id)
  and not exists (select 1 from roles r where r.person_id = p.id and r.role = 'coordinator');

-- name: other_bots
select id from group_guests where group_id = :group_id and is_bot = 1 order by since, id;

-- name: bots$
select count(*) from group_guests where group_id = :group_id and is_bot = 1;

-- name: coming$
select count(*) from seats where circle_id = :circle_id and left_at is null;

-- name: count_heads!
update groups set headcount = :headcount where id = :id;

-- name: headcount$
select headcount from groups where id = :id;

-- name: forget_lost!
delete from group_guests where group_id in (select id from groups where state = 'lost')
    or group_id not in (select group_id from circles where group_id is not null and state <> 'closed');
