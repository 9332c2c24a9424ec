-- One-time codes: the holder of one sets the password of the account. A person has one at most; a new one replaces it.
create table one_time_code (
  person_id bigint primary key references account (person_id) on delete cascade,
  -- SHA-256 of 100 random bits, in hex: nothing slower is needed, as nobody can try so many.
  digest char(64) not null,
  made_at datetime(6) not null,
  expires_at datetime(6) not null
);
