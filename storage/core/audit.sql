-- name: last^
select seq, chain from audit order by seq desc limit 1;

-- name: add!
insert into audit (seq, actor, action, about, at, chain) values (:seq, :actor, :action, :about, :at, :chain);

-- name: all
select * from audit order by seq;
