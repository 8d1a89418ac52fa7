using System.Text;
using MigrationLint.Files;

namespace MigrationLint.Tests.Files;

[TestFixture]
public sealed class Utf8DecoderTests
{
    [Test]
    public void A_byte_order_mark_is_left_out_and_told()
    {
        var content = Utf8Decoder.Decode("/a", [0xEF, 0xBB, 0xBF, (byte)'a']);

        Assert.That((content.Text!.Content, content.HasByteOrderMark, content.InvalidUtf8At), Is.EqualTo(("a", true, (int?)null)));
    }

    [Test]
    public void Valid_text_of_every_length_of_sequence_is_valid()
    {
        const string Text = "a\0\u007F\u0080ä\u07FF\u0800€\uD7FF\uE000\uFFFD\uFFFF😀\U0010FFFF";
        var content = Utf8Decoder.Decode("/a", Encoding.UTF8.GetBytes(Text));

        Assert.That((content.Text!.Content, content.InvalidUtf8At), Is.EqualTo((Text, (int?)null)));
    }

    [TestCase(new byte[] { 0x61, 0xE4, 0x62 }, 1, TestName = "Latin_1")]
    [TestCase(new byte[] { 0xFF, 0xFE, 0x61, 0x00 }, 0, TestName = "UTF_16_little_endian")]
    [TestCase(new byte[] { 0xFE, 0xFF, 0x00, 0x61 }, 0, TestName = "UTF_16_big_endian")]
    [TestCase(new byte[] { 0xC3, 0xA4, 0xF0, 0x9F, 0x98, 0x80, 0x80 }, 3, TestName = "Position_counts_UTF_16_units")]
    [TestCase(new byte[] { 0x61, 0xE2, 0x82 }, 1, TestName = "Cut_at_the_end")]
    [TestCase(new byte[] { 0xC0, 0x80 }, 0, TestName = "Overlong_of_two")]
    [TestCase(new byte[] { 0xE0, 0x80, 0x80 }, 0, TestName = "Overlong_of_three")]
    [TestCase(new byte[] { 0xED, 0xA0, 0x80 }, 0, TestName = "Surrogate")]
    [TestCase(new byte[] { 0xF4, 0x90, 0x80, 0x80 }, 0, TestName = "Above_the_last_plane")]
    [TestCase(new byte[] { 0xEF, 0xBB, 0xBF, 0x61, 0x80 }, 1, TestName = "Behind_a_byte_order_mark")]
    public void The_first_invalid_sequence_is_told(byte[] bytes, int at)
    {
        var content = Utf8Decoder.Decode("/a", bytes);

        Assert.That(content.InvalidUtf8At, Is.EqualTo(at));
        Assert.That(content.Text!.Content[at], Is.EqualTo('\uFFFD'));
    }

    [Test]
    public void The_verdict_is_that_of_the_strict_decoder_of_dotnet()
    {
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        var random = new Random(1);
        var alphabet = new byte[] { 0x61, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF4, 0xF5 };
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = Enumerable.Range(0, random.Next(8)).Select(_ => alphabet[random.Next(alphabet.Length)]).ToArray();
            var valid = true;
            try
            {
                strict.GetString(bytes);
            }
            catch (DecoderFallbackException)
            {
                valid = false;
            }

            Assert.That(Utf8Decoder.Decode("/a", bytes).InvalidUtf8At is null, Is.EqualTo(valid), Convert.ToHexString(bytes));
        }
    }

    [Test]
    public void More_than_the_limit_is_not_decoded()
    {
        var content = Utf8Decoder.Decode("/a", new byte[FileContent.MaximumBytes + 1]);

        Assert.That((content.Status, content.Text), Is.EqualTo((FileReadStatus.TooLarge, (object?)null)));
    }
}
