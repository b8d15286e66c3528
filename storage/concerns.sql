-- name: add!
insert into concerns (id, word, writer_id, contact_id, kind, wanted, named, never_to, state, sent_at, with_since)
values (:id, :word, :writer_id, :contact_id, :kind, :wanted, :named, :never_to, :state, :now, :now);

-- name: find^
select c.*, exists (
    select 1 from roles r where r.person_id = c.contact_id and r.role = 'safe-contact'
) as heard from concerns c where c.id = :id;

-- name: words
select word from concerns;

-- name: of_writer
select id, word, state from concerns where writer_id = :person_id and state <> 'closed' order by sent_at, id;

-- name: all_of_writer
select id from concerns where writer_id = :person_id;

-- name: never_of_writer
select id, never_to from concerns where writer_id = :person_id;

-- name: of_contact
select id, word, state from concerns where contact_id = :person_id and state in ('sent', 'open')
order by with_since, id;

-- name: unheard
select c.id from concerns c where c.state in ('sent', 'open') and not exists (
    select 1 from roles r where r.person_id = c.contact_id and r.role = 'safe-contact'
);

-- name: open_it!
update concerns set state = 'open' where id = :id and state = 'sent';

-- name: note_read!
update concerns set read_at = :now where id = :id and read_at is null;

-- name: note_acted!
update concerns set acted_at = :now where id = :id and acted_at is null;

-- name: move!
update concerns set contact_id = :contact_id, backup_id = null, handing_to = null, state = :state, with_since = :now,
    read_at = null, writer_closes = 0, contact_closes = 0, closed_at = null, asked = null, never_to = :never_to
where id = :id;

-- name: set_backup!
update concerns set backup_id = :backup_id where id = :id;

-- name: set_handing!
update concerns set handing_to = :handing_to where id = :id;

-- name: agree!
update concerns set writer_closes = :writer, contact_closes = :contact
where id = :id and (writer_closes <> :writer or contact_closes <> :contact);

-- name: close!
update concerns set state = 'closed', closed_at = :now, backup_id = null, handing_to = null
where id = :id and state <> 'closed';

-- name: go_on!
update concerns set state = :state, writer_closes = 0, contact_closes = 0, closed_at = null, asked = null
where id = :id;

-- name: set_asked!
update concerns set asked = :asked where id = :id;

-- name: leave_it!
update concerns set leave_it = :leave_it where writer_id = :person_id and state in ('sent', 'open');

-- name: leave!
update concerns set writer_id = null, named = 0, left_at = :now, writer_closes = 0, backup_id = null, handing_to = null,
    asked = null
where id = :id;

-- name: over
select id, coalesce(closed_at, left_at) as since from concerns where coalesce(closed_at, left_at) is not null;

-- name: erase!
delete from concerns where id = :id;

-- name: erase_notes!
delete from concern_notes where concern_id = :id;

-- name: add_note!
insert into concern_notes (concern_id, seq, side, words, at)
values (:id, :seq, :side, :words, :now);

-- name: next_note$
select coalesce(max(seq), 0) + 1 from concern_notes where concern_id = :id;

-- name: notes
select * from concern_notes where concern_id = :id order by seq;

-- name: answered$
select count(*) from concern_notes where concern_id = :id and side = 'contact' and at >= :since;

-- name: end!
insert into concern_endings (id, since) values (:id, :now) on conflict (id) do nothing;

-- name: endings
select id from concern_endings;

-- name: ended!
delete from concern_endings where id = :id;
