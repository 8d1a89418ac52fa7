create unique index coins_lower on coins (lower(name));
