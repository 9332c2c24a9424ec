-- The district: schools, people, classes, fees, notices. Ids come from sequences
-- that start at their increment, which EclipseLink insists on. Times are UTC, dates and lesson times the school's.
create sequence district_seq start with 50 increment by 50;
create sequence school_seq start with 50 increment by 50;
create sequence term_seq start with 50 increment by 50;
create sequence person_seq start with 50 increment by 50;
create sequence course_seq start with 50 increment by 50;
create sequence class_seq start with 50 increment by 50;
create sequence lesson_seq start with 50 increment by 50;
create sequence attendance_seq start with 50 increment by 50;
create sequence assessment_seq start with 50 increment by 50;
create sequence invoice_seq start with 50 increment by 50;
create sequence payment_seq start with 50 increment by 50;
create sequence notice_seq start with 50 increment by 50;

create table district (
  id bigint primary key,
  name varchar(200) not null,
  version integer default 0 not null
);

create table school (
  id bigint primary key,
  district_id bigint not null references district (id),
  name varchar(200) not null,
  time_zone varchar(64) not null,
  currency varchar(3) not null,
  -- Per cent of what could be reached.
  pass_mark numeric(5, 2) default 50 not null,
  plan varchar(32) not null,
  seats integer not null,
  subscribed_until date not null,
  version integer default 0 not null
);

create table academic_year (
  id bigint primary key,
  school_id bigint not null references school (id),
  name varchar(64) not null,
  starts_on date not null,
  ends_on date not null,
  version integer default 0 not null
);
create index academic_year_school on academic_year (school_id);

create table term (
  id bigint primary key,
  school_id bigint not null references school (id),
  academic_year_id bigint not null references academic_year (id),
  name varchar(64) not null,
  starts_on date not null,
  ends_on date not null,
  version integer default 0 not null
);
create index term_school on term (school_id, starts_on);

-- Days inside a term on which the school is closed. Saturdays and Sundays need no row: no lesson is on them unless
-- the timetable says so.
create table holiday (
  school_id bigint not null references school (id),
  on_date date not null,
  name varchar(100) not null,
  primary key (school_id, on_date)
);

create table role (
  name varchar(64) primary key,
  built_in boolean default false not null,
  version integer default 0 not null
);

create table role_permission (
  role_name varchar(64) not null references role (name),
  permission varchar(64) not null,
  primary key (role_name, permission)
);

create table person (
  id bigint primary key,
  -- Null for people of the district.
  school_id bigint references school (id),
  name varchar(200) not null,
  -- admin, teacher, staff, student, parent
  kind varchar(16) not null,
  grade_level varchar(16),
  email varchar(254),
  -- False once the person has left.
  active boolean default true not null,
  version integer default 0 not null
);
create index person_school on person (school_id, kind);

create table person_role (
  person_id bigint not null references person (id),
  role_name varchar(64) not null references role (name),
  primary key (person_id, role_name)
);
create index person_role_role on person_role (role_name);

create table account (
  person_id bigint primary key references person (id),
  username varchar(64) not null unique,
  password_hash varchar(255) not null,
  -- active, disabled
  state varchar(16) default 'active' not null,
  last_login datetime(6),
  version integer default 0 not null
);

create table parent_child (
  parent_id bigint not null references person (id),
  child_id bigint not null references person (id),
  primary key (parent_id, child_id)
);
create index parent_child_child on parent_child (child_id);

create table course (
  id bigint primary key,
  school_id bigint not null references school (id),
  name varchar(100) not null,
  version integer default 0 not null
);
create index course_school on course (school_id);

-- A section of a course in one term.
create table class (
  id bigint primary key,
  school_id bigint not null references school (id),
  term_id bigint not null references term (id),
  course_id bigint not null references course (id),
  name varchar(100) not null,
  grade_level varchar(16),
  version integer default 0 not null
);
create index class_term on class (term_id);
create index class_school on class (school_id);
create index class_course on class (course_id);

create table class_teacher (
  class_id bigint not null references class (id),
  teacher_id bigint not null references person (id),
  primary key (class_id, teacher_id)
);
create index class_teacher_teacher on class_teacher (teacher_id);

create table enrolment (
  class_id bigint not null references class (id),
  student_id bigint not null references person (id),
  primary key (class_id, student_id)
);
create index enrolment_student on enrolment (student_id);

-- One place in a class's week. Weekdays are ISO 8601's: Monday is 1.
create table lesson (
  id bigint primary key,
  class_id bigint not null references class (id),
  weekday integer not null,
  starts_at time not null,
  ends_at time not null,
  room varchar(32) not null,
  version integer default 0 not null
);
create index lesson_class on lesson (class_id, weekday);

-- The attendance of one class on one day; no row while it has not been taken.
create table attendance_sheet (
  id bigint primary key,
  class_id bigint not null references class (id),
  on_date date not null,
  taken_by bigint not null references person (id),
  taken_at datetime(6) not null,
  version integer default 0 not null,
  unique (class_id, on_date)
);
create index attendance_sheet_taken_by on attendance_sheet (taken_by);

create table attendance_mark (
  sheet_id bigint not null references attendance_sheet (id),
  student_id bigint not null references person (id),
  -- present, absent, late, excused, half_day
  mark varchar(16) not null,
  note varchar(500),
  primary key (sheet_id, student_id)
);
create index attendance_mark_student on attendance_mark (student_id);

create table assessment (
  id bigint primary key,
  class_id bigint not null references class (id),
  title varchar(200) not null,
  on_date date not null,
  max_score numeric(7, 2) not null,
  weight numeric(7, 2) not null,
  version integer default 0 not null
);
create index assessment_class on assessment (class_id, on_date);

-- A score; no row, or a null, while it has not been marked.
create table grade (
  assessment_id bigint not null references assessment (id),
  student_id bigint not null references person (id),
  score numeric(7, 2),
  version integer default 0 not null,
  primary key (assessment_id, student_id)
);
create index grade_student on grade (student_id);

create table invoice (
  id bigint primary key,
  school_id bigint not null references school (id),
  student_id bigint not null references person (id),
  title varchar(200) not null,
  issued_on date not null,
  due_on date not null,
  -- In the school's currency.
  amount numeric(12, 2) not null,
  version integer default 0 not null
);
create index invoice_student on invoice (student_id);
create index invoice_school on invoice (school_id, issued_on);

create table payment (
  id bigint primary key,
  invoice_id bigint not null references invoice (id),
  amount numeric(12, 2) not null,
  method varchar(32) not null,
  paid_at datetime(6) not null
);
create index payment_invoice on payment (invoice_id);

create table announcement (
  id bigint primary key,
  school_id bigint not null references school (id),
  -- Null for the whole school.
  class_id bigint references class (id),
  title varchar(200) not null,
  body varchar(4000) not null,
  published_at datetime(6) not null,
  author_id bigint not null references person (id),
  version integer default 0 not null
);
create index announcement_school on announcement (school_id, published_at);
create index announcement_class on announcement (class_id);
create index announcement_author on announcement (author_id);

create table event (
  id bigint primary key,
  school_id bigint not null references school (id),
  -- Null for the whole school.
  class_id bigint references class (id),
  title varchar(200) not null,
  starts_at datetime(6) not null,
  ends_at datetime(6) not null,
  place varchar(100),
  version integer default 0 not null
);
create index event_school on event (school_id, starts_at);
create index event_class on event (class_id);

-- One row once the generated district is complete: it is written in the district's own transaction.
create table demo_district (
  id integer primary key,
  seed bigint not null,
  made_on date not null
);
