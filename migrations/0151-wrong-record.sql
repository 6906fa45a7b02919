-- What was filed on the wrong person's record: hidden here at once, filed where it belongs, and a breach record that two people close.

-- Which version of an answer was entered in error. It stays sealed where it is, and nobody reads it any more.
create table entered_in_error (
  file uuid not null references file (id),
  question text not null,
  version integer not null check (version > 0),
  -- The event that said so.
  number integer not null,
  since timestamptz not null default clock_timestamp(),
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (file, question, version)
);
select nrm_guard('entered_in_error', array['intake', 'decision', 'support', 'analysis', 'audit', 'operations'], array['decision'], array['operations']);
revoke update on entered_in_error from nrm_decision;
select nrm_by_record('entered_in_error', 'file', 'any', '{course}');
create trigger goes_with_file before update or delete on entered_in_error for each row execute function nrm_goes_with_file();
create policy erased_found on entered_in_error for select to nrm_operations
  using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = entered_in_error.file));
create policy erased_goes on entered_in_error for delete to nrm_operations
  using ((select nrm_by_service()) and exists (select from erasure_file e where e.file = entered_in_error.file));

create function nrm_in_error(of_file uuid, of_question text, of_version integer) returns boolean
language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from public.entered_in_error e where e.file = of_file and e.question = of_question and e.version = of_version)
$$;
do $$
declare
  class text;
  named text;
