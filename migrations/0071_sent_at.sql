-- When a mail says it was written: a mailbox may be connected years after its mails, and nobody confirms to those who wrote then.

alter table mail_messages add column sent_at timestamptz;
