using MigrationLint.Discovery;

namespace MigrationLint.Tests.Discovery;

[TestFixture]
public sealed class MigrationNumberTests
{
    [TestCase("1_a.js", "1", "1", NumberingScheme.Sequence, "_")]
    [TestCase("026_add.js", "026", "026", NumberingScheme.Sequence, "_")]
    [TestCase("001-init.sql", "001", "001", NumberingScheme.Sequence, "-")]
    [TestCase("001.create.sql", "001", "001", NumberingScheme.Sequence, ".")]
    [TestCase("001 - create.sql", "001", "001", NumberingScheme.Sequence, " - ")]
    [TestCase("0001__a.sql", "0001", "0001", NumberingScheme.Sequence, "__")]
    [TestCase("001.sql", "001", "001", NumberingScheme.Sequence, "")]
    [TestCase("001add.sql", "001", "001", NumberingScheme.Sequence, "")]
    [TestCase("026b_add.sql", "026b", "026", NumberingScheme.Sequence, "_")]
    [TestCase("20241112_a.js", "20241112", "20241112", NumberingScheme.Date, "_")]
    [TestCase("20201105B-a.js", "20201105B", "20201105", NumberingScheme.Date, "-")]
    [TestCase("2022.05.10T00.00.00.name.js", "2022.05.10T00.00.00", "20220510000000", NumberingScheme.SeparatedDate, ".")]
    [TestCase("20241112_01_a.js", "20241112_01", "2024111201", NumberingScheme.Date, "_")]
    [TestCase("20241112_2fa_tokens.js", "20241112", "20241112", NumberingScheme.Date, "_")]
    [TestCase("20241112_120000_a.js", "20241112_120000", "20241112120000", NumberingScheme.Date, "_")]
    [TestCase("2024111201_a.js", "2024111201", "2024111201", NumberingScheme.Date, "_")]
    [TestCase("20241312_a.js", "20241312", "20241312", NumberingScheme.Sequence, "_")]
    [TestCase("20240230_a.js", "20240230", "20240230", NumberingScheme.Sequence, "_")]
    [TestCase("00000012_a.js", "00000012", "00000012", NumberingScheme.Sequence, "_")]
    [TestCase("202411121530_a.js", "202411121530", "202411121530", NumberingScheme.Minute, "_")]
    [TestCase("20250202000061_a.js", "20250202000061", "20250202000061", NumberingScheme.Timestamp, "_")]
    [TestCase("20251302000000_a.js", "20251302000000", "20251302000000", NumberingScheme.Timestamp, "_")]
    [TestCase("20250202000034123_a.js", "20250202000034123", "20250202000034123", NumberingScheme.Timestamp, "_")]
    [TestCase("1700000000_a.js", "1700000000", "1700000000", NumberingScheme.UnixSeconds, "_")]
    [TestCase("1700000000000-a.js", "1700000000000", "1700000000000", NumberingScheme.UnixMilliseconds, "-")]
    [TestCase("2024_01_01_a.js", "2024_01_01", "20240101", NumberingScheme.SeparatedDate, "_")]
    [TestCase("2024-01-01-01-a.js", "2024-01-01-01", "2024010101", NumberingScheme.SeparatedDate, "-")]
    [TestCase("2024_01_01_120000_create.js", "2024_01_01_120000", "20240101120000", NumberingScheme.SeparatedDate, "_")]
    [TestCase("2024-01-01T12-30-00_a.sql", "2024-01-01T12-30-00", "20240101123000", NumberingScheme.SeparatedDate, "_")]
    [TestCase("2024.01.01_a.sql", "2024.01.01", "20240101", NumberingScheme.SeparatedDate, "_")]
    [TestCase("V1__a.sql", "V1", "1", NumberingScheme.Version, "__")]
    [TestCase("V1.2__a.sql", "V1.2", "1.2", NumberingScheme.Version, "__")]
    [TestCase("V1_2__a.sql", "V1_2", "1.2", NumberingScheme.Version, "__")]
    [TestCase("U2__a.sql", "U2", "2", NumberingScheme.Version, "__")]
    [TestCase("V20240101120000__a.sql", "V20240101120000", "20240101120000", NumberingScheme.Version, "__")]
    [TestCase("1.2.3_a.sql", "1.2.3", "1.2.3", NumberingScheme.Version, "_")]
    [TestCase("5.0.0-02-a.js", "5.0.0-02", "5.0.0.02", NumberingScheme.Version, "-")]
    [TestCase("1.2-2fa.sql", "1.2", "1.2", NumberingScheme.Version, "-")]
    [TestCase("1_a.up.sql", "1", "1", NumberingScheme.Sequence, "_")]
    public void A_number_is_read_with_its_scheme(string name, string text, string digits, NumberingScheme scheme, string separator) =>
        Assert.That(MigrationNumber.Parse(name), Is.EqualTo(new MigrationNumber(text, digits, scheme, separator)));

    [TestCase("add_users.js")]
    [TestCase("R__views.sql")]
    [TestCase("v_users.sql")]
    [TestCase("v1beta_users.sql")]
    [TestCase("version1.sql")]
    [TestCase("_1.js")]
    [TestCase("")]
    [TestCase(".js")]
    public void A_name_without_a_number_has_none(string name) => Assert.That(MigrationNumber.Parse(name), Is.Null);

    [TestCase("007_a.js", "7_b.js", true)]
    [TestCase("000_a.js", "0_b.js", true)]
    [TestCase("026_a.js", "026b_b.js", false)]
    [TestCase("V1__a.sql", "V1.0__b.sql", true)]
    [TestCase("V1.2__a.sql", "V12__b.sql", false)]
    [TestCase("V1.10__a.sql", "V1.1__b.sql", false)]
    [TestCase("20241112_01_a.js", "20241112_02_b.js", false)]
    public void Numbers_are_the_same_by_value(string a, string b, bool same) =>
        Assert.That(MigrationNumber.Parse(a)!.Value == MigrationNumber.Parse(b)!.Value, Is.EqualTo(same));

    [TestCase("2_a.sql", "10_a.sql", -1)]
    [TestCase("002_a.sql", "2_b.sql", 0)]
    [TestCase("026_a.sql", "20241112_a.sql", -1)]
    [TestCase("V1.9__a.sql", "V1.10__a.sql", -1)]
    [TestCase("V2__a.sql", "V1.10__a.sql", 1)]
    [TestCase("20250202000034_a.sql", "99999999999999999999999999_a.sql", -1)]
    public void Numbers_compare_as_numbers_of_any_length(string a, string b, int sign) =>
        Assert.That(Math.Sign(MigrationNumber.Compare(MigrationNumber.Parse(a)!, MigrationNumber.Parse(b)!)), Is.EqualTo(sign));
}
