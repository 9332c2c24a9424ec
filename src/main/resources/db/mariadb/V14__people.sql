-- What the six dashboards and the writes of roles, users, links and schools need. The version before may run beside it:
-- new columns are null or have a default, and what it inserts is valid.

-- Days on which a lesson, an enrolment, a class teacher holds, both included. What happened on a day is judged by the
-- rows of that day, whatever changes later.
alter table lesson add column valid_from date default date '1900-01-01' not null;
alter table lesson add column valid_until date default date '2999-12-31' not null;
alter table enrolment add column valid_from date default date '1900-01-01' not null;
alter table enrolment add column valid_until date default date '2999-12-31' not null;
alter table enrolment drop primary key, add primary key (class_id, student_id, valid_from);
alter table class_teacher add column valid_from date default date '1900-01-01' not null;
alter table class_teacher add column valid_until date default date '2999-12-31' not null;
alter table class_teacher drop primary key, add primary key (class_id, teacher_id, valid_from);

-- The key by which names are sorted, the same on every database: hexadecimal bytes of the collation key. Null in rows of
-- the version before, until a server of this one has started.
alter table person add column sort_key varchar(400);
alter table person add column position varchar(64);
alter table person add column erased_at datetime(6);
create index person_sorted on person (school_id, sort_key, id);
alter table account add column created_at datetime(6);

-- What a payment needs when it is written by hand: a receipt number, unique in its school, and the key that makes a
-- repetition harmless.
alter table payment add column school_id bigint references school (id);
alter table payment add column receipt_number bigint;
alter table payment add column idempotency_key varchar(128);
alter table payment add column taken_by bigint references person (id);
update payment set school_id = (select i.school_id from invoice i where i.id = payment.invoice_id);
create unique index payment_receipt on payment (school_id, receipt_number);
create unique index payment_idempotency on payment (invoice_id, idempotency_key);
create index payment_paid_at on payment (paid_at);

create sequence inventory_category_seq start with 50 increment by 50;
create sequence inventory_item_seq start with 50 increment by 50;
create sequence inventory_movement_seq start with 50 increment by 50;

create table inventory_category (
  id bigint primary key,
  school_id bigint not null references school (id),
  name varchar(100) not null,
  version integer default 0 not null,
  unique (school_id, name)
);

create table inventory_item (
  id bigint primary key,
  school_id bigint not null references school (id),
  category_id bigint not null references inventory_category (id),
  name varchar(200) not null,
  room varchar(64),
  quantity integer not null,
  -- At this quantity or below it the item is to be ordered again.
  reorder_level integer not null,
  active boolean default true not null,
  version integer default 0 not null,
  constraint inventory_item_quantity check (quantity >= 0),
  constraint inventory_item_reorder_level check (reorder_level >= 0)
);
create index inventory_item_school on inventory_item (school_id, active);
create index inventory_item_category on inventory_item (category_id);

-- Each issue and return of an item; the item's quantity is their sum.
create table inventory_movement (
  id bigint primary key,
  item_id bigint not null references inventory_item (id),
  -- Negative when issued, positive when returned or bought.
  `change` integer not null,
  person_id bigint references person (id),
  moved_at datetime(6) not null,
  moved_by bigint not null references person (id),
  note varchar(500)
);
create index inventory_movement_item on inventory_movement (item_id, moved_at);

-- Logins of a UTC day. A row for each instance, so that no two of them write to one.
create table login_count (
  on_date date not null,
  instance varchar(64) not null,
  -- Empty for failures.
  role_name varchar(64) not null,
  failed boolean not null,
  logins bigint not null,
  primary key (on_date, instance, role_name, failed)
);

-- The servers that run: each says so every 10 s.
create table instance (
  id varchar(64) primary key,
  version varchar(64) not null,
  started_at datetime(6) not null,
  seen_at datetime(6) not null
);
