create table ranges (
    a int4range default '[1,10)', b int4range default '(1,10]', c int8range default '[,5)', d numrange default '(1.50,2.5]', e daterange default '[2024-02-28,2024-02-29]',
    f tsrange default '[2024-01-01,2024-01-02 03:04)', g tstzrange default '[2024-01-01 00:00+00,)', h int4range default '[3,3)', i int4range default '(3,4)', j int4range default '(,)',
    k int4multirange default '{[1,3), [3,5], [8,9)}', l int4multirange default '{}', m datemultirange default '{[2024-01-01,2024-01-05], [2023-01-01,2023-02-01)}', n nummultirange default '{(1,2),(2,3),[2,2]}',
    o numrange default 'empty', p tstzmultirange default '{["2024-01-01 00:00:00+00","2024-01-02 00:00:00+00")}', q numrange default '[1.0, 2)', check (a <@ '[0,100)'::int4range)
);
alter table ranges add constraint positive check (d && numrange(0, null)), alter column q set default '[-5,-5]';
