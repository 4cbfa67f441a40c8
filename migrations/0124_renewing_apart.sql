-- A provider is asked for a new token while no connection is held: one that hangs must not take the desk's few connections with it.
alter table mailbox_oauth add column renewing_until timestamptz;
comment on column mailbox_oauth.renewing_until is 'Somebody is asking for a new token, and is given up by then. It is also the fence: who finds another value writes nothing.';
drop trigger record_change on mailbox_oauth;
select recorded('mailbox_oauth', derived => '{expires_at,renewing_until}');
