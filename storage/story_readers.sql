-- name: note_copy!
insert into story_copies (place, story_id, reader, message) values (:place, :story_id, :reader, :message)
on conflict (place) do update set story_id = excluded.story_id;

-- name: copies
select * from story_copies where story_id = :story_id;

-- name: forget_copy!
delete from story_copies where place = :place;

-- name: forget_copies!
delete from story_copies where story_id = :story_id;

-- name: forget_reader!
delete from story_copies where reader = :reader;

-- name: shelf$
select saved from story_shelves where person_id = :person_id;

-- name: keep_shelf!
insert into story_shelves (person_id, saved) values (:person_id, :saved)
on conflict (person_id) do update set saved = excluded.saved;

-- name: thank!
insert or ignore into story_thanks (mark, teller, story_id, said, at) values (:mark, :teller, :story_id, :said, :at);

-- name: thanks_of
select * from story_thanks where teller = :teller order by at, mark;

-- name: forget_thanks!
delete from story_thanks where teller = :teller;

-- name: thanks_due
select teller from story_thanks where told_of = 0 group by teller having min(at) <= :before order by teller;

-- name: told_of!
update story_thanks set told_of = 1 where teller = :teller;

-- name: forget_old_thanks!
delete from story_thanks where at < :before;

-- name: wish!
insert or ignore into story_wishes (id, wish, at) values (:id, :wish, :at);

-- name: wishes
select * from story_wishes order by at, id;

-- name: forget_wish!
delete from story_wishes where id = :id;

-- name: forget_old_wishes!
delete from story_wishes where at < :before;
