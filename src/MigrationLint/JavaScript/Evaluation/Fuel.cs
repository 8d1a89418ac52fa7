using System.Runtime.CompilerServices;

namespace MigrationLint.JavaScript.Evaluation;

/// <summary>Ends an evaluation that takes too long or goes too deep. Caught at the boundary of the module or function that runs.</summary>
internal sealed class FuelExhaustedException(string reason) : Exception(reason);

/// <summary>Ends a call into another file that takes too long or goes too deep. Caught where the call was entered.</summary>
internal sealed class GuestExhaustedException(string reason) : Exception(reason);

/// <summary>What one evaluation may use up, so that every program ends.</summary>
internal sealed class Fuel
{
    // Real migrations and their helper modules take a few thousand steps; the limit is spent in about half a second. Each character of a literal
    // of data costs a fraction of a step, and the literal may be walked a few times.
    private const int MinimumSteps = 400_000;
    private const int StepsPerCharacter = 4;
    private const int MaximumGrant = 4_000_000;
    private const int MaximumCharacters = 64_000_000;
    private const int MaximumDepth = 700;

    // Helpers of migrations take a few thousand steps too. What takes more has led into the application, which says nothing about the migration.
    private const int MaximumGuestSteps = 60_000;
    private const int MaximumStepsOfAllGuests = 600_000;

    private int steps = MinimumSteps;
    private int characters = MaximumCharacters;
    private int depth;
    private int guestSteps = MaximumStepsOfAllGuests;
    private int hostSteps;

    /// <summary>True while a call into another file runs on a budget of its own.</summary>
    public bool HasGuest { get; private set; }

    /// <summary>Pays for work.</summary>
    public void Spend(int amount = 1)
    {
        steps -= amount;
        if (steps < 0)
        {
            throw Exhausted("takes too many steps");
        }
    }

    /// <summary>Gives more, since a file of that length is about to run: long files may do more.</summary>
    public void Grant(int length) => steps += StepsPerCharacter * Math.Min(length, MaximumGrant);

    /// <summary>Gives what follows, up to <see cref="EndGuest"/>, a budget of its own, so that it takes nothing from the file that calls.</summary>
    public void BeginGuest()
    {
        HasGuest = true;
        hostSteps = steps;
        steps = Math.Min(MaximumGuestSteps, guestSteps);
        guestSteps -= steps;
    }

    /// <summary>Ends what <see cref="BeginGuest"/> began.</summary>
    public void EndGuest()
    {
        HasGuest = false;
        guestSteps += Math.Max(steps, 0);
        steps = hostSteps;
    }

    /// <summary>Pays for a string that is made.</summary>
    public void SpendCharacters(int length)
    {
        characters -= length;
        if (characters < 0)
        {
            throw Exhausted("makes too much text");
        }
    }

    /// <summary>Goes one level down. The stack itself is asked too: hosts run on threads of different sizes.</summary>
    public void Enter()
    {
        depth++;
        Spend();
        if (depth > MaximumDepth)
        {
            throw Exhausted("is nested too deeply");
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
    }

    /// <summary>Comes back up.</summary>
    public void Leave() => depth--;

    private Exception Exhausted(string verb) => HasGuest ? new GuestExhaustedException(verb) : new FuelExhaustedException("the program " + verb);
}
