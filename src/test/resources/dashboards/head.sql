-- What both dashboards begin with: whose, which day, which term, which classes, which days have lessons.
with me as (
  select p.id, s.id as school_id, s.time_zone, s.currency, s.pass_mark,
    (now() at time zone s.time_zone)::date as today
  from person p join school s on s.id = p.school_id
  where p.id = :person
), running as (
  select t.* from term t, me where t.school_id = me.school_id and me.today between t.starts_on and t.ends_on
), open_day as (
  select d::date as day
  from running t, generate_series(t.starts_on::timestamp, t.ends_on::timestamp, interval '1 day') d
  where not exists (select 1 from holiday h where h.school_id = t.school_id and h.on_date = d::date)
), mine as (
  select c.id, c.name from class c join running t on t.id = c.term_id
  where c.id in (select x.class_id from class_teacher x, me where x.teacher_id = me.id
                 union select x.class_id from enrolment x, me where x.student_id = me.id)
), lesson_day as (
  select distinct c.id as class_id, c.name, o.day from mine c
  join lesson l on l.class_id = c.id
  join open_day o on extract(isodow from o.day) = l.weekday and o.day between l.valid_from and l.valid_until
), shown as (
  select min(d.day) as day from lesson_day d, me where d.day >= me.today
), today as (
  select json_build_object(
    'date', (select day from shown),
    'note', case when shown.day <> me.today then
      'There are no lessons on ' || me.today || '; this is the next school day.' end,
    'lessons', (select json_agg(json_build_object('class_id', c.id::text, 'name', c.name,
        'starts_at', to_char(l.starts_at, 'HH24:MI'), 'ends_at', to_char(l.ends_at, 'HH24:MI'), 'room', l.room)
        order by l.starts_at, c.name, l.id)
      from mine c join lesson l on l.class_id = c.id where l.weekday = extract(isodow from shown.day)
        and shown.day between l.valid_from and l.valid_until)) as value
  from me, shown
), concerning as (
  select n.*, author.name as author,
    row_number() over (order by n.published_at desc, n.id desc) as place_in_list
  from announcement n join person author on author.id = n.author_id, me
  where n.school_id = me.school_id and (n.class_id is null or n.class_id in (select id from mine))
    and n.published_at <= now() and n.published_at >= now() - interval '30 days'
), coming as (
  select e.*, row_number() over (order by e.starts_at, e.id) as place_in_list from event e, me
  where e.school_id = me.school_id and (e.class_id is null or e.class_id in (select id from mine))
    and e.ends_at > now()
), notices as (
  select json_build_object(
    'announcements', (select coalesce(json_agg(json_build_object('announcement_id', n.id::text, 'title', n.title,
        'body', n.body, 'published_at', pg_temp.utc(n.published_at), 'author', n.author, 'class_id', n.class_id::text)
        order by n.place_in_list), '[]') from concerning n where n.place_in_list <= 10),
    'events', (select coalesce(json_agg(json_build_object('event_id', e.id::text, 'title', e.title,
        'starts_at', pg_temp.utc(e.starts_at), 'ends_at', pg_temp.utc(e.ends_at), 'place', e.place,
        'class_id', e.class_id::text) order by e.place_in_list), '[]') from coming e where e.place_in_list <= 10)) as value
)
