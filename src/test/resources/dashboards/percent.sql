-- Per cent with one decimal, a half rounded up, as all figures are shown; null of nothing.
create function pg_temp.exact(part numeric, whole numeric) returns numeric language sql as $$
  select case when whole > 0 then part * 100 / whole end
$$;
create function pg_temp.percent(part numeric, whole numeric) returns float8 language sql as $$
  select round(pg_temp.exact(part, whole), 1)::float8
$$;
create function pg_temp.utc(at timestamptz) returns text language sql as $$
  select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;
-- As many decimals as the currency has; the demo and the fixtures have these currencies.
create function pg_temp.money(amount numeric, currency text) returns text language sql as $$
  select to_char(amount, case when currency in ('JPY', 'KRW') then 'FM999999999990'
    when currency in ('KWD', 'TND') then 'FM999999999990.000' else 'FM999999999990.00' end)
$$;
-- What one school has, beside other schools.
create function pg_temp.today(of_school bigint) returns date language sql as $$
  select (now() at time zone time_zone)::date from school where id = of_school
$$;
create function pg_temp.term(of_school bigint) returns bigint language sql as $$
  select id from term where school_id = of_school and pg_temp.today(of_school) between starts_on and ends_on
  order by starts_on desc limit 1
$$;
-- The last days with lessons, by the timetable of that day, holidays left out.
create function pg_temp.school_days(of_school bigint, n int) returns setof date language sql as $$
  select d::date from term t, generate_series(t.starts_on::timestamp, pg_temp.today(of_school)::timestamp, interval '1 day') d
  where t.id = pg_temp.term(of_school)
    and not exists (select 1 from holiday h where h.school_id = of_school and h.on_date = d::date)
    and exists (select 1 from class c join lesson l on l.class_id = c.id where c.term_id = t.id
      and l.weekday = extract(isodow from d) and d::date between l.valid_from and l.valid_until)
  order by d desc limit n
$$;
create function pg_temp.rate(of_school bigint, first date, last date) returns json language sql as $$
  select json_build_object('marks', count(*), 'rate', pg_temp.percent(
    count(*) filter (where m.mark in ('present', 'late')) + 0.5 * count(*) filter (where m.mark = 'half_day'),
    count(*) filter (where m.mark <> 'excused')))
  from attendance_mark m join attendance_sheet s on s.id = m.sheet_id join class c on c.id = s.class_id
  where c.term_id = pg_temp.term(of_school) and s.on_date between first and last
    and s.on_date not in (select on_date from holiday where school_id = of_school)
$$;
create function pg_temp.attendance(of_school bigint) returns json language sql as $$
  select json_build_object('school_id', s.id::text, 'name', s.name, 'date', d.today,
    'rate_today', pg_temp.rate(s.id, d.today, d.today) -> 'rate',
    'marks_today', pg_temp.rate(s.id, d.today, d.today) -> 'marks',
    'rate', pg_temp.rate(s.id, d.since, d.today) -> 'rate',
    'marks', pg_temp.rate(s.id, d.since, d.today) -> 'marks', 'since', d.since)
  from school s, (select pg_temp.today(of_school) as today,
    (select min(day) from pg_temp.school_days(of_school, 20) day) as since) d
  where s.id = of_school
$$;
create function pg_temp.owed(of_school bigint) returns table (id bigint, student_id bigint, title text, issued_on date,
    due_on date, amount numeric, paid numeric) language sql as $$
  select i.id, i.student_id, i.title, i.issued_on, i.due_on, i.amount,
    coalesce((select sum(p.amount) from payment p where p.invoice_id = i.id), 0)
  from invoice i where i.school_id = of_school and i.issued_on <= pg_temp.today(of_school)
$$;
create function pg_temp.months(of_school bigint) returns setof date language sql as $$
  select m::date from (select starts_on, least(ends_on, pg_temp.today(of_school)) as ends_on from academic_year
      where school_id = of_school and starts_on <= pg_temp.today(of_school) order by starts_on desc limit 1) y,
    generate_series(date_trunc('month', y.starts_on::timestamp), y.ends_on::timestamp, interval '1 month') m
