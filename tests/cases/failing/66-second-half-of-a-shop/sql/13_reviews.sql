CREATE TABLE IF NOT EXISTS reviews (id SERIAL PRIMARY KEY, stars INT CHECK (stars BETWEEN 1 AND 5));
INSERT INTO settings (key, value) VALUES ('reviews', 'on');
