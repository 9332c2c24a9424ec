-- Whether the audit log has that the failures of a user name have put its password out of use. It is set in the
-- transaction of the record, so that there is one record, also if the server of the last failure is killed before it.
alter table login_failure add column lock_noted boolean default false not null;
