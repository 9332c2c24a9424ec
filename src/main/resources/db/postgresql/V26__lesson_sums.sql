-- The lessons of a term's classes by weekday and the days from and until which they hold: what a school's days are made
-- of. Kept by triggers, as the sums of V25 (docs/adr/0021-sums.md).
create table lesson_sums (
  term_id bigint not null references term (id) on delete cascade,
  weekday integer not null,
  valid_from date not null,
  valid_until date not null,
  lessons bigint not null,
  primary key (term_id, weekday, valid_from, valid_until)
);

-- Timetables of a term change one after another, by the term's row: of two transactions that change several lessons each,
-- other ones than the other, neither then waits for a sum of the other.
-- A lesson whose class goes in the same statement has no term any more: refused, as its sum could not be found.
create function add_lesson_sums() returns trigger language plpgsql as $$
begin
  execute 'select from term where id in (select k.term_id from class k join (' || tg_argv[0] || ') c on c.class_id = k.id)
    order by id for no key update';
  execute 'insert into lesson_sums as s
    select k.term_id, c.weekday, c.valid_from, c.valid_until, sum(n)
    from (' || tg_argv[0] || ') c left join class k on k.id = c.class_id
    group by k.term_id, c.weekday, c.valid_from, c.valid_until having sum(n) <> 0
    order by k.term_id, c.weekday, c.valid_from, c.valid_until
    on conflict (term_id, weekday, valid_from, valid_until) do update set lessons = s.lessons + excluded.lessons';
  return null;
end
$$;
create trigger lesson_added after insert on lesson referencing new table as added
  for each statement execute function add_lesson_sums('select 1 as n, * from added');
create trigger lesson_changed after update on lesson
  referencing old table as removed new table as added
  for each statement execute function add_lesson_sums('select 1 as n, * from added union all select -1, * from removed');
create trigger lesson_removed after delete on lesson referencing old table as removed
  for each statement execute function add_lesson_sums('select -1 as n, * from removed');

-- Counts all sums anew, as before, with those of lessons.
alter procedure count_sums() rename to count_fee_and_attendance_sums;
create procedure count_lesson_sums() language plpgsql as $$
begin
  lock table class, lesson in share row exclusive mode;
  delete from lesson_sums;
  insert into lesson_sums
    select c.term_id, l.weekday, l.valid_from, l.valid_until, count(*)
    from class c join lesson l on l.class_id = c.id group by 1, 2, 3, 4;
end
$$;
create procedure count_sums() language plpgsql as $$
begin
  call count_fee_and_attendance_sums();
  call count_lesson_sums();
end
$$;
call count_lesson_sums();
