-- The critical keys of the Redis-shaped commands: their rows are written first, and Redis holds entries of them.
create table critical_key (
  name varchar(512) primary key,
  content mediumblob not null,
  -- Its end, in ms since the epoch; 9223372036854775807 for none.
  expires_at bigint not null
);
create index critical_key_expires_at on critical_key (expires_at);
