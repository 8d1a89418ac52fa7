using MigrationLint.Text;

namespace MigrationLint.Operations;

/// <summary>A name in a definition that takes more than 63 bytes.</summary>
/// <param name="Source">The place.</param>
/// <param name="Name">As it is written, without its quotes.</param>
/// <param name="Cut">What PostgreSQL makes of it.</param>
/// <param name="IsMadeUp">True where the migration does not say it: Knex made it up.</param>
internal sealed record LongName(SourceSpan Source, string Name, string Cut, bool IsMadeUp);
