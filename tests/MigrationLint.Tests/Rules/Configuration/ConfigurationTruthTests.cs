namespace MigrationLint.Tests.Rules.Configuration;

/// <summary>Small projects, and all that is to be said of each. What a team does on purpose (no TLS and small pools for developers) is nothing.</summary>
[TestFixture]
public sealed class ConfigurationTruthTests
{
    [TestCaseSource(nameof(Projects))]
    public void All_that_is_reported_is_true(string project, string codes) =>
        Assert.That(string.Join(" ", RuleTest.Findings(project.Contains("package.json", StringComparison.Ordinal) ? project : "=== package.json\n{}\n" + project).Select(found => found.Rule.Id).Where(id => id != "ML713").Order(StringComparer.Ordinal)), Is.EqualTo(codes));

    private static IEnumerable<TestCaseData> Projects() =>
    [
        new TestCaseData("""
            === knexfile.js
            module.exports = {client: 'pg', connection: process.env.DATABASE_URL, pool: {min: 0, max: 10}};
            """, "").SetArgDisplayNames("a minimum of zero"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {client: 'pg', connection: process.env.DATABASE_URL, pool: {max: 1}};
            """, "ML702").SetArgDisplayNames("a maximum of one below the implied minimum"),
        new TestCaseData("""
            === knexfile.ts
            import type {Knex} from 'knex';
            const config: {[k: string]: Knex.Config} = {production: {client: 'pg', connection: process.env.DATABASE_URL, pool: {max: 0}}};
            export default config;
            """, "ML702").SetArgDisplayNames("a maximum of zero"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {client: 'pg', connection: process.env.DATABASE_URL, pool: {min: parseInt(process.env.PMIN || '0', 10), max: parseInt(process.env.PMAX || '10', 10)}};
            """, "").SetArgDisplayNames("numbers from the environment"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {development: {client: 'pg', connection: process.env.DATABASE_URL, pool: {min: 2, max: 10}}, production: {client: 'pg', connection: process.env.DATABASE_URL, pool: {min: 0, max: 10}}};
            """, "").SetArgDisplayNames("a minimum for developers"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {client: 'sqlite3', connection: {filename: './x.db'}, pool: {min: 1, max: 1}};
            """, "").SetArgDisplayNames("a pool of sqlite"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {test: {client: 'better-sqlite3', connection: {filename: ':memory:'}, pool: {max: 1}}, production: {client: 'pg', connection: process.env.DATABASE_URL, pool: {min: 0, max: 10}}};
            """, "ML712").SetArgDisplayNames("a pool of sqlite for tests"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {client: 'pg', connection: process.env.DATABASE_URL, pool: {min: 0, max: 10, acquireTimeoutMillis: 60000}};
            === config/db.js
            const knex = require('knex');
            module.exports = knex({client: 'pg', connection: process.env.DATABASE_URL, pool: {min: 0, max: 20, acquireTimeoutMillis: 30000}});
            """, "ML701").SetArgDisplayNames("two pools of one database"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {development: {client: 'pg', connection: process.env.DATABASE_URL, pool: {min: 0, max: 5}}, production: {client: 'pg', connection: process.env.DATABASE_URL, pool: {min: 0, max: 20}}};
            === src/db.js
            const {Pool}=require('pg');
            module.exports = new Pool({connectionString: process.env.DATABASE_URL, max: 20});
            """, "").SetArgDisplayNames("production agrees, development is smaller"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {client: 'pg', connection: process.env.DATABASE_URL, pool: require('some-lib').pool};
            === src/db.js
            const {Pool}=require('pg');
            module.exports = new Pool({connectionString: process.env.DATABASE_URL, max: 20});
            """, "").SetArgDisplayNames("a pool from a library"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {...require('some-lib').base, client: 'pg', connection: process.env.DATABASE_URL};
            === src/db.js
            const {Pool}=require('pg');
            module.exports = new Pool({connectionString: process.env.DATABASE_URL, max: 20});
            """, "").SetArgDisplayNames("a base from a library"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {client: 'pg', connection: process.env.DATABASE_URL, pool: {min: 0, max: Number(process.env.POOL_MAX || 10)}};
            === src/db.js
            const {Pool}=require('pg');
            module.exports = new Pool({connectionString: process.env.DATABASE_URL, max: Number(process.env.POOL_MAX || 10)});
            """, "").SetArgDisplayNames("one variable for both pools"),
        new TestCaseData("""
            === config/pool.js
            module.exports = {min: 0, max: 20};
            === knexfile.js
            module.exports = {client: 'pg', connection: process.env.DATABASE_URL, pool: require('./config/pool')};
            === src/db.js
            module.exports = require('knex')({client: 'pg', connection: process.env.DATABASE_URL, pool: require('../config/pool')});
            """, "").SetArgDisplayNames("one module for both pools"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {client: 'pg', connection: {host: process.env.DB_HOST, database: 'app'}, pool: {min: 0, max: 10}};
            === src/db.js
            const {Pool}=require('pg');
            module.exports = new Pool({host: process.env.DB_HOST, database: 'analytics', max: 3});
            """, "").SetArgDisplayNames("two databases of one server"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {client: 'pg', connection: {host: process.env.DB_HOST, database: process.env.DB_NAME}, pool: {min: 0, max: 10}};
            === src/db.js
            const {Pool}=require('pg');
            module.exports = new Pool({host: process.env.DB_HOST, database: process.env.REPORTS_DB_NAME, max: 3});
            """, "").SetArgDisplayNames("two databases by variables"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {client: 'pg', connection: {host: process.env.DB_HOST, database: process.env.DB_NAME}, pool: {min: 0, max: 10}};
            === src/db.js
            const {Pool}=require('pg');
            module.exports = new Pool({host: process.env.DB_REPLICA_HOST, database: process.env.DB_NAME, max: 3});
            """, "").SetArgDisplayNames("a replica"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {client: 'pg', connection: process.env.DATABASE_URL, pool: {min: 0, max: 10}};
            === src/db.js
            const {Pool}=require('pg');
            module.exports = new Pool({connectionString: process.env.REPORTS_URL, max: 3});
            """, "").SetArgDisplayNames("two urls"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {client: 'pg', connection: 'postgres://u: p@db.internal/app', pool: {min: 0, max: 10}};
            === src/db.js
            const {Pool}=require('pg');
            module.exports = new Pool({connectionString: 'postgres://u: p@db.internal/reports', max: 3});
            """, "").SetArgDisplayNames("two literal urls"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {client: 'mysql2', connection: process.env.DATABASE_URL, pool: {min: 0, max: 10}};
            === src/db.js
            module.exports = require('knex')({client: 'mysql2', connection: process.env.MYSQL_URL});
            """, "").SetArgDisplayNames("mysql"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {client: 'pg', connection: process.env.DATABASE_URL, pool: {min: 0, max: 10}};
            === src/db.js
            module.exports = require('knex')({client: 'mysql2', connection: {host: 'legacy', database: 'old'}, pool: {min: 0, max: 2}});
            """, "").SetArgDisplayNames("mysql beside postgres"),
        new TestCaseData("""
            === package.json
            {"workspaces": ["packages/*"]}
            === packages/a/package.json
            {}
            === packages/a/knexfile.js
            module.exports = {client: 'pg', connection: process.env.DATABASE_URL, pool: {min: 0, max: 10}};
            === packages/b/package.json
            {}
            === packages/b/knexfile.js
            module.exports = {client: 'pg', connection: process.env.DATABASE_URL, pool: {min: 0, max: 30}};
            """, "").SetArgDisplayNames("two packages"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {client: 'pg', connection: process.env.DATABASE_URL, pool: {min: 0, max: 10}};
            === src/db.js
            const {Pool}=require('pg');
            module.exports = new Pool({connectionString: process.env.DATABASE_URL, min: 0, max: 0});
            """, "").SetArgDisplayNames("pg takes a maximum of zero for ten"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {client: 'pg', connection: process.env.DATABASE_URL, pool: {min: 0, max: 30, acquireTimeoutMillis: 90000}};
            === src/db.js
            const {Client}=require('pg');
            module.exports = new Client({connectionString: process.env.DATABASE_URL, connectionTimeoutMillis: 5000});
            """, "").SetArgDisplayNames("a client has no pool"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {development: {client: 'pg', connection: process.env.DATABASE_URL, pool: {min: 0, max: 5}}, production: {client: 'pg', connection: process.env.DATABASE_URL, pool: {min: 0, max: 20}}};
            === src/db.js
            const config = require('../knexfile');
            const env = process.env.NODE_ENV || 'development';
            module.exports = require('knex')(config[env]);
            """, "").SetArgDisplayNames("the application picks from the knexfile"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {development: {client: 'pg', connection: process.env.DATABASE_URL, pool: {min: 0, max: 5}}, production: {client: 'pg', connection: process.env.DATABASE_URL, pool: {min: 0, max: 20}}};
            === src/db.js
            const {Pool}=require('pg');
            module.exports = new Pool({connectionString: process.env.DATABASE_URL, max: process.env.NODE_ENV === 'production'?20: 5});
            """, "").SetArgDisplayNames("NODE_ENV decides as the environments do"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {development: {client: 'pg', connection: process.env.DATABASE_URL, pool: {min: 0, max: 5}}, production: {client: 'pg', connection: process.env.DATABASE_URL, pool: {min: 0, max: 20}}};
            === config/database.js
            module.exports = {development: {client: 'pg', connection: process.env.DATABASE_URL, pool: {min: 0, max: 5}}, production: {client: 'pg', connection: process.env.DATABASE_URL, pool: {min: 0, max: 50}}};
            """, "ML701").SetArgDisplayNames("two files with environments"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {test: {client: 'pg', connection: process.env.DATABASE_URL, pool: {min: 0, max: 1}}, production: {client: 'pg', connection: process.env.DATABASE_URL, pool: {min: 0, max: 20}}};
            === src/db.js
            module.exports = require('knex')({client: 'pg', connection: process.env.DATABASE_URL, pool: {min: 0, max: 20}});
            """, "").SetArgDisplayNames("a small pool for tests"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {client: 'pg', connection: process.env.DATABASE_URL, acquireConnectionTimeout: 10000};
            === src/db.js
            module.exports = require('knex')({client: 'pg', connection: process.env.DATABASE_URL, acquireConnectionTimeout: 20000});
            """, "ML701").SetArgDisplayNames("acquireConnectionTimeout"),
        new TestCaseData("""
            === knexfile.js
            const url = process.env.DATABASE_URL;
            module.exports = {development: {client: 'pg', connection: {connectionString: url, ssl: false}}, production: {client: 'pg', connection: {connectionString: url, ssl: true}}};
            === src/db.js
            const {Pool}=require('pg');
            const url = process.env.DATABASE_URL;
            const isProd = process.env.NODE_ENV === 'production';
            module.exports = new Pool({connectionString: url, ssl: true});
            """, "").SetArgDisplayNames("tls off for developers only"),
        new TestCaseData("""
            === knexfile.js
            const url = process.env.DATABASE_URL;
            module.exports = {development: {client: 'pg', connection: {connectionString: url, ssl: false}}, production: {client: 'pg', connection: {connectionString: url, ssl: {ca: process.env.CA}}}};
            === src/db.js
            const {Pool}=require('pg');
            const url = process.env.DATABASE_URL;
            const isProd = process.env.NODE_ENV === 'production';
            module.exports = new Pool({connectionString: url, ssl: process.env.NODE_ENV === 'production'?{ca: 1}: false});
            """, "").SetArgDisplayNames("tls by NODE_ENV"),
        new TestCaseData("""
            === knexfile.js
            const url = process.env.DATABASE_URL;
            module.exports = {development: {client: 'pg', connection: {connectionString: url, ssl: false}}, production: {client: 'pg', connection: {connectionString: url, ssl: {ca: process.env.CA}}}};
            === src/db.js
            const {Pool}=require('pg');
            const url = process.env.DATABASE_URL;
            const isProd = process.env.NODE_ENV === 'production';
            module.exports = new Pool({connectionString: url, ssl: isProd?{ca: 1}: undefined});
            """, "").SetArgDisplayNames("tls by a constant from NODE_ENV"),
        new TestCaseData("""
            === knexfile.js
            const url = process.env.DATABASE_URL;
            module.exports = {development: {client: 'pg', connection: {connectionString: url, ssl: false}}, production: {client: 'pg', connection: {connectionString: url, ssl: {ca: process.env.CA}}}};
            === src/db.js
            const {Pool}=require('pg');
            const url = process.env.DATABASE_URL;
            const isProd = process.env.NODE_ENV === 'production';
            module.exports = new Pool({connectionString: url, ssl: isProd && {ca: 1}});
            """, "").SetArgDisplayNames("tls by NODE_ENV and an object"),
        new TestCaseData("""
            === knexfile.js
            const url = process.env.DATABASE_URL;
            module.exports = {development: {client: 'pg', connection: {connectionString: url, ssl: false}}, production: {client: 'pg', connection: {connectionString: url, ssl: {ca: process.env.CA}}}};
            === src/db.js
            const {Pool}=require('pg');
            const url = process.env.DATABASE_URL;
            const isProd = process.env.NODE_ENV === 'production';
            module.exports = new Pool({connectionString: url, ssl: process.env.NODE_ENV !== 'development'});
            """, "").SetArgDisplayNames("tls for all but development"),
        new TestCaseData("""
            === knexfile.js
            const url = process.env.DATABASE_URL;
            module.exports = {development: {client: 'pg', connection: {connectionString: url, ssl: false}}, production: {client: 'pg', connection: {connectionString: url, ssl: {ca: process.env.CA}}}};
            === src/db.js
            const {Pool}=require('pg');
            const url = process.env.DATABASE_URL;
            const isProd = process.env.NODE_ENV === 'production';
            module.exports = new Pool({connectionString: url});
            """, "ML704").SetArgDisplayNames("tls on and nothing said"),
        new TestCaseData("""
            === knexfile.js
            const url = process.env.DATABASE_URL;
            module.exports = {development: {client: 'pg', connection: {connectionString: url, ssl: false}}, production: {client: 'pg', connection: {connectionString: url, ssl: {ca: process.env.CA}}}};
            === src/db.js
            const {Pool}=require('pg');
            const url = process.env.DATABASE_URL;
            const isProd = process.env.NODE_ENV === 'production';
            module.exports = new Pool({connectionString: url, ssl: url.includes('localhost')?false: {ca: 1}});
            """, "ML704").SetArgDisplayNames("tls on and by url"),
        new TestCaseData("""
            === knexfile.js
            const url = process.env.DATABASE_URL;
            module.exports = {development: {client: 'pg', connection: {connectionString: url, ssl: false}}, production: {client: 'pg', connection: {connectionString: url, ssl: false}}};
            === src/db.js
            const {Pool}=require('pg');
            const url = process.env.DATABASE_URL;
            const isProd = process.env.NODE_ENV === 'production';
            module.exports = new Pool({connectionString: url, ssl: false});
            """, "ML709").SetArgDisplayNames("tls off everywhere"),
        new TestCaseData("""
            === knexfile.js
            const url = process.env.DATABASE_URL;
            module.exports = {development: {client: 'pg', connection: {connectionString: url, ssl: process.env.DB_SSL === 'true'?{ca: 1}: false}}, production: {client: 'pg', connection: {connectionString: url, ssl: process.env.DB_SSL === 'true'?{ca: 1}: false}}};
            === src/db.js
            const {Pool}=require('pg');
            const url = process.env.DATABASE_URL;
            const isProd = process.env.NODE_ENV === 'production';
            module.exports = new Pool({connectionString: url, ssl: process.env.DB_SSL === 'true'?{ca: 1}: false});
            """, "ML709").SetArgDisplayNames("one variable for tls"),
        new TestCaseData("""
            === knexfile.js
            const url = process.env.DATABASE_URL;
            module.exports = {development: {client: 'pg', connection: {connectionString: url, ssl: false}}, production: {client: 'pg', connection: {connectionString: url, ssl: true}}};
            === src/db.js
            const {Pool}=require('pg');
            const url = process.env.DATABASE_URL;
            const isProd = process.env.NODE_ENV === 'production';
            module.exports = new Pool({connectionString: url, ssl: process.env.DB_SSL === 'true'?{ca: 1}: false});
            """, "ML704").SetArgDisplayNames("tls on and by variable"),
        new TestCaseData("""
            === knexfile.js
            const url = process.env.DATABASE_URL;
            module.exports = {development: {client: 'pg', connection: {connectionString: url, ssl: false}}, production: {client: 'pg', connection: {connectionString: url, ssl: process.env.PG_SSL === 'true'}}};
            === src/db.js
            const {Pool}=require('pg');
            const url = process.env.DATABASE_URL;
            const isProd = process.env.NODE_ENV === 'production';
            module.exports = new Pool({connectionString: url, ssl: process.env.DB_SSL === 'true'});
            """, "ML704").SetArgDisplayNames("two variables for tls"),
        new TestCaseData("""
            === knexfile.js
            const url = process.env.DATABASE_URL;
            module.exports = {development: {client: 'pg', connection: {connectionString: url, ssl: false}}, production: {client: 'pg', connection: {connectionString: url, ssl: process.env.DB_SSL === 'true'}}};
            === src/db.js
            const {Pool}=require('pg');
            const url = process.env.DATABASE_URL;
            const isProd = process.env.NODE_ENV === 'production';
            module.exports = new Pool({connectionString: url, ssl: isProd && process.env.DB_SSL === 'true'});
            """, "").SetArgDisplayNames("one variable for tls, in production only"),
        new TestCaseData("""
            === knexfile.js
            const url = process.env.DATABASE_URL;
            module.exports = {development: {client: 'pg', connection: {connectionString: url, ssl: url.includes('localhost')?false: true}}, production: {client: 'pg', connection: {connectionString: url, ssl: url.includes('localhost')?false: true}}};
            === src/db.js
            const {Pool}=require('pg');
            const url = process.env.DATABASE_URL;
            const isProd = process.env.NODE_ENV === 'production';
            module.exports = new Pool({connectionString: url, ssl: /localhost|127\.0\.0\.1/.test(url)?false: true});
            """, "ML709").SetArgDisplayNames("two patterns for this machine"),
        new TestCaseData("""
            === knexfile.js
            const url = process.env.DATABASE_URL;
            module.exports = {development: {client: 'pg', connection: {connectionString: url, ssl: {rejectUnauthorized: false}}}, production: {client: 'pg', connection: {connectionString: url, ssl: {ca: process.env.CA}}}};
            === src/db.js
            const {Pool}=require('pg');
            const url = process.env.DATABASE_URL;
            const isProd = process.env.NODE_ENV === 'production';
            module.exports = new Pool({connectionString: url, ssl: isProd?{ca: 1}: {rejectUnauthorized: false}});
            """, "").SetArgDisplayNames("an unchecked certificate for developers only"),
        new TestCaseData("""
            === src/db.ts
            import { Pool } from 'pg';
            export const pool = new Pool({connectionString: process.env.DATABASE_URL, ssl: process.env.NODE_ENV === 'production' ? { rejectUnauthorized: false } : false });
            """, "ML705").SetArgDisplayNames("an unchecked certificate in production"),
        new TestCaseData("""
            === src/db.ts
            import pg from 'pg';
            export const pool = new pg.Pool({connectionString: process.env.DATABASE_URL!, ssl: process.env.DB_SSL === 'true' ? { rejectUnauthorized: false } : undefined });
            """, "ML705").SetArgDisplayNames("an unchecked certificate by variable"),
        new TestCaseData("""
            === src/db.ts
            import pg from 'pg';
            export const pool = new pg.Pool({connectionString: process.env.DATABASE_URL!, ssl: { rejectUnauthorized: process.env.NODE_ENV === 'production' } });
            """, "").SetArgDisplayNames("a certificate checked in production"),
        new TestCaseData("""
            === src/db.ts
            import pg from 'pg';
            export const pool = new pg.Pool({host: 'localhost', ssl: { rejectUnauthorized: false } });
            """, "").SetArgDisplayNames("an unchecked certificate of this machine"),
        new TestCaseData("""
            === src/db.ts
            import pg from 'pg';
            export const pool = new pg.Pool({connectionString: 'postgres://h.example.org/x?sslmode=require', ssl: { rejectUnauthorized: false } });
            """, "").SetArgDisplayNames("the url wins over the object"),
        new TestCaseData("""
            === knexfile.mjs
            export default {client: 'pg', connection: `postgres://u:${process.env.PW}@h.example.org/x?sslmode=no-verify`};
            """, "ML705").SetArgDisplayNames("no-verify in a url"),
        new TestCaseData("""
            === config/index.js
            module.exports = {db: {connectionString: process.env.DATABASE_URL, ssl: process.env.DB_SSL === 'true'?{ca: 1}: false}};
            === knexfile.js
            module.exports = {client: 'pg', connection: require('./config').db};
            === src/db.js
            const {Pool}=require('pg');
            module.exports = new Pool(require('../config').db);
            """, "").SetArgDisplayNames("one module for both connections"),
        new TestCaseData("""
            === knexfile.js
            const base = {client: 'pg', connection: {connectionString: process.env.DATABASE_URL, ssl: process.env.NODE_ENV === 'production'?{ca: 1}: false}, pool: {min: 0, max: 10}};
            module.exports = {development: {...base}, staging: {...base}, production: {...base}};
            === src/db.js
            module.exports = require('knex')(require('../knexfile')[process.env.NODE_ENV || 'development']);
            """, "").SetArgDisplayNames("a base that all environments spread"),
        new TestCaseData("""
            === knexfile.js
            const base = {client: 'pg', connection: {connectionString: process.env.DATABASE_URL, ssl: process.env.NODE_ENV === 'production'?{ca: 1}: false}, pool: {min: 0, max: 10}};
            module.exports = {development: {...base}, production: {...base}};
            === src/db.js
            const {Pool}=require('pg');
            module.exports = new Pool({connectionString: process.env.DATABASE_URL, ssl: {ca: 1}});
            """, "").SetArgDisplayNames("a base by NODE_ENV and tls on"),
        new TestCaseData("""
            === knexfile.js
            module.exports = ()=>({client: 'pg', connection: {connectionString: process.env.DATABASE_URL, ssl: true}});
            === src/db.js
            const {Pool}=require('pg');
            module.exports = new Pool({connectionString: process.env.DATABASE_URL, ssl: true});
            """, "").SetArgDisplayNames("a knexfile that is a function"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {client: 'pg', connection: async()=>({host: 'x', ssl: true})};
            === src/db.js
            const {Pool}=require('pg');
            module.exports = new Pool({connectionString: process.env.DATABASE_URL});
            """, "").SetArgDisplayNames("a connection that is a function"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {development: {client: 'pg', connection: 'postgres://localhost/x'}, staging: {client: 'pg', connection: {connectionString: process.env.DATABASE_URL, ssl: true}}, production: {client: 'pg', connection: {connectionString: process.env.DATABASE_URL, ssl: true}}};
            === src/db.js
            const {Pool}=require('pg');
            module.exports = new Pool({connectionString: process.env.DATABASE_URL, ssl: {ca: 1}});
            """, "").SetArgDisplayNames("staging and production with tls"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {development: {client: 'pg', connection: {host: process.env.DB_HOST || 'localhost', ssl: false}}};
            === src/db.js
            const {Pool}=require('pg');
            module.exports = new Pool({host: process.env.DB_HOST, ssl: true});
            """, "").SetArgDisplayNames("a knexfile for developers only"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {production: {client: 'pg', connection: {connectionString: process.env.DATABASE_URL, ssl: true}}};
            === src/db.js
            const {Pool}=require('pg');
            let pool;
            if(process.env.NODE_ENV === 'production'){pool = new Pool({connectionString: process.env.DATABASE_URL, ssl: true});}else{pool = new Pool({connectionString: process.env.DATABASE_URL});}module.exports = pool;
            """, "").SetArgDisplayNames("a pool in a branch for production"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {production: {client: 'pg', connection: {connectionString: process.env.DATABASE_URL, ssl: true}}};
            === src/db.js
            const {Pool}=require('pg');
            const o = {connectionString: process.env.DATABASE_URL};
            if(process.env.NODE_ENV === 'production'){o.ssl = true;}module.exports = new Pool(o);
            """, "").SetArgDisplayNames("tls assigned in production"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {production: {client: 'pg', connection: {connectionString: process.env.DATABASE_URL, ssl: true}}};
            === src/db.js
            const {Pool}=require('pg');
            const o = {connectionString: process.env.DATABASE_URL};
            if(!o.connectionString.includes('localhost')){o.ssl = true;}module.exports = new Pool(o);
            """, "ML704").SetArgDisplayNames("tls assigned by url"),
        new TestCaseData("""
            === src/ssl.js
            module.exports = function ssl(){return process.env.DB_SSL === 'true'?{ca: 1}: false};
            === knexfile.js
            module.exports = {client: 'pg', connection: {connectionString: process.env.DATABASE_URL, ssl: require('./src/ssl')()}};
            === src/db.js
            const {Pool}=require('pg');
            module.exports = new Pool({connectionString: process.env.DATABASE_URL, ssl: require('./ssl')()});
            """, "").SetArgDisplayNames("one function for tls"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {client: 'pg', connection: process.env.DATABASE_URL || 'postgres://localhost/x?sslmode=disable'};
            === src/db.js
            const {Pool}=require('pg');
            module.exports = new Pool({connectionString: process.env.DATABASE_URL});
            """, "ML707").SetArgDisplayNames("a fallback url without tls"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {client: 'pg', connection: {connectionString: process.env.DATABASE_URL+'?sslmode=require'}};
            === src/db.js
            const {Pool}=require('pg');
            module.exports = new Pool({connectionString: process.env.DATABASE_URL, ssl: true});
            """, "").SetArgDisplayNames("sslmode behind a variable"),
        new TestCaseData("""
            === knexfile.js
            const u = new URL(process.env.DATABASE_URL);
            module.exports = {client: 'pg', connection: {host: u.hostname, port: u.port, database: u.pathname.slice(1), ssl: true}};
            === src/db.js
            const {Pool}=require('pg');
            module.exports = new Pool({connectionString: process.env.DATABASE_URL, ssl: true});
            """, "").SetArgDisplayNames("the parts of a parsed url"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {client: 'pg', migrations: {directory: './migration'}};
            """, "ML038").SetArgDisplayNames("a directory that is not there"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {client: 'pg'};
            """, "").SetArgDisplayNames("a default directory that is not there"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {production: {client: 'pg', migrations: {directory: './dist/migrations'}}};
            """, "").SetArgDisplayNames("a directory that a build writes"),
        new TestCaseData("""
            === knexfile.js
            const path = require('path');
            module.exports = {client: 'pg', migrations: {directory: path.join(__dirname, 'db', 'migrations')}};
            === db/migrations/20250101000000_add_accounts.js
            exports.up = k=>k.schema.createTable('a', t=>{t.bigIncrements()});
            exports.down = k=>k.schema.dropTable('a');
            """, "").SetArgDisplayNames("a directory from __dirname"),
        new TestCaseData("""
            === db/knexfile.mjs
            import path from 'node: path';
            import {fileURLToPath} from 'node: url';
            const d = path.dirname(fileURLToPath(import.meta.url));
            export default {client: 'pg', migrations: {directory: path.resolve(d, 'migrations')}};
            === db/migrations/20250101000000_add_accounts.js
            exports.up = k=>k.schema.createTable('a', t=>{t.bigIncrements()});
            exports.down = k=>k.schema.dropTable('a');
            """, "").SetArgDisplayNames("a directory from import.meta"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {client: 'pg',;
            """, "ML993").SetArgDisplayNames("a knexfile that does not parse"),
        new TestCaseData("""
            === knexfile.js
            module.exports = {production: {client: 'pg', migrations: {directory: process.env.MIGRATIONS_DIR || './db/m'}}};
            === db/m/20250101000000_add_accounts.js
            exports.up = k=>k.schema.createTable('a', t=>{t.bigIncrements()});
            exports.down = k=>k.schema.dropTable('a');
            """, "").SetArgDisplayNames("a directory from the environment or a fallback"),
        new TestCaseData("""
            === knexfile.ts
            import type { Knex } from 'knex';
            import 'dotenv/config';
            const config: Knex.Config = {client: 'pg', connection: {host: process.env.DB_HOST ?? 'localhost', port: Number(process.env.DB_PORT ?? 5432)}, migrations: {directory: ['./a', './b'], extension: 'ts', loadExtensions: ['.ts']}};
            export default config;
            === a/20250101000000_add_accounts.ts
            import {Knex} from 'knex';
            export async function up(k: Knex){await k.schema.createTable('a', t=>{t.bigIncrements()});}
            export async function down(k: Knex){await k.schema.dropTable('a');}
            === b/20250102000000_add_bills.ts
            import {Knex} from 'knex';
            export async function up(k: Knex){await k.schema.createTable('b', t=>{t.bigIncrements()});}
            export async function down(k: Knex){await k.schema.dropTable('b');}
            """, "").SetArgDisplayNames("two directories of a knexfile in TypeScript"),
        new TestCaseData("""
            === knexfile.js
            const {NODE_ENV = 'development'}=process.env;
            const all = {development: {client: 'pg', connection: {host: 'localhost', ssl: false}}, production: {client: 'pg', connection: {connectionString: process.env.DATABASE_URL, ssl: {ca: 1}}}};
            module.exports = all[NODE_ENV];
            === src/db.ts
            import {Pool} from 'pg';
            export const pool = new Pool({connectionString: process.env.DATABASE_URL, ssl: {ca: process.env.CA}});
            """, "").SetArgDisplayNames("an environment with a default"),
        new TestCaseData("""
            === src/db.js
            const {Pool}=require('pg');
            let pool;
            function get(){if(!pool){pool = new Pool({connectionString: process.env.DATABASE_URL, max: 20});}return pool;}module.exports = {get};
            === knexfile.js
            module.exports = {client: 'pg', connection: process.env.DATABASE_URL, pool: {min: 0, max: 5}};
            """, "ML701").SetArgDisplayNames("a pool made on first use"),
        new TestCaseData("""
            === src/database.ts
            import knex, {Knex} from 'knex';
            export class Database { private db: Knex = knex({client: 'pg', connection: process.env.DATABASE_URL, pool: {min: 0, max: 50}}); }
            export const database = new Database();
            === knexfile.ts
            export default {client: 'pg', connection: process.env.DATABASE_URL, pool: {min: 0, max: 5}};
            """, "ML701").SetArgDisplayNames("a pool in a class"),
        new TestCaseData("""
            === knexfile.js
            require('dotenv').config();
            const common = {client: 'pg', pool: {min: 2, max: 10, acquireTimeoutMillis: 60000}, migrations: {directory: './m'}};
            module.exports = {development: {...common, connection: process.env.DATABASE_URL}, production: {...common, connection: {connectionString: process.env.DATABASE_URL, ssl: {rejectUnauthorized: false}}}};
            === config/db.js
            const knex = require('knex');
            const url = process.env.DATABASE_URL;
            const useSsl = process.env.DB_SSL === 'true'||/neon|render/.test(url);
            module.exports = knex({client: 'pg', connection: {connectionString: url, ssl: useSsl?{rejectUnauthorized: false}: false}, pool: {min: 0, max: 20, acquireTimeoutMillis: 30000}});
            === m/001_users.js
            exports.up = k=>k.raw('select 1');
            exports.down = k=>k.raw('select 1');
            """, "ML701 ML702 ML704 ML705 ML705").SetArgDisplayNames("a pattern or a variable against tls on"),
        new TestCaseData("""
            === server/knexfile.js
            const config = {client: 'postgresql', connection: {host: process.env.DB_HOST, port: process.env.DB_PORT, user: process.env.DB_USER, password: process.env.DB_PASSWORD, database: process.env.DB_NAME, ssl: {rejectUnauthorized: false}}, pool: {min: 2, max: 10}, migrations: {directory: './migrations'}};
            module.exports = {development: config, production: config};
            === server/config/db.js
            const {Pool}=require('pg');
            module.exports = new Pool({host: process.env.DB_HOST, port: Number(process.env.DB_PORT) || 5432, database: process.env.DB_NAME || 'app', ssl: process.env.DB_SSL === 'true'?{rejectUnauthorized: false}: false, max: 20});
            === server/migrations/001_users.js
            exports.up = k=>k.raw('select 1');
            exports.down = k=>k.raw('select 1');
            """, "ML701 ML702 ML704 ML705 ML705 ML709").SetArgDisplayNames("parts of a place and a variable against tls on"),
    ];
}
