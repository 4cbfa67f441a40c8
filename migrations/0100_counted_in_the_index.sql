-- What a navigation counts and a list goes through is answered from the indexes alone: they carry the state, what is next and the group.
-- No index more, and none that would be written oftener: the state stands in tickets_by_status, what is next changes with its date.
drop index tickets_open_due, tickets_by_due, tickets_unassigned, tickets_unassigned_by_due, tickets_of_owner_due;
create index tickets_open_due on tickets (group_id, next_due_at, id) include (status, next_kind) where status <> 'closed';
create index tickets_by_due on tickets (next_due_at, id) include (status, next_kind) where status <> 'closed';
create index tickets_unassigned on tickets (group_id, next_due_at, id) include (status) where owner_id is null and status <> 'closed';
create index tickets_unassigned_by_due on tickets (next_due_at, id) include (status) where owner_id is null and status <> 'closed';
create index tickets_of_owner_due on tickets (owner_id, next_due_at, id) include (group_id) where status <> 'closed' and owner_id is not null;
