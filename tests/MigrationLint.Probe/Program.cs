namespace MigrationLint.Probe;

/// <summary>Shows oracles what the front ends make of files. Each command is a file of its own.</summary>
internal static class EntryPoint
{
    private static readonly Dictionary<string, Func<string[], TextWriter, int>> Commands = new(StringComparer.Ordinal)
    {
        ["js"] = JavaScriptCommand.Run,
        ["sql"] = SqlCommand.Run,
    };

    private static int Main(string[] arguments)
    {
        if (arguments.Length == 0 || !Commands.TryGetValue(arguments[0], out var command))
        {
            Console.Error.WriteLine("usage: MigrationLint.Probe " + string.Join('|', Commands.Keys) + " ...");
            return 2;
        }

        using var output = new StreamWriter(Console.OpenStandardOutput(), bufferSize: 1 << 16);
        return command(arguments[1..], output);
    }
}
