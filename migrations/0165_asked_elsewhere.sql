-- Where a mail asks to be answered that nobody vouches for: shown to whoever answers it, and taken by nobody but them. Those believed are in reply_to.
alter table mail_messages add column reply_asked text;
