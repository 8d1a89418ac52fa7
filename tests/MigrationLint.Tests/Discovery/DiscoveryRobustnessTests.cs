using MigrationLint.Discovery;
using MigrationLint.Files;
using MigrationLint.JavaScript.Evaluation;

namespace MigrationLint.Tests.Discovery;

[TestFixture]
public sealed class DiscoveryRobustnessTests
{
    private static readonly string[] Directories =
        ["/p", "/p/migrations", "/p/migrations/meta", "/p/db/migrations", "/p/migrations/2024", "/p/config", "/p/a/b/migration", "/p/node_modules/x/migrations", "/p/x.js", "/q", "/p/MIGRATIONS"];

    private static readonly string[] Names =
    [
        "001_a.js", "001_A.JS", "knexfile.js", "knexfile.ts", "db.js", "index.js", "package.json", ".git", "20250202000061_x.ts", "V1__a.sql", "1_a.down.sql",
        "", "..sql", "-.js", "1.js", "\ud800.js", "a\nb.js", "migration_lock.toml", "sqitch.plan", "migration.sql", "up.sql", "down.sql", "snapshot.json", "_journal.json", new string('9', 300) + "_x.sql", ".js", "2024-01-01T.sql",
    ];

    private static readonly string[] Texts =
    [
        "", "\0", "{\"dialect\":\"postgresql\",\"entries\":[{\"tag\":\"1\"},{\"tag\":\"../x\"},7,null]}", "@\n+\n-a\n../x\na\na @b\n", "-- +goose Up\n--+goose\n-- migrate:up\n-- down migration",  "exports.up = (knex) => {", "exports.up = (knex) => {}; exports.down = () => {};", "module.exports = { migrations: { directory: ['..', '', 5, '/'] } };",
        "module.exports = { a: { client: 'pg', migrations: { directory: '../../../..', loadExtensions: [null, {}] } } };", "module.exports = module.exports;",
        "const a = {}; a.a = a; module.exports = { client: a, connection: a, migrations: a, pool: a };", "module.exports = require('./knexfile');",
        "module.exports = { client: 'pg', connection: { connectionString: '://@?sslmode=', ssl: [] }, pool: 3 };", "export default () => { throw 1; };",
    ];

    [Test]
    [CancelAfter(120_000)]
    public void Whatever_the_disk_holds_discovery_ends_and_names_each_file_once_per_chain([Values] bool isCaseSensitive)
    {
        var random = new Random(7);
        for (var run = 0; run < 400; run++)
        {
            var files = MakeDisk(random, isCaseSensitive);
            var request = new LintRequest
            {
                Paths = Directories.Where(_ => random.Next(4) == 0).ToList(),
                Folders = [.. Directories.Where(_ => random.Next(8) == 0).Select(path => new DeclaredFolder(path, random.Next(16) is var tool and < 13 ? (MigrationTool)tool : null) { Order = random.Next(3) == 0 ? random.Next(3) : null, Base = random.Next(4) == 0 ? "/p/x.js" : null })],
                DatabaseConfigs = random.Next(3) == 0 ? ["/p/config/db.js", "/q"] : [],
            };
            var found = ProjectDiscovery.Discover(files, request, new ModuleEvaluator(files, new Dictionary<string, string>()));

            foreach (var folder in found.Folders)
            {
                Assert.That(folder.Directories, Is.Not.Empty);
                Assert.That(folder.Files.Select(file => file.Path).Concat(folder.Ignored.Select(file => file.Path)), Is.Unique);
                Assert.That(folder.Files.Select(file => file.Path), Is.All.Matches<string>(path => files.GetKind(path) is FileEntryKind.File or FileEntryKind.Other));
            }

            Assert.That(found.Configuration.Problems.Select(problem => problem.Location.Text), Is.All.Not.Null);
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public void Links_in_circles_end()
    {
        Assume.That(OperatingSystem.IsWindows(), Is.False);
        var native = Directory.CreateTempSubdirectory("migrationlint-links-").FullName;
        try
        {
            var real = Directory.CreateDirectory(Path.Combine(native, "real")).FullName;
            File.WriteAllText(Path.Combine(real, "001_a.js"), "exports.up = (knex) => {};");
            Directory.CreateSymbolicLink(Path.Combine(native, "circle"), native);
            Directory.CreateSymbolicLink(Path.Combine(native, "again"), native);
            Directory.CreateSymbolicLink(Path.Combine(real, "back"), native);
            Directory.CreateSymbolicLink(Path.Combine(native, "migrations"), real);
            var files = new PhysicalFileSystem();
            var root = PhysicalFileSystem.GetFullPath(native);
            var found = ProjectDiscovery.Discover(files, new LintRequest { Paths = [root] }, new ModuleEvaluator(files, new Dictionary<string, string>()));

            Assert.That(found.Folders.Select(folder => folder.Path), Is.EqualTo([root + "/migrations"]));
        }
        finally
        {
            Directory.Delete(native, recursive: true);
        }
    }

    private static InMemoryFileSystem MakeDisk(Random random, bool isCaseSensitive)
    {
        var files = new InMemoryFileSystem(isCaseSensitive);
        for (var i = random.Next(25); i > 0; i--)
        {
            var name = Names[random.Next(Names.Length)];
            var path = PathText.Combine(Directories[random.Next(Directories.Length)], name);
            switch (random.Next(8))
            {
                case 0:
                    files.AddUnreadable(path);
                    break;
                case 1:
                    files.AddBrokenLink(path);
                    break;
                case 2:
                    files.AddDirectory(path);
                    break;
                case 3:
                    files.Add(path, [0xFF, 0xFE, (byte)random.Next(256)]);
                    break;
                default:
                    files[path] = Texts[random.Next(Texts.Length)];
                    break;
            }
        }

        return files;
    }
}