$$;
create function pg_temp.month(of_school bigint, of_month date) returns table (charged numeric, paid numeric, open numeric)
language sql as $$
  select (select coalesce(sum(amount), 0) from pg_temp.owed(of_school) where date_trunc('month', issued_on) = of_month),
    (select coalesce(sum(p.amount), 0) from payment p join invoice i on i.id = p.invoice_id join school s on s.id = i.school_id
      where s.id = of_school and date_trunc('month', p.paid_at at time zone s.time_zone) = of_month),
    (select coalesce(sum(amount - paid), 0) from pg_temp.owed(of_school)
      where amount > paid and date_trunc('month', issued_on) = of_month)
$$;
create function pg_temp.fees(of_school bigint) returns json language sql as $$
  select json_build_object('school_id', s.id::text, 'name', s.name, 'currency', s.currency,
    'charged', pg_temp.money((select coalesce(sum(f.charged), 0) from pg_temp.months(s.id) m, pg_temp.month(s.id, m) f), s.currency),
    'paid', pg_temp.money((select coalesce(sum(f.paid), 0) from pg_temp.months(s.id) m, pg_temp.month(s.id, m) f), s.currency),
    'open', pg_temp.money((select coalesce(sum(amount - paid), 0) from pg_temp.owed(s.id) where amount > paid), s.currency),
    'overdue', pg_temp.money((select coalesce(sum(amount - paid), 0) from pg_temp.owed(s.id)
      where amount > paid and due_on < pg_temp.today(s.id)), s.currency),
    'open_invoices', (select count(*) from pg_temp.owed(s.id) where amount > paid))
  from school s where s.id = of_school
$$;
create function pg_temp.low(of_school bigint) returns json language sql as $$
  select json_build_object('total', count(*), 'items', coalesce(json_agg(json_build_object('item_id', i.id::text,
      'name', i.name, 'category', c.name, 'room', i.room, 'quantity', i.quantity, 'reorder_level', i.reorder_level)
      order by case when i.reorder_level = 0 then 0 else i.quantity::numeric / i.reorder_level end, i.reorder_level desc, i.id),
    '[]'), 'links', json_build_object('items', '/api/inventory?school=' || of_school))
  from inventory_item i join inventory_category c on c.id = i.category_id
  where i.school_id = of_school and i.active and i.quantity <= i.reorder_level
$$;
create function pg_temp.students(of_school bigint) returns json language sql as $$
  select json_build_object('active', count(*) filter (where active), 'inactive', count(*) filter (where not active))
  from person where kind = 'student' and school_id = of_school
$$;
create function pg_temp.announcements(of_school bigint, of_classes boolean, of_children_of bigint) returns json
language sql as $$
  select coalesce(json_agg(json_build_object('announcement_id', id::text, 'title', title, 'body', body,
    'published_at', pg_temp.utc(published_at), 'author', author, 'class_id', class_id::text)
    order by published_at desc, id desc), '[]')
  from (select n.*, p.name as author from announcement n join person p on p.id = n.author_id
    where n.school_id = of_school and n.published_at between now() - interval '30 days' and now()
      and (n.class_id is null or of_classes or n.class_id in (select e.class_id from enrolment e
        join parent_child l on l.child_id = e.student_id where l.parent_id = of_children_of))
    order by n.published_at desc, n.id desc limit 10) n
$$;
create function pg_temp.events(of_school bigint, of_classes boolean, of_children_of bigint) returns json
language sql as $$
  select coalesce(json_agg(json_build_object('event_id', id::text, 'title', title, 'starts_at', pg_temp.utc(starts_at),
    'ends_at', pg_temp.utc(ends_at), 'place', place, 'class_id', class_id::text) order by starts_at, id), '[]')
  from (select n.* from event n where n.school_id = of_school and n.ends_at > now()
      and (n.class_id is null or of_classes or n.class_id in (select e.class_id from enrolment e
        join parent_child l on l.child_id = e.student_id where l.parent_id = of_children_of))
    order by n.starts_at, n.id limit 10) n
$$;
