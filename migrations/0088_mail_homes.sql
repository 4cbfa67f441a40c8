-- A mailbox's token goes to no server but those it was granted for, and what lay in a mailbox before it was connected stays there unless asked for.

alter table mailbox_oauth add column homes text[] not null default '{}';
comment on column mailbox_oauth.homes is 'Who may be shown the token: user@host:port/security of each way when its owner was asked (mailboxes.ts).';
update mailbox_oauth o set homes = array(
  select w.way->>'user' || '@' || lower(w.way->>'host') || ':' || (w.way->>'port') || '/' || (w.way->>'security')
    from mailboxes b, unnest(array[b.incoming, b.outgoing]) as w(way) where b.id = o.mailbox_id and w.way is not null);
alter table mailbox_oauth alter column homes drop default;

-- Mailboxes watched before keep taking whatever is unread: nothing in them counts as old.
alter table mailbox_watches add column old_up_to bigint not null default 0, add column place integer not null default 0;
comment on column mailbox_watches.old_up_to is 'UIDs up to here were in the folder when we first looked: judged by when they arrived. What has a higher one came, or was moved in, later.';
comment on column mailbox_watches.place is 'Grows when the mailbox leads to another server, user or folder, whose UIDVALIDITY may be the same by chance.';
