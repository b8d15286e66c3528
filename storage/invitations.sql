-- name: make!
insert into invitations (lookup, role, expires) values (:lookup, :role, :expires);

-- name: role_of$
select role from invitations where lookup = :lookup and expires > :now;

-- name: spend!
delete from invitations where lookup = :lookup and expires > :now;

-- name: forget_expired!
delete from invitations where expires <= :now;
