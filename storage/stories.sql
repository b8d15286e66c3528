-- name: begin!
insert into stories (id, teller, told, changed_at) values (:id, :teller, :told, :now);

-- name: find^
select * from stories where id = :id;

-- name: of_teller
select * from stories where teller = :teller order by changed_at desc, id;

-- name: in_state
select * from stories where state = :state order by changed_at, id;

-- name: tell!
update stories set told = :told, changed_at = :now where id = :id and state = 'draft';

-- name: turn!
update stories set state = :after, note = :note, changed_at = :now, version = version + :newer,
       last_yes = null, goes_out_at = null
where id = :id and state = :before;

-- name: cool!
update stories set state = 'cooling', note = null, last_yes = :now, goes_out_at = :goes_out_at
where id = :id and state = 'to-check' and version = :version;

-- name: go_out!
update stories set state = 'out', out_at = :now, ends_at = :ends_at where id = :id and state = 'cooling';

-- name: stay!
update stories set ends_at = :ends_at where id = :id and state = 'out';

-- name: bin!
delete from stories where id = :id;

-- name: over
select id from stories where state = 'out' and ends_at <= :now;

-- name: members
select id, choices from people where state = 'member' order by id;

-- name: circle_mates
select distinct other.person_id from seats mine join seats other on other.circle_id = mine.circle_id
where mine.person_id = :person_id;
