-- Tables that came after the policies of 0068 and hold what is of a record: judged record by record like all the others.
select nrm_policies('erasure',
  $$(select nrm_at_large('read', '{retention}')) or nrm_may(person, (select nrm_claims('read', '{course,keys}')))$$,
  $$(select nrm_at_large('write', '{retention}'))$$, $$(select nrm_at_large('write', '{retention}'))$$, null);
create policy barred on erasure as restrictive for all to nrm_decision, nrm_support, nrm_audit, nrm_operations
  using (nrm_open(person, (select nrm_signed()))) with check (nrm_open(person, (select nrm_signed())));
-- That a file was erased is known to whoever has anything to do with it: triggers ask it in their name.
select nrm_by_record('erasure_file', 'file', 'any', '{keys}');
drop policy reads on erasure_file;
create policy reads on erasure_file for select to nrm_intake, nrm_decision, nrm_support, nrm_audit, nrm_operations
  using ((select nrm_at_large('read', '{retention}')) or nrm_may(file, (select nrm_claims(null, null))));
select nrm_by_record('legal_hold', 'file', '{course,keys}', '{course}', '{course,keys}');

-- What is about no record: the fields “access” and the program's own work stand in the matrix, so the database asks it here too.
do $$
declare
  named text;
  reads constant text := $p$(select nrm_at_large('read', '{access}'))$p$;
  writes constant text := $p$(select nrm_at_large('write', '{access}'))$p$;
begin
  foreach named in array array['admitted', 'admitted_domain', 'staff', 'staff_grant', 'staff_account', 'invitation', 'passkey', 'machine'] loop
    perform nrm_policies(named::regclass, reads, writes, writes, null);
  end loop;
  perform nrm_policies('sign_in', reads, writes, writes, writes);
  foreach named in array array['keys.generation', 'keys.wrapping_key'] loop
    perform nrm_policies(named::regclass, '(select nrm_context())', '(select nrm_program())', null, '(select nrm_program())');
  end loop;
  -- Wrapped anew in a later generation; a trigger sees that nothing else happens to it.
  perform nrm_policies('keys.installation_key', '(select nrm_program())', '(select nrm_program())', '(select nrm_program())', null);
  perform nrm_policies('staff_token', '(select nrm_context())', '(select nrm_context())', null, '(select nrm_context())');
end
$$;
