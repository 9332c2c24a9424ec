-- What V25_1 makes, right also for statements that nobody writes every day (docs/adr/0021-sums.md).

-- An invoice's payments are added up anew when one of them changes, and not from what was there: a copied or restored invoice
-- brings a sum along, and a statement may change an invoice's id with its payments.
create or replace function add_payment_sums() returns trigger language plpgsql as $$
begin
  execute 'select from invoice where id in (select invoice_id from (' || tg_argv[0] || ') c)
    order by id for no key update';
  execute 'update invoice i set paid_so_far = c.paid
    from (
      select n.id, coalesce((select sum(p.amount) from payment p where p.invoice_id = n.id), 0) as paid
      from invoice n where n.id in (select invoice_id from (' || tg_argv[0] || ') d)
    ) c
    where i.id = c.id and i.paid_so_far <> c.paid';
  execute 'insert into payment_sums as s
    select school_id, (paid_at at time zone ''UTC'')::date as on_date, sum(n * amount)
    from (' || tg_argv[0] || ') c group by 1, 2 having sum(n * amount) <> 0 order by 1, 2
    on conflict (school_id, on_date) do update set paid = s.paid + excluded.paid';
  return null;
end
$$;
create function begin_unpaid() returns trigger language plpgsql as $$
begin
  new.paid_so_far := 0;
  return new;
end
$$;
create trigger invoice_unpaid before insert on invoice for each row when (new.paid_so_far <> 0) execute function begin_unpaid();

-- A sheet that changes nothing of its day's sums does not wait for other sheets of that day: so the erasure of a pupil, which
-- holds the person and raises the versions of sheets, never waits for a teacher who waits for the person.
-- A sheet whose class goes in the same statement has no term any more: refused.
create or replace function add_attendance_sums() returns trigger language plpgsql as $$
begin
  execute 'insert into attendance_sums as s
    select * from (
      select c.term_id, h.on_date,
        sum(n * case when h.counted_version = h.version then coalesce(h.present, 0) else 0 end) as present,
        sum(n * case when h.counted_version = h.version then coalesce(h.absent, 0) else 0 end) as absent,
        sum(n * case when h.counted_version = h.version then coalesce(h.late, 0) else 0 end) as late,
        sum(n * case when h.counted_version = h.version then coalesce(h.excused, 0) else 0 end) as excused,
        sum(n * case when h.counted_version = h.version then coalesce(h.half_day, 0) else 0 end) as half_day,
        sum(n * case when h.counted_version = h.version then 0 else 1 end) as uncounted
      from (' || tg_argv[0] || ') h left join class c on c.id = h.class_id
      group by c.term_id, h.on_date
    ) d
    where (present, absent, late, excused, half_day, uncounted) <> (0, 0, 0, 0, 0, 0)
    order by term_id, on_date
    on conflict (term_id, on_date) do update set
      present = s.present + excluded.present,
      absent = s.absent + excluded.absent,
      late = s.late + excluded.late,
      excused = s.excused + excluded.excused,
      half_day = s.half_day + excluded.half_day,
      uncounted = s.uncounted + excluded.uncounted';
  return null;
end
$$;

-- The sums know the term of a sheet or lesson by its class, which therefore stays in it, whatever another transaction adds.
create or replace function keep_term() returns trigger language plpgsql as $$
begin
  raise exception 'class % stays in its term', old.id using errcode = 'restrict_violation';
end
$$;

-- They find the tables whatever the writer's search path is, and write sums for those who may write only the rows. Nobody else
-- makes triggers of functions that have their owner's rights.
do $$
declare
  name text;
begin
  foreach name in array array['add_fee_sums', 'add_payment_sums', 'add_attendance_sums', 'add_lesson_sums'] loop
    execute format('alter function %I() security definer set search_path = %I, pg_temp', name, current_schema());
    execute format('revoke execute on function %I() from public', name);
  end loop;
end
$$;
