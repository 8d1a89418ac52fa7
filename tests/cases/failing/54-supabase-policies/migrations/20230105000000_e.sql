alter policy mine on notes using (true);
