-- When another key took a key's place, for how many seconds from then on the tokens that it signed may be alive, and when
-- it was withdrawn. Absent for the present one, and for those from before.
alter table signing_key add column replaced_at datetime(6);
alter table signing_key add column verifies_seconds integer;
alter table signing_key add column withdrawn_at datetime(6);
