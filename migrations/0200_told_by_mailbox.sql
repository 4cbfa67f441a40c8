-- What somebody was told within the hour (E3) is counted by their mailbox: whatever they put behind a plus arrives there too.
create index deliveries_by_mailbox on deliveries (regexp_replace(recipient, '\+[^@]*@', '@'), at desc);
drop index deliveries_by_recipient;
