, marks as (
  select m.mark from attendance_mark m join attendance_sheet s on s.id = m.sheet_id
  join class c on c.id = s.class_id join running t on t.id = c.term_id, me
  where m.student_id = me.id and s.on_date in (select day from open_day)
), scores as (
  select a.id, a.class_id, c.name, a.title, a.on_date, a.max_score, a.weight, g.score
  from mine c join assessment a on a.class_id = c.id
  left join grade g on g.assessment_id = a.id and g.student_id = (select id from me)
), averages as (
  select c.id, c.name, count(s.score) as scores,
    pg_temp.exact(sum(s.score * s.weight / s.max_score), sum(s.weight) filter (where s.score is not null)) as average
  from mine c left join scores s on s.class_id = c.id and s.on_date <= (select today from me) and s.weight > 0 group by c.id, c.name
), recent as (
  select s.*, row_number() over (order by s.on_date desc, s.name, s.id) as place_in_list
  from scores s where s.score is not null and s.on_date <= (select today from me)
), owed as (
  select i.*, coalesce((select sum(p.amount) from payment p where p.invoice_id = i.id), 0) as paid,
    i.due_on < me.today as overdue
  from invoice i, me where i.student_id = me.id
), unpaid as (
  select * from owed where amount > paid
)
select json_build_object(
  'today', (select value from today),
  'attendance', json_build_object(
    'present', (select count(*) from marks where mark = 'present'),
    'absent', (select count(*) from marks where mark = 'absent'),
    'late', (select count(*) from marks where mark = 'late'),
    'excused', (select count(*) from marks where mark = 'excused'),
    'half_day', (select count(*) from marks where mark = 'half_day'),
    'rate', (select pg_temp.percent(
      count(*) filter (where mark in ('present', 'late')) + 0.5 * count(*) filter (where mark = 'half_day'),
      count(*) filter (where mark <> 'excused')) from marks),
    'since', (select starts_on from running),
    'today', (select coalesce(json_agg(json_build_object('class_id', x.id::text, 'name', x.name, 'mark', x.mark)
        order by x.starts_at, x.name, x.id), '[]') from (
      select c.id, c.name, min(l.starts_at) as starts_at, (select m.mark from attendance_mark m
          join attendance_sheet s on s.id = m.sheet_id, me
          where s.class_id = c.id and s.on_date = me.today and m.student_id = me.id) as mark
      from mine c join lesson l on l.class_id = c.id, me
      where l.weekday = extract(isodow from me.today) and me.today between l.valid_from and l.valid_until
        and me.today in (select day from open_day)
      group by c.id, c.name) x)),
  'grades', json_build_object(
    'average', (select round(avg(average), 1)::float8 from averages),
    'classes', (select json_agg(json_build_object('class_id', a.id::text, 'name', a.name, 'average', round(a.average, 1)::float8,
        'scores', a.scores) order by a.name, a.id) from averages a),
    'recent', (select json_agg(json_build_object('assessment_id', r.id::text, 'class_id', r.class_id::text,
        'class_name', r.name, 'title', r.title, 'date', r.on_date, 'score', r.score, 'max_score', r.max_score,
        'percent', pg_temp.percent(r.score, r.max_score)) order by r.place_in_list)
      from recent r where r.place_in_list <= 10)),
  'due', json_build_object('assessments',
    (select coalesce(json_agg(json_build_object('assessment_id', s.id::text, 'class_id', s.class_id::text,
        'class_name', s.name, 'title', s.title, 'date', s.on_date, 'max_score', s.max_score, 'weight', s.weight)
        order by s.on_date, s.name, s.id), '[]') from scores s, me where s.on_date >= me.today and s.score is null)),
  'open_invoices', json_build_object(
    'currency', (select currency from me),
    'total_open', (select pg_temp.money(coalesce(sum(amount - paid), 0), (select currency from me)) from unpaid),
    'overdue', (select pg_temp.money(coalesce(sum(amount - paid), 0), (select currency from me)) from unpaid where overdue),
    'invoices', (select coalesce(json_agg(json_build_object('invoice_id', u.id::text, 'title', u.title,
        'issued_on', u.issued_on, 'due_on', u.due_on, 'amount', pg_temp.money(u.amount, (select currency from me)),
        'paid', pg_temp.money(u.paid, (select currency from me)), 'open', pg_temp.money(u.amount - u.paid, (select currency from me)), 'overdue', u.overdue)
        order by u.due_on, u.id), '[]') from unpaid u)),
  'notices', (select value from notices))
