-- The policies of every table. A table of a file asks nrm_may for each of its rows; lists ask by constants; the bars stand on all of them.
-- Which tables are not judged record by record, and why, is kept in tests/row-policies.test.ts.

-- Takes away the policies by family alone, or those made here before. Grants stay: they are the outer wall.
create function nrm_without_families(guarded regclass) returns void language plpgsql as $$
declare
  named text;
begin
  for named in select polname from pg_policy where polrelid = guarded and polname ~ '^((read|insert|update|delete|find)_.*|reads|adds|changes|removes|finds|a_practice_load)$' loop
    execute format('drop policy %I on %s', named, guarded);
  end loop;
end
$$;

-- Policies of a table for all who come with a context: one a command. An expression left out: nobody.
create function nrm_policies(guarded regclass, reads text, adds text, changes text, removes text) returns void language plpgsql as $$
declare
  everybody text := 'nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_statistics, nrm_audit, nrm_operations';
begin
  perform nrm_without_families(guarded);
  if reads is not null then
    execute format('create policy reads on %s for select to %s using (%s)', guarded, everybody, reads);
  end if;
  if adds is not null then
    execute format('create policy adds on %s for insert to %s with check (%s)', guarded, everybody, adds);
  end if;
  if changes is not null then
    execute format('create policy changes on %s for update to %s using (%s) with check (%s)', guarded, everybody, changes, changes);
  end if;
  if removes is not null then
    execute format('create policy removes on %s for delete to %s using (%s)', guarded, everybody, removes);
    -- Operations destroys by rule what it may not read: it must find the row. Its grants give it the ids alone.
    execute format('create policy finds on %s for select to nrm_operations using (%s)', guarded, removes);
  end if;
  execute format('create policy a_practice_load on %s for insert to nrm_operations with check ((select nrm_loading()))', guarded);
end
$$;

-- The same for a table of records: `record` is the column with the file; the lists of fields are asked of nrm_may. The bars come first.
create function nrm_by_record(guarded regclass, record text, reads text, writes text, removes text default null) returns void
language plpgsql as $$
declare
  may constant text := 'nrm_may(%s, (select nrm_claims(%L, %s)))';
  fields text;
  wants text[];
begin
  foreach fields in array array[reads, writes, removes] loop
    wants := wants || case when fields is null then null when fields = 'any' then 'null' else quote_literal(fields) end;
  end loop;
  perform nrm_policies(guarded,
    format(may, record, 'read', wants[1]), format(may, record, 'write', wants[2]), format(may, record, 'write', wants[2]),
    case when removes is not null then format(may, record, 'write', wants[3]) end);
  execute format('create policy barred on %s as restrictive for all to nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_statistics,
    nrm_audit, nrm_operations using (nrm_open(%s, (select nrm_signed()))) with check ((select nrm_loading()) or nrm_open(%s, (select nrm_signed())))',
    guarded, record, record);
end
$$;

-- A file is there for whoever may read or write anything of it. It begins as somebody's draft, a record the program opens, or a signal.
select nrm_by_record('file', 'id', 'any', 'any', '{worklist,keys}');
drop policy reads on file;
create policy reads on file for select to nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_audit, nrm_operations
  using (nrm_may(id, (select nrm_claims(null, null))));
drop policy adds on file;
create policy adds on file for insert to nrm_intake, nrm_decision, nrm_support, nrm_operations with check (
  not frozen and case kind
    when 'case' then (organisation, team) = (select says[2], says[3] from (select nrm_claims('write', '{worklist}') as says) c where 'own-draft' = any (says[6:]))
    when 'support' then (select nrm_claim('write', '{course}', 'any-support-record')) is not null
    when 'person' then (select nrm_claim('write', '{course}', 'any-person')) is not null
    when 'signal' then (organisation, team) = (select says[2], says[3] from (select nrm_claims('write', '{analysis}') as says) c where 'signal-of-own-team' = any (says[6:]))
    else false
  end);

select nrm_by_record('reference', 'file', 'any', 'any', '{worklist,keys}');
drop policy reads on reference;
create policy reads on reference for select to nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_audit, nrm_operations
  using (nrm_may(file, (select nrm_claims(null, null))));

-- A key is there where anything sealed may be read or written.
select nrm_by_record('keys.file_key', 'file', '{identity}', 'any', '{worklist,keys}');
drop policy reads on keys.file_key;
create policy reads on keys.file_key for select to nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_operations
  using (nrm_may(file, (select nrm_claims(null, '{identity,locator,safe-contact,narrative,medical,immigration,suspect,analysis,legal,refuge,administrative,evidence,letters,questions,keys}'))));

