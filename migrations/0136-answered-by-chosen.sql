-- A lawyer whom the person let see their case answers a question put to them: beside the questions alone, by the policy of the table.
grant insert on answer_narrative to nrm_analysis;
