create sequence meals_pkey;
