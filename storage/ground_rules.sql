-- name: write!
insert or ignore into ground_rules (circle_id, version, rules, written_by, written_at)
values (:circle_id, :version, :rules, :written_by, :written_at);

-- name: latest^
select * from ground_rules where circle_id = :circle_id order by version desc limit 1;
