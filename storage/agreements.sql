-- name: open!
insert into agreements (id, mentee_id, mentor_id, opened_at) values (:id, :mentee_id, :mentor_id, :opened_at);

-- name: find^
select * from agreements where id = :id;

-- name: of_person
select id from agreements where (mentee_id = :person_id or mentor_id = :person_id) and closed_at is null
order by opened_at, id;

-- name: yeses
select person_id from agreement_yeses where agreement_id = :id and version = :version;

-- name: answers^
select version, answers from agreement_answers
where agreement_id = :id and person_id = :person_id and version <= :version order by version desc limit 1;

-- name: keep_answers!
insert into agreement_answers (agreement_id, person_id, version, answers)
values (:id, :person_id, :version, :answers)
on conflict (agreement_id, person_id, version) do update set answers = excluded.answers;

-- name: new_version!
update agreements set version = :version where id = :id and closed_at is null;

-- name: forget_yeses!
delete from agreement_yeses where agreement_id = :id;

-- name: say_yes!
insert into agreement_yeses (agreement_id, person_id, version, at) values (:id, :person_id, :version, :at)
on conflict (agreement_id, person_id) do update set version = excluded.version, at = excluded.at;

-- name: stand!
update agreements set standing = :version where id = :id;

-- name: forget_older!
delete from agreement_answers where agreement_id = :id and version < (
    select max(version) from agreement_answers newer
    where newer.agreement_id = :id and newer.person_id = agreement_answers.person_id and newer.version <= :version);

-- name: close!
update agreements set closed_at = :closed_at where id = :id and closed_at is null;

-- name: forget_closed!
delete from agreement_answers
where agreement_id in (select id from agreements where closed_at is not null and closed_at <= :before);

-- name: forget_closed_yeses!
delete from agreement_yeses
where agreement_id in (select id from agreements where closed_at is not null and closed_at <= :before);

-- name: forget_closed_ones!
delete from agreements where closed_at is not null and closed_at <= :before;

-- name: say_carry_on!
insert into agreement_yeses (agreement_id, person_id, version, at)
select id, :person_id, coalesce(standing, version), :at from agreements where id = :id and closed_at is null
on conflict (agreement_id, person_id) do update set version = excluded.version, at = excluded.at;

-- name: standing_yeses
select yes.person_id, yes.at from agreement_yeses yes join agreements on agreements.id = yes.agreement_id
where yes.agreement_id = :id and yes.version = coalesce(agreements.standing, agreements.version);
