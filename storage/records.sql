-- name: begin!
insert into records (id, person_id, seq, adds_to, state, touched, mac)
values (:id, :person_id, :seq, :adds_to, 'open', :touched, :mac);

-- name: newest_seq$
select coalesce(max(seq), 0) from records where person_id = :person_id;

-- name: find^
select * from records where id = :id and person_id = :person_id;

-- name: kept
select * from records where person_id = :person_id and state = 'kept' and adds_to is null
    and instr(:put_by, substr(head, 3, 16)) = 0
order by seq desc limit :most offset :at;

-- name: count_kept$
select count(*) from records where person_id = :person_id and state = 'kept' and adds_to is null
    and instr(:put_by, substr(head, 3, 16)) = 0;

-- name: lines
select * from records where person_id = :person_id and adds_to = :adds_to and state = 'kept' order by seq;

-- name: change!
update records set adds_to = :adds_to, state = :state, touched = :touched, head = :head, mac = :mac
where id = :id and person_id = :person_id;

-- name: newest_part$
select coalesce(max(part), 0) from record_parts where thing_id = :thing_id;

-- name: count_parts$
select count(*) from record_parts where thing_id = :thing_id;

-- name: add_part!
insert into record_parts (thing_id, part, envelope, mac) values (:thing_id, :part, :envelope, :mac);

-- name: parts
select * from record_parts where thing_id = :thing_id order by part;

-- name: drop_part!
delete from record_parts where thing_id = :thing_id and part = :part;

-- name: heads_under
select * from records where person_id = :person_id and substr(head, 3, 16) = :kid order by seq limit :most offset :past;

-- name: parts_under
select record_parts.* from record_parts join records on records.id = thing_id
where person_id = :person_id and substr(envelope, 3, 16) = :kid order by thing_id, part limit :most offset :past;

-- name: change_part!
update record_parts set envelope = :envelope, mac = :mac where thing_id = :thing_id and part = :part;

-- name: erase_under!
delete from records where person_id = :person_id and (
    substr(head, 3, 16) = :kid or id in (select thing_id from record_parts where substr(envelope, 3, 16) = :kid)
);

-- name: erase!
delete from records where id = :id and person_id = :person_id;

-- name: erase_all!
delete from records where person_id = :person_id;

-- name: drop_unfinished!
delete from records where person_id = :person_id and state = 'open';

-- name: drop_stale!
delete from records where state = 'open' and touched < :before;

-- name: begin_ending!
insert into record_endings (person_id, since) values (:person_id, :since) on conflict do nothing;

-- name: endings
select person_id from record_endings order by since;

-- name: is_ending$
select count(*) from record_endings where person_id = :person_id;

-- name: ended!
delete from record_endings where person_id = :person_id;
