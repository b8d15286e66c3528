-- name: write_many*!
insert into letters (id, lane, due, person_id, group_id, chat, kind, about, topic, body, keep, made)
values (:id, :lane, :due, :person_id, :group_id, :chat, :kind, :about, :topic, :body, :keep, :made);

-- name: due
select * from letters where state = 'waiting' and due <= :now order by lane, due limit :most;

-- name: next_due$
select min(due) from letters where state = 'waiting' and due > :now;

-- name: waiting_topics
select distinct topic from letters where topic glob :pattern and state = 'waiting';

-- name: waiting_for
select * from letters where person_id = :person_id and kind = :kind and state = 'waiting';

-- name: find^
select * from letters where id = :id;

-- name: claim!
update letters set state = 'sending', tries = tries + 1 where id = :id and state = 'waiting';

-- name: forget_many*!
delete from letters where id = :id;

-- name: settle_many*!
update letters set state = :state, message_id = coalesce(:message_id, message_id), reason = :reason, body = null
where id = :id;

-- name: put_off_many*!
update letters set state = 'waiting', due = :due, tries = :tries where id = :id and due = :was and state in ('waiting', 'sending');

-- name: release_claims!
update letters set state = 'waiting' where state = 'sending' and lane < :broadcast;

-- name: give_up_claims!
update letters set state = 'unknown' where state = 'sending' and lane >= :broadcast;

-- name: of_topic
select * from letters where topic = :topic order by made, id;

-- name: withdraw!
delete from letters where topic = :topic and (state = 'waiting' or (state = 'resting' and not keep));

-- name: withdraw_from!
delete from letters where topic = :topic and person_id = :person_id
    and (state = 'waiting' or (state = 'resting' and not keep));

-- name: withdraw_kind!
delete from letters where topic = :topic and kind = :kind
    and (state = 'waiting' or (state = 'resting' and not keep));

-- name: outcomes_of
select state, count(*) as n from letters where topic = :topic and kind = :kind group by state;

-- name: forget_settled!
delete from letters where state not in ('waiting', 'sending') and made < :before and not (state = 'resting' and not keep);

-- name: forget_topic!
delete from letters where topic = :topic;

-- name: until_back
select * from letters where person_id = :person_id and state = 'resting' and not keep order by made, id;
