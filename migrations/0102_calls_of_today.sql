-- The figures of a day read the calls of that day and not the newest five thousand of each group. Costs a call less than a hundredth of a
-- millisecond (0.18 without it).
create index calls_of_group_by_time on calls (group_id, started_at desc);
