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

-- As in V25, and a sheet that lacks one of its numbers leaves the others.
create or replace view attendance_sums as
  select c.term_id, h.on_date,
    sum(case when h.counted_version = h.version then coalesce(h.present, 0) else 0 end) as present,
    sum(case when h.counted_version = h.version then coalesce(h.absent, 0) else 0 end) as absent,
    sum(case when h.counted_version = h.version then coalesce(h.late, 0) else 0 end) as late,
    sum(case when h.counted_version = h.version then coalesce(h.excused, 0) else 0 end) as excused,
    sum(case when h.counted_version = h.version then coalesce(h.half_day, 0) else 0 end) as half_day,
    sum(case when h.counted_version = h.version then 0 else 1 end) as uncounted
  from class c join attendance_sheet h on h.class_id = c.id
  group by c.term_id, h.on_date;
