create materialized view m as select id from a;
refresh materialized view concurrently m;
