-- What the cache rests on: the installation, and one generation a tag. On H2 the statement's clock is an alias,
-- because current_timestamp stands still inside a transaction.
create alias clock_timestamp for "java.time.OffsetDateTime.now()";

create table installation (
  id integer primary key,
  installation varchar(36) not null,
  made_at timestamp(6) with time zone default clock_timestamp() not null
);
insert into installation (id, installation) values (1, cast(random_uuid() as varchar(36)));

create table generation (
  tag varchar(600) primary key,
  generation bigint default 0 not null,
  changed_at timestamp(6) with time zone default clock_timestamp() not null
);
create index generation_changed_at on generation (changed_at);
