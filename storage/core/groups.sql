-- name: link!
insert into groups (id, lookup, chat, since) values (:id, :lookup, :chat, :since);

-- name: by_lookup^
select * from groups where lookup = :lookup;

-- name: by_id^
select * from groups where id = :id;

-- name: move!
update groups set lookup = :lookup, chat = :chat, state = 'linked' where id = :id;

-- name: set_state!
update groups set state = :state where id = :id and state <> :state;
