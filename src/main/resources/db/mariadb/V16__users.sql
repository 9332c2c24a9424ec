-- A person who was invited has an account and no password yet: no login succeeds until there is one. The version before
-- answers a login of such an account with an error, which is a refusal too.
alter table account modify column password_hash varchar(255) null;

-- Lists of the whole district.
create index person_sort_key on person (sort_key, id);

-- Whether a person may be removed is asked here, and asked again by the foreign keys.
create index payment_taken_by on payment (taken_by);
create index inventory_movement_person on inventory_movement (person_id);
create index inventory_movement_moved_by on inventory_movement (moved_by);
