-- A server that took a mail whole and never answered may have delivered it: that is remembered, so that it is repeated once and no more.
alter table outgoing_mails add column in_doubt boolean not null default false;
