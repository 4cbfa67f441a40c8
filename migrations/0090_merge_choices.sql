-- A merge takes what the agent chose, field by field; what that replaced is kept, so that taking the merge back brings it back.
alter table customer_merges add column replaced jsonb not null default '{}';
comment on column customer_merges.filled is '{column: value}: what the target took from the source. answers: {questionId: value}.';
comment on column customer_merges.replaced is '{column: value}: what stood there before, where it was not empty. answers: {questionId: value}.';
