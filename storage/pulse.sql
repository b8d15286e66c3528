-- name: asked_for
select id from people
where state = 'member' and json_extract(choices, '$.pulse') = :when order by id;

-- name: came_since
select distinct y.person_id from session_yeses y
join sessions s on s.id = y.session_id join people p on p.id = y.person_id
where s.state = 'closed' and s.begun is not null and s.closed >= :since
    and p.state = 'member' and json_extract(p.choices, '$.pulse') = :when
order by y.person_id;

-- name: find^
select * from pulse_taps where person_id = :person_id and week = :week;

-- name: keep!
insert into pulse_taps (person_id, week, taps) values (:person_id, :week, :taps)
on conflict (person_id, week) do update set taps = excluded.taps;

-- name: last
select * from pulse_taps where person_id = :person_id and week > :after order by week desc limit :most;

-- name: counts^
select counts from pulse_counts where week = :week;

-- name: keep_counts!
insert into pulse_counts (week, counts) values (:week, :counts)
on conflict (week) do update set counts = excluded.counts;

-- name: drop_taps!
delete from pulse_taps where week <= :until;

-- name: drop_counts!
delete from pulse_counts where week <= :until;

-- name: forget!
delete from pulse_taps where person_id = :person_id;
