-- name: add!
insert into opportunities (id, card, category, closes_at, made_at) values (:id, :card, :category, :closes_at, :made_at);

-- name: find^
select * from opportunities where id = :id;

-- name: drafts
select * from opportunities where state = 'draft' order by made_at desc, id;

-- name: sent
select * from opportunities where state <> 'draft' order by sent_at desc, id;

-- name: open
select o.* from opportunities o
left join opportunity_answers a on a.opportunity_id = o.id and a.person_id = :person_id
where o.state in ('live', 'paused') and o.closes_at > :now and (a.answer is null or a.answer <> 'not-for-me')
order by o.closes_at, o.id;

-- name: saved_by
select o.* from opportunities o
join opportunity_answers a on a.opportunity_id = o.id and a.person_id = :person_id
where a.answer = 'saved' and o.state in ('live', 'paused') and o.closes_at > :now
order by o.closes_at, o.id;

-- name: set_card!
update opportunities set card = :card, category = :category, closes_at = :closes_at, fixed_at = :fixed_at,
    fair = case when state = 'draft' then null else fair end
where id = :id;

-- name: set_fair!
update opportunities set fair = :fair, why = :why where id = :id and state = 'draft';

-- name: set_audience!
update opportunities set audience = :audience where id = :id and state = 'draft';

-- name: send!
update opportunities set state = 'live', sent_at = :now, sent_by = :by, screen = :screen, copies = :copies
where id = :id and state = 'draft';

-- name: turn_state!
update opportunities set state = :after where id = :id and state = :before;

-- name: take_back!
update opportunities set state = 'recalled' where id = :id and state in ('live', 'paused');

-- name: close!
update opportunities set closes_at = :now, fixed_at = :now
where id = :id and state in ('live', 'paused') and closes_at > :now;

-- name: set_screen!
update opportunities set screen = :screen, sent_by = :by where id = :id;

-- name: keep_longer!
update opportunities set made_at = :made_at where id = :id and state = 'draft';

-- name: drop_draft!
delete from opportunities where id = :id and state = 'draft';

-- name: members
select id, choices, setting from people where state = 'member' order by id;

-- name: wake_copies!
update letters set due = :now where topic = :topic and kind in ('opportunity', 'opportunity-nudge') and state = 'waiting';

-- name: copies_out
select id, person_id, message_id, kind from letters
where topic = :topic and kind in ('opportunity', 'opportunity-nudge') and state = 'sent' and message_id is not null
    and person_id is not null;

-- name: waiting_in_topic$
select count(*) from letters where topic = :topic and state = 'waiting';

-- name: waiting_later$
select count(*) from letters where topic = :topic and kind = 'opportunity' and state = 'waiting' and due > :now;

-- name: copies_of_person
select id, due, made, state from letters where person_id = :person_id and kind in ('opportunity', 'opportunity-nudge');

-- name: answer_of$
select answer from opportunity_answers where opportunity_id = :id and person_id = :person_id;

-- name: answer!
insert into opportunity_answers (opportunity_id, person_id, answer, at) values (:id, :person_id, :answer, :at)
on conflict (opportunity_id, person_id) do update set answer = excluded.answer, at = excluded.at
where answer <> excluded.answer;

-- name: unanswer!
delete from opportunity_answers where opportunity_id = :id and person_id = :person_id and answer = :answer;

-- name: savers
select person_id from opportunity_answers where opportunity_id = :id and answer = 'saved' order by person_id;

-- name: answers_counted
select answer, count(*) as n from opportunity_answers where opportunity_id = :id and at <= :until group by answer;

-- name: young
select id, sent_at from opportunities where state <> 'draft' and sent_at > :after;

-- name: keep_counts!
update opportunities set reached = :reached, unreached = :unreached where id = :id;

-- name: closed_long
select id from opportunities where state <> 'draft' and saved is null and closes_at < :before;

-- name: keep_answers!
update opportunities set saved = :saved, not_for_me = :not_for_me where id = :id;

-- name: forget_answers!
delete from opportunity_answers where opportunity_id = :id;

-- name: forget_drafts!
delete from opportunities where state = 'draft' and made_at < :before;

-- name: forget_old!
delete from opportunities where closes_at < :before and state <> 'draft';
