// Writes src/MigrationLint/Schema/BuiltIn/*.Generated.cs from a running PostgreSQL 15 with its contrib extensions (Debian: postgresql-15).
//   node eng/generate-catalog.mjs URL FOLDER
// URL is an empty database, in which the extensions are then made; FOLDER is src/MigrationLint/Schema/BuiltIn. The forms of the lines are read by BuiltInCatalog.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const [url, folder] = process.argv.slice(2);
const firstExtensionId = 1500000000;
const psql = sql => execFileSync('psql', ['-X', '-q', '-At', '-v', 'ON_ERROR_STOP=1', url], { input: sql, maxBuffer: 1 << 28, encoding: 'utf8' });
const rows = sql => JSON.parse(psql(`select coalesce(json_agg(x), '[]') from (${sql}) x`));

const controls = execFileSync('pg_config', ['--sharedir'], { encoding: 'utf8' }).trim() + '/extension';
const requires = name => {
  const found = /^\s*requires\s*=\s*'(.*)'/m.exec(fs.readFileSync(path.join(controls, name + '.control'), 'utf8'));
  return found ? found[1].split(',').map(part => part.trim()).filter(part => part !== 'plpgsql' && !part.startsWith('plpython') && !part.startsWith('plperl')) : [];
};
const available = rows("select name from pg_available_extensions where name not like 'pl%' and name not like '%\\_pl%' and name <> 'adminpack' order by name").map(row => row.name);

// Extensions in the order of their needs. What came up between two of them belongs to the one.
const ranges = [];
const done = new Set();
const nextOid = () => Number(psql("drop table if exists public.oid_marker; create table public.oid_marker(); select 'public.oid_marker'::regclass::oid;").trim().split('\n').pop());
const create = name => {
  if (done.has(name)) return;
  done.add(name);
  for (const needed of requires(name)) create(needed);
  const from = nextOid();
  psql(`create extension "${name}"`);
  ranges.push({ name, from, to: nextOid() });
};
for (const name of available) create(name);
psql('drop table public.oid_marker');
const extensionOf = oid => (oid < 16384 ? '' : ranges.find(range => range.from < oid && oid < range.to)?.name);

const types = rows(`select t.oid::int, typname, n.nspname, typtype, typcategory, typispreferred, typelem::int, typarray::int, typrelid::int, typbasetype::int, typtypmod,
    typcollation <> 0 collatable, typsubscript = 'array_subscript_handler'::regproc isarray, coalesce(r.rngsubtype, m.rngsubtype, 0)::int subtype, coalesce(r.rngmultitypid, 0)::int multirange,
    coalesce((select provolatile from pg_proc where oid = typinput), 's') inv, coalesce((select provolatile from pg_proc where oid = typoutput), 's') outv
  from pg_type t join pg_namespace n on n.oid = typnamespace left join pg_range r on r.rngtypid = t.oid left join pg_range m on m.rngmultitypid = t.oid
  where n.nspname !~ '^pg_t' and not (n.nspname in ('pg_catalog', 'information_schema') and (t.typtype = 'c' or exists (select from pg_type e where e.oid = t.typelem and e.typtype = 'c' and t.typlen = -1)))
  order by t.oid`);
const procs = rows(`select p.oid::int, proname, n.nspname, prokind, proretset, provolatile, proisstrict, prorettype::int, pronargdefaults, provariadic::int, proargtypes::text, array_to_json(proallargtypes::int[]) allargs,
    array_to_string(proargmodes, '') modes, array_to_json(proargnames) names, a.aggkind, a.aggnumdirectargs
  from pg_proc p join pg_namespace n on n.oid = pronamespace left join pg_aggregate a on a.aggfnoid = p.oid order by proname, p.oid`);
const operators = rows(`select o.oid::int, oprname, oprleft::int, oprright::int, oprresult::int, coalesce(p.provolatile, 'v') volatility, oprcode::oid::int code
  from pg_operator o left join pg_proc p on p.oid = oprcode order by oprname, o.oid`);
