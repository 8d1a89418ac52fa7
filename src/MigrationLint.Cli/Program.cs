using MigrationLint.Cli;

using var host = ProcessHost.Create();
return CommandLine.Run(args, host);
