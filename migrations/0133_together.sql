-- Several works share a transaction (server/transaction.ts), and so do inserts of their rows: one setting cannot name the fact of each.
-- There a row's fact, and with it the request, is the last one told of its ticket, else of its customer. A row without one is refused, and
-- so is one of which several works told. A new row has nothing before it: its values are told as they come, not looked up one by one.
create or replace function record_change() returns trigger language plpgsql as $$
declare
  derived  text[] := tg_argv[2];
  secret   text[] := tg_argv[3];
  digested text[] := tg_argv[4];
  actor    text   := nullif(current_setting('app.actor', true), '');
  kind     text   := coalesce(split_part(actor, ':', 1), 'sql');
  who      bigint := nullif(split_part(actor, ':', 2), '');
  origin   text   := coalesce(nullif(current_setting('app.source', true), ''), 'sql:' || session_user);
  fact     bigint := nullif(current_setting('app.fact', true), '');
  asked    text   := nullif(current_setting('app.request', true), '');
  other    text;
  moment   timestamptz := desk_now();
  grain    bytea  := uuid_send(gen_random_uuid());
  before   jsonb  := '{}';
  after    jsonb  := '{}';
  whole    jsonb;
  delta    jsonb;
  row_name text;
  ticket   bigint;
  customer bigint;
begin
  if tg_op <> 'INSERT' then
    whole := to_jsonb(old);
    before := whole - derived;
  end if;
  if tg_op <> 'DELETE' then
    whole := to_jsonb(new);
    after := whole - derived;
  end if;
  if before = after then return null; end if;

  if tg_op = 'INSERT' then
    delta := (select coalesce(jsonb_object_agg(key, case
                when key = any (secret) then '["•","•"]'
                when key = any (digested) then jsonb_build_array(null, value_digest(value))
                else jsonb_build_array(null, value) end), '{}')
               from jsonb_each(after) where value <> 'null');
  else
    delta := (select coalesce(jsonb_object_agg(key, case
                when key = any (secret) then '["•","•"]'
                when key = any (digested) then jsonb_build_array(value_digest(before -> key), value_digest(after -> key))
                else jsonb_build_array(before -> key, after -> key) end), '{}')
               from jsonb_object_keys(before || after) as key
              where coalesce(before -> key, 'null') <> coalesce(after -> key, 'null'));
  end if;
  row_name := record_name(whole);
  ticket := (whole ->> nullif(tg_argv[0], ''))::bigint;
  customer := (whole ->> nullif(tg_argv[1], ''))::bigint;

  if current_setting('app.together', true) = 'on' then
    if ticket is not null then
      select max(f.id), min(f.request), max(f.request) into fact, asked, other from facts f where f.ticket_id = ticket and f.xid = record_xid();
    else
      select max(f.id), min(f.request), max(f.request) into fact, asked, other from facts f where f.customer_id = customer and f.xid = record_xid();
    end if;
    if fact is null or asked is distinct from other then
      raise exception 'What explains this change of % is not to be told from what goes along with it: it goes alone.', tg_table_name;
    end if;
  end if;

  insert into changes (at, request, fact_id, actor_kind, actor_id, source, ticket_id, customer_id, tbl, row_id, op, diff, salt, digest)
  values (moment, asked, fact, kind, who, origin, ticket, customer,
          tg_table_name, row_name, lower(tg_op), delta, grain,
          sha256(grain || convert_to(concat_ws('|', extract(epoch from moment), fact, kind, who, origin, tg_table_name, row_name, lower(tg_op), delta::text), 'UTF8')));
  return null;
end $$;