-- The ledger. What an event changes says who may write it.
select nrm_by_record('event', 'file', '{course,stage,ledger,rules}', 'any');
drop policy adds on event;
drop policy changes on event;
create policy adds on event for insert to nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_operations with check (nrm_may(file, case
  when kind in ('Proposed', 'SentBack', 'Decided', 'Suspended', 'Resumed', 'ReconsiderationAccepted', 'ReconsiderationRefused',
                'DisqualificationProposed', 'Disqualified') then (select nrm_claims('write', '{result}'))
  when kind in ('Assigned', 'Allocated') then (select nrm_claims('write', '{course}'))
  when kind in ('Asked', 'Answered') then (select nrm_claims('write', '{questions}'))
  when kind in ('LetterWritten', 'LetterHeld', 'LetterHandedOver') then (select nrm_claims('write', '{letters}'))
  when kind in ('EvidenceAdded', 'EvidenceSealed', 'EvidenceHandedOver') then (select nrm_claims('write', '{evidence}'))
  when kind in ('InformationAdded', 'NeedsChanged', 'ConsentRecorded') then (select nrm_claims('write', '{administrative,safe-contact}'))
  when kind = 'RuleConfirmed' then (select nrm_claims('write', '{rules}'))
  else (select nrm_claims('write', '{course,stage,standing}'))
end));

-- Answers, class by class. Questions put to somebody stand among what is told, and are a field of their own.
do $$
declare
  class text;
  named text;
  part text;
  claims text;
begin
  foreach class in array array['identity', 'locator', 'safe-contact', 'narrative', 'medical', 'immigration', 'suspect', 'analysis', 'legal',
                               'refuge', 'administrative'] loop
    named := 'answer_' || replace(class, '-', '_');
    perform nrm_by_record(named::regclass, 'file', '{' || class || '}', '{' || class || '}', '{' || class || '}');
    foreach part in array array['reads', 'adds', 'changes', 'removes', 'finds'] loop
      claims := format('(select nrm_claims(%L, %L))', case part when 'reads' then 'read' else 'write' end, '{' || class || '}');
      if class = 'narrative' then
        claims := format($case$case when question ~ '^(asked|answered)\.' then (select nrm_claims(%L, '{questions}')) else %s end$case$,
          case part when 'reads' then 'read' else 'write' end, claims);
      end if;
      execute format('alter policy %I on %I %s', part, named, case part
        when 'adds' then format('with check (nrm_may(file, %s, question))', claims)
        when 'changes' then format('using (nrm_may(file, %s, question)) with check (nrm_may(file, %s, question))', claims, claims)
        else format('using (nrm_may(file, %s, question))', claims)
      end);
    end loop;
  end loop;
end
$$;

select nrm_by_record('blind_index', 'file', '{identity}',
  '{identity,locator,safe-contact,narrative,medical,immigration,suspect,administrative}', '{identity,keys}');
select nrm_by_record('statistic_link', 'file', 'any', 'any', '{worklist,keys}');
drop policy reads on statistic_link;
create policy reads on statistic_link for select to nrm_intake, nrm_decision, nrm_support, nrm_operations
  using (nrm_may(file, (select nrm_claims('write', null))));
select nrm_by_record('document', 'file', '{evidence}', '{evidence}', '{evidence}');
select nrm_by_record('document_part', 'file', '{evidence}', '{evidence}', '{evidence}');
-- Sending ends the draft when its file is a case already.
select nrm_by_record('referral_draft', 'file', '{worklist}', '{worklist}', '{worklist,stage}');
select nrm_by_record('referral_handed_over', 'file', '{evidence}', '{evidence}', '{evidence}');
select nrm_by_record('notification_quoted', 'file', 'any', 'any');
select nrm_by_record('decision', 'file', '{result,course}', '{result}');
select nrm_by_record('person_file', 'person', '{course,keys}', '{course}', '{course}');
select nrm_by_record('support_record', 'file', '{worklist}', 'any');
select nrm_by_record('queue_day', 'file', '{worklist,ledger}', 'any', 'any');
grant select on decision, document, document_part, letter, queue to nrm_analysis;

-- Lists: the authority's own rows by a constant, so that a page is one range of an index; for all others as everywhere.
select nrm_by_record('queue', 'file', '{worklist}', 'any', '{worklist,keys}');
create policy authority on queue for select to nrm_decision
  using (authority = (select nrm_claim('read', '{worklist}', 'deciding-authority')));
