-- name: of^
select tried, since from code_guesses where who = :who;

-- name: keep!
insert or replace into code_guesses (who, tried, since) values (:who, :tried, :since);

-- name: forget!
delete from code_guesses where who = :who;

-- name: forget_old!
delete from code_guesses where since < :before;
