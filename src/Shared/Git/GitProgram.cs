using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace MigrationLint.Hosts;

/// <summary>What a run of git left behind.</summary>
/// <param name="Output">Its standard output; null where it failed.</param>
/// <param name="Problem">Why it failed, as a clause; null where it did not.</param>
/// <param name="Status">Its exit status; -1 where it was not started or did not end.</param>
internal sealed record GitOutput(byte[]? Output, string? Problem, int Status);

/// <summary>
/// Starts git so that it reads and does nothing else: no lock, no hook, no pager, no question, no program that a repository's configuration names,
/// no network. Every run ends within a time, and gives a bounded answer.
/// </summary>
/// <param name="timeout">How long one run may take.</param>
internal sealed class GitProgram(TimeSpan timeout)
{
    private const int MaximumOutput = 256 * 1024 * 1024;

    /// <summary>What git takes from a hook that it runs in (<c>git rev-parse --local-env-vars</c>), and what would make it chatty or interactive.</summary>
    private static readonly string[] Foreign =
    [
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_CONFIG", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT", "GIT_OBJECT_DIRECTORY", "GIT_DIR", "GIT_WORK_TREE",
        "GIT_IMPLICIT_WORK_TREE", "GIT_GRAFT_FILE", "GIT_INDEX_FILE", "GIT_NO_REPLACE_OBJECTS", "GIT_REPLACE_REF_BASE", "GIT_PREFIX", "GIT_SHALLOW_FILE",
        "GIT_COMMON_DIR", "GIT_INTERNAL_SUPER_PREFIX", "GIT_NAMESPACE", "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS", "GIT_TRACE", "GIT_TRACE2", "GIT_TRACE2_EVENT",
        "GIT_TRACE2_PERF", "GIT_TRACE_SETUP", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS",
    ];

    /// <summary>A repository's configuration may name programs: none of them is started.</summary>
    private static readonly string[] Settings =
    [
        "core.fsmonitor=false", "core.hooksPath=/dev/null", "core.pager=cat", "core.untrackedCache=false", "core.askPass=", "core.sshCommand=false",
        "credential.helper=", "protocol.allow=never", "log.showSignature=false", "diff.external=", "color.ui=false", "gc.auto=0", "maintenance.auto=false",
    ];

    private static readonly Lazy<string?> Executable = new(FindExecutable);

    /// <summary>Runs git.</summary>
    /// <param name="directory">Where: an absolute directory.</param>
    /// <param name="arguments">What; none of them may come from a file.</param>
    /// <param name="input">What it reads.</param>
    public GitOutput Run(string directory, IEnumerable<string> arguments, string input = "")
    {
        if (Executable.Value is not { } program)
        {
            return new GitOutput(null, "git is not installed", -1);
        }

        try
        {
            using var git = new Process { StartInfo = Describe(program, directory, arguments) };
            git.Start();
            return Converse(git, input);
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or IOException or PlatformNotSupportedException)
        {
            return new GitOutput(null, "git could not be started: " + exception.Message, -1);
        }
    }

    private GitOutput Converse(Process git, string input)
    {
        // A repository may be larger than it looks, and a disk may hang: whatever git does, the three streams end with it.
        var output = System.Threading.Tasks.Task.Run(() => Read(git.StandardOutput.BaseStream, MaximumOutput));
        var error = System.Threading.Tasks.Task.Run(() => Read(git.StandardError.BaseStream, int.MaxValue));
        var sent = System.Threading.Tasks.Task.Run(() => Send(git.StandardInput.BaseStream, input));
        if (!System.Threading.Tasks.Task.WaitAll([output, error, sent], timeout) || !git.WaitForExit((int)timeout.TotalMilliseconds))
        {
            Kill(git);
            return new GitOutput(null, $"git did not answer within {timeout.TotalSeconds:0} seconds", -1);
        }

        if (output.Result is not { } bytes)
        {
            Kill(git);
            return new GitOutput(null, "git's answer is too large", -1);
        }

        return git.ExitCode == 0 ? new GitOutput(bytes, null, 0) : new GitOutput(null, Explain(Encoding.UTF8.GetString(error.Result!), git.ExitCode), git.ExitCode);
    }

