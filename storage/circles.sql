-- name: make!
insert into circles (id, title, topic, for_whom, plan, first_at, zone, every_weeks, seats, made_by, made_at)
values (:id, :title, :topic, :for_whom, :plan, :first_at, :zone, :every_weeks, :seats, :made_by, :made_at);

-- name: find^
select * from circles where id = :id;

-- name: of_group^
select * from circles where group_id = :group_id;

-- name: open_ones
select c.* from circles c join groups g on g.id = c.group_id
where c.state = 'open' and c.door is not null and c.door_kept = 1 and g.state = 'linked'
and not exists (select 1 from seasons s where s.circle_id = c.id and s.state <> 'running') order by c.id;

-- name: with_a_lost_group
select c.* from circles c join groups g on g.id = c.group_id
where g.state = 'lost' and c.state <> 'closed' and (c.door is not null or c.door_kept = 1) order by c.id;

-- name: made_by
select * from circles where made_by = :person_id and state <> 'closed' order by made_at;

-- name: of_member
select c.* from circles c join seats s on s.circle_id = c.id
where s.person_id = :person_id and c.state <> 'closed' order by s.since;

-- name: of_staff
select c.* from circles c join circle_staff s on s.circle_id = c.id
where s.person_id = :person_id and c.state <> 'closed' order by s.since;

-- name: planners_of
select c.id, c.made_by from circles c join circle_staff s on s.circle_id = c.id
where s.person_id = :person_id and c.state <> 'closed' order by s.since;

-- name: close!
update circles set state = 'closed', door = null, door_kept = 0 where id = :id and state <> 'closed';

-- name: seated
select * from seats where circle_id = :circle_id order by since, person_id;

-- name: seat_of^
select * from seats where circle_id = :circle_id and person_id = :person_id;

-- name: seat!
insert into seats (circle_id, person_id, since, promised) values (:circle_id, :person_id, :since, :promised);

-- name: show!
update seats set shown = :shown where circle_id = :circle_id and person_id = :person_id;

-- name: come_in!
update seats set inside = 1, left_at = null where circle_id = :circle_id and person_id = :person_id;

-- name: greet!
update seats set greeted = 1 where circle_id = :circle_id and person_id = :person_id and greeted = 0;

-- name: go_out!
update seats set inside = 0, left_at = :left_at
where circle_id = :circle_id and person_id = :person_id and inside = 1;

-- name: free_seat!
delete from seats where circle_id = :circle_id and person_id = :person_id;

-- name: hold!
insert into held_seats (person_id, circle_id, until) values (:person_id, :circle_id, :until)
on conflict (person_id) do update set circle_id = excluded.circle_id, until = case
    when held_seats.circle_id = excluded.circle_id and held_seats.until > :now then held_seats.until
    else excluded.until end;

-- name: hold_on!
update held_seats set until = :until where person_id = :person_id and circle_id = :circle_id;

-- name: held_until$
select until from held_seats where circle_id = :circle_id and person_id = :person_id;

-- name: held_for$
select circle_id from held_seats where person_id = :person_id;

-- name: held
select person_id from held_seats where circle_id = :circle_id and until > :now;

-- name: let_go!
delete from held_seats where person_id = :person_id;

-- name: forget_holds!
delete from held_seats where until <= :now;

-- name: staff
select * from circle_staff where circle_id = :circle_id order by part, since, person_id;

-- name: staff_up!
insert into circle_staff (circle_id, person_id, part, since) values (:circle_id, :person_id, :part, :since)
on conflict (circle_id, person_id) do update set part = excluded.part, since = excluded.since;

-- name: stand_down!
delete from circle_staff where circle_id = :circle_id and person_id = :person_id;

-- name: free_left!
delete from seats where inside = 0 and left_at <= :before;

-- name: next_starts
select starts from sessions where circle_id = :circle_id and state in ('planned', 'gathering') and starts > :after
order by starts limit :most;
