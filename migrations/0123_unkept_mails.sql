-- A mail that its server does not hand over, or that we cannot keep, is asked for again by itself, ever more seldom, and holds up no other.
-- The key serves every question: those of one mailbox, under its present numbering.
create table unkept_mails (
  mailbox_id   bigint not null references mailboxes,
  uid_validity bigint not null,
  uid          bigint not null,
  failures     integer not null,
  try_at       timestamptz not null,
  detail       text not null,
  told_at      timestamptz,
  primary key (mailbox_id, uid_validity, uid)
);
comment on column unkept_mails.told_at is 'Admins were told of the mailbox then; once a day is enough, however many there are.';
