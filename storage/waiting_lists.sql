-- name: join!
insert into waiting_lists (circle_id, person_id, place)
select :circle_id, :person_id, coalesce(max(place), 0) + 1 from waiting_lists where circle_id = :circle_id
on conflict (circle_id, person_id) do nothing;

-- name: leave!
delete from waiting_lists where circle_id = :circle_id and person_id = :person_id;

-- name: of^
select * from waiting_lists where circle_id = :circle_id and person_id = :person_id;

-- name: of_person
select circle_id from waiting_lists where person_id = :person_id order by circle_id;

-- name: next_in_line^
select w.person_id from waiting_lists w join people p on p.id = w.person_id
where w.circle_id = :circle_id and w.offered_until is null and p.resting = 0 order by w.place limit 1;

-- name: ahead
select w.person_id from waiting_lists w join people p on p.id = w.person_id
where w.circle_id = :circle_id and (w.offered_until is not null or (p.resting = 0 and w.place < coalesce(
    (select place from waiting_lists where circle_id = :circle_id and person_id = :person_id),
    (select 0 from held_seats where circle_id = :circle_id and person_id = :person_id and until > :now),
    9223372036854775807)));

-- name: offer!
update waiting_lists set offered_until = :until where circle_id = :circle_id and person_id = :person_id;

-- name: lapse!
delete from waiting_lists where circle_id = :circle_id and person_id = :person_id and offered_until <= :now;

-- name: next_hold_ends$
select min(until) from held_seats where circle_id = :circle_id and until > :now;

-- name: lengths
select circle_id, count(*) as waiting from waiting_lists group by circle_id;

-- name: circles
select distinct circle_id from waiting_lists order by circle_id;

-- name: forget_offers!
delete from waiting_lists where circle_id = :circle_id and offered_until <= :before;

-- name: is_open$
select 1 from circles c join groups g on g.id = c.group_id
where c.id = :circle_id and c.state = 'open' and c.door is not null and c.door_kept = 1 and g.state = 'linked';

-- name: seats_of
select circle_id from seats where person_id = :person_id order by circle_id;

-- name: hope_instead!
insert or ignore into circle_hopes (person_id, since)
select w.person_id, :now from waiting_lists w join circles c on c.id = w.circle_id where c.state = 'closed';

-- name: forget_closed!
delete from waiting_lists where circle_id in (select id from circles where state = 'closed');
