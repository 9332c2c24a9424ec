with can as (
  select l.role_name, l.person_id from person_role l join person p on p.id = l.person_id
  left join account a on a.person_id = p.id where p.active and coalesce(a.state, 'active') = 'active'
), today as (
  select * from login_count where on_date = (now() at time zone 'UTC')::date
)
select json_build_object(
  'schools', (select json_build_object('total', count(*), 'schools', json_agg(json_build_object('school_id', id::text,
      'name', name, 'time_zone', time_zone, 'currency', currency, 'plan', plan, 'seats', seats,
      'subscribed_until', subscribed_until) order by name collate "C", id), 'links', json_build_object('schools', '/api/schools'))
    from school),
  'users_by_role', json_build_object('users', (select count(distinct person_id) from can),
    'roles', (select json_agg(json_build_object('role', r.name, 'users',
      (select count(*) from can where role_name = r.name)) order by r.built_in desc, r.name collate "C") from role r),
    'links', json_build_object('users', '/api/users')),
  'logins_today', json_build_object('date', (now() at time zone 'UTC')::date,
    'logins', (select coalesce(sum(logins), 0) from today where role_name = '' and not failed),
    'failed', (select coalesce(sum(logins), 0) from today where role_name = '' and failed),
    'by_role', (select coalesce(json_agg(json_build_object('role', role_name, 'logins', logins)
        order by logins desc, role_name collate "C"), '[]')
      from (select role_name, sum(logins) as logins from today where role_name <> '' and not failed group by role_name) r)),
  'students', json_build_object(
    'schools', (select json_agg(json_build_object('school_id', s.id::text, 'name', s.name,
      'active', pg_temp.students(s.id) -> 'active', 'inactive', pg_temp.students(s.id) -> 'inactive')
      order by s.name collate "C", s.id) from school s),
    'active', (select count(*) from person where kind = 'student' and active),
    'inactive', (select count(*) from person where kind = 'student' and not active),
    'links', json_build_object('students', '/api/users?role=STUDENT')),
  'fees_by_school', json_build_object('schools',
    (select json_agg(pg_temp.fees(id) order by name collate "C", id) from school)),
  'attendance_by_school', json_build_object('schools',
    (select json_agg(pg_temp.attendance(id) order by name collate "C", id) from school)))
