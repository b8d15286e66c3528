-- name: anchor^
select * from anchors;

-- name: keep!
insert into anchors (one, deployment, master, seq, mark, at) values (1, :deployment, :master, :seq, :mark, :at)
on conflict (one) do update set deployment = excluded.deployment, master = excluded.master, seq = excluded.seq,
    mark = excluded.mark, at = excluded.at;

-- name: lock_marks
select person_id, mark from lock_marks;

-- name: keep_mark!
insert into lock_marks (person_id, mark)
select :person_id, :mark where exists (select 1 from people where id = :person_id)
on conflict (person_id) do update set mark = excluded.mark;

-- name: bury!
insert into tombstones (erased, since) values (:erased, :since) on conflict do nothing;

-- name: buried
select erased from tombstones;

-- name: restoring!
insert into restorings (kind, missing_from, missing_until) values (:kind, :missing_from, :missing_until);

-- name: untold
select * from restorings where told is null order by id;

-- name: told!
update restorings set told = :told where told is null;

-- name: last_told^
select min(missing_from) as missing_from, max(missing_until) as missing_until from restorings where told > :since;
