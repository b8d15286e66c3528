-- name: find^
select * from meetings where id = :id;

-- name: ask!
insert into meetings (id, mentee_id, mentor_id, state, line, answer_by, opened_at)
values (:id, :mentee_id, :mentor_id, 'asked', :line, :answer_by, :opened_at);

-- name: hide!
insert into meetings (id, mentee_id, mentor_id, state, opened_at, closed_at)
values (:id, :mentee_id, :mentor_id, 'closed', :now, :now);

-- name: of_person
select * from meetings where (mentee_id = :person_id or mentor_id = :person_id)
and state in ('asked', 'times-wanted', 'times-offered', 'booked') order by opened_at, id;

-- name: open_asks$
select count(*) from meetings where mentee_id = :mentee_id and state in ('asked', 'times-wanted');

-- name: hidden_from
select distinct mentor_id from meetings
where mentee_id = :mentee_id and (state <> 'closed' or closed_at > :closed_after);

-- name: mentees_of
select mentee_id from meetings where mentor_id = :mentor_id and state <> 'closed'
union select mentee_id from pairs where mentor_id = :mentor_id and state <> 'ended';

-- name: between^
select * from meetings where mentee_id = :mentee_id and mentor_id = :mentor_id and state <> 'closed';

-- name: put_off!
update meetings set put_off = 1, answer_by = :answer_by where id = :id and state = 'asked' and put_off = 0;

-- name: offer_times!
update meetings set state = 'times-offered', times = :times, minutes = :minutes, link = :link, answer_by = :answer_by
where id = :id and state in ('asked', 'times-wanted');

-- name: want_times!
update meetings set state = 'times-wanted', times = '[]', at = null, link = null, answer_by = :answer_by
where id = :id and state in ('times-offered', 'booked');

-- name: book!
update meetings set state = 'booked', at = :at, times = '[]', answer_by = null
where id = :id and state = 'times-offered';

-- name: meet_again!
update meetings set state = 'times-wanted', hello = hello + 1, at = null, link = null, answer_by = :answer_by
where id = :id and state = 'booked';

-- name: agree!
update meetings set state = 'agreed', line = null, link = null, at = null, answer_by = null
where id = :id and state = 'booked';

-- name: close!
update meetings set state = 'closed', closed_at = :closed_at, line = null, link = null, times = '[]', at = null,
    minutes = null, answer_by = null
where id = :id and state <> 'closed';

-- name: feel!
insert into feelings (meeting_id, person_id, feeling) values (:meeting_id, :person_id, :feeling)
on conflict (meeting_id, person_id) do update set feeling = excluded.feeling;

-- name: felt
select person_id, feeling from feelings where meeting_id = :meeting_id;

-- name: forget_feelings!
delete from feelings where meeting_id = :meeting_id;

-- name: forget_closed!
delete from meetings where state = 'closed' and closed_at <= :before;

-- name: forget_links!
update meetings set link = null where link is not null and at + minutes * 60000 <= :before;
