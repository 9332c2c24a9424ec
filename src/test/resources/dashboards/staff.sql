with me as (
  select p.school_id as school, s.currency, pg_temp.today(s.id) as today
  from person p join school s on s.id = p.school_id where p.id = :person
), open as (
  select o.*, p.name, row_number() over (order by o.due_on, o.id) as place_in_list
  from me, pg_temp.owed(me.school) o join person p on p.id = o.student_id where o.amount > o.paid
)
select json_build_object(
  'school_figures', (select json_build_object('fees', pg_temp.fees(school), 'students', pg_temp.students(school)) from me),
  'reorder', (select pg_temp.low(school) from me),
  'open_invoices', (select json_strip_nulls(json_build_object('currency', me.currency, 'total', (select count(*) from open),
    'total_open', pg_temp.money((select coalesce(sum(amount - paid), 0) from open), me.currency),
    'overdue_invoices', (select count(*) from open where due_on < me.today),
    'overdue', pg_temp.money((select coalesce(sum(amount - paid), 0) from open where due_on < me.today), me.currency),
    'invoices', (select coalesce(json_agg(json_build_object('invoice_id', o.id::text, 'student_id', o.student_id::text,
        'student', o.name, 'title', o.title, 'issued_on', o.issued_on, 'due_on', o.due_on,
        'amount', pg_temp.money(o.amount, me.currency), 'paid', pg_temp.money(o.paid, me.currency),
        'open', pg_temp.money(o.amount - o.paid, me.currency), 'overdue', o.due_on < me.today)
        order by o.place_in_list), '[]') from open o where o.place_in_list <= 100),
    'cut', (select true from open having count(*) > 100))) from me),
  'notices', (select json_build_object('announcements', pg_temp.announcements(school, false, null),
    'events', pg_temp.events(school, false, null)) from me))
