-- Addresses are compared with their domain in ASCII, as the envelope says it (server/platform/addresses.ts); what was kept before stood as
-- somebody typed it, and was missed wherever SQL compares, until it was edited. Domains of accented Latin letters are rewritten here, in
-- small letters that only look like themselves; others stay as they are, and are found by both spellings where the program asks for one.

-- RFC 3492, 6.3.
create function pg_temp.punycode(label text) returns text language plpgsql as $$
declare
  points int[] := array(select ascii(letter) from regexp_split_to_table(label, '') with ordinality as l(letter, place) order by place);
  output text := regexp_replace(label, '[^\x01-\x7f]', '', 'g');
  basic  int  := length(output);
  done   int  := basic;
  n      int  := 128;
  delta  int  := 0;
  bias   int  := 72;
  next   int;
  point  int;
  q      int;
  k      int;
  t      int;
begin
  if basic > 0 then output := output || '-'; end if;
  while done < cardinality(points) loop
    select min(each) into next from unnest(points) each where each >= n;
    delta := delta + (next - n) * (done + 1);
    n := next;
    foreach point in array points loop
      if point < n then delta := delta + 1; end if;
      continue when point <> n;
      q := delta;
      k := 36;
      loop
        t := least(greatest(k - bias, 1), 26);
        exit when q < t;
        output := output || substr('abcdefghijklmnopqrstuvwxyz0123456789', t + (q - t) % (36 - t) + 1, 1);
        q := (q - t) / (36 - t);
        k := k + 36;
      end loop;
      output := output || substr('abcdefghijklmnopqrstuvwxyz0123456789', q + 1, 1);
      delta := case when done = basic then delta / 700 else delta / 2 end;
      delta := delta + delta / (done + 1);
      k := 0;
      while delta > 455 loop
        delta := delta / 35;
        k := k + 36;
      end loop;
      bias := k + 36 * delta / (delta + 38);
      delta := 0;
      done := done + 1;
    end loop;
    delta := delta + 1;
    n := n + 1;
  end loop;
  return 'xn--' || output;
end $$;

create function pg_temp.in_ascii(address text) returns text language plpgsql as $$
declare
  parts  text[] := regexp_match(normalize(address, NFC), '^(.*@)([^@]+)$');
  domain text   := lower(parts[2]);
  spelt  text;
begin
  if domain is null or domain !~ '[^\x01-\x7f]' or domain ~ 'xn--' or domain !~ '^[a-z0-9.\u00df-\u00f6\u00f8-\u017e-]+$' or normalize(domain, NFKC) <> domain then
    return address;
  end if;
  select string_agg(case when label ~ '[^\x01-\x7f]' then pg_temp.punycode(label) else label end, '.' order by place) into spelt
    from regexp_split_to_table(domain, '\.') with ordinality as l(label, place);
  return parts[1] || spelt;
end $$;

-- An address is one active person's: where two have it, in two spellings, they are left for whoever merges them.
do $$
declare
  held record;
begin
  for held in select id, address from customer_emails where address ~ '@.*[^\x01-\x7f]' order by id loop
    begin
      update customer_emails set address = lower(pg_temp.in_ascii(held.address))
       where id = held.id and address <> lower(pg_temp.in_ascii(held.address));
    exception when unique_violation then
      null;
    end;
  end loop;
end $$;

update interactions set from_address = pg_temp.in_ascii(from_address)
 where from_address ~ '@.*[^\x01-\x7f]' and from_address <> pg_temp.in_ascii(from_address);
