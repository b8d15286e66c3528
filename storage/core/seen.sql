-- name: note!
insert or ignore into seen (update_id, at) values (:update_id, :at);

-- name: forget_before!
delete from seen where at < :before;

-- name: set_aside!
insert or ignore into set_aside (update_id, reference, keys, trouble, at)
values (:update_id, :reference, :keys, :trouble, :at);

-- name: aside
select * from set_aside order by at;

-- name: forget_aside!
delete from set_aside where at < :before;
