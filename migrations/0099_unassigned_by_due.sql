-- Who sees every group asks for the unassigned by what is due next: without its own index the database reads all of them and sorts.
create index tickets_unassigned_by_due on tickets (next_due_at, id) where owner_id is null and status <> 'closed';
