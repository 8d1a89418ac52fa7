namespace MigrationLint.Cli;

/// <summary>The work cannot be done for a reason that the user can mend. <see cref="CommandLine"/> prints the message and ends with <see cref="ExitStatus.Failure"/>.</summary>
/// <param name="message">A sentence.</param>
internal sealed class CliException(string message) : Exception(message);
