-- The lessons of a term's classes by weekday and the days from and until which they hold: what a school's days are made
-- of. A view here, as the sums of V25 (docs/adr/0021-sums.md).
create view lesson_sums as
  select c.term_id, l.weekday, l.valid_from, l.valid_until, count(*) as lessons
  from class c join lesson l on l.class_id = c.id
  group by c.term_id, l.weekday, l.valid_from, l.valid_until;
