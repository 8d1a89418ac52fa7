// The name alone means an index of a table everywhere in the engine; System has another.
global using Index = MigrationLint.Schema.Index;
