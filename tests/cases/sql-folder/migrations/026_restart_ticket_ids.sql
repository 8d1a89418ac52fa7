CREATE SEQUENCE tickets_id_seq;
SELECT setval('tickets_id_seq', (SELECT max(id)::bigint FROM tickets));
