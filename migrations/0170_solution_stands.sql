-- A solution after which the ticket was reopened no longer stands: nothing is completed with it before somebody has written, or read, it anew.
alter table tickets add column solution_stands boolean not null default true;

update tickets t set solution_stands = false
 where t.reopen_count > 0 and t.status not in ('completed', 'closed') and btrim(t.solution) <> ''
   and not exists (select 1 from changes c where c.ticket_id = t.id and c.tbl = 'tickets' and c.diff ? 'solution'
     and c.at > (select max(f.at) from facts f where f.ticket_id = t.id and f.type = 'ticket.reopened'));
