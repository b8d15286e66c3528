-- name: give!
insert into consents (id, person_id, purpose, about, version, language, given_at)
values (:id, :person_id, :purpose, :about, :version, :language, :given_at);

-- name: withdraw!
update consents set withdrawn_at = :now
where person_id = :person_id and purpose = :purpose and about is :about and withdrawn_at is null;

-- name: of_person
select * from consents where person_id = :person_id order by given_at, id;

-- name: standing$
select count(*) from consents
where person_id = :person_id and purpose = :purpose and about is :about and withdrawn_at is null;

-- name: forget!
delete from consents where person_id = :person_id and purpose = :purpose and about is :about;

-- name: standing_version$
select version from consents
where person_id = :person_id and purpose = :purpose and about is :about and withdrawn_at is null;
