CREATE INDEX IF NOT EXISTS reviews_stars ON reviews (stars);
