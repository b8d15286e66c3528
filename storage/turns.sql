-- name: ask!
insert or ignore into turn_asks (session_id, person_id, asked) values (:session_id, :person_id, :asked);

-- name: ask_of^
select * from turn_asks where session_id = :session_id and person_id = :person_id;

-- name: take_back!
delete from turn_asks where session_id = :session_id and person_id = :person_id;

-- name: waiting
select a.person_id, a.asked, coalesce(h.had, 0) as had from turn_asks a
join sessions s on s.id = a.session_id
join seats m on m.circle_id = s.circle_id and m.person_id = a.person_id
left join turns_had h on h.circle_id = s.circle_id and h.person_id = a.person_id
where a.session_id = :session_id and a.dealt is null;

-- name: dealt
select person_id from turn_asks where session_id = :session_id and dealt is not null order by dealt;

-- name: deal!
update turn_asks set dealt = :now where session_id = :session_id and person_id = :person_id and dealt is null;

-- name: to_the_end!
update turn_asks set dealt = null, asked = :now
where session_id = :session_id and person_id = :person_id and dealt is not null;

-- name: one_more!
insert into turns_had (circle_id, person_id, had) values (:circle_id, :person_id, 1)
on conflict (circle_id, person_id) do update set had = had + 1;

-- name: last_one_less!
delete from turns_had where circle_id = :circle_id and person_id = :person_id and had = 1;

-- name: one_less!
update turns_had set had = had - 1 where circle_id = :circle_id and person_id = :person_id and had > 1;

-- name: new_season!
delete from turns_had where circle_id = :circle_id;

-- name: over!
delete from turn_asks where session_id = :session_id;

-- name: forget_over!
delete from turn_asks where session_id in (select id from sessions where state = 'closed');

-- name: forget_had!
delete from turns_had where not exists (
    select 1 from seats m join circles c on c.id = m.circle_id
    where m.circle_id = turns_had.circle_id and m.person_id = turns_had.person_id and c.state <> 'closed');
