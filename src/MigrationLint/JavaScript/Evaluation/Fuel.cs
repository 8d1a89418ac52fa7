using System.Runtime.CompilerServices;

namespace MigrationLint.JavaScript.Evaluation;

/// <summary>Ends an evaluation that takes too long or goes too deep. Caught at the boundary of the module or function that runs.</summary>
internal sealed class FuelExhaustedException(string reason) : Exception(reason);

/// <summary>What one evaluation may use up, so that every program ends.</summary>
internal sealed class Fuel
{
    // Real migrations and their helper modules take a few thousand steps; the limit is spent in about a quarter of a second.
    private const int MaximumSteps = 200_000;
    private const int MaximumCharacters = 16_000_000;
    private const int MaximumDepth = 700;

    private int steps = MaximumSteps;
    private int characters = MaximumCharacters;
    private int depth;

    /// <summary>Pays for work.</summary>
    public void Spend(int amount = 1)
    {
        steps -= amount;
        if (steps < 0)
        {
            throw new FuelExhaustedException("the program takes too many steps");
        }
    }

    /// <summary>Pays for a string that is made.</summary>
    public void SpendCharacters(int length)
    {
        characters -= length;
        if (characters < 0)
        {
            throw new FuelExhaustedException("the program makes too much text");
        }
    }

    /// <summary>Goes one level down. The stack itself is asked too: hosts run on threads of different sizes.</summary>
    public void Enter()
    {
        depth++;
        Spend();
        if (depth > MaximumDepth)
        {
            throw new FuelExhaustedException("the program is nested too deeply");
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
    }

    /// <summary>Comes back up.</summary>
    public void Leave() => depth--;
}
