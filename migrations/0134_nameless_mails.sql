-- A mail without a Message-ID is known again by its content; the others pay nothing for it.
create index mails_nameless on mails (content_sha256) where message_id is null and content_sha256 is not null;
