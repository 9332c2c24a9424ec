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
