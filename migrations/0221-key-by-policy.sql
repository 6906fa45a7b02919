-- That the program unseals an account for the bank's file stands in the policy now (program-payments reads keys), which all its judges read.
drop policy pays on keys.file_key;
