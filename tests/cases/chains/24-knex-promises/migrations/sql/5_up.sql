CREATE TABLE crew (id serial PRIMARY KEY, boat int REFERENCES boats ON DELETE CASCADE);
CREATE INDEX crew_boat ON crew (boat);
