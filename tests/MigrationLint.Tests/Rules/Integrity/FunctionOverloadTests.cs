using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Integrity;

public sealed class FunctionOverloadTests
{
    [TestCase("""
        === migrations/001_a.sql
        create function f(a int) returns int language sql as 'select 1';
        === migrations/002_b.sql
        [|create or replace function f(a int, b int default 0) returns int language sql as 'select 2'|];
        """, TestName = "A_parameter_is_added")]
    [TestCase("""
        === migrations/001_a.sql
        create function f(a int) returns int language sql as 'select 1';
        === migrations/002_b.sql
        [|create or replace function f(a bigint) returns int language sql as 'select 2'|];
        """, TestName = "A_type_is_changed")]
    [TestCase("""
        === migrations/001_a.sql
        create function f() returns int language sql as 'select 1';
        === migrations/002_b.sql
        create or replace function f() returns int language sql as 'select 2';
        === migrations/003_c.sql
        [|create or replace function f() returns int language sql as '
          -- as it was
          select 1'|];
        """, TestName = "An_old_body_comes_back")]
    [TestCase("""
        === migrations/20250101000000_a.js
        exports.up = (knex) => knex.raw(`create function f(a int) returns int language sql as 'select 1'`);
        exports.down = (knex) => knex.raw('drop function f(int)');
        === migrations/20250201000000_b.js
        exports.up = (knex) => knex.raw(`[|create or replace function f(a int, b int) returns int language sql as 'select 2'|]`);
        exports.down = (knex) => knex.raw('drop function f(int, int)');
        """, TestName = "Knex_adds_a_parameter")]
    public void Is_reported(string chain) => RuleTest.Reports("ML411", chain);

    [TestCase("""
        === migrations/001_a.sql
        create function f(a int) returns int language sql as 'select 1';
        === migrations/002_b.sql
        drop function f(int);
        create or replace function f(a int, b int) returns int language sql as 'select 2';
        """, TestName = "The_old_one_is_dropped_before")]
    [TestCase("""
        === migrations/001_a.sql
        create function f(a int) returns int language sql as 'select 1';
        === migrations/002_b.sql
        create or replace function f(a int, b int) returns int language sql as 'select 2';
        === migrations/003_c.sql
        drop function f(int);
        """, TestName = "The_old_one_is_dropped_later")]
    [TestCase("""
        === migrations/001_a.sql
        create or replace function f(a int) returns int language sql as 'select 1';
        create or replace function f(a text) returns int language sql as 'select 2';
        """, TestName = "One_file_makes_both")]
    [TestCase("""
        === migrations/001_a.sql
        create function f(a int) returns int language sql as 'select 1';
        === migrations/002_b.sql
        create function f(a text) returns int language sql as 'select 2';
        """, TestName = "Nobody_asks_to_replace_anything")]
    [TestCase("""
        === migrations/001_a.sql
        create function f(a int) returns int language sql as 'select 1';
        === migrations/002_b.sql
        create or replace function f(label text) returns int language sql as 'select 2';
        """, TestName = "The_overload_has_parameters_of_its_own")]
    [TestCase("""
        === migrations/001_a.sql
        create function f() returns int language sql as 'select 1';
        === migrations/002_b.sql
        create or replace function f() returns int language sql as 'select 2';
        === migrations/003_revert_f.sql
        create or replace function f() returns int language sql as 'select 1';
        """, TestName = "The_file_says_that_it_reverts")]
    [TestCase("""
        === migrations/001_a.sql
        create function f() returns int language sql as 'select 1';
        === migrations/002_b.sql
        create or replace function f() returns int language sql as 'select 1';
        """, TestName = "The_same_body_is_given_again")]
    [TestCase("""
        === migrations/20250101000000_a.js
        exports.up = (knex) => knex.raw(`create function f(a int) returns int language sql as 'select 1'`);
        exports.down = (knex) => knex.raw('drop function f(int)');
        === migrations/20250201000000_b.js
        exports.up = (knex) => knex.raw(`create or replace function f(a int) returns int language sql as 'select 2'`);
        exports.down = (knex) => knex.raw(`create or replace function f(a int) returns int language sql as 'select 1'`);
        """, TestName = "The_way_back_brings_the_old_body_back")]
    public void Is_silent(string chain) => RuleTest.Silent("ML411", chain);
}
