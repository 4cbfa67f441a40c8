-- A mailbox that is switched off keeps nobody's former address from who still answers there.
create or replace view mailbox_addresses as
  select id as mailbox_id, address, false as former from mailboxes
  union all
  (select distinct on (f.address) b.id, f.address, true
    from mailboxes b cross join unnest(b.former_addresses) as f(address)
   where not exists (select from mailboxes m where m.address = f.address and m.active) and not exists (select from agents a where a.email = f.address)
     and not exists (select from customer_emails e where e.address = f.address and e.active)
   order by f.address, b.active desc, b.id desc);
