using MigrationLint.JavaScript.Evaluation.Hosts;

namespace MigrationLint.JavaScript.Evaluation;

/// <summary>Finds what a value owes to the machine and the moment: the environment, the clock, chance.</summary>
internal static class OutsideWorld
{
    private const int MaximumParts = 64;

    /// <summary>The first of it, as it is written: <c>process.env.STAGE</c>, <c>Date.now()</c>; null where there is nothing.</summary>
    public static string? Find(JavaScriptValue value)
    {
        var open = new Stack<JavaScriptValue>();
        open.Push(value);
        for (var parts = 0; open.Count > 0 && parts < MaximumParts; parts++)
        {
            var part = open.Pop();
            if (Name(part) is { } name)
            {
                return name;
            }

            IReadOnlyList<JavaScriptValue> inner = part switch
            {
                UnknownValue unknown => unknown.Inputs,
                ConditionalValue conditional => [conditional.WhenFalse, conditional.WhenTrue, conditional.Test],
                TemplateValue template => template.Pieces,
                _ => [],
            };
            foreach (var next in inner.Reverse())
            {
                open.Push(next);
            }
        }

        return null;
    }

    private static string? Name(JavaScriptValue value) => value switch
    {
        UnknownValue { Source: UnknownSource.Environment } unknown => "process.env." + unknown.Detail,
        UnknownValue { Detail: "now", Inputs: [] or [NamespaceHost { Name: "Date" }, ..] } => "Date.now()",
        UnknownValue { Detail: "random", Inputs: [] or [NamespaceHost { Name: "Math" }, ..] } => "Math.random()",
        UnknownValue { Source: UnknownSource.Computed, Detail: "Date", Inputs.Count: 0 } => "new Date()",
        _ => null,
    };
}
