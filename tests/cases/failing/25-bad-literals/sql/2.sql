create table t (j jsonb default '{broken}', n int);
