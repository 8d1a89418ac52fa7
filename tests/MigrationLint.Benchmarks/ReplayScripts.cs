namespace MigrationLint.Benchmarks;

/// <summary>SQL migrations as teams write them, in any number.</summary>
internal static class ReplayScripts
{
    /// <summary>The migration of that number: 20 statements that make tables, change those of earlier files, and drop some of them.</summary>
    public static string Sql(int number)
    {
        var (t, before) = ($"orders_{number}", Math.Max(1, number - 1));
        var old = Math.Max(1, number - 50);
        return $"""
            -- Orders of region {number}.
            CREATE TABLE {t} (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                customer_id integer NOT NULL DEFAULT 0,
                state varchar(20) NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'paid', 'sent')),
                total numeric(12, 2),
                note text,
                created_at timestamptz NOT NULL DEFAULT now(),
                UNIQUE (customer_id, created_at)
            );
            CREATE TABLE lines_{number} (id serial PRIMARY KEY, order_id bigint NOT NULL REFERENCES {t} ON DELETE CASCADE, quantity int CHECK (quantity > 0), data jsonb DEFAULT '[]');
            CREATE INDEX {t}_state ON {t} (state) WHERE state <> 'sent';
            CREATE INDEX IF NOT EXISTS {t}_note ON {t} USING gin (to_tsvector('english', note));
            ALTER TABLE {t} ADD COLUMN previous_id bigint, ADD CONSTRAINT {t}_previous FOREIGN KEY (previous_id) REFERENCES orders_{before} (id) NOT VALID;
            ALTER TABLE {t} VALIDATE CONSTRAINT {t}_previous;
            ALTER TABLE orders_{before} ADD COLUMN IF NOT EXISTS extra_{number} text DEFAULT 'x', ALTER COLUMN state SET DEFAULT 'old';
            ALTER TABLE lines_{number} ALTER COLUMN quantity TYPE bigint USING quantity::bigint;
            CREATE TYPE mood_{number} AS ENUM ('good', 'bad');
            ALTER TYPE mood_{number} ADD VALUE 'ugly' AFTER 'good';
            INSERT INTO {t} (customer_id, state, total) SELECT customer_id, state, total + 1 FROM orders_{before} WHERE total > 10;
            UPDATE {t} SET note = upper(state) || '-' || id::text WHERE note IS NULL;
            CREATE VIEW open_{number} AS SELECT o.id, o.total, count(l.id) AS lines FROM {t} o LEFT JOIN lines_{number} l ON l.order_id = o.id WHERE o.state = 'new' GROUP BY o.id, o.total;
            CREATE OR REPLACE FUNCTION touch_{number}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.note := 'touched'; RETURN NEW; END $$;
            CREATE TRIGGER touch BEFORE UPDATE ON {t} FOR EACH ROW EXECUTE FUNCTION touch_{number}();
            COMMENT ON TABLE {t} IS 'orders of region {number}';
            DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood_{number}') THEN CREATE TYPE mood_{number} AS ENUM ('x'); END IF; END $$;
            DROP VIEW IF EXISTS open_{old};
            ALTER TABLE {t} RENAME COLUMN note TO remark;
            GRANT SELECT ON {t} TO PUBLIC;
            """;
    }

    /// <summary>A table with so many partitions, each made and then taken away, every second of them after it was attached.</summary>
    public static string Partitions(int count) => string.Join('\n', Enumerable.Range(0, count).Select(i => i % 2 == 0
            ? $"CREATE TABLE events_{i} PARTITION OF events FOR VALUES FROM ({i}) TO ({i + 1});"
            : $"CREATE TABLE events_{i} (LIKE events); ALTER TABLE events ATTACH PARTITION events_{i} FOR VALUES FROM ({i}) TO ({i + 1});")
        .Prepend("CREATE TABLE events (id bigint, at integer NOT NULL, note text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at); CREATE TABLE events_rest PARTITION OF events DEFAULT;")
        .Concat(Enumerable.Range(0, count).Select(i => i % 2 == 0 ? $"ALTER TABLE events DETACH PARTITION events_{i};" : $"DROP TABLE events_{i};")));

    /// <summary>A table with so many indexes.</summary>
    public static string Indexes(int count) => string.Join('\n', Enumerable.Range(0, count).Select(i => $"CREATE INDEX orders_{i} ON orders (note) WHERE region = {i};")
        .Prepend("CREATE TABLE orders (id bigint, region integer NOT NULL, note text);"));
}
