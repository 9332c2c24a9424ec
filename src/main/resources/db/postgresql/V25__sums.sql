-- Sums that triggers keep, so that the figures of all schools need not read each invoice, payment and sheet. By
-- triggers, so that they hold for whoever changes a row: this version, one before it that still runs, a person. On other
-- databases these tables are views (docs/adr/0021-sums.md). V25_1 counts the rows from before and makes the triggers.

-- The invoices of a school by the days on which they were issued and are due.
create table fee_sums (
  school_id bigint not null references school (id) on delete cascade,
  issued_on date not null,
  due_on date not null,
  charged numeric not null,
  -- What is open of those that were not paid too much, and the number of those that are open.
  open_amount numeric not null,
  open_invoices bigint not null,
  primary key (school_id, issued_on, due_on)
);

-- The payments of a school by their UTC days.
create table payment_sums (
  school_id bigint not null references school (id) on delete cascade,
  on_date date not null,
  paid numeric not null,
  primary key (school_id, on_date)
);

-- The marks of the sheets of a term's day that have counted theirs, and the number of sheets that have not.
create table attendance_sums (
  term_id bigint not null references term (id) on delete cascade,
  on_date date not null,
  present bigint not null,
  absent bigint not null,
  late bigint not null,
  excused bigint not null,
  half_day bigint not null,
  uncounted bigint not null,
  primary key (term_id, on_date)
);

-- What was paid for an invoice, for fee_sums: the triggers of payments keep it.
alter table invoice add column paid_so_far numeric default 0 not null;

-- Those who have left, and accounts that are no longer active, are few beside the others.
create index person_left on person (school_id, kind, id) where not active;
create index account_not_active on account (person_id) where state <> 'active';

-- Payments name their school, as this version and the one before write them.
update payment set school_id = (select i.school_id from invoice i where i.id = payment.invoice_id) where school_id is null;
alter table payment alter column school_id set not null;
