with me as (
  select p.school_id as school, s.currency, pg_temp.today(s.id) as today
  from person p join school s on s.id = p.school_id where p.id = :person
), days as (
  select day from me, pg_temp.school_days(me.school, 10) day
), missed as (
  select s.on_date, m.mark, count(distinct m.student_id) as pupils from attendance_mark m
  join attendance_sheet s on s.id = m.sheet_id join class c on c.id = s.class_id, me
  where c.term_id = pg_temp.term(me.school) group by s.on_date, m.mark
), untaken as (
  select c.id, c.name, min(l.starts_at) as starts_at from class c join lesson l on l.class_id = c.id, me
  where c.term_id = pg_temp.term(me.school) and me.today in (select day from days)
    and l.weekday = extract(isodow from me.today) and me.today between l.valid_from and l.valid_until
    and l.starts_at <= (select (now() at time zone s.time_zone)::time from school s where s.id = me.school)
    and not exists (select 1 from attendance_sheet s where s.class_id = c.id and s.on_date = me.today)
    and exists (select 1 from enrolment e join person p on p.id = e.student_id where e.class_id = c.id and p.active
      and me.today between e.valid_from and e.valid_until)
  group by c.id, c.name
), missing as (
  select u.*, t.id as teacher_id, t.name as teacher, t.sort_key,
    row_number() over (partition by t.id order by u.starts_at, u.id) as place_in_list from untaken u left join (
    select x.class_id, p.* from class_teacher x join person p on p.id = x.teacher_id and p.active, me
    where me.today between x.valid_from and x.valid_until) t on t.class_id = u.id
), months as (
  select m as month, f.* from me, pg_temp.months(me.school) m, pg_temp.month(me.school, m) f
)
select json_build_object(
  'students_by_grade', json_build_object(
    'total', (select count(*) from person p, me where p.school_id = me.school and p.kind = 'student' and p.active),
    'grades', (select coalesce(json_agg(json_build_object('grade_level', grade_level, 'students', students)
        order by grade_level ~ '^[0-9]{1,9}$' desc nulls last,
          case when grade_level ~ '^[0-9]{1,9}$' then grade_level::int end, grade_level collate "C"), '[]')
      from (select grade_level, count(*) as students from person p, me
        where p.school_id = me.school and p.kind = 'student' and p.active group by grade_level) g),
    'links', json_build_object('students', '/api/users?role=STUDENT&school=' || (select school from me))),
  'absences', (select json_build_object('date', me.today,
    'absent', coalesce((select pupils from missed where on_date = me.today and mark = 'absent' and on_date in (select day from days)), 0),
    'late', coalesce((select pupils from missed where on_date = me.today and mark = 'late' and on_date in (select day from days)), 0),
    'half_day', coalesce((select pupils from missed where on_date = me.today and mark = 'half_day' and on_date in (select day from days)), 0),
    'by_day', (select coalesce(json_agg(json_build_object('date', day,
      'absent', coalesce((select pupils from missed where on_date = day and mark = 'absent'), 0),
      'late', coalesce((select pupils from missed where on_date = day and mark = 'late'), 0),
      'half_day', coalesce((select pupils from missed where on_date = day and mark = 'half_day'), 0)) order by day), '[]')
      from days)) from me),
  'attendance_missing', json_build_object('date', (select today from me), 'total', (select count(*) from untaken),
    'teachers', (select coalesce(json_agg(t.value order by t.total desc, t.sort_key nulls first), '[]') from (
      select max(m.sort_key) as sort_key, count(*) as total, json_build_object('teacher_id', m.teacher_id::text,
        'name', max(m.teacher), 'total', count(*), 'classes', json_agg(json_build_object('class_id', m.id::text,
          'name', m.name, 'starts_at', to_char(m.starts_at, 'HH24:MI')) order by m.starts_at, m.id)
          filter (where m.place_in_list <= 10)) as value
      from missing m group by m.teacher_id) t)),
  'fees_by_month', (select json_build_object('currency', me.currency,
    'charged', pg_temp.fees(me.school) -> 'charged', 'paid', pg_temp.fees(me.school) -> 'paid',
    'open', pg_temp.fees(me.school) -> 'open', 'overdue', pg_temp.fees(me.school) -> 'overdue',
    'months', (select coalesce(json_agg(json_build_object('month', to_char(m.month, 'YYYY-MM'),
      'charged', pg_temp.money(m.charged, me.currency), 'paid', pg_temp.money(m.paid, me.currency),
      'open', pg_temp.money(m.open, me.currency)) order by m.month), '[]') from months m)) from me),
  'staff', (select json_build_object('total', count(*), 'teachers', count(*) filter (where kind = 'teacher'),
      'staff', count(*) filter (where kind = 'staff'), 'admins', count(*) filter (where kind = 'admin'),
      'positions', (select coalesce(json_agg(json_build_object('kind', kind, 'position', position, 'people', people)
          order by people desc, kind collate "C", position collate "C" nulls last), '[]')
        from (select kind, position, count(*) as people from person p, me where p.school_id = me.school
          and p.active and kind in ('teacher', 'staff', 'admin') group by kind, position) k),
      'links', json_build_object('people', '/api/users?school=' || (select school from me)))
    from person p, me where p.school_id = me.school and p.active and kind in ('teacher', 'staff', 'admin')),
  'low_stock', (select pg_temp.low(school) from me),
  'events', (select json_build_object('events', pg_temp.events(school, true, null)) from me),
  'notices', (select json_build_object('announcements', pg_temp.announcements(school, true, null)) from me))
