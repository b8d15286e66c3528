-- name: plan!
insert or ignore into sessions (id, circle_id, plan, starts, minutes, link)
values (:id, :circle_id, :plan, :starts, :minutes, :link);

-- name: at_start^
select * from sessions where circle_id = :circle_id and starts = :starts;

-- name: find^
select * from sessions where id = :id;

-- name: next_of^
select * from sessions where circle_id = :circle_id and state <> 'closed' order by starts limit 1;

-- name: coming
select * from sessions where circle_id = :circle_id and state <> 'closed' order by starts;

-- name: of_person
select distinct s.* from sessions s
where s.state <> 'closed' and (
    exists (select 1 from seats m where m.circle_id = s.circle_id and m.person_id = :person_id)
    or exists (select 1 from circle_staff h where h.circle_id = s.circle_id and h.person_id = :person_id)
    or exists (select 1 from rota_turns t where t.session_id = s.id and t.person_id = :person_id and t.stands_in = 1))
order by s.starts;

-- name: gather!
update sessions set state = 'gathering' where id = :id and state = 'planned';

-- name: begin!
update sessions set state = 'begun', begun = :begun where id = :id and state in ('planned', 'gathering');

-- name: close!
update sessions set state = 'closed', closed = :closed where id = :id and state <> 'closed';

-- name: move!
update sessions set starts = :starts, state = 'planned', begun = null, moves = moves + 1, needs_two = 0
where id = :id and (state in ('planned', 'gathering') or (state = 'begun' and exists (
    select 1 from live_sessions where session_id = :id and call_down is not null
)));

-- name: replan!
update sessions set plan = :plan, minutes = :minutes where id = :id and state in ('planned', 'gathering');

-- name: make_small_chat!
update sessions set chat = 1, minutes = :minutes where id = :id and state in ('planned', 'gathering') and chat = 0;

-- name: set_link!
update sessions set link = :link where id = :id and state <> 'closed';

-- name: wipe_link!
update sessions set link = null where id = :id;

-- name: forget_links!
update sessions set link = null where link is not null and state = 'closed' and closed <= :before;

-- name: say_yes!
insert into session_yeses (session_id, person_id, version, at) values (:session_id, :person_id, :version, :at)
on conflict (session_id, person_id) do update set version = excluded.version, at = excluded.at, one_guide = 0;

-- name: take_back!
delete from session_yeses where session_id = :session_id and person_id = :person_id;

-- name: take_all_back!
delete from session_yeses where session_id = :session_id;

-- name: one_guide_is_fine!
update session_yeses set one_guide = 1 where session_id = :session_id and person_id = :person_id
    and exists (select 1 from sessions s where s.id = :session_id and s.needs_two = 0);

-- name: needs_two_guides!
update sessions set needs_two = 1 where id = :id and state in ('planned', 'gathering') and needs_two = 0;

-- name: forget_one_guide!
update session_yeses set one_guide = 0 where session_id = :session_id
    and exists (select 1 from sessions s where s.id = :session_id and s.needs_two = 1);

-- name: yeses
select y.* from session_yeses y
join sessions s on s.id = y.session_id
join seats m on m.circle_id = s.circle_id and m.person_id = y.person_id
where y.session_id = :session_id order by y.person_id;

-- name: yes_of^
select * from session_yeses where session_id = :session_id and person_id = :person_id;

-- name: keep_panel!
insert into session_panels (session_id, person_id, message_id) values (:session_id, :person_id, :message_id)
on conflict (session_id, person_id) do update set message_id = excluded.message_id;

-- name: panel_of$
select message_id from session_panels where session_id = :session_id and person_id = :person_id;

-- name: panels
select person_id from session_panels where session_id = :session_id order by person_id;

-- name: forget_panels!
delete from session_panels where session_id in (select id from sessions where state = 'closed');

-- name: count_old!
update sessions set came = (select count(*) from session_yeses y where y.session_id = sessions.id)
where came is null and state = 'closed' and starts <= :before;

-- name: forget_old_yeses!
delete from session_yeses where session_id in (select id from sessions where came is not null);

-- name: forget_old_cards!
delete from consents where purpose = 'session-card' and given_at <= :before;
