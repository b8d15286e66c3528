-- name: begin!
insert into seasons (circle_id, number, length, since) values (:circle_id, 1, :length, :since)
on conflict (circle_id) do nothing;

-- name: find^
select * from seasons where circle_id = :circle_id;

-- name: done$
select count(*) from sessions where circle_id = :circle_id and state = 'closed' and begun >= :since;

-- name: turn!
update seasons set state = :to where circle_id = :circle_id and state = :now;

-- name: again!
update seasons set number = number + 1, since = :since, state = 'running'
where circle_id = :circle_id and state = 'asking';

-- name: say_yes!
insert into season_yeses (circle_id, person_id, at) values (:circle_id, :person_id, :at)
on conflict (circle_id, person_id) do nothing;

-- name: take_back!
delete from season_yeses where circle_id = :circle_id and person_id = :person_id;

-- name: yeses
select person_id from season_yeses where circle_id = :circle_id order by person_id;

-- name: forget_yeses!
delete from season_yeses where circle_id = :circle_id;

-- name: end_seats!
delete from seats where circle_id = :circle_id;

-- name: end_holds!
delete from held_seats where circle_id = :circle_id;
