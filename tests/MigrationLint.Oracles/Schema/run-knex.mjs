// The real knex over folders, each migration through migrate.up. Files are bundled by esbuild, so that TypeScript, ES modules and imports
// work; an import of a package that is not installed becomes an inert stub.
import Module, { builtinModules, createRequire } from 'node:module';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { half } from './halves.mjs';

const extensions = new Set(['.js', '.cjs', '.mjs', '.ts', '.cts', '.mts']);
const stub = `const p = new Proxy(function () {}, { getPrototypeOf: () => p, get: (t, k) => k === '__esModule' ? false : k === 'then' ? undefined
  : k === Symbol.toPrimitive ? () => 'stub' : k === Symbol.iterator ? function* () {} : p, apply: () => p, construct: () => p }); module.exports = p;`;

export function knexRunner(require, modules) {
  const esbuild = require('esbuild'), knexLibrary = require('knex');
  process.setSourceMapsEnabled(true);
  const plugin = {
    name: 'packages',
    setup(build) {
      build.onResolve({ filter: /.*/ }, async args => {
        if (args.pluginData === 'packages' || args.kind === 'entry-point') return;
        if (args.path.startsWith('node:') || builtinModules.includes(args.path)) return { path: args.path, external: true };
        const local = args.path.startsWith('.') || args.path.startsWith('/');
        if (!local) try { return { path: require.resolve(args.path), external: true }; } catch { /* not installed, or an alias of tsconfig.json */ }
        const found = await build.resolve(args.path, { importer: args.importer, resolveDir: args.resolveDir, kind: args.kind, pluginData: 'packages' });
        return found.errors.length === 0 ? found : { path: args.path, namespace: 'stub' };
      });
      build.onLoad({ filter: /.*/, namespace: 'stub' }, () => ({ contents: stub }));
    },
  };

  async function load(file) {
    const built = await esbuild.build({
      entryPoints: [file], bundle: true, platform: 'node', format: 'cjs', target: 'node20', write: false, logLevel: 'silent', plugins: [plugin],
      outfile: file, allowOverwrite: true, sourcemap: 'inline', sourcesContent: false, loader: { '.sql': 'text' },
      define: { 'import.meta.url': '__url', 'import.meta.dirname': '__dirname' }, banner: { js: "const __url = require('node:url').pathToFileURL(__filename).href;" },
    });
    const module = new Module(file);
    module.filename = file;
    module.paths = [...Module._nodeModulePaths(path.dirname(file)), path.join(path.resolve(modules), 'node_modules')];
    module._compile(built.outputFiles[0].text, file);
    return module.exports;
  }

  // knex keeps the stack of where a builder was made; the first frame of a file of the project is the line.
  const lineIn = (error, folder) => {
    for (const frame of String(error?.stack ?? '').split('\n')) {
      const at = /\(?((?:file:\/\/)?\/[^():]+):(\d+):\d+\)?$/.exec(frame);
      if (at && at[1].replace('file://', '').startsWith(folder) && !at[1].includes('node_modules')) return { path: at[1].replace('file://', ''), line: +at[2] };
    }
    return null;
  };

  async function run({ url, folders, only, configuration, fail }) {
    const all = folders.flatMap(folder => readdirSync(folder)
      .filter(name => extensions.has(path.extname(name)) && !/\.(d|test|spec)\.[cm]?[jt]s$/.test(name) && statSync(path.join(folder, name)).isFile())
      .map(name => path.resolve(folder, name)))
      .sort((a, b) => (path.basename(a) < path.basename(b) ? -1 : path.basename(a) > path.basename(b) ? 1 : 0));
    const files = half(all, only);
    const loaded = new Map();
    const migrationSource = {
      getMigrations: async () => files,
      getMigrationName: file => path.basename(file),
      getMigration: async file => loaded.get(file) ?? loaded.set(file, await load(file)).get(file),
    };
    const at = new URL(url);
    Object.assign(process.env, { PGHOST: at.hostname, PGPORT: at.port, PGUSER: at.username, PGDATABASE: at.pathname.slice(1) });
    const knex = knexLibrary({
      client: 'pg', connection: url, pool: { min: 0, max: 4 }, asyncStackTraces: true, log: { warn() {}, error() {}, debug() {}, deprecate() {} },
      migrations: { disableMigrationsListValidation: true, migrationSource }, ...configuration,
    });
    for (const file of files) {
      try {
        await knex.migrate.up({ name: path.basename(file), migrationSource });
      } catch (error) {
        const place = lineIn(error, path.dirname(file));
        fail({ file, code: error?.code, message: String(error?.message ?? error), ...(place?.path === file ? { line: place.line } : {}) });
        await knex('knex_migrations_lock').update({ is_locked: 0 }).catch(() => {});
      }
    }
    await knex.destroy();
    return files.length;
  }
  run.load = load;
  return run;
}
