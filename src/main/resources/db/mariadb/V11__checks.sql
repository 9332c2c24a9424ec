-- What the code trusts of rows.
alter table lesson add constraint lesson_weekday
  check (weekday between 1 and 7);
alter table attendance_mark add constraint attendance_mark_mark
  check (mark in ('present', 'absent', 'late', 'excused', 'half_day'));
alter table assessment add constraint assessment_max_score
  check (max_score between 0.01 and 99999.99);
alter table assessment add constraint assessment_weight
  check (weight between 0 and 99999.99);
alter table grade add constraint grade_score
  check (score between -99999.99 and 99999.99);
alter table invoice add constraint invoice_amount
  check (amount between -9999999999.99 and 9999999999.99);
alter table payment add constraint payment_amount
  check (amount between -9999999999.99 and 9999999999.99);
alter table school add constraint school_pass_mark
  check (pass_mark between 0 and 100);
alter table term add constraint term_days
  check (starts_on >= date '1900-01-01' and ends_on >= starts_on and ends_on <= date '2999-12-31');
alter table event add constraint event_times
  check (starts_at >= timestamp '1900-01-01 00:00:00'
    and ends_at <= timestamp '2999-12-31 00:00:00');
