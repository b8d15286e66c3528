-- name: begin!
insert into pages (id, person_id, seq, state, touched, mac) values (:id, :person_id, :seq, :state, :touched, :mac);

-- name: newest_seq$
select coalesce(max(seq), 0) from pages where person_id = :person_id;

-- name: find^
select * from pages where id = :id and person_id = :person_id;

-- name: kept
select * from pages where person_id = :person_id and state = 'kept'
    and instr(:put_by, substr(head, 3, 16)) = 0
    and not exists (select 1 from page_notes where note_id = pages.id)
order by seq desc limit :most offset :at;

-- name: kept_before
select * from pages where person_id = :person_id and state = 'kept' and seq < :before
    and instr(:put_by, substr(head, 3, 16)) = 0
    and not exists (select 1 from page_notes where note_id = pages.id)
order by seq desc limit :most;

-- name: is_saved$
select exists (select 1 from pages where id = :id and person_id = :person_id and state = 'kept');

-- name: is_kept$
select count(*) from pages where id = :id and person_id = :person_id and state = 'kept'
    and not exists (select 1 from page_notes where note_id = pages.id);

-- name: count_kept$
select count(*) from pages where person_id = :person_id and state = 'kept'
    and instr(:put_by, substr(head, 3, 16)) = 0
    and not exists (select 1 from page_notes where note_id = pages.id);

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
    or exists (select 1 from page_parts where page_id = pages.id and substr(envelope, 3, 16) = :kid)
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
insert into page_parts (id, page_id, part, envelope, mac) values (random(), :page_id, :part, :envelope, :mac);

-- name: parts
select * from page_parts where page_id = :page_id order by part;

-- name: drop_part!
delete from page_parts where page_id = :page_id and part = :part;

-- name: newest_note$
select coalesce(max(number), 0) from page_notes where page_id = :page_id;

-- name: parts_before
select pages.seq, page_parts.page_id, page_parts.part, page_parts.envelope from pages cross join page_parts on page_parts.page_id = pages.id
where pages.person_id = :person_id and pages.state = 'kept' and (pages.seq, page_parts.part) < (:seq, :part)
order by pages.seq desc, page_parts.part desc limit :most;

-- name: page_of_note$
select page_id from page_notes where note_id = :note_id;

-- a cross join keeps the order: from a few pages to their parts, never through all parts of everybody

-- name: links_between
select page_notes.* from pages cross join page_notes on page_notes.page_id = pages.id
where pages.person_id = :person_id and pages.seq between :first and :last order by page_notes.number;

-- name: notes_between
select notes.* from pages cross join page_notes on page_notes.page_id = pages.id cross join pages notes on notes.id = page_notes.note_id
where pages.person_id = :person_id and pages.seq between :first and :last and notes.person_id = :person_id;

-- name: parts_between
select page_parts.* from pages cross join page_parts on page_parts.page_id = pages.id
where pages.person_id = :person_id and pages.seq between :first and :last order by page_parts.part;

-- name: note_parts_between
select page_parts.* from pages cross join page_notes on page_notes.page_id = pages.id
cross join page_parts on page_parts.page_id = page_notes.note_id
where pages.person_id = :person_id and pages.seq between :first and :last order by page_parts.part;

-- name: hang!
insert into page_notes (page_id, number, note_id, mac) values (:page_id, :number, :note_id, :mac);

-- name: erase_notes!
delete from pages where person_id = :person_id and id in (select note_id from page_notes where page_id = :page_id);

-- name: every_id
select id from pages where person_id = :person_id and state = 'kept';

-- name: erase_every!
delete from pages where person_id = :person_id;

-- name: begin_erasing!
insert into page_erasings (person_id, days, since) values (:person_id, :days, :since) on conflict do nothing;

-- name: erasing$
select days from page_erasings where person_id = :person_id;

-- name: all_erasing
select person_id from page_erasings order by since;

-- name: end_erasing!
delete from page_erasings where person_id = :person_id;

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
