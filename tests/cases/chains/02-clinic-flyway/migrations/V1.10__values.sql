ALTER TYPE clinic.gender ADD VALUE 'd' BEFORE 'x';
ALTER TYPE clinic.gender ADD VALUE IF NOT EXISTS 'u';
ALTER TYPE clinic.gender ADD VALUE 'n' AFTER 'f';
ALTER TYPE clinic.gender RENAME VALUE 'u' TO 'unknown';
