-- The audit log (ADR 0014). One chain an instance and start: its records have numbers without gaps, and each holds the
-- hash of the one before it. The chain's own row is its head, which is kept apart from the records: a tail that was cut
-- off is missed. Numbers of chains have no gaps either.
create table audit_chain (
  number integer primary key,
  -- The random id that the instance took at its start.
  instance varchar(64) not null unique,
  begun_at datetime(6) not null,
  -- The last record, 0 before the first, and its hash.
  seq bigint not null,
  hash char(64) not null
);

-- Nothing changes or deletes a row. The people and schools that it names may be gone: no foreign keys.
create table audit_record (
  chain integer not null,
  seq bigint not null,
  at datetime(6) not null,
  action varchar(40) not null,
  outcome varchar(16) not null,
  actor_id bigint,
  subject_kind varchar(16),
  subject_id varchar(200),
  -- The school whose administrators may see it; null for the district.
  school_id bigint,
  address varchar(64) not null,
  correlation_id varchar(64) not null,
  -- One JSON object of texts.
  details varchar(8000) not null,
  hash char(64) not null,
  primary key (chain, seq)
);

-- The newest first: of all, of a school, of a person, of an action.
create index audit_record_at on audit_record (at, chain, seq);
create index audit_record_school on audit_record (school_id, at, chain, seq);
create index audit_record_actor on audit_record (actor_id, at, chain, seq);
create index audit_record_action on audit_record (action, at, chain, seq);
