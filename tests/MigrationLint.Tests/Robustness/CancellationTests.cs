using MigrationLint.Files;

namespace MigrationLint.Tests.Robustness;

/// <summary>A host that cancels wants no answer: half of one, noted as a finding, would be kept by its caches.</summary>
[TestFixture]
public sealed class CancellationTests
{
    [TestCase("/p/knexfile.js")]
    [TestCase("/p/migrations/20250101000000_a.js")]
    [TestCase("/p/helpers.js")]
    public void A_cancelled_read_ends_the_run(string path)
    {
        var disk = new InMemoryFileSystem
        {
            ["/p/knexfile.js"] = "module.exports = { client: 'pg', migrations: { directory: './migrations' } };",
            ["/p/helpers.js"] = "exports.f = (knex) => knex.raw('SELECT 1');",
            ["/p/migrations/20250101000000_a.js"] = "const { f } = require('../helpers'); exports.up = f; exports.down = f;",
        };
        var linter = new Linter(new CancelledAt(disk, path), new LintOptions { Today = new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc) });
        Assert.That(() => linter.Run(new LintRequest { Paths = ["/p"] }), Throws.InstanceOf<OperationCanceledException>());
    }

    private sealed class CancelledAt(IFileSystem inner, string cancelled) : IFileSystem
    {
        public bool IsCaseSensitive => inner.IsCaseSensitive;

        public FileEntryKind? GetKind(string path) => inner.GetKind(path);

        public FileContent Read(string path) => path == cancelled ? throw new OperationCanceledException() : inner.Read(path);

        public IReadOnlyList<FileEntry>? List(string directory) => inner.List(directory);
    }
}
