, untaken as (
  select d.*, row_number() over (order by d.day desc, d.name, d.class_id::text) as place_in_list
  from lesson_day d, me
  where d.day <= me.today
    and not exists (select 1 from attendance_sheet s where s.class_id = d.class_id and s.on_date = d.day)
), unmarked as (
  select a.id, c.id as class_id, c.name, a.title, a.on_date,
    (select count(*) from enrolment e where e.class_id = c.id) as students,
    (select count(*) from enrolment e where e.class_id = c.id and not exists (
      select 1 from grade g where g.assessment_id = a.id and g.student_id = e.student_id and g.score is not null)) as missing
  from assessment a join mine c on c.id = a.class_id, me where a.on_date <= me.today
), pupils as (
  select distinct c.id as class_id, p.id as student_id from mine c join enrolment e on e.class_id = c.id
  join person p on p.id = e.student_id and p.active, me where me.today between e.valid_from and e.valid_until
), averages as (
  select c.id, c.name, count(g.score) as scores,
    pg_temp.percent(sum(g.score * a.weight / a.max_score), sum(a.weight) filter (where g.score is not null)) as average
  from mine c left join assessment a on a.class_id = c.id and a.on_date <= (select today from me) and a.weight > 0
  left join grade g on g.assessment_id = a.id and (c.id, g.student_id) in (select class_id, student_id from pupils)
  group by c.id, c.name
), school_day as (
  select o.day from open_day o, me where o.day <= me.today and exists (
    select 1 from class c join lesson l on l.class_id = c.id, running t
    where c.term_id = t.id and l.weekday = extract(isodow from o.day))
), last_days as (
  select day from school_day order by day desc limit 20
), rates as (
  select m.student_id,
    pg_temp.exact(
      count(*) filter (where m.mark in ('present', 'late')) + 0.5 * count(*) filter (where m.mark = 'half_day'),
      count(*) filter (where m.mark <> 'excused')) as rate
  from attendance_sheet s join attendance_mark m on m.sheet_id = s.id
  where s.on_date in (select day from open_day)
    and s.on_date >= (select min(day) from last_days) and s.on_date <= (select today from me)
  group by m.student_id
), scores as (
  select a.class_id, g.student_id, a.on_date > me.today - 28 as late,
    g.score * a.weight / a.max_score as reached, a.weight
  from assessment a join mine c on c.id = a.class_id
  join grade g on g.assessment_id = a.id and g.score is not null, me
  where a.on_date <= me.today and a.weight > 0
), progress as (
  select class_id, student_id, pg_temp.exact(sum(reached), sum(weight)) as average,
    pg_temp.exact(sum(reached) filter (where not late), sum(weight) filter (where not late)) as before,
    pg_temp.exact(sum(reached) filter (where late), sum(weight) filter (where late)) as since
  from scores group by class_id, student_id
), judged as (
  select c.id as class_id, c.name as class_name, p.id, p.name, p.sort_key, r.rate, g.average,
    pg_temp.exact(g.before - g.since, g.before) as fall
  from mine c join pupils e on e.class_id = c.id join person p on p.id = e.student_id
  left join rates r on r.student_id = p.id
  left join progress g on g.class_id = c.id and g.student_id = p.id
), reasoned as (
  select j.*,
    array_remove(array[case when j.rate < 85 then 'attendance' end,
      case when j.average < me.pass_mark then 'average' end,
      case when j.fall > 15 then 'falling' end], null) as reasons,
    least(case when j.rate < 85 then j.rate end, case when j.average < me.pass_mark then j.average end,
      case when j.fall > 15 then 100 - j.fall end) as lowest
  from judged j, me
), at_risk as (
  -- Rounded to 12 digits, as sums that are alike may differ in the last ones.
  select r.*, row_number() over (order by cardinality(r.reasons) desc, round(r.lowest, 12), coalesce(r.sort_key, ''),
    r.id, r.class_id) as place_in_list
  from reasoned r where cardinality(r.reasons) > 0
)
select json_build_object(
  'today', (select value from today),
  'attendance_to_take', json_build_object(
    'total', (select count(*) from untaken),
    'classes', (select coalesce(json_agg(json_build_object('class_id', u.class_id::text, 'name', u.name,
        'date', u.day) order by u.place_in_list), '[]') from untaken u where u.place_in_list <= 100)),
  'assessments_to_mark', json_build_object('assessments',
    (select coalesce(json_agg(json_build_object('assessment_id', u.id::text, 'class_id', u.class_id::text,
        'class_name', u.name, 'title', u.title, 'date', u.on_date, 'missing', u.missing, 'students', u.students)
        order by u.on_date, u.name, u.id), '[]') from unmarked u where u.missing > 0)),
  'class_averages', json_build_object('classes',
    (select json_agg(json_build_object('class_id', a.id::text, 'name', a.name, 'average', a.average,
        'scores', a.scores) order by a.name, a.id) from averages a)),
  'students_at_risk', json_build_object(
    'total', (select count(*) from at_risk),
    'students', (select coalesce(json_agg(json_build_object('student_id', r.id::text, 'name', r.name,
        'class_id', r.class_id::text, 'class_name', r.class_name, 'attendance_rate', round(r.rate, 1)::float8, 'average', round(r.average, 1)::float8,
        'fall', round(r.fall, 1)::float8, 'reasons', r.reasons) order by r.place_in_list), '[]')
      from at_risk r where r.place_in_list <= 100)),
  'notices', (select value from notices))
