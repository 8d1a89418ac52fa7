using MigrationLint.JavaScript.Evaluation;

namespace MigrationLint.Tests.JavaScript.Evaluation;

public sealed class ModuleResolutionTests
{
    private static InMemoryFileSystem Project => new()
    {
        ["/p/package.json"] = """{ "name": "root", "private": true, "workspaces": ["packages/*", "tools/**"] }""",
        ["/p/packages/common/package.json"] = """{ "name": "@acme/common", "main": "dist/index.js", "exports": { ".": { "types": "./dist/index.d.ts", "import": "./dist/esm/index.js" }, "./names": "./dist/names.js", "./parts/*": "./dist/parts/*.js" } }""",
        ["/p/packages/common/src/index.ts"] = "export * from './names.js'; export * as all from './names.js'; export { default as first } from './first'; export * from './heavy'",
        ["/p/packages/common/src/names.ts"] = "export enum Table { Users = 'users' } export const names = ['a']",
        ["/p/packages/common/src/first.ts"] = "export default 'first'",
        ["/p/packages/common/src/heavy.ts"] = "for (;;) {} export const heavy = 1",
        ["/p/packages/common/src/parts/x.ts"] = "export const x = 'part x'",
        ["/p/tools/a/b/package.json"] = """{ "name": "tool" }""",
        ["/p/tools/a/b/index.js"] = "exports.tool = 't'",
        ["/p/packages/app/package.json"] = """{ "name": "@acme/app", "imports": { "#db/*": "./src/db/*.js" } }""",
        ["/p/packages/app/tsconfig.json"] = """{ "extends": "../../tsconfig.base", /* mine */ "compilerOptions": { "baseUrl": "./src", "paths": { "@/*": ["*"], "@db": ["db/index"] } } }""",
        ["/p/tsconfig.base.json"] = """{ "compilerOptions": { "paths": { "~shared/*": ["./packages/common/src/*"] } } }""",
        ["/p/packages/app/src/db/index.ts"] = "export const name = 'db'",
        ["/p/packages/app/src/db/tables.ts"] = "export const users = 'users'",
        ["/p/packages/app/src/cjs.js"] = "Object.defineProperty(exports, '__esModule', { value: true }); exports.default = 'd'; exports.named = 'n'",
        ["/p/packages/app/src/plain.cjs"] = "module.exports = { a: 1 }; module.exports.b = 2",
        ["/p/packages/app/src/data.json"] = """{ "rows": [1, 2] }""",
        ["/p/packages/app/src/cycle1.ts"] = "import { two } from './cycle2'; export const one = 'one'; export const f = () => one + two",
        ["/p/packages/app/src/cycle2.ts"] = "import { one } from './cycle1'; export const two = 'two'; export const g = () => one + two",
        ["/p/packages/app/src/dir/index.ts"] = "export { users as default, users } from '../db/tables'",
    };

    [TestCase("import { Table } from '@acme/common'; export default Table.Users", "'users'")]
    [TestCase("import * as c from '@acme/common'; export default c.first", "'first'")]
    [TestCase("import { all } from '@acme/common'; export default all.names[0]", "'a'")]
    [TestCase("import { names } from '@acme/common/names'; export default names", "['a']")]
    [TestCase("import { x } from '@acme/common/parts/x'; export default x", "'part x'")]
    [TestCase("import { tool } from 'tool'; export default tool", "'t'")]
    [TestCase("import { users } from '#db/tables'; export default users", "'users'")]
    [TestCase("import { users } from '@/db/tables'; export default users", "'users'")]
    [TestCase("import { name } from '@db'; export default name", "'db'")]
    [TestCase("import { name } from 'db'; export default name", "'db'")]
    [TestCase("import first from '~shared/first'; export default first", "'first'")]
    [TestCase("import { name } from '@acme/app/db'; export default name", "'db'")]
    [TestCase("import d, { named } from './cjs.js'; export default [d, named]", "['d', 'n']")]
    [TestCase("import plain, { b } from './plain.cjs'; export default [plain.a, b]", "[1, 2]")]
    [TestCase("import data from './data.json'; import { rows } from './data.json'; export default [data.rows, rows]", "[[1, 2], [1, 2]]")]
    [TestCase("import { users } from './db/tables.js'; export default users", "'users'")]
    [TestCase("import users, { users as again } from './dir'; export default [users, again]", "['users', 'users']")]
    [TestCase("import { f } from './cycle1'; import { g } from './cycle2'; export default [f(), g()]", "['onetwo', 'onetwo']")]
    [TestCase("const { users } = require('./db/tables'); export default users", "'users'")]
    [TestCase("import t = require('./db/tables'); export default t.users", "'users'")]
    [TestCase("import { createRequire } from 'module'; const r = createRequire(import.meta.url); export default r('./data.json').rows", "[1, 2]")]
    [TestCase("import { fileURLToPath } from 'url'; import path from 'node:path'; export default path.dirname(fileURLToPath(import.meta.url))", "'/p/packages/app/src'")]
    [TestCase("import { z } from 'zod'; export default z.x", "x?(module(zod))")]
    [TestCase("import { missing } from './nowhere'; export default [missing, 1]", "[module(./nowhere), 1]")]
    public void Imports_lead_to_the_file_that_they_mean(string source, string expected)
    {
        var files = Project;
        files["/p/packages/app/src/main.ts"] = source;
        var exports = (ObjectValue)new ModuleEvaluator(files, new Dictionary<string, string>()).Evaluate("/p/packages/app/src/main.ts").Exports;
        Assert.That(ValueText.Of(exports.Find("default")!.Value), Is.EqualTo(expected));
    }

    [Test]
    public void A_module_runs_when_one_of_its_names_is_read()
    {
        var files = Project;
        files["/p/packages/app/src/main.ts"] = "import { unused } from './other'; import { first } from '@acme/common'; export const used = first";
        files["/p/packages/app/src/other.ts"] = "export const unused = 1";
        new ModuleEvaluator(files, new Dictionary<string, string>()).Evaluate("/p/packages/app/src/main.ts");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(files.Reads, Does.Not.Contain("/p/packages/app/src/other.ts"));
            Assert.That(files.Reads, Does.Contain("/p/packages/common/src/first.ts"));
        }
    }

    [TestCase("- 'packages/*'\n")]
    [TestCase("- packages/common\n- \"packages/app\"\n")]
    public void Workspaces_of_pnpm_are_read(string packages)
    {
        var files = Project;
        files["/p/package.json"] = """{ "name": "root" }""";
        files["/p/pnpm-workspace.yaml"] = "packages:\n  # all\n  " + packages.Replace("\n-", "\n  -") + "catalog:\n  a: 1\n";
        files["/p/packages/app/src/main.ts"] = "import { Table } from '@acme/common'; export default Table.Users";
        var exports = (ObjectValue)new ModuleEvaluator(files, new Dictionary<string, string>()).Evaluate("/p/packages/app/src/main.ts").Exports;
        Assert.That(ValueText.Of(exports.Find("default")!.Value), Is.EqualTo("'users'"));
    }
}
