-- MariaDB 10.6 or later has the tables of H2 and PostgreSQL. Times are UTC, as each session has it (server.xml). Texts are compared
-- byte by byte, here and in what comes later: user names, ids, tags and digests that differ in case alone are two.
alter database character set utf8mb4 collate utf8mb4_nopad_bin;

-- What the cache rests on: the installation, and one generation a tag. The default is the statement's clock, which
-- moves inside a transaction and is stable within a statement, so that the index on changed_at can be used.
create table installation (
  id integer primary key,
  installation varchar(36) not null,
  made_at datetime(6) not null default utc_timestamp(6)
);
insert into installation (id, installation) values (1, uuid());

create table generation (
  tag varchar(600) primary key,
  generation bigint not null default 0,
  changed_at datetime(6) not null default utc_timestamp(6)
);
create index generation_changed_at on generation (changed_at);
