-- Bytes that no file names any more are looked for by where they are stored.

create index files_by_storage on files (storage);
