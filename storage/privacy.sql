-- name: begin_leaving!
insert into leavings (person_id, chat, backup_days, since) values (:person_id, :chat, :backup_days, :since)
on conflict do nothing;

-- name: leaving
select person_id from leavings order by since, person_id;

-- name: leaving_of^
select * from leavings where person_id = :person_id;

-- name: gone!
delete from leavings where person_id = :person_id;

-- name: shown_messages
select message_id from letters where person_id = :person_id and message_id is not null and made >= :since;

-- name: owed_clearings
select about from letters where person_id = :person_id and kind = 'clearing' and state = 'waiting';

-- name: to_bare_chats
select id, chat from letters where person_id is null and chat is not null;
