// Compares the trees of MigrationLint.Probe ("sql --tree") with those of libpg-query. Both are brought to one form first: {type, fields}, places and default
// values left out, field names without underscores and case.

const places = /^(location|.*_location|list_start|list_end|rexpr_list_start|rexpr_list_end|stmt_len)$/;
// Fields that the grammar fills with one value only; analysis makes more of them.
const constants = { argnumber: -1, msftype: 25 };
// FETCH ALL is the largest long, which has 32 bits in WebAssembly.
const largestLong = 2 ** 31 - 1;
const ours = { stringvalue: 'string', integervalue: 'integer', floatvalue: 'float', booleanvalue: 'boolean', bitstringvalue: 'bitstring', listvalue: 'list' };
const flat = name => name.replaceAll('_', '').toLowerCase();
const isPlain = value => value !== null && typeof value === 'object' && !Array.isArray(value);
const isDefault = value => value === null || value === undefined || value === false || value === 0 || value === '' || (Array.isArray(value) && value.length === 0);

/** The form that is compared: a node is {type, fields}; type is null where libpg-query leaves it out. */
export function normalize(value) {
  if (Array.isArray(value)) return value.map(normalize);
  if (!isPlain(value)) return value;
  if ('enum' in value) return value;
  const keys = Object.keys(value);
  const isNamed = keys.length === 1 && /^[A-Z]/.test(keys[0]);
  const type = isNamed ? flat(keys[0]) : null, fields = {};
  for (const [name, field] of Object.entries(isNamed ? value[keys[0]] : value)) {
    if (!(typeof field === 'number' && places.test(name)) && !isDefault(field) && constants[flat(name)] !== field) fields[flat(name)] = normalize(field);
  }
  return { type: ours[type] ?? type, fields };
}

/** The first difference of two normalized trees as text, null where they are equal. `enums` holds the names of each of our enums. */
export function difference(pg, own, enums, path = '') {
  if (isPlain(own) && 'enum' in own) return enumDifference(pg, own, enums, path);
  if (Array.isArray(pg) && Array.isArray(own)) {
    if (pg.length !== own.length) return `${path}: ${pg.length} elements, ours ${own.length}`;
    for (let i = 0; i < pg.length; i++) {
      const found = difference(pg[i], own[i], enums, `${path}[${i}]`);
      if (found) return found;
    }
    return null;
  }
  // A list of names may be a list of texts, and an absent element is an empty node in libpg-query's JSON.
  if (isPlain(pg) && pg.type === 'string' && typeof own === 'string') return difference(pg.fields.sval ?? '', own, enums, path);
  if (isPlain(pg) && own === null) return Object.keys(pg.fields).length === 0 ? null : `${path}: ${show(pg)}, ours null`;
  if (pg === largestLong && own > largestLong) return null;
  if (!isPlain(pg) || !isPlain(own)) return pg === own ? null : `${path}: ${show(pg)}, ours ${show(own)}`;
  if (pg.type && own.type && pg.type !== own.type) return `${path}: ${pg.type}, ours ${own.type}`;
  const at = own.type ?? pg.type ?? '';
  for (const name of new Set([...Object.keys(pg.fields), ...Object.keys(own.fields)])) {
    const [a, b] = [pg.fields[name], own.fields[name]], where = `${path}/${at}.${name}`;
    if (a === undefined && isPlain(b) && 'enum' in b && b.value === 0) continue;
    if (b === undefined && isUnset(a)) continue;
    if (a === undefined || b === undefined) return `${where}: ${show(a)}, ours ${show(b)}`;
    const found = difference(a, b, enums, where);
    if (found) return found;
  }
  return null;
}

// Enums always stand in libpg-query's JSON. Where our node has no such property, it may only hold what means nothing.
const isUnset = value => typeof value === 'string' && /^(ONCOMMIT_NOOP|OVERRIDING_NOT_SET|COERCE_EXPLICIT_CALL|DROP_RESTRICT|OBJECT_ACCESS_METHOD|SETOP_NONE|LIMIT_OPTION_DEFAULT|[A-Z_]*(_DEFAULT|_NONE|_UNSPECIFIED|_UNSPEC|_NOT_SET)|JS_ENC_DEFAULT)$/.test(value);

function enumDifference(pg, own, enums, path) {
  const different = `${path}: ${show(pg)}, ours ${own.name} (${own.value})`;
  if (typeof pg === 'number') return pg === own.value ? null : different;
  if (typeof pg !== 'string') return different;
  if (pg.length === 1) return pg.charCodeAt(0) === own.value ? null : different;
  // The name that PostgreSQL's ends with: ROLESTMT_USER is User although it holds Role; failing that, the longest that it contains.
  const names = enums[own.enum].filter(name => flat(pg).includes(flat(name))).sort((a, b) => b.length - a.length);
  return (names.find(name => flat(pg).endsWith(flat(name))) ?? names[0]) === own.name ? null : different;
}

const show = value => {
  const text = value === undefined ? 'nothing' : isPlain(value) && 'type' in value ? `${value.type ?? ''}${JSON.stringify(value.fields)}` : JSON.stringify(value);
  return text.length > 160 ? text.slice(0, 160) + '…' : text;
};
