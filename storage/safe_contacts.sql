-- name: near
select other as person_id from (
    select mentor_id as other from pairs where mentee_id = :person_id
    union
    select mentee_id from pairs where mentor_id = :person_id
    union
    select s.person_id from seats s join seats mine on mine.circle_id = s.circle_id
    where mine.person_id = :person_id and s.shown = 1
    union
    select h.person_id from circle_staff h join seats mine on mine.circle_id = h.circle_id
    where mine.person_id = :person_id
    union
    select s.person_id from seats s join circle_staff mine on mine.circle_id = s.circle_id
    where mine.person_id = :person_id
    union
    select h.person_id from circle_staff h join circle_staff mine on mine.circle_id = h.circle_id
    where mine.person_id = :person_id
) where other <> :person_id order by other;

-- name: circles_of
select circle_id from seats where person_id = :person_id
union
select circle_id from circle_staff where person_id = :person_id;

-- name: paired_with
select mentor_id as person_id from pairs where mentee_id = :person_id and state <> 'ended'
union
select mentee_id from pairs where mentor_id = :person_id and state <> 'ended';

-- name: be_away!
insert into contact_aways (person_id, first, last) values (:person_id, :first, :last)
on conflict (person_id, first) do update set last = excluded.last;

-- name: back!
delete from contact_aways where person_id = :person_id and first = :first;

-- name: aways_of
select * from contact_aways where person_id = :person_id order by first;

-- name: forget_over!
delete from contact_aways where last < :today;
