-- One person may be enrolled in, or teach, a class in several periods: V14 says from when to when.
alter table enrolment drop primary key;
alter table class_teacher drop primary key;
