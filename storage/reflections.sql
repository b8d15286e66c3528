-- name: begin!
insert into pages (id, person_id, seq, state, touched, mac) values (:id, :person_id, :seq, :state, :touched, :mac);

-- name: newest_seq$
select coalesce(max(seq), 0) from pages where person_id = :person_id;

-- name: find^
select * from pages where id = :id and person_id = :person_id;

-- name: kept
select * from pages where person_id = :person_id and state = 'kept' order by seq desc limit :most offset :at;

-- name: kept_to_open
select * from pages where person_id = :person_id and state = 'kept' and instr(:put_by, substr(head, 3, 16)) = 0
order by seq desc limit :most offset :at;

-- name: count_to_open$
select count(*) from pages where person_id = :person_id and state = 'kept' and instr(:put_by, substr(head, 3, 16)) = 0;

-- name: heads_under
select * from pages where person_id = :person_id and substr(head, 3, 16) = :kid order by seq limit :most offset :past;

-- name: parts_under
select page_parts.* from page_parts join pages on pages.id = page_id
where person_id = :person_id and substr(envelope, 3, 16) = :kid order by page_id, part limit :most offset :past;

-- name: change_part!
update page_parts set envelope = :envelope, mac = :mac where page_id = :page_id and part = :part;

-- name: erase_under!
delete from pages where person_id = :person_id and (
    substr(head, 3, 16) = :kid
    or id in (select page_id from page_parts where substr(envelope, 3, 16) = :kid)
);

-- name: offered_since^
select * from pages where person_id = :person_id and state = 'offered' and touched >= :since order by seq desc limit 1;

-- name: change!
update pages set state = :state, touched = :touched, head = :head, mac = :mac where id = :id and person_id = :person_id;

-- name: newest_part$
select coalesce(max(part), 0) from page_parts where page_id = :page_id;

-- name: count_parts$
select count(*) from page_parts where page_id = :page_id;

-- name: add_part!
insert into page_parts (page_id, part, envelope, mac) values (:page_id, :part, :envelope, :mac);

-- name: parts
select * from page_parts where page_id = :page_id order by part;

-- name: drop_part!
delete from page_parts where page_id = :page_id and part = :part;

-- name: erase!
delete from pages where id = :id and person_id = :person_id;

-- name: drop_unfinished!
delete from pages where person_id = :person_id and state = 'open';

-- name: drop_offered!
delete from pages where id = :id and person_id = :person_id and state = 'offered';

-- name: drop_stale!
delete from pages where state <> 'kept' and touched < :before;

-- name: sign^
select sign from page_signs where person_id = :person_id;

-- name: set_sign!
insert into page_signs (person_id, sign) values (:person_id, :sign) on conflict do nothing;

-- name: change_sign!
insert into page_signs (person_id, sign) values (:person_id, :sign) on conflict do update set sign = excluded.sign;
