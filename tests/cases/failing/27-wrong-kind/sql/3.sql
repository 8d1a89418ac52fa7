drop view t;
