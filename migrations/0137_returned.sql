-- A mail that a server gave up does not arrive, though the address may work again: neither for good nor still on its way.
alter table mail_messages drop constraint mail_messages_bounce_check;
alter table mail_messages add constraint mail_messages_bounce_check check (bounce in ('permanent', 'returned', 'temporary')) not valid;
