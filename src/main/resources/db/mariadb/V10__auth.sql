-- Keys that sign tokens, and tokens that were taken back. changed_at is the statement's clock, as in V1: the
-- follower reads by it.
create table signing_key (
  kid varchar(64) primary key,
  created_at datetime(6) not null default utc_timestamp(6),
  public_key varchar(2000) not null,
  -- PKCS #8; as base64, or sealed with HOMEROOM_KEY_SECRET, which its prefix tells.
  private_key varchar(8000) not null,
  -- False once it is withdrawn: no token that it signed is accepted from then on.
  alive boolean not null default true,
  changed_at datetime(6) not null default utc_timestamp(6)
);
create index signing_key_changed_at on signing_key (changed_at);

create table revocation (
  -- SHA-256 of issuer and jti: never the token, nor its text's digest.
  digest char(64) primary key,
  person_id varchar(64) not null,
  school_id varchar(64),
  reason varchar(32) not null,
  revoked_by varchar(64) not null,
  expires_at datetime(6) not null,
  changed_at datetime(6) not null default utc_timestamp(6)
);
create index revocation_changed_at on revocation (changed_at);
