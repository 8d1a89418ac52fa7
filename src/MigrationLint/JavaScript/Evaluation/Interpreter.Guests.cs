using MigrationLint.JavaScript.Ast;
using MigrationLint.JavaScript.Evaluation.Hosts;
using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation;

// Other files than the one that is observed have a budget of their own: a helper that leads into the application (loggers, caches, services)
// is cut off, its result is unknown, and the rest of the file is read all the same.
internal sealed partial class Interpreter
{
    private readonly Dictionary<IFunction, string> cutFunctions = [];

    private bool IsGuest(SourceText? text) => Observation is { } observation && !Fuel.HasGuest && !ReferenceEquals(text, observation.Text);

    private JavaScriptValue RunGuest(FunctionValue function, IReadOnlyList<JavaScriptValue> arguments, JavaScriptValue @this, SourceSpan callSite)
    {
        if (!cutFunctions.ContainsKey(function.Node))
        {
            var (openSplits, openBranches, known) = (splits.Count, Journal.Depth, Observation!.Calls.Count);
            Fuel.BeginGuest();
            Fuel.Grant(function.Module.Text.Content.Length / 4);
            try
            {
                return Run(function, arguments, @this, callSite);
            }
            catch (GuestExhaustedException exception)
            {
                cutFunctions.Add(function.Node, exception.Message);
                splits.RemoveRange(openSplits, splits.Count - openSplits);
                while (Journal.Depth > openBranches)
                {
                    Journal.Close();
                }

                // Who would have waited for them is not known.
                foreach (var call in Observation.Calls.Skip(known))
                {
                    call.Deferred.AddConsumer(Deferred.Root, null);
                }
            }
            finally
            {
                Fuel.EndGuest();
            }
        }

        return Cut(function, arguments, @this, callSite);
    }

    /// <summary>What a call gives that was cut off: anything, for which anything may have been called.</summary>
    private UnknownValue Cut(FunctionValue function, IReadOnlyList<JavaScriptValue> arguments, JavaScriptValue @this, SourceSpan callSite)
    {
        MayThrow();
        if (arguments.Append(@this).Any(ImportedDrivers.HoldsConnection))
        {
            var written = callSite.Text.Slice(callSite.Span);
            var name = function.Name ?? written.Substring(0, written.IndexOf('(') is var end and > 0 and < 40 ? end : Math.Min(written.Length, 40));
            NoteUnfollowed(callSite, $"'{name}' of {Files.PathText.GetFileName(function.Module.Text.Path)} {cutFunctions[function.Node]}");
        }

        foreach (var argument in arguments)
        {
            Escape(argument);
        }

        return new UnknownValue(UnknownSource.Computed, "cut") { Inputs = [.. arguments], Origin = callSite };
    }

    /// <summary>Loads a module that the observed file imports; null where it cannot be read, or takes too long.</summary>
    private JavaScriptValue? LoadGuest(string path)
    {
        Fuel.BeginGuest();
        try
        {
            return Modules.Load(path)?.Exports;
        }
        catch (GuestExhaustedException)
        {
            return null;
        }
        finally
        {
            Fuel.EndGuest();
        }
    }
}
