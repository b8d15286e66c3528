-- name: set_group!
update circles set group_id = :group_id where id = :id;

-- name: set_door!
update circles set door = :door, door_kept = 1, state = 'open' where id = :id and state <> 'closed';

-- name: keep_door!
update circles set door_kept = :door_kept where id = :id and door_kept <> :door_kept;

-- name: forget_door!
update circles set door = null, door_kept = 0 where id = :id and (door is not null or door_kept = 1);

-- name: keep_code!
insert into group_codes (lookup, circle_id, until) values (:lookup, :circle_id, :until);

-- name: code^
select * from group_codes where lookup = :lookup and until > :now;

-- name: forget_codes_of!
delete from group_codes where circle_id = :circle_id;

-- name: forget_codes!
delete from group_codes where until <= :now;

-- name: hope!
insert or ignore into circle_hopes (person_id, since) values (:person_id, :since);

-- name: hoping
select person_id from circle_hopes order by since, person_id;

-- name: forget_hope!
delete from circle_hopes where person_id = :person_id;

-- name: watched
select c.id from circles c join groups g on g.id = c.group_id where c.state = 'open' and g.state = 'linked' order by c.id;
