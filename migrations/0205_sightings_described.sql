-- How the server described a mail where it was seen: numbers that are given anew, as after a restore of the mailbox, are other mails.
alter table mail_sightings add column described text;
