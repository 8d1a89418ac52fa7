namespace MigrationLint.Text;

/// <summary>How one kind of literal spells characters. The languages derive their own.</summary>
internal abstract class LiteralSyntax
{
    /// <summary>The most characters around an insertion that <see cref="Encode"/> is shown: longer than any delimiter (a dollar tag has at most 63 bytes).</summary>
    internal const int WindowLength = 80;

    /// <summary>Spells <paramref name="text"/> so that it means itself between <paramref name="before"/> and <paramref name="after"/>, and these keep their meaning.</summary>
    /// <param name="text">What to say; empty where something is only taken out.</param>
    /// <param name="before">The literal's own characters before the place, as spelled, at most <see cref="WindowLength"/>.</param>
    /// <param name="after">The literal's own characters behind the place, as spelled, at most <see cref="WindowLength"/>.</param>
    /// <returns>Null where this kind of literal cannot say it there.</returns>
    public abstract string? Encode(string text, string before, string after);

    /// <summary>True where half of a surrogate pair stands alone: no file in UTF-8 can hold that.</summary>
    protected static bool IsLoneSurrogate(string text, int index) =>
        char.IsHighSurrogate(text[index]) ? index + 1 == text.Length || !char.IsLowSurrogate(text[index + 1])
        : char.IsLowSurrogate(text[index]) && (index == 0 || !char.IsHighSurrogate(text[index - 1]));
}
