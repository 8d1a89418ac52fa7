// The name alone means an index of a table everywhere in the engine, not the System.Index that list patterns ask for.
global using Index = MigrationLint.Schema.Index;
