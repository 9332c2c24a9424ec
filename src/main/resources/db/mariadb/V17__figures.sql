-- How many marks of each kind a sheet has, so that a school's attendance need not be read mark by mark. The counts hold
-- while counted_version is the sheet's version: rows from before have none, and a version before that still runs writes
-- sheets without. The marks of those are counted when they are asked for.
alter table attendance_sheet add column counted_version integer;
alter table attendance_sheet add column present integer;
alter table attendance_sheet add column absent integer;
alter table attendance_sheet add column late integer;
alter table attendance_sheet add column excused integer;
alter table attendance_sheet add column half_day integer;

-- All that counting asks of a sheet: its row need not be read.
create index attendance_sheet_counts on attendance_sheet
  (class_id, on_date, version, counted_version, present, absent, late, excused, half_day);

-- The days of a school's week, of all its classes, without the rows of the lessons.
create index lesson_days on lesson (class_id, weekday, valid_from, valid_until, starts_at);
drop index lesson_class on lesson;
