drop schema zoo;
