using FsCheck;
using FsCheck.Fluent;

namespace MigrationLint.Tests.Texts;

/// <summary>Runs properties on generated input that is the same on every run.</summary>
internal static class PropertyCheck
{
    /// <summary>What texts are put together from: everything that some literal, line count or encoding treats in its own way.</summary>
    private static readonly string[] Pieces =
    [
        "a", "b", "x41", "u0041", "orders", "SELECT", " ", "\t", "\n", "\r", "\r\n", "'", "''", "\"", "`", "$", "{", "}", "${", "$$", "$q$",
        "\\", "\\n", "--", "/*", "0", "7", "9", "f", "é", "ß", "€", "\u2028", "\uE000", "😀", "𝒳", ";", "(", ")", ",",
    ];

    /// <summary>Texts without lone surrogates and NUL.</summary>
    public static Gen<string> Texts { get; } = Gen.ListOf(Gen.Elements(Pieces)).Select(pieces => string.Concat(pieces));

    /// <summary>Any UTF-16 units, line ends often.</summary>
    public static Gen<string> AnyUnits { get; } = Gen.ListOf(Gen.Frequency(
        (2, Gen.Elements('\r', '\n')),
        (2, Gen.Elements('a', ' ', '\u0085', '\u2028', '\uD83D', '\uDE00')),
        (1, Gen.Choose(0, char.MaxValue).Select(unit => (char)unit)))).Select(units => string.Concat(units));

    /// <summary>A seed for choices that need no shrinking.</summary>
    public static Gen<int> Seeds { get; } = Gen.Choose(0, int.MaxValue);

    /// <summary>Fails with the smallest counterexample that can be found.</summary>
    public static void Holds<T>(Gen<T> inputs, Action<T> property, int runs = 500)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(runs).WithReplay(20250101UL, 7UL).WithQuietOnSuccess(true);
        Check.One(config, Prop.ForAll(Arb.From(inputs), property));
    }
}
