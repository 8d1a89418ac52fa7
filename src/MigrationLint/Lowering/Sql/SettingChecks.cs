using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql;

/// <summary>Refuses what SET cannot set, wherever it stands: as a statement, and in ALTER ROLE, ALTER DATABASE, ALTER SYSTEM and CREATE FUNCTION.</summary>
internal static class SettingChecks
{
    /// <summary>Refuses a name that no parameter has, a parameter that a session cannot change, and a value that it does not take.</summary>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public static void Check(LoweringContext context, VariableSetStmt? statement, bool isSystem = false)
    {
        if (statement is not { Name: { } name } || statement.Kind is not (VariableSetKind.SetValue or VariableSetKind.SetDefault or VariableSetKind.SetCurrent or VariableSetKind.Reset)
            || name.IndexOf(Text.EmbeddedText.HoleCharacter) >= 0)
        {
            return;
        }

        Throw(context, isSystem ? ConfigurationParameters.RefusalOfName(name) : ConfigurationParameters.RefusalOfChange(name));
        if (statement.Kind == VariableSetKind.SetValue && statement.Args.Count == 1 && SettingValues.AreKnown(statement.Args)
            && SettingValues.Of(statement.Args)[0] is var value && value.IndexOf(Text.EmbeddedText.HoleCharacter) < 0)
        {
            Throw(context, ConfigurationParameters.RefusalOfValue(name, value));
        }
    }

    /// <summary>Refuses a name that SHOW cannot show.</summary>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public static void Check(LoweringContext context, VariableShowStmt statement)
    {
        if (statement.Name is { } name && name != "all" && name.IndexOf('.') < 0 && name.IndexOf(Text.EmbeddedText.HoleCharacter) < 0)
        {
            Throw(context, ConfigurationParameters.RefusalOfName(name));
        }
    }

    private static void Throw(LoweringContext context, (string SqlState, string Message)? refusal)
    {
        if (refusal is var (state, message))
        {
            throw context.Refuse(state, message);
        }
    }
}
