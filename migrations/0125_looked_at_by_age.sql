-- Two questions asked again and again read a whole table: which bells are 90 days old (every ten minutes), and whether a mail was held within
-- the hour (for each that is held: a flood of them paid the square of its number). Bells lie in the order of their time.
create index alerts_by_age on alerts using brin (at);
create index mails_held_lately on mails (decided_at) where outcome = 'held';
