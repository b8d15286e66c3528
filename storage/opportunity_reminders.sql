-- name: set_reminded!
update opportunities set reminded_at = :now where id = :id and state = 'live' and reminded_at is null;

-- name: to_remind
select l.person_id, p.choices from letters l
join people p on p.id = l.person_id and p.state = 'member'
left join opportunity_answers a on a.opportunity_id = :id and a.person_id = l.person_id
where l.topic = :topic and l.kind = 'opportunity' and l.state = 'sent' and (a.answer is null or a.answer = 'saved')
order by l.person_id;

-- name: reminded
select due from letters where topic = :topic and kind = 'opportunity-nudge' and person_id = :person_id
    and state in ('sending', 'sent', 'unknown');
