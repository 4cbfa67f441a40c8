-- What decides a mail's fate: an admin's word that it be taken in, and whose words are in doubt.

-- An admin took it in after all: past silence and brakes, as somebody's words.
alter table mails add column forced boolean not null default false;

-- Words of whom nobody knows that they are theirs: shown as such, and making nobody known on the ticket.
alter table mail_messages add column doubted boolean not null default false;
