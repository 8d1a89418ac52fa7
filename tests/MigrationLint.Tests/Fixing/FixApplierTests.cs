using MigrationLint.Files;
using MigrationLint.Fixing;
using NUnit.Framework;

namespace MigrationLint.Tests.Fixing;

public sealed class FixApplierTests
{
    [Test]
    public void Steps_are_made_in_their_order()
    {
        InMemoryFileSystem files = new() { ["/m/a"] = "a", ["/m/b"] = "b" };

        var failure = FixApplier.Apply(Plan(new("/m/b", "/m/c"), new("/m/a", "/m/b")), files);

        Assert.That(failure, Is.Null);
        Assert.That((files["/m/b"], files["/m/c"]), Is.EqualTo(("a", "b")));
    }

    [Test]
    public void A_step_that_fails_takes_those_before_it_back()
    {
        InMemoryFileSystem files = new() { ["/m/a"] = "a", ["/m/b"] = "b", ["/m/c"] = "c", ["/m/taken"] = "t" };

        var failure = FixApplier.Apply(Plan(new("/m/b", "/m/x"), new("/m/a", "/m/b"), new("/m/c", "/m/taken")), files);

        Assert.That(failure, Is.EqualTo("/m/c was not renamed to taken: taken exists. Nothing was changed."));
        Assert.That(files, Is.EqualTo(new[] { "/m/a", "/m/b", "/m/c", "/m/taken" }));
        Assert.That((files["/m/a"], files["/m/b"], files["/m/taken"]), Is.EqualTo(("a", "b", "t")));
    }

    [Test]
    public void What_cannot_be_taken_back_is_named()
    {
        var failure = FixApplier.Apply(Plan(new("/m/a", "/m/b"), new("/m/c", "/m/d")), new MoverThatAllowsOne());

        Assert.That(failure, Is.EqualTo("/m/c was not renamed to d: the disk is full. These could not be taken back: /m/b (before: a; the disk is full)."));
    }

    private static FixPlan Plan(params Rename[] steps) => new() { Steps = steps, Renames = steps, Skipped = [], Remaining = [] };

    private sealed class MoverThatAllowsOne : IFileMover
    {
        private int moves;

        public string? TryMove(string from, string to) => moves++ == 0 ? null : "the disk is full";
    }
}
