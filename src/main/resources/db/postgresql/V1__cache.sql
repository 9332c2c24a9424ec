-- What the cache rests on: the installation, and one generation a tag. The default is the statement's clock, which
-- moves inside a transaction and is stable within a statement, so that the index on changed_at can be used.
create table installation (
  id integer primary key,
  installation varchar(36) not null,
  made_at timestamptz not null default statement_timestamp()
);
insert into installation (id, installation) values (1, gen_random_uuid()::text);

create table generation (
  tag varchar(600) primary key,
  generation bigint not null default 0,
  changed_at timestamptz not null default statement_timestamp()
);
create index generation_changed_at on generation (changed_at);
