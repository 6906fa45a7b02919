-- Safe places: the book of beds, night by night, and whose stay is whose. A house is a file of its own (0192); where it stands is sealed in it.
create index file_places on file (organisation, id) where kind = 'place';

-- A bed is kept for one stay a night: two stays never overlap, whoever writes. It names no person: `stay` is a random id.
create table bed_night (
  file uuid not null references file (id),
  bed integer not null check (bed > 0),
  night date not null,
  stay uuid not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, bed, night)
);
create index bed_night_by_stay on bed_night (stay, night);
create index bed_night_by_night on bed_night (night, file);
select nrm_guard('bed_night', array['support', 'operations'], array['support', 'operations'], array['support', 'operations']);
select nrm_by_record('bed_night', 'file', '{worklist}', 'any', '{worklist}');
create trigger never_changed before update on bed_night for each row execute function nrm_refuse_change();

-- A copy of the support record's ledger: what is offered, awaited and lived in. It names no house.
create table stay (
  file uuid not null references file (id),
  stay uuid not null unique,
  person uuid not null references file (id),
  state text not null check (state in ('offered', 'accepted', 'declined', 'arrived', 'not-arrived', 'left')),
  first_night date not null,
  last_night date not null check (last_night >= first_night),
  people integer not null check (people > 0),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, stay)
);
-- Also where the person has two support records: they live in one place, and are offered one at a time.
create unique index one_home_a_person on stay (person) where state = 'arrived';
create unique index one_offer_a_person on stay (person) where state in ('offered', 'accepted', 'not-arrived');
select nrm_guard('stay', array['support', 'operations'], array['support', 'operations'], array['support', 'operations']);
select nrm_by_record('stay', 'file', '{allocation,standing}', 'any', '{course,allocation}');

-- Who waits for a place, and how urgently: to match all of them at once.
create table place_wanted (
  file uuid primary key references file (id),
  urgency text not null check (urgency in ('tonight', 'soon', 'planned', 'settled')),
  since timestamptz not null default clock_timestamp(),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team')
);
select nrm_guard('place_wanted', array['support', 'operations'], array['support', 'operations'], array['support', 'operations']);
select nrm_by_record('place_wanted', 'file', '{allocation,standing}', 'any', '{course,allocation}');

-- What goes with an erased file is found by the program alone (0082).
do $$
declare
  named text;
begin
  foreach named in array array['bed_night', 'stay', 'place_wanted'] loop
    execute format('create policy erased_found on %I for select to nrm_operations
      using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = %I.file))', named, named);
    execute format('create policy erased_goes on %I for delete to nrm_operations
      using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = %I.file))', named, named);
    execute format('revoke select on %I from nrm_operations', named);
    execute format('grant select (file) on %I to nrm_operations', named);
  end loop;
end
$$;
