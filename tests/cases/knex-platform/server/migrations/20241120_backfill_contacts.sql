UPDATE contacts SET locale = 'en' WHERE locale IS NULL;
