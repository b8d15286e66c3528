-- name: of^
select * from share_drafts where person_id = :person_id;

-- name: keep!
insert or replace into share_drafts (id, person_id, page_id, pair_id, version, touched, envelope, mac)
values (:id, :person_id, :page_id, :pair_id, :version, :touched, :envelope, :mac);

-- name: let_go!
delete from share_drafts where person_id = :person_id;

-- name: let_go_of_pair!
delete from share_drafts where pair_id = :pair_id;

-- name: lapse!
delete from share_drafts where touched <= :before;

-- name: under_key^
select id from share_drafts where person_id = :person_id and substr(envelope, 3, 16) = :kid;

-- name: erase_under!
delete from share_drafts where person_id = :person_id and substr(envelope, 3, 16) = :kid;
