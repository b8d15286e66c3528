-- name: write!
insert or ignore into network_plans (id, version, name, steps, minutes, came_from, written_by, written_at)
values (:id, :version, :name, :steps, :minutes, :came_from, :written_by, :written_at);

-- name: one^
select * from network_plans where id = :id and version = :version;

-- name: latest^
select * from network_plans where id = :id order by version desc limit 1;

-- name: live
select p.* from network_plans p
where p.retired_at is null
    and p.version = (select max(o.version) from network_plans o where o.id = p.id)
order by p.written_at, p.id;

-- name: retire!
update network_plans set retired_at = :now where id = :id and retired_at is null;

-- name: met_by$
select count(*) from circles where plan = :id and state <> 'closed';

-- name: meet_by!
update circles set plan = :plan where id = :circle_id and state <> 'closed';
