using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using MigrationLint.Cli.Commands;

namespace MigrationLint.Cli;

/// <summary>From arguments to exit status.</summary>
internal static class CommandLine
{
    /// <summary>The version of the program, without the revision that the compiler appends.</summary>
    public static string Version { get; } =
        typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    /// <summary>Runs the command that <paramref name="args"/> name.</summary>
    /// <returns>One of <see cref="ExitStatus"/>.</returns>
    public static int Run(IReadOnlyList<string> args, CliHost host)
    {
        // A path may begin with @, such as node_modules/@scope seen from within: no response files.
        var parsed = CreateRoot(host).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction or null)
        {
            return Refuse(parsed, host);
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { Output = host.Output, Error = host.Error, EnableDefaultExceptionHandler = false });
        }
        catch (CliException refusal)
        {
            host.Error.WriteLine("migrationlint: " + refusal.Message);
            return ExitStatus.Failure;
        }
        catch (IOException refusal)
        {
            // The engine's disk never throws: this is standard output on a disk that is full.
            host.Error.WriteLine("migrationlint: The report could not be written: " + refusal.Message);
            return ExitStatus.Failure;
        }
        catch (Exception defect)
        {
            host.Error.WriteLine("migrationlint: internal error, please report it: " + defect);
            return ExitStatus.Failure;
        }
    }

    private static int Refuse(ParseResult parsed, CliHost host)
    {
        var isCommandMissing = parsed.CommandResult.Command is RootCommand;
        var errors = !isCommandMissing ? parsed.Errors.Select(error => error.Message)
            : parsed.UnmatchedTokens.Count > 0 ? [$"There is no command {parsed.UnmatchedTokens[0]}."]
            : ["A command is missing."];
        foreach (var error in errors)
        {
            host.Error.WriteLine("migrationlint: " + error);
        }

        host.Error.WriteLine($"Try migrationlint {(isCommandMissing ? "" : parsed.CommandResult.Command.Name + " ")}--help.");
        return ExitStatus.Failure;
    }

    private static RootCommand CreateRoot(CliHost host)
    {
        var root = new RootCommand("Reads database migrations, runs nothing of them, reports what will hurt.")
        {
            CheckCommand.Create(host),
            SchemaCommand.Create(host),
            FixCommand.Create(host),
            RulesCommand.Create(host),
            ExplainCommand.Create(host),
        };
        root.Directives.Clear();
        var version = root.Options.OfType<VersionOption>().Single();
        version.Action = new PrintVersion();
        return root;
    }

    private sealed class PrintVersion : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(Version);
            return ExitStatus.Clean;
        }
    }
}