const casts = rows(`select c.oid::int, castsource::int, casttarget::int, castfunc::int, castcontext, castmethod, coalesce(p.pronargs, 0) nargs, coalesce(p.provolatile, 'i') volatility
  from pg_cast c left join pg_proc p on p.oid = castfunc order by castsource, casttarget`);
const classes = rows(`select o.oid::int, opcname, amname, opcintype::int, opcdefault from pg_opclass o join pg_am a on a.oid = opcmethod order by amname, opcname, o.oid`);
const relations = rows(`select c.oid::int, relname, n.nspname, relkind, (select string_agg(attname || ' ' || atttypid::int || case when atttypmod >= 0 then ':' || atttypmod else '' end, ',' order by attnum) from pg_attribute
    where attrelid = c.oid and attnum > 0 and not attisdropped) columns
  from pg_class c join pg_namespace n on n.oid = relnamespace where relkind in ('r', 'v') and n.nspname !~ '^pg_t' order by c.oid`);
const methods = rows(`select oid::int, amname from pg_am where amtype = 'i' order by amname`);
// Parameters that pg_settings leaves out (GUC_NO_SHOW_ALL) or has other names for (map_old_guc_names).
const hidden = ['is_superuser binternal', 'role suser', 'session_authorization suser', 'seed ruser', 'default_with_oids buser', 'ssl_renegotiation_limit iuser', 'sort_mem iuser', 'vacuum_mem iuser'];
const parameters = rows(`select name, case vartype when 'bool' then 'b' when 'integer' then 'i' when 'real' then 'r' when 'enum' then 'e' else 's' end || context kind, coalesce(unit, '-') unit, min_val, max_val, enumvals
  from pg_settings order by lower(name)`).filter(p => !/\./.test(p.name));
const textSearch = rows('select cfgname from pg_ts_config order by 1').map(row => row.cfgname);

// Extension objects get ids that do not depend on the server.
const ids = new Map();
for (const range of [...ranges].sort((a, b) => (a.name < b.name ? -1 : 1))) {
  for (const oid of [...types, ...procs, ...relations].map(row => row.oid).filter(oid => oid > range.from && oid < range.to).sort((a, b) => a - b)) {
    if (!ids.has(oid)) ids.set(oid, firstExtensionId + ids.size);
  }
}
const id = oid => (oid < 16384 ? oid : ids.get(oid) ?? 0);
const list = text => text.split(' ').filter(Boolean).map(oid => id(Number(oid))).join(',');
const flag = (value, letter) => (value ? letter : '');

