CREATE TABLE posts (id SERIAL PRIMARY KEY, title VARCHAR NOT NULL);
SELECT diesel_manage_updated_at('posts');
