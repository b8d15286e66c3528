-- name: say_hello!
insert or ignore into hellos (person_id, made_at, wipe_at) values (:person_id, :made_at, :wipe_at);

-- name: of^
select h.* from hellos h join people p on p.id = h.person_id where h.person_id = :person_id and p.state = 'waiting';

-- name: open
select person_id from hellos where state = 'open' order by made_at, person_id;

-- name: add_line!
update hellos set line = :line where person_id = :person_id and state = 'open';

-- name: ask!
update hellos set question = :question, asked_by = :asked_by, answer = null
where person_id = :person_id and state = 'open' and (question is null or answer is not null);

-- name: reply!
update hellos set answer = :answer
where person_id = :person_id and state = 'open' and question is not null and answer is null;

-- name: decline!
update hellos set state = 'declined', line = null, question = null, asked_by = null, answer = null, wipe_at = :wipe_at
where person_id = :person_id and state = 'open';

-- name: close!
delete from hellos where person_id = :person_id;

-- name: lapsed
select p.id from people p left join hellos h on h.person_id = p.id
where p.state = 'waiting' and coalesce(h.wipe_at, p.joined_at + :kept) <= :now;

-- name: set_setting!
update people set setting = :setting where id = :person_id;

-- name: forget!
delete from people where id = :person_id and state = 'waiting';
