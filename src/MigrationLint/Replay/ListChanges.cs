namespace MigrationLint.Replay;

/// <summary>Changed copies of lists.</summary>
internal static class ListChanges
{
    /// <summary>The list with one more item.</summary>
    public static IReadOnlyList<T> Plus<T>(this IReadOnlyList<T> list, T item) => [.. list, item];

    /// <summary>The list without what <paramref name="isGone"/> says; the same list where that is nothing.</summary>
    public static IReadOnlyList<T> Without<T>(this IReadOnlyList<T> list, Func<T, bool> isGone) => list.Any(isGone) ? [.. list.Where(item => !isGone(item))] : list;

    /// <summary>The list with each item changed; the same list where nothing changed.</summary>
    public static IReadOnlyList<T> Changed<T>(this IReadOnlyList<T> list, Func<T, T> change)
        where T : class
    {
        T[]? changed = null;
        for (var i = 0; i < list.Count; i++)
        {
            var item = change(list[i]);
            if (!ReferenceEquals(item, list[i]))
            {
                changed ??= [.. list];
                changed[i] = item;
            }
        }

        return changed ?? list;
    }

    /// <summary>The names with <paramref name="name"/> called <paramref name="newName"/>; the same list where it is not among them.</summary>
    public static IReadOnlyList<string> Renamed(this IReadOnlyList<string> list, string name, string newName) => list.Changed(item => item == name ? newName : item);
}