select nrm_by_record('letter', 'file', '{letters}', '{letters}');
create policy authority on letter for select to nrm_decision
  using (state = 'waiting' and authority = (select nrm_claim('read', '{letters}', 'deciding-authority')));
do $$
declare
  named text;
begin
  foreach named in array array['queue', 'letter'] loop
    execute format('alter policy barred on %I using (not careful or nrm_open(file, (select nrm_signed())))', named);
  end loop;
end
$$;

-- How people stand to a record: written with what stands in its ledger, read by who works on it.
do $$
declare
  named text;
begin
  foreach named in array array['access_conflict', 'access_seal', 'access_sealed_to', 'access_grant', 'access_named', 'access_release', 'access_glass'] loop
    perform nrm_by_record(named::regclass, 'file', '{course,standing}', '{course,stage,standing}', '{course,stage,standing}');
  end loop;
end
$$;

-- What is about no record.
select nrm_policies('installation', 'true', '(select nrm_program())', null, null);
select nrm_policies('keys.installation_key', '(select nrm_program())', '(select nrm_program())', null, null);
select nrm_policies('edition', 'true', '(select nrm_context())', null, null);
select nrm_policies('job', $$(select nrm_at_large('read', '{jobs}'))$$, '(select nrm_context())', $$(select nrm_at_large('write', '{jobs}'))$$,
  $$(select nrm_at_large('write', '{jobs}'))$$);
select nrm_policies('session', $$(select nrm_at_large('read', '{access}'))$$, $$(select nrm_at_large('write', '{access}'))$$,
  $$(select nrm_at_large('write', '{access}'))$$, $$(select nrm_at_large('write', '{access}'))$$);
select nrm_policies('token', $$(select nrm_at_large('read', '{access}'))$$, $$(select nrm_at_large('write', '{access}'))$$,
  $$(select nrm_at_large('write', '{access}'))$$, null);
select nrm_policies('api_request',
  $$organisation = (select (nrm_claims('write', '{worklist}'))[2])$$, $$organisation = (select (nrm_claims('write', '{worklist}'))[2])$$,
  $$organisation = (select (nrm_claims('write', '{worklist}'))[2])$$,
  $$organisation = (select (nrm_claims('write', '{worklist}'))[2]) or (select nrm_program())$$);

-- The log. Everybody leaves lines and reads none of them; who reads it reads nothing of a record that is barred to them.
select nrm_policies('audit_leaf', $$(select nrm_at_large('read', '{log}'))$$, '(select nrm_context())', $$(select nrm_at_large('write', '{log}'))$$, null);
create policy barred on audit_leaf as restrictive for select to nrm_audit
  using (file is null or (select nrm_program()) or nrm_open(file, (select nrm_signed())));
select nrm_policies('audit_node', $$(select nrm_at_large('read', '{log}'))$$, $$(select nrm_at_large('write', '{log}'))$$, null, null);
select nrm_policies('audit_head', $$(select nrm_at_large('read', '{log}'))$$, $$(select nrm_at_large('write', '{log}'))$$, null, null);
select nrm_policies('audit_checkpoint', $$(select nrm_at_large('read', '{log}'))$$, $$(select nrm_at_large('write', '{log}'))$$, null, null);

-- Figures. A counted row names no file: who writes for a file knows its statistics id, which is sealed in it, and sees those rows alone.
select nrm_policies('statistic',
  $$(select nrm_at_large('read', '{exact-figures}')) or statistics_id::text = (select current_setting('nrm.counted', true))$$,
  '(select nrm_context())', $$statistics_id::text = (select current_setting('nrm.counted', true))$$, null);
select nrm_policies('figures_quarter', $$(select nrm_at_large('read', '{figures}'))$$, '(select nrm_program())', null, null);
select nrm_policies('figures_published', $$(select nrm_at_large('read', '{figures}'))$$, '(select nrm_program())', null, null);
select nrm_policies('practice_caseload', '(select nrm_program())', '(select nrm_program())', null, null);
-- A notification is found by its code alone, which only its writer was shown.
select nrm_policies('notification',
  $$(select nrm_at_large('read', '{exact-figures}')) or encode(code, 'hex') = any (string_to_array((select current_setting('nrm.quoted', true)), ','))$$,
  $$(select nrm_at_large('write', '{figures}'))$$, null, null);
