-- People are looked for far oftener than they are written: what waits in a GIN index's list of pending entries is gone through by every
-- search, so these keep none (as search_entries has none).
alter index customers_by_words set (fastupdate = off);
alter index organizations_by_words set (fastupdate = off);
alter index organizations_by_name set (fastupdate = off);
alter index customer_words_alike set (fastupdate = off);
alter index phones_by_fragment set (fastupdate = off);
select gin_clean_pending_list(index::regclass) from unnest(array['customers_by_words', 'organizations_by_words', 'organizations_by_name',
  'customer_words_alike', 'phones_by_fragment']) index;

-- "miguel@" is not everybody called Miguel: an index of trigrams knows letters only, so the sign is written as letters in it.
drop index emails_by_fragment;
create index emails_by_fragment on customer_emails using gin (replace(address, '@', 'zqz') gin_trgm_ops) with (fastupdate = off);

-- How many of a customer's tickets are open is answered from the index: old tickets lie all over the disk. No index more.
drop index tickets_of_customer;
create index tickets_of_customer on tickets (customer_id, id desc) include (status, group_id);
