-- Followed tables say in which transaction a row changed: a reader asks for what its last snapshot did not show, and so
-- misses no row, however late its transaction was committed. changed_at remains for people, and for the pruning of rows.
alter table generation add column changed_in xid8 not null default pg_current_xact_id();
alter table revocation add column changed_in xid8 not null default pg_current_xact_id();
alter table signing_key add column changed_in xid8 not null default pg_current_xact_id();

create index generation_changed_in on generation (changed_in);
create index revocation_changed_in on revocation (changed_in);
drop index generation_changed_at;
drop index revocation_changed_at;
drop index signing_key_changed_at;

-- By a trigger, so that it holds for whoever changes a row: this version, one before it that still runs, a person.
create function note_transaction() returns trigger language plpgsql as $$
begin
  new.changed_in := pg_current_xact_id();
  return new;
end
$$;
create trigger generation_transaction before insert or update on generation
  for each row execute function note_transaction();
create trigger revocation_transaction before insert or update on revocation
  for each row execute function note_transaction();
create trigger signing_key_transaction before insert or update on signing_key
  for each row execute function note_transaction();
