-- Failed logins in a row of a user name, and those of a client address within a minute. A name that no account has is
-- counted like any other, so that nobody can tell; such rows are deleted after a while, and their number is bounded.
create table login_failure (
  -- "name:" and SHA-256 of the user name, never the name: people type passwords there. "address:" and an address.
  subject varchar(80) primary key,
  -- Tries that are being checked are counted too, until they turn out to be right.
  failures integer not null,
  -- Of a name: when the last one was counted. Of an address: when the first one of the minute was. By the database's clock.
  counted_at datetime(6) not null,
  -- The person whose user name it is; null if there is none, or of an address. No foreign key: it would make a failed
  -- login wait for a writer of the account.
  person_id bigint
);
create index login_failure_person on login_failure (person_id);
create index login_failure_counted_at on login_failure (counted_at);
