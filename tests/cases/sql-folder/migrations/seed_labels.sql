INSERT INTO labels (name) VALUES ('bug'), ('question');