    private static ProcessStartInfo Describe(string program, string directory, IEnumerable<string> arguments)
    {
        var all = new List<string> { "--no-pager", "--literal-pathspecs" };
        foreach (var setting in Settings)
        {
            all.Add("-c");
            all.Add(setting);
        }

        all.AddRange(arguments);
        var start = new ProcessStartInfo(program, string.Join(" ", all.Select(Quote)))
        {
            WorkingDirectory = directory,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in Foreign)
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in new[]
        {
            ("GIT_OPTIONAL_LOCKS", "0"), ("GIT_TERMINAL_PROMPT", "0"), ("GIT_NO_LAZY_FETCH", "1"), ("GIT_PAGER", "cat"), ("GIT_ASKPASS", ""), ("SSH_ASKPASS", ""),
            ("GIT_FLUSH", "0"), ("LC_ALL", "C"),
        })
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>Git's own words, without the advice and the paths that follow them.</summary>
    private static string Explain(string error, int status)
    {
        if (error.IndexOf("dubious ownership", StringComparison.Ordinal) >= 0)
        {
            return "the repository belongs to somebody else, and safe.directory does not name it";
        }

        var line = error.Split('\n').Select(text => text.Trim()).FirstOrDefault(text => text.Length > 0) ?? $"it ended with status {status}";
        line = line.StartsWith("fatal: ", StringComparison.Ordinal) ? line.Substring("fatal: ".Length) : line;
        return "git says: " + (line.Length > 160 ? line.Substring(0, 159) + "…" : line);
    }

    private static byte[]? Read(Stream stream, int maximum)
    {
        using var read = new MemoryStream();
        var buffer = new byte[32 * 1024];
        for (var count = stream.Read(buffer, 0, buffer.Length); count > 0; count = stream.Read(buffer, 0, buffer.Length))
        {
            read.Write(buffer, 0, count);
            if (read.Length > maximum)
            {
                return null;
            }
        }

        return read.ToArray();
    }

    private static bool Send(Stream stream, string input)
    {
        try
        {
            using (stream)
            {
                var bytes = Encoding.UTF8.GetBytes(input);
                stream.Write(bytes, 0, bytes.Length);
            }

            return true;
        }
        catch (IOException)
        {
            // Git ended before it had read all, and says why on its own.
            return false;
        }
    }

    private static void Kill(Process git)
    {
        try
        {
            git.Kill();
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or NotSupportedException)
        {
            // It has ended by itself.
            return;
        }
    }

    /// <summary>The git on the PATH. Never one in the working directory, where systems look too: that is somebody's repository.</summary>
    private static string? FindExecutable()
    {
        var name = Path.DirectorySeparatorChar == '\\' ? "git.exe" : "git";
        foreach (var directory in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        {
            try
            {
                var file = directory.Length > 0 && Path.IsPathRooted(directory) ? Path.Combine(directory, name) : null;
                if (file is not null && File.Exists(file))
                {
                    return file;
                }
            }
            catch (ArgumentException)
            {
                // A PATH may hold what is no path.
                continue;
            }
        }

        return null;
    }

    /// <summary>An argument as .NET and the C run time of Windows split command lines (CommandLineToArgvW); .NET does the same on other systems.</summary>
    private static string Quote(string argument)
    {
        if (argument.Length > 0 && argument.IndexOfAny([' ', '\t', '\n', '\v', '"']) < 0)
        {
            return argument;
        }

        var result = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var character in argument)
        {
            if (character == '\\')
            {
                backslashes++;
                continue;
            }

            result.Append('\\', character == '"' ? (backslashes * 2) + 1 : backslashes).Append(character);
            backslashes = 0;
        }

        return result.Append('\\', backslashes * 2).Append('"').ToString();
    }
}
