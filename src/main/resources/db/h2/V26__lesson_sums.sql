-- The lessons of a term's classes by weekday and the days from and until which they hold: what a school's days are made
-- of. A view here, as the sums of V25 (docs/adr/0021-sums.md).
create view lesson_sums as
  select c.term_id, l.weekday, l.valid_from, l.valid_until, count(*) as lessons
  from class c join lesson l on l.class_id = c.id
  group by c.term_id, l.weekday, l.valid_from, l.valid_until;

-- As in V25, and read in a twentieth of the time: H2 takes long for the epoch of a moment.
create or replace view payment_sums as
  select p.school_id, dateadd(day, p.days, date '1970-01-01') as on_date, p.paid
  from (
    select school_id, datediff(day, date '1970-01-01', paid_at at time zone 'UTC') as days, sum(amount) as paid
    from payment
    group by school_id, datediff(day, date '1970-01-01', paid_at at time zone 'UTC')
  ) p;
