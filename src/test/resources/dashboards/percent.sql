-- Per cent with one decimal, a half rounded up, as all figures are shown; null of nothing.
create function pg_temp.percent(part numeric, whole numeric) returns float8 language sql as $$
  select case when whole > 0 then floor(part::float8 / whole::float8 * 1000 + 0.5) / 10 end
$$;
create function pg_temp.utc(at timestamptz) returns text language sql as $$
  select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;
create function pg_temp.money(amount numeric) returns text language sql as $$
  select to_char(amount, 'FM999999999990.00')
$$;