begin
  execute format('create policy owner_works on entered_in_error to %I using (true) with check (true)', current_user);
  execute format('create policy owner_works on blind_index to %I using (true) with check (true)', current_user);
  foreach class in array array['identity', 'locator', 'safe-contact', 'narrative', 'medical', 'immigration', 'suspect', 'analysis', 'legal',
                               'refuge', 'administrative'] loop
    named := 'answer_' || replace(class, '-', '_');
    execute format('create policy in_error on %I as restrictive for select to nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_audit
      using (version = 0 or not nrm_in_error(file, question, version))', named);
    -- The owner, who is nobody at work, files what is moved: by the function below and in no other way.
    execute format('drop policy owner_works on %I', named);
    execute format('create policy owner_works on %I to %I using (true) with check (true)', named, current_user);
  end loop;
end
$$;

-- A letter that has not gone, and never will: it was called for by what was another person's. Its row stays, and nobody finds it.
create policy in_error on letter as restrictive for select to nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_audit
  using (state = 'handed-over' or not nrm_in_error(file, 'letter.' || number, 1));

-- Takes away the search tokens of a question of which a version was entered in error; what is left of it is indexed anew.
create function nrm_forget_tokens(of_file uuid, of_question text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not public.nrm_open(of_file, public.nrm_signed()) or not public.nrm_may(of_file, public.nrm_claims('write', '{course}'))
     or not exists (select from public.entered_in_error e where e.file = of_file and e.question = of_question) then
    raise exception 'nothing was entered in error here' using errcode = 'insufficient_privilege';
  end if;
  delete from public.blind_index b where b.file = of_file and (b.question = of_question or b.question like of_question || '.%');
end
$$;

-- Files an answer where it belongs, sealed with that file's key: for whoever decides both cases and may read such facts in both. It is
-- only ever a version that was just found to be entered in error in the other.
create function nrm_file_moved(from_file uuid, to_file uuid, class text, of_question text, is_sealed bytea, of_version integer, of_edition text, in_language text)
returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  one uuid;
begin
  if class not in ('identity', 'locator', 'safe-contact', 'narrative', 'medical', 'immigration', 'suspect', 'administrative') then
    raise exception 'facts of this kind are not moved' using errcode = 'insufficient_privilege';
  end if;
  foreach one in array array[from_file, to_file] loop
    if not public.nrm_open(one, public.nrm_signed()) or not public.nrm_may(one, public.nrm_claims('write', '{course}'))
       or not public.nrm_may(one, public.nrm_claims('read', case when class = 'narrative' then array['narrative', 'questions'] else array[class] end)) then
      raise exception 'not to be moved by them' using errcode = 'insufficient_privilege';
    end if;
  end loop;
  if not exists (select from public.entered_in_error e where e.file = from_file and e.question = of_question and e.since >= transaction_timestamp()) then
    raise exception 'nothing was entered in error there' using errcode = 'insufficient_privilege';
  end if;
  execute format('insert into public.%I (file, question, version, sealed, edition, language) values ($1, $2, $3, $4, $5, $6)',
    'answer_' || replace(class, '-', '_')) using to_file, of_question, of_version, is_sealed, of_edition, in_language;
end
$$;

-- The last version of each answer of a class, for whoever may file one moved there.
create function nrm_versions_of(of_file uuid, class text) returns table (question text, last integer)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if class not in ('identity', 'locator', 'safe-contact', 'narrative', 'medical', 'immigration', 'suspect', 'administrative')
     or not public.nrm_open(of_file, public.nrm_signed()) or not public.nrm_may(of_file, public.nrm_claims('write', '{course}')) then
    return;
  end if;
  return query execute format('select a.question, max(a.version) from public.%I a where a.file = $1 group by a.question',
    'answer_' || replace(class, '-', '_')) using of_file;
end
$$;

-- A document entered in error stays sealed too: its parts are read by nobody (the policy "sealed away" asks for a document that is kept).
alter table document drop constraint document_state_check;
alter table document add constraint document_state_check check (state in ('kept', 'sealed-away', 'entered-in-error'));

-- A breach of personal data, as the UK GDPR calls it: what kinds of fact, who read them meanwhile, who is told. Whose stands nowhere here.
create table breach (
  id uuid primary key,
  opened_on date not null,
  known_at timestamptz not null,
  what text not null check (what in ('answer', 'reply', 'document', 'letter')),
  classes text[] not null,
  moved boolean not null,
  nation text not null,
  state text not null default 'open' check (state in ('open', 'assessed', 'reported', 'closed')),
  risk text check (risk in ('unlikely', 'risk', 'high')),
  tell text[] not null default '{}',
  opened_by text not null default current_setting('nrm.actor'),
  assessed_by text,
  assessed_at timestamptz,
  reported_at timestamptz,
  closed_by text,
  closed_at timestamptz,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  constraint assessed check (state = 'open' or (risk is not null and assessed_by is not null)),
  constraint closed_when_closed check ((state = 'closed') = (closed_by is not null)),
  constraint closed_by_two check (closed_by is null or closed_by <> assessed_by),
  constraint reported_where_it_must check (state <> 'closed' or risk = 'unlikely' or reported_at is not null)
);
create index breach_by_state on breach (organisation, state, known_at);
create table breach_reader (
  breach uuid not null references breach (id),
  of_organisation text not null,
  role text not null,
  readings integer not null,
  last_at timestamptz not null,
  organisation text not null default current_setting('nrm.organisation'),
  team text not null default current_setting('nrm.team'),
  primary key (breach, of_organisation, role)
);
create function nrm_breach_goes_on() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.state = 'closed'
     or (new.id, new.opened_on, new.known_at, new.what, new.classes, new.moved, new.opened_by, new.organisation)
        is distinct from (old.id, old.opened_on, old.known_at, old.what, old.classes, old.moved, old.opened_by, old.organisation)
     or array_position(array['open', 'assessed', 'reported', 'closed'], new.state) < array_position(array['open', 'assessed', 'reported', 'closed'], old.state) then
    raise exception 'a breach record only goes on' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger only_goes_on before update or delete on breach for each row execute function nrm_breach_goes_on();
create trigger never_changed before update or delete on breach_reader for each row execute function nrm_refuse_change();
select nrm_guard('breach', array['decision', 'operations'], array['decision', 'operations']);
select nrm_guard('breach_reader', array['decision', 'operations'], array['operations']);
select nrm_policies('breach',
  $$(select nrm_at_large('read', '{retention}')) or organisation = (select nrm_claim('read', '{worklist}', 'deciding-authority'))$$,
  $$organisation = (select nrm_claim('write', '{course}', 'deciding-authority'))$$,
  $$(select nrm_at_large('write', '{retention}')) or organisation = (select nrm_claim('write', '{course}', 'deciding-authority'))$$, null);
select nrm_policies('breach_reader',
  $$(select nrm_at_large('read', '{retention}')) or exists (select from breach b where b.id = breach)$$, '(select nrm_program())', null, null);

-- What was another person's, and where it belongs, is said by people.
alter table event add constraint wrong_record_settled_by_people check (role <> 'system' or kind not in ('FiledInError', 'MovedIn'));
