create table g (a int, b int generated always as (a + random()) stored);
