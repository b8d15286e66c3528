-- name: of^
select * from drafts where person_id = :person_id;

-- name: keep!
insert into drafts (person_id, form, token, question, answers, messages, touched, expires)
values (:person_id, :form, :token, :question, :answers, :messages, :touched, :expires)
on conflict (person_id) do update set form = excluded.form, token = excluded.token, question = excluded.question,
    answers = excluded.answers, messages = excluded.messages, touched = excluded.touched, expires = excluded.expires;

-- name: add_message!
update drafts set messages = case messages when '[]' then '[' || :message || ']'
    else substr(messages, 1, length(messages) - 1) || ', ' || :message || ']' end
where person_id = :person_id and token = :token;

-- name: forget!
delete from drafts where person_id = :person_id;

-- name: expired
select person_id, form, messages from drafts where expires <= :now;
