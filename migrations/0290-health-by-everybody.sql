-- That health is written by who may write of health holds for every family of purposes, and not only where the table's grants leave one.
alter policy health on payment_fact to nrm_intake, nrm_decision, nrm_support, nrm_analysis, nrm_statistics, nrm_audit, nrm_operations;
