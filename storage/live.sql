-- name: find^
select * from live_sessions where session_id = :session_id;

-- name: set_clock!
insert into live_sessions (session_id, since, at, paused) values (:session_id, :since, :at, :paused)
on conflict (session_id) do update set since = excluded.since, at = excluded.at, paused = excluded.paused;

-- name: call_is_down!
insert into live_sessions (session_id, call_down) values (:session_id, :now)
on conflict (session_id) do update set call_down = excluded.call_down where call_down is null;

-- name: call_is_back!
update live_sessions set call_down = null where session_id = :session_id;

-- name: somebody_is_hurt!
insert into live_sessions (session_id, hurt) values (:session_id, 1)
on conflict (session_id) do update set hurt = 1 where hurt = 0;

-- name: put_panel_aside!
delete from session_panels where session_id = :session_id and person_id = :person_id;

-- name: held_before$
select count(*) from sessions where circle_id = :circle_id and begun is not null and starts < :starts;

-- name: forget!
delete from live_sessions where session_id = :session_id;

-- name: forget_over!
delete from live_sessions where session_id in (select id from sessions where state = 'closed');
