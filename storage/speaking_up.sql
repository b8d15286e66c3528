-- name: begin!
insert into speak_up_plans (id, person_id, seq, adds_to, state, touched, mac)
values (:id, :person_id, :seq, :adds_to, 'open', :touched, :mac);

-- name: newest_seq$
select coalesce(max(seq), 0) from speak_up_plans where person_id = :person_id;

-- name: find^
select * from speak_up_plans where id = :id and person_id = :person_id;

-- name: kept
select * from speak_up_plans where person_id = :person_id and state = 'kept' and adds_to is null
    and instr(:put_by, substr(head, 3, 16)) = 0
order by seq desc limit :most offset :at;

-- name: count_kept$
select count(*) from speak_up_plans where person_id = :person_id and state = 'kept' and adds_to is null
    and instr(:put_by, substr(head, 3, 16)) = 0;

-- name: lines
select * from speak_up_plans where person_id = :person_id and adds_to = :adds_to and state = 'kept' order by seq;

-- name: change!
update speak_up_plans set adds_to = :adds_to, state = :state, touched = :touched, head = :head, mac = :mac
where id = :id and person_id = :person_id;

-- name: newest_part$
select coalesce(max(part), 0) from speak_up_parts where thing_id = :thing_id;

-- name: count_parts$
select count(*) from speak_up_parts where thing_id = :thing_id;

-- name: add_part!
insert into speak_up_parts (thing_id, part, envelope, mac) values (:thing_id, :part, :envelope, :mac);

-- name: parts
select * from speak_up_parts where thing_id = :thing_id order by part;

-- name: drop_part!
delete from speak_up_parts where thing_id = :thing_id and part = :part;

-- name: heads_under
select * from speak_up_plans where person_id = :person_id and substr(head, 3, 16) = :kid order by seq limit :most offset :past;

-- name: parts_under
select speak_up_parts.* from speak_up_parts join speak_up_plans on speak_up_plans.id = thing_id
where person_id = :person_id and substr(envelope, 3, 16) = :kid order by thing_id, part limit :most offset :past;

-- name: change_part!
update speak_up_parts set envelope = :envelope, mac = :mac where thing_id = :thing_id and part = :part;

-- name: erase_under!
delete from speak_up_plans where person_id = :person_id and (
    substr(head, 3, 16) = :kid or id in (select thing_id from speak_up_parts where substr(envelope, 3, 16) = :kid)
);

-- name: erase!
delete from speak_up_plans where id = :id and person_id = :person_id;

-- name: erase_all!
delete from speak_up_plans where person_id = :person_id;

-- name: drop_unfinished!
delete from speak_up_plans where person_id = :person_id and state = 'open';

-- name: drop_stale!
delete from speak_up_plans where state = 'open' and touched < :before;
