-- What verified a solution after which the ticket was reopened verifies no other (E6): of tickets at work, it is cleared as a reopening does by now.
update tickets t set verification = null
 where t.reopen_count > 0 and t.status not in ('completed', 'closed') and t.verification is not null
   and not exists (select 1 from changes c where c.ticket_id = t.id and c.tbl = 'tickets' and c.diff ? 'verification'
     and c.at > (select max(f.at) from facts f where f.ticket_id = t.id and f.type = 'ticket.reopened'));
