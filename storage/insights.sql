-- name: standings
select c.id, c.title, c.seats, c.state,
       c.door is not null and c.door_kept = 1 and g.state = 'linked' as door_kept,
       (select count(*) from seats s where s.circle_id = c.id) as seated,
       (select count(*) from held_seats h where h.circle_id = c.id and h.until > :now and not exists (
            select 1 from seats s where s.circle_id = c.id and s.person_id = h.person_id)) as held,
       (select count(*) from circle_staff t where t.circle_id = c.id and t.part = 'guide') as guides,
       exists (select 1 from circle_staff t where t.circle_id = c.id and t.part = 'observer') as observed,
       (select min(s.starts) from sessions s
         where s.circle_id = c.id and s.state <> 'closed' and coalesce(s.begun, s.starts) > :since) as next_start
from circles c left join groups g on g.id = c.group_id
where c.state <> 'closed' order by c.id;

-- name: hopes$
select count(*) from circle_hopes;
