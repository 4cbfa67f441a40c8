-- Under another address a mailbox stays the one that people answer: what left under the former one bears its reply tokens, and they have it
-- in their books.
alter table mailboxes add column former_addresses text[] not null default '{}';
comment on column mailboxes.former_addresses is 'Under which mail came or left, the last one at the end.';

-- By what addresses mail reaches which mailbox. A former one is whose who has it now: another mailbox, an agent, somebody in the book.
create view mailbox_addresses as
  select id as mailbox_id, address, false as former from mailboxes
  union all
  (select distinct on (f.address) b.id, f.address, true
    from mailboxes b cross join unnest(b.former_addresses) as f(address)
   where not exists (select from mailboxes m where m.address = f.address) and not exists (select from agents a where a.email = f.address)
     and not exists (select from customer_emails e where e.address = f.address and e.active)
   order by f.address, b.active desc, b.id desc);

-- Those of before stand in the record.
update mailboxes b set former_addresses = f.addresses
  from (select row_id, array_agg(address order by last) as addresses
          from (select row_id, diff #>> '{address,0}' as address, max(id) as last from changes
                 where tbl = 'mailboxes' and op = 'update' and diff ? 'address' group by 1, 2) each
         group by row_id) f
 where f.row_id = b.id::text and (exists (select from mails m where m.mailbox_id = b.id) or exists (select from outgoing_mails o where o.mailbox_id = b.id));