const line = {
  type: t => ['T', id(t.oid), t.typname, t.typtype + t.typcategory + t.inv + t.outv + flag(t.typispreferred, 'p') + flag(t.collatable, 'c') + flag(t.isarray, 'a') + flag(t.nspname === 'information_schema', 'i'),
    id(t.typelem), id(t.typarray), id(t.typbasetype), t.typtypmod, id(t.subtype), id(t.multirange)].join(' '),
  proc: p => [id(p.oid), p.prokind + p.provolatile + flag(p.proretset, 'r') + flag(p.proisstrict, 's') + flag(p.aggkind && p.aggkind !== 'n', p.aggkind) + flag(p.nspname === 'information_schema', 'j'), id(p.prorettype), p.pronargdefaults,
    id(p.provariadic), list(p.proargtypes), p.allargs ? p.allargs.map(id).join(',') : '', p.modes ?? '', p.names ? p.names.join(',') : '', p.aggnumdirectargs ?? ''].join(' ').trimEnd(),
  operator: o => [id(o.oprleft), id(o.oprright), id(o.oprresult), o.volatility, id(o.code)].join(' '),
  cast: c => ['C', id(c.castsource), id(c.casttarget), c.castcontext + c.castmethod + c.volatility + c.nargs, id(c.castfunc)].join(' '),
  opclass: c => ['K', c.amname, c.opcname, id(c.opcintype), c.opcdefault ? 'd' : '-'].join(' '),
  relation: r => ['R', id(r.oid), r.nspname, r.relname, r.relkind, r.columns].join(' '),
};
const grouped = (prefix, all, name, form) => {
  const groups = new Map();
  for (const one of all) groups.set(one[name], [...(groups.get(one[name]) ?? []), form(one)]);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, entries]) => `${prefix} ${key}\t${entries.join('\t')}`);
};
const of = extension => all => all.filter(one => extensionOf(one.oid) === extension);
const sections = extension => {
  const mine = of(extension);
  return {
    Types: mine(types).map(line.type), Routines: grouped('P', mine(procs), 'proname', line.proc), Operators: grouped('O', mine(operators), 'oprname', line.operator), Casts: mine(casts).map(line.cast),
    OperatorClasses: mine(classes).map(line.opclass), Relations: mine(relations).map(line.relation), AccessMethods: mine(methods).map(m => `A ${m.amname}`),
  };
};
const raw = lines => `"""\n${lines.join('\n')}\n"""`;
const head = `// <auto-generated>\n// Written by eng/generate-catalog.mjs from the catalog of PostgreSQL 15 and its contrib extensions.\n// </auto-generated>\n#nullable enable\nnamespace MigrationLint.Schema;\n\n`;
const base = sections('');
for (const name of ['Types', 'Routines', 'Operators', 'Casts', 'OperatorClasses', 'Relations']) {
  fs.writeFileSync(path.join(folder, `BuiltIn${name}.Generated.cs`), `${head}internal static partial class BuiltInData\n{\n    internal const string ${name} = ${raw(base[name])};\n}\n`);
}
const parameterLine = p => [p.name, p.kind, ...(p.enumvals ? [p.unit, '', '', p.enumvals.join(',')] : p.min_val === null ? [] : [p.unit, p.min_val, p.max_val])].join('\t');
fs.writeFileSync(path.join(folder, 'BuiltInParameters.Generated.cs'), `${head}internal static partial class BuiltInData\n{\n    internal const string Parameters = ${raw([...parameters.map(parameterLine), ...hidden.map(text => text.replace(' ', '\t'))])};\n}\n`);
const member = name => name.split(/[-_]/).map(part => part[0].toUpperCase() + part.slice(1)).join('');
const extensions = [...ranges].sort((a, b) => (a.name < b.name ? -1 : 1));
fs.writeFileSync(path.join(folder, 'ExtensionData.Generated.cs'), `${head}internal static partial class ExtensionData\n{\n    internal static readonly string[] Names =\n    [\n${extensions.map(e => `        "${e.name}",`).join('\n')}\n    ];\n
    internal static readonly string[] TextSearchConfigurations =\n    [\n${textSearch.map(name => `        "${name}",`).join('\n')}\n    ];\n
    internal static string? Requires(string name) => name switch\n    {\n${extensions.filter(e => requires(e.name).length).map(e => `        "${e.name}" => "${requires(e.name).join(' ')}",`).join('\n')}\n        _ => null,\n    };\n
    internal static string Text(string name) => name switch\n    {\n${extensions.map(e => `        "${e.name}" => ${member(e.name)},`).join('\n')}\n        _ => "",\n    };\n
    internal static (int First, int End) Ids(string name) => name switch\n    {\n${extensions.map(e => { const own = [...ids].filter(([oid]) => oid > e.from && oid < e.to).map(([, id]) => id); return `        "${e.name}" => (${own.length ? Math.min(...own) : 0}, ${own.length ? Math.max(...own) + 1 : 0}),`; }).join('\n')}\n        _ => default,\n    };\n
${extensions.map(e => `    private const string ${member(e.name)} = ${raw(Object.values(sections(e.name)).flat())};`).join('\n\n')}\n}\n`);
