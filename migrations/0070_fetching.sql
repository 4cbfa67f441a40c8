-- Who is watching which mailbox, and how it goes: one process each, by a lease that ends by itself when that process does.

create table mailbox_watches (
  mailbox_id   bigint primary key references mailboxes,
  holder       uuid,
  fence        bigint not null default 0,
  lease_until  timestamptz,
  state        text not null default 'waiting' check (state in ('waiting', 'connecting', 'watching', 'failing')),
  since        timestamptz not null,
  fault        text,
  detail       text,
  failures     integer not null default 0,
  told         boolean not null default false,
  try_at       timestamptz,
  contact_at   timestamptz,
  -- mails that came before are taken only while nobody has read them
  started_at   timestamptz not null,
  uid_validity bigint,
  up_to        bigint not null default 0,
  compared_at  timestamptz,
  compared     integer,
  missing      integer
);
comment on column mailbox_watches.fence is 'Grows with every holder: who holds an older number has been succeeded and may write nothing more.';
comment on column mailbox_watches.up_to is 'Every wanted mail up to this UID stands in the ledger.';
comment on column mailbox_watches.told is 'Admins have been told that it fails, and are owed word when it works again.';

-- How a mailbox signs in where the provider wants no passwords (OAuth2). Client secret and tokens stand sealed in secrets as mailbox:ID:oauth.
create table mailbox_oauth (
  mailbox_id   bigint primary key references mailboxes,
  issuer       text not null,
  client_id    text not null,
  scope        text not null,
  connected_at timestamptz not null,
  expires_at   timestamptz not null
);
select recorded('mailbox_oauth', derived => '{expires_at}');
