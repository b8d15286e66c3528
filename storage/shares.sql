-- name: add!
insert into shares (id, writer_id, mentor_id, pair_id, page_id, expires, opened, envelope, mac)
values (:id, :writer_id, :mentor_id, :pair_id, :page_id, :expires, :opened, :envelope, :mac);

-- name: find^
select * from shares where id = :id;

-- name: by_writer
select * from shares where writer_id = :person_id order by expires, id;

-- name: with_mentor
select * from shares where mentor_id = :person_id order by expires, id;

-- name: of_pair
select * from shares where pair_id = :pair_id order by id;

-- name: of_page
select * from shares where page_id = :page_id and writer_id = :writer_id order by id;

-- name: over
select * from shares where expires <= :now order by id;

-- name: mentors
select distinct mentor_id from shares order by mentor_id;

-- name: note_opened!
update shares set opened = :opened, mac = :mac where id = :id and opened is null;

-- name: drop!
delete from shares where id = :id;

-- name: last_key^
select * from share_keys where writer_id = :writer_id and mentor_id = :mentor_id;

-- name: keep_key!
insert or replace into share_keys (writer_id, mentor_id, public_key, mac)
values (:writer_id, :mentor_id, :public_key, :mac);

-- name: forget_key!
delete from share_keys where writer_id = :writer_id and mentor_id = :mentor_id;

-- name: shared_on$
select shared from share_counts where person_id = :person_id and day = :day;

-- name: count!
insert or replace into share_counts (person_id, day, shared) values (:person_id, :day, :shared);

-- name: forget_counts!
delete from share_counts where day < :today;

-- name: under_key
select * from shares where mentor_id = :mentor_id and substr(envelope, 3, 16) = :kid order by id
limit :most offset :past;

-- name: seal_again!
update shares set envelope = :envelope, mac = :mac where id = :id;

-- name: erase_under!
delete from shares where mentor_id = :mentor_id and substr(envelope, 3, 16) = :kid;
