-- name: note!
insert or ignore into group_troubles (group_id, trouble, since) values (:group_id, :trouble, :since);

-- name: mend!
delete from group_troubles where group_id = :group_id and trouble = :trouble;

-- name: forget!
delete from group_troubles where group_id = :group_id;

-- name: of_group
select trouble from group_troubles where group_id = :group_id order by trouble;

-- name: answer!
insert into group_answers (lookup, word, at) values (:lookup, :word, :at)
on conflict (lookup, word) do update set at = excluded.at where group_answers.at <= :before;

-- name: forget_answers!
delete from group_answers where at <= :before;
