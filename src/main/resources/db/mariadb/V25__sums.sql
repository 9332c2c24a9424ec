-- Sums for the figures of all schools. Views here; on PostgreSQL, for large districts, tables that triggers keep
-- (docs/adr/0021-sums.md). Conditions on their first columns reach the tables' indexes.

-- Payments name their school, as this version and the one before write them.
update payment set school_id = (select i.school_id from invoice i where i.id = payment.invoice_id) where school_id is null;
alter table payment modify column school_id bigint not null;

-- The invoices of a school by the days on which they were issued and are due.
create view fee_sums as
  select o.school_id, o.issued_on, o.due_on, sum(o.amount) as charged,
    -- What is open of those that were not paid too much, and the number of those that are open.
    sum(case when o.amount > o.paid then o.amount - o.paid else 0 end) as open_amount,
    sum(case when o.amount > o.paid then 1 else 0 end) as open_invoices
  from (
    select i.school_id, i.issued_on, i.due_on, i.amount,
      coalesce((select sum(p.amount) from payment p where p.invoice_id = i.id), 0) as paid
    from invoice i
  ) o
  group by o.school_id, o.issued_on, o.due_on;

-- The payments of a school by their UTC days.
create view payment_sums as
  select p.school_id, p.on_date, sum(p.amount) as paid
  from (
    select school_id, cast(paid_at as date) as on_date, amount
    from payment
  ) p
  group by p.school_id, p.on_date;

-- The marks of the sheets of a term's day that have counted theirs, and the number of sheets that have not.
create view attendance_sums as
  select c.term_id, h.on_date,
    sum(case when h.counted_version = h.version then h.present else 0 end) as present,
    sum(case when h.counted_version = h.version then h.absent else 0 end) as absent,
    sum(case when h.counted_version = h.version then h.late else 0 end) as late,
    sum(case when h.counted_version = h.version then h.excused else 0 end) as excused,
    sum(case when h.counted_version = h.version then h.half_day else 0 end) as half_day,
    sum(case when h.counted_version = h.version then 0 else 1 end) as uncounted
  from class c join attendance_sheet h on h.class_id = c.id
  group by c.term_id, h.on_date;
