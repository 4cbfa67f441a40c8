-- Words beside «», ¿?, … and their like were kept together with the sign, and nobody finds them: what was kept before is read anew,
-- some at a time (tickets/reindexing.ts), the newest first. One row says how far it has come; none, that nothing is left.
create table search_rewrites (
  below bigint primary key
);
insert into search_rewrites select max(id) + 1 from search_entries having max(id) is not null;
