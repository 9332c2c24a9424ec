with child as (
  select p.* from parent_child l join person p on p.id = l.child_id where l.parent_id = :person
), owed as (
  select s.currency, i.due_on, i.due_on < pg_temp.today(s.id) as overdue,
    i.amount - coalesce((select sum(p.amount) from payment p where p.invoice_id = i.id), 0) as open
  from invoice i join child c on c.id = i.student_id join school s on s.id = c.school_id
)
select json_build_object(
  'fees_due', json_build_object('currencies', (select coalesce(json_agg(value order by currency), '[]') from (
    select s.currency, json_build_object('currency', s.currency,
      'total_open', pg_temp.money((select coalesce(sum(open), 0) from owed o where o.currency = s.currency and open > 0), s.currency),
      'overdue', pg_temp.money((select coalesce(sum(open), 0) from owed o
        where o.currency = s.currency and open > 0 and overdue), s.currency),
      'open_invoices', (select count(*) from owed o where o.currency = s.currency and open > 0),
      'next_due_on', (select min(due_on) from owed o where o.currency = s.currency and open > 0)) as value
    from (select distinct currency from school where id in (select school_id from child)) s) c)),
  'notices', (select coalesce(json_object_agg(s.school_id::text, json_build_object(
      'announcements', pg_temp.announcements(s.school_id, false, :person),
      'events', pg_temp.events(s.school_id, false, :person))), '{}')
    from (select distinct school_id from child) s))
