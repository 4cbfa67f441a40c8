-- Of several recipients of one mail one may be unknown and another's mailbox full: what failed, and for how long, is said of each.
alter table deliveries add column bounce text check (bounce in ('permanent', 'returned'));
update deliveries d set bounce = m.bounce
  from outgoing_mails o join mail_messages m on m.interaction_id = o.interaction_id
 where o.id = d.outgoing_id and d.state = 'bounced' and m.bounce in ('permanent', 'returned');
