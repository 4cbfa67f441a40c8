-- What a row must hold, asked by one function of each table that is written most: the database reads and plans every CHECK anew with each
-- statement, and the eight of a ticket took as long as writing it. A function stays compiled.

create function ticket_holds(subject text, severity smallint, reach smallint, next_who text, status ticket_status,
                             resolved_at timestamptz, closed_at timestamptz, closed_reason closed_reason)
  returns boolean language plpgsql immutable parallel safe as $$
begin
  return subject <> ''
    and coalesce(severity between 1 and 4, true)
    and coalesce(reach between 1 and 4, true)
    and coalesce(next_who in ('agent', 'group', 'system'), true)
    and (status = 'closed') = (closed_at is not null)
    and (status = 'closed') = (closed_reason is not null)
    and case status when 'closed' then true when 'completed' then resolved_at is not null else resolved_at is null end;
end $$;

create function interaction_holds(kind interaction_kind, direction text, party text, internal boolean)
  returns boolean language plpgsql immutable parallel safe as $$
begin
  return direction in ('in', 'out') and party in ('customer', 'third_party', 'agent') and (kind <> 'note' or internal);
end $$;

create function mail_holds(source text, raw bytea, storage text, outcome text, decided_at timestamptz)
  returns boolean language plpgsql immutable parallel safe as $$
begin
  return source in ('imap', 'smtp', 'lmtp', 'api', 'cli')
    and coalesce(outcome in ('ticket_created', 'follow_up', 'bounce', 'auto_reply', 'ignored', 'held'), true)
    and (raw is null) <> (storage is null)
    and (outcome is null) = (decided_at is null);
end $$;

create function outgoing_mail_holds(kind text, state text, try_at timestamptz, ticket_id bigint, interaction_id bigint, test jsonb)
  returns boolean language plpgsql immutable parallel safe as $$
begin
  return kind in ('reply', 'forward', 'new', 'confirmation', 'solved', 'closed', 'test')
    and state in ('queued', 'sending', 'sent', 'failed', 'cancelled')
    and (state in ('queued', 'sending')) = (try_at is not null)
    and (interaction_id is null) = (ticket_id is null)
    and (kind = 'test') = (interaction_id is null)
    and (kind = 'test') = (test is not null);
end $$;

alter table tickets
  drop constraint tickets_subject_check, drop constraint tickets_severity_check, drop constraint tickets_reach_check,
  drop constraint tickets_next_who_check, drop constraint tickets_check, drop constraint tickets_check1, drop constraint tickets_check2,
  drop constraint tickets_check3,
  add constraint tickets_hold check
    (ticket_holds(subject, severity, reach, next_who, status, resolved_at, closed_at, closed_reason));
alter table interactions
  drop constraint interactions_direction_check, drop constraint interactions_party_check, drop constraint interactions_check,
  add constraint interactions_hold check (interaction_holds(kind, direction, party, internal));
alter table mails
  drop constraint mails_source_check, drop constraint mails_outcome_check, drop constraint mails_check, drop constraint mails_check1,
  add constraint mails_hold check (mail_holds(source, raw, storage, outcome, decided_at));
alter table outgoing_mails
  drop constraint outgoing_mails_kind_check, drop constraint outgoing_mails_state_check, drop constraint outgoing_mails_check,
  drop constraint outgoing_mails_check1, drop constraint outgoing_mails_check2, drop constraint outgoing_mails_check3,
  add constraint outgoing_mails_hold check (outgoing_mail_holds(kind, state, try_at, ticket_id, interaction_id, test));

-- Only the record's trigger writes here, what the database itself calls it.
alter table changes drop constraint changes_op_check;
