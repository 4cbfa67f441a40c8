-- The history of an organization with many tickets is read by windows of time. What was said and who called lie on disk in the order of
-- time, so that an index of block ranges finds a window and costs a write next to nothing.
create index interactions_by_time on interactions using brin (at) with (pages_per_range = 32, autosummarize = on);
create index calls_by_time on calls using brin (started_at) with (pages_per_range = 32, autosummarize = on);
