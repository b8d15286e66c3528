-- name: last^
select seq, chain from audit order by seq desc limit 1;

-- name: add!
insert into audit (seq, actor, action, about, at, chain) values (:seq, :actor, :action, :about, :at, :chain);

-- name: all
select * from audit order by seq;

-- name: newest_before^
select seq, action, chain from audit where at <= :before order by seq desc limit 1;

-- name: forget_before!
delete from audit where seq < :seq;

-- name: empty!
update audit set actor = null, action = :action, about = :about where seq = :seq;

-- name: count_since$
select count(*) from audit where actor = :actor and action = :action and at > :since;
