-- A session is what a login begins: the refresh tokens that follow one another, and the access tokens that they give.
-- Neither a token nor a part of one stands here. No foreign key: its check would let a login wait for whoever writes the
-- person; who is gone or inactive is refused when the token is used.
create table login_session (
  -- SHA-256 of the first part of its refresh tokens.
  id char(64) primary key,
  person_id bigint not null,
  -- The claim sid of its access tokens.
  sid varchar(22) not null,
  logged_in_at datetime(6) not null,
  expires_at datetime(6) not null,
  -- The numbers of cut-offs under which the present tokens were issued: a line "tag number" each.
  cut mediumtext not null,
  -- SHA-256 of the second part of the present refresh token.
  token char(64) not null,
  -- The tokens replaced in the last seconds, the newest last: a line "digest salt milliseconds" each.
  replaced varchar(4000) not null
);
create unique index login_session_sid on login_session (sid);
create index login_session_person on login_session (person_id, expires_at);
create index login_session_expires on login_session (expires_at);
