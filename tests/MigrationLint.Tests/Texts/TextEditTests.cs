using FsCheck.Fluent;
using MigrationLint.Text;

namespace MigrationLint.Tests.Texts;

[TestFixture]
public sealed class TextEditTests
{
    private static readonly SourceText Source = new("/a.sql", "0123456789");

    [Test]
    public void Edits_apply_to_the_text_that_they_were_made_for_in_any_order() =>
        Assert.That(TextEdit.TryApply(Source.Content, [Replace(8, 10, "z"), Replace(0, 2, "long"), Replace(5, 5, "-")]), Is.EqualTo("long234-567z"));

    [Test]
    public void Insertions_at_one_place_keep_their_order_and_precede_a_replacement() =>
        Assert.That(TextEdit.TryApply(Source.Content, [Replace(5, 6, "X"), Replace(5, 5, "a"), Replace(5, 5, "b")]), Is.EqualTo("01234abX6789"));

    [TestCase(0, 3, 2, 4)]
    [TestCase(0, 5, 3, 3)]
    [TestCase(4, 11, 0, 1)]
    public void Overlapping_edits_and_such_beyond_the_end_are_refused(int start, int end, int otherStart, int otherEnd) =>
        Assert.That(TextEdit.TryApply(Source.Content, [Replace(start, end, "x"), Replace(otherStart, otherEnd, "y")]), Is.Null);

    [Test]
    public void Touching_edits_do_not_overlap() =>
        Assert.That(TextEdit.TryApply(Source.Content, [Replace(0, 5, "a"), Replace(5, 10, "b")]), Is.EqualTo("ab"));

    [Test]
    public void Edits_that_cut_a_text_into_pieces_and_say_each_again_change_nothing() => PropertyCheck.Holds(
        PropertyCheck.Texts.Zip(PropertyCheck.Seeds),
        input =>
        {
            var (content, seed) = input;
            var cuts = new Random(seed).GetItems(Enumerable.Range(0, content.Length + 1).ToArray(), 6).Order().ToArray();
            var edits = cuts.Zip(cuts.Skip(1), (start, end) => Edit(content, start, end, content[start..end])).Reverse().ToArray();
            Assert.That(TextEdit.TryApply(content, edits), Is.EqualTo(content));
        });

    private static TextEdit Replace(int start, int end, string newText) => new(new SourceSpan(Source, TextSpan.FromBounds(start, end)), newText);

    private static TextEdit Edit(string content, int start, int end, string newText) =>
        new(new SourceSpan(new SourceText("/b.sql", content), TextSpan.FromBounds(start, end)), newText);
}
