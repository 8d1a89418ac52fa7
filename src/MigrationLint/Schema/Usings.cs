// The name alone means an index of a table everywhere.
global using Index = MigrationLint.Schema.Index;
