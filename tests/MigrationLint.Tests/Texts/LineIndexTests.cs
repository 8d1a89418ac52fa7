using FsCheck.Fluent;
using MigrationLint.Text;
using RoslynText = Microsoft.CodeAnalysis.Text.SourceText;

namespace MigrationLint.Tests.Texts;

[TestFixture]
public sealed class LineIndexTests
{
    [TestCase("", 0, 0, 0)]
    [TestCase("a\nb", 2, 1, 0)]
    [TestCase("a\r\nb", 2, 0, 2)]
    [TestCase("a\r\nb", 3, 1, 0)]
    [TestCase("a\rb", 2, 1, 0)]
    [TestCase("a\n", 2, 1, 0)]
    [TestCase("a\u2028b", 2, 0, 2)]
    [TestCase("😀b", 2, 0, 2)]
    public void Lines_end_at_CR_LF_and_CRLF_and_columns_are_UTF16_units(string content, int offset, int line, int column) =>
        Assert.That(new LineIndex(content).GetPosition(offset), Is.EqualTo(new LinePosition(line, column)));

    [Test]
    public void Every_offset_goes_to_a_position_and_back() => PropertyCheck.Holds(PropertyCheck.AnyUnits, content =>
    {
        var index = new LineIndex(content);
        for (var offset = 0; offset <= content.Length; offset++)
        {
            var position = index.GetPosition(offset);
            Assert.That(position, Is.EqualTo(CountPosition(content, offset)));
            Assert.That(index.GetOffset(position), Is.EqualTo(offset));
            Assert.That(index.StartOf(position.Line), Is.EqualTo(offset - position.Column));
        }
    });

    [Test]
    public void Lines_are_those_that_Roslyn_counts() => PropertyCheck.Holds(
        PropertyCheck.AnyUnits.Select(content => content.Replace('\u2028', ' ').Replace('\u2029', ' ').Replace('\u0085', ' ')),
        content =>
        {
            var expected = RoslynText.From(content).Lines;
            var actual = new LineIndex(content);
            Assert.That(actual.Count, Is.EqualTo(expected.Count));
            Assert.That(Enumerable.Range(0, actual.Count).Select(actual.StartOf), Is.EqualTo(expected.Select(line => line.Start)));
        });

    [Test]
    public void A_place_outside_of_the_text_is_refused()
    {
        var index = new LineIndex("a\nb");
        Assert.That(() => index.GetPosition(4), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => index.GetPosition(-1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => index.StartOf(2), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => index.GetOffset(new LinePosition(1, 2)), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    // Walks the text instead of looking lines up.
    private static LinePosition CountPosition(string content, int offset)
    {
        var (line, column) = (0, 0);
        for (var i = 0; i < offset; i++)
        {
            var ends = content[i] == '\n' || (content[i] == '\r' && !(i + 1 < content.Length && content[i + 1] == '\n'));
            (line, column) = ends ? (line + 1, 0) : (line, column + 1);
        }

        return new LinePosition(line, column);
    }
}
