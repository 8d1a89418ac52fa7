using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

internal sealed partial class SqlPrinter
{
    private void WindowSpecification(WindowDef window) => throw new NotSupportedException(window.GetType().Name);

    private void Indirection(IReadOnlyList<Node> indirection)
    {
        foreach (var part in indirection)
        {
            throw new NotSupportedException(part.GetType().Name);
        }
    }

    private void OnEvent(JsonBehavior? behavior, string on) => Clause(on, behavior);

    private void Format(JsonFormat? format) => Clause(" ", format);

    private void WrapperAndQuotes(JsonWrapper wrapper, JsonQuotes quotes) => output.Append(wrapper.ToString() + quotes);
}
