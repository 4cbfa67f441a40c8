-- A restored desk may be the second one: until its mail has been put at rest nothing is fetched, sent or written by itself.
-- The row is loaded with the backup, in the same transaction; that made by an older version has no such table yet.
create table if not exists restored (made_at timestamptz not null, version text not null);
