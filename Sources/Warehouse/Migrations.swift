import GRDB

/// The fixed tables, by named steps that never change once they have landed (a test holds their digests). The tables of
/// records are made from `records/` (`KindTables`), the views from both (`Views`).
package enum Migrations {
    /// Name and SQL of each step, in order; `PRAGMA user_version` is how many of them a file has.
    package static let all: [(name: String, sql: String)] = [
        (
            "0001 runs, loads, rejects, dictionaries, values",
            """
            CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
            CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, folded TEXT NOT NULL) STRICT;
            CREATE TABLE unit (
                id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL DEFAULT '',
                level TEXT NOT NULL DEFAULT '', parent INTEGER, area TEXT NOT NULL DEFAULT '',
                listed INTEGER NOT NULL DEFAULT 0, ends_on INTEGER, successor TEXT NOT NULL DEFAULT '') STRICT;
            CREATE TABLE code (
                list TEXT NOT NULL, code TEXT NOT NULL, label TEXT NOT NULL, PRIMARY KEY (list, code)) STRICT, WITHOUT ROWID;
            CREATE TABLE reject_code (
                code TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL, advice TEXT NOT NULL) STRICT, WITHOUT ROWID;
            CREATE TABLE kind_column (
                kind TEXT NOT NULL, child TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, bit INTEGER NOT NULL,
                PRIMARY KEY (kind, child, name)) STRICT, WITHOUT ROWID;
            CREATE TABLE t_run (
                run INTEGER PRIMARY KEY, command TEXT NOT NULL, version TEXT NOT NULL, started TEXT NOT NULL,
                ended TEXT, exit_code INTEGER) STRICT;
            CREATE TABLE t_load (
                load INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES t_run, name TEXT NOT NULL, sha256 TEXT NOT NULL,
                source TEXT, source_version INTEGER, rules TEXT NOT NULL, unit TEXT NOT NULL, as_of INTEGER,
                as_of_from TEXT, covers_until INTEGER,
                status TEXT NOT NULL CHECK (status IN ('loaded', 'already_loaded', 'refused')),
                read INTEGER, new INTEGER, changed INTEGER, unchanged INTEGER, stale INTEGER, duplicate INTEGER,
                joined INTEGER, rejected INTEGER, filtered INTEGER, retired INTEGER, field_rejects INTEGER,
                warnings INTEGER, started TEXT NOT NULL, ended TEXT NOT NULL, mask INTEGER NOT NULL DEFAULT 0,
                CHECK (status <> 'loaded' OR (read IS NOT NULL AND
                    read = new + changed + unchanged + stale + duplicate + joined + rejected + filtered)),
                CHECK (status = 'loaded' OR read IS NULL)) STRICT;
            CREATE INDEX t_load_sha256 ON t_load (sha256);
            CREATE TABLE t_reject (
                load INTEGER NOT NULL REFERENCES t_load, line INTEGER NOT NULL, row INTEGER NOT NULL,
                heading TEXT NOT NULL, field TEXT NOT NULL, code TEXT NOT NULL,
                severity TEXT NOT NULL CHECK (severity IN ('record', 'field', 'file')), found TEXT NOT NULL,
                expected TEXT NOT NULL) STRICT;
            CREATE INDEX t_reject_load ON t_reject (load);
            CREATE TABLE scope (
                id INTEGER PRIMARY KEY, kind TEXT NOT NULL, unit INTEGER NOT NULL, source TEXT NOT NULL,
                part INTEGER NOT NULL, newest INTEGER NOT NULL, UNIQUE (kind, unit, source, part)) STRICT;
            CREATE TABLE covered (
                unit INTEGER NOT NULL, kind TEXT NOT NULL, until INTEGER NOT NULL, first_as_of INTEGER NOT NULL,
                PRIMARY KEY (unit, kind)) STRICT, WITHOUT ROWID;
            CREATE TABLE touched (
                unit INTEGER NOT NULL, kind TEXT NOT NULL, load INTEGER, cause TEXT NOT NULL,
                PRIMARY KEY (unit, kind)) STRICT, WITHOUT ROWID;
            CREATE TABLE definition (
                kind TEXT NOT NULL, position INTEGER NOT NULL, indicator TEXT NOT NULL, rules TEXT NOT NULL,
                title TEXT NOT NULL, unit_of_measure TEXT NOT NULL, shape TEXT NOT NULL, version TEXT NOT NULL,
                formula TEXT NOT NULL, valid_from INTEGER, valid_to INTEGER, is_default INTEGER NOT NULL, windows TEXT NOT NULL,
                ordinal INTEGER NOT NULL, PRIMARY KEY (kind, position)) STRICT, WITHOUT ROWID;
            CREATE TABLE breakdown (
                kind TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, list TEXT NOT NULL,
                PRIMARY KEY (kind, position)) STRICT, WITHOUT ROWID;
            CREATE TABLE plan_target (
                plan TEXT NOT NULL, position INTEGER NOT NULL, unit TEXT NOT NULL, year INTEGER NOT NULL,
                tt TEXT NOT NULL, indicator TEXT NOT NULL, rules TEXT NOT NULL, chi_tieu TEXT NOT NULL,
                comparison TEXT, target REAL, lead TEXT NOT NULL, supporting TEXT NOT NULL,
                PRIMARY KEY (plan, position)) STRICT, WITHOUT ROWID;
            CREATE TABLE period (
                id INTEGER PRIMARY KEY, period_kind TEXT NOT NULL, period TEXT NOT NULL, first INTEGER NOT NULL,
                behind INTEGER NOT NULL, UNIQUE (period_kind, period)) STRICT;
            CREATE TABLE unit_state (
                unit INTEGER NOT NULL, kind TEXT NOT NULL, data_until INTEGER NOT NULL, units_behind INTEGER NOT NULL,
                PRIMARY KEY (unit, kind)) STRICT, WITHOUT ROWID;
            CREATE TABLE t_value (
                kind TEXT NOT NULL, unit INTEGER NOT NULL, breakdown INTEGER NOT NULL, value INTEGER NOT NULL,
                cells TEXT NOT NULL, PRIMARY KEY (kind, unit, breakdown, value)) STRICT, WITHOUT ROWID;
            CREATE TABLE t_change (
                indicator TEXT NOT NULL, rules TEXT NOT NULL, unit INTEGER NOT NULL, period_kind TEXT NOT NULL,
                period TEXT NOT NULL, breakdown TEXT NOT NULL, breakdown_value TEXT NOT NULL, before TEXT, after TEXT,
                run INTEGER NOT NULL, load INTEGER, cause TEXT NOT NULL) STRICT;
            """
        ),
        (
            "0002 ready-made figures, indexes, forms",
            """
            ALTER TABLE definition ADD COLUMN form TEXT NOT NULL DEFAULT '';
            ALTER TABLE definition ADD COLUMN needs_denominator INTEGER NOT NULL DEFAULT 0;
            CREATE TABLE t_given (
                unit INTEGER NOT NULL, indicator TEXT NOT NULL, rules TEXT NOT NULL, period INTEGER NOT NULL,
                numerator INTEGER NOT NULL, denominator INTEGER NOT NULL, alone INTEGER NOT NULL,
                data_until INTEGER NOT NULL, units_behind INTEGER NOT NULL,
                PRIMARY KEY (indicator, rules, unit, period)) STRICT, WITHOUT ROWID;
            CREATE TABLE t_points (
                unit INTEGER NOT NULL, indicator TEXT NOT NULL, period INTEGER NOT NULL, breakdown TEXT NOT NULL,
                breakdown_value TEXT NOT NULL, points INTEGER NOT NULL, maximum INTEGER NOT NULL,
                data_until INTEGER NOT NULL, units_behind INTEGER NOT NULL,
                PRIMARY KEY (indicator, unit, period, breakdown, breakdown_value)) STRICT, WITHOUT ROWID;
            """
        ),
        (
            "0003 dated targets, dated successors",
            """
            DROP TABLE plan_target;
            CREATE TABLE plan_target (
                plan TEXT NOT NULL, position INTEGER NOT NULL, title TEXT NOT NULL, unit TEXT NOT NULL,
                year INTEGER NOT NULL, tt TEXT NOT NULL, indicator TEXT NOT NULL, rules TEXT NOT NULL,
                chi_tieu TEXT NOT NULL, don_vi_tinh TEXT NOT NULL, comparison TEXT, target REAL, lead TEXT NOT NULL,
                supporting TEXT NOT NULL, weight REAL, valid_from INTEGER, valid_to INTEGER,
                PRIMARY KEY (plan, position)) STRICT, WITHOUT ROWID;
            CREATE UNIQUE INDEX plan_target_position ON plan_target (position);
            CREATE INDEX plan_target_value ON plan_target (unit, indicator, rules);
            CREATE TABLE succession (
                unit TEXT NOT NULL, ends_on INTEGER NOT NULL, successor TEXT NOT NULL, share REAL,
                PRIMARY KEY (unit, successor)) STRICT, WITHOUT ROWID;
            ALTER TABLE unit ADD COLUMN begins_on INTEGER;
            ALTER TABLE unit ADD COLUMN parent_code TEXT NOT NULL DEFAULT '';
            DELETE FROM meta WHERE key = 'rules';
            """
        ),
        (
            "0004 checks, warnings of files",
            """
            CREATE TABLE check_rule (
                name TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL, kind TEXT NOT NULL, per_file INTEGER NOT NULL,
                severity TEXT NOT NULL, title TEXT NOT NULL, advice TEXT NOT NULL, at_least INTEGER NOT NULL,
                always INTEGER NOT NULL, never INTEGER NOT NULL, below REAL) STRICT, WITHOUT ROWID;
            CREATE TABLE t_check (
                unit INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, field TEXT NOT NULL, load INTEGER NOT NULL,
                among INTEGER NOT NULL, count INTEGER NOT NULL, examples TEXT NOT NULL, run INTEGER NOT NULL,
                PRIMARY KEY (unit, kind, name, field, load)) STRICT, WITHOUT ROWID;
            CREATE TABLE t_warning (
                load INTEGER NOT NULL REFERENCES t_load, code TEXT NOT NULL, count INTEGER NOT NULL,
                line INTEGER NOT NULL) STRICT;
            CREATE INDEX t_warning_load ON t_warning (load);
            """
        ),
        (
            "0005 the nightly job: files being taken, files placed, arrivals expected",
            """
            ALTER TABLE t_load ADD COLUMN arrived INTEGER;
            CREATE TABLE intake (
                id INTEGER PRIMARY KEY, place TEXT NOT NULL, sha256 TEXT NOT NULL, arrived INTEGER NOT NULL,
                look TEXT NOT NULL, is_open INTEGER NOT NULL, UNIQUE (place, sha256)) STRICT;
            CREATE TABLE intake_part (
                intake INTEGER NOT NULL REFERENCES intake, part TEXT NOT NULL, report TEXT NOT NULL,
                PRIMARY KEY (intake, part)) STRICT, WITHOUT ROWID;
            CREATE TABLE placed (
                place TEXT NOT NULL, sha256 TEXT NOT NULL, is_copy INTEGER NOT NULL, day INTEGER NOT NULL,
                PRIMARY KEY (place, sha256)) STRICT, WITHOUT ROWID;
            CREATE TABLE t_expected (
                unit TEXT NOT NULL, source TEXT NOT NULL, kind TEXT NOT NULL, period_kind TEXT NOT NULL,
                period TEXT NOT NULL, behind INTEGER NOT NULL, due INTEGER NOT NULL, is_overdue INTEGER NOT NULL,
                PRIMARY KEY (unit, source, period_kind, period)) STRICT, WITHOUT ROWID;
            CREATE INDEX t_load_source ON t_load (source, unit, covers_until) WHERE status = 'loaded';
            """
        ),
        (
            "0006 closed periods, forgotten persons",
            """
            CREATE TABLE closing (
                id INTEGER PRIMARY KEY, before INTEGER NOT NULL UNIQUE, purged TEXT NOT NULL, run INTEGER NOT NULL,
                digest TEXT NOT NULL) STRICT;
            CREATE TABLE closed_definition (
                closing INTEGER NOT NULL REFERENCES closing, kind TEXT NOT NULL, position INTEGER NOT NULL,
                indicator TEXT NOT NULL, rules TEXT NOT NULL, title TEXT NOT NULL, unit_of_measure TEXT NOT NULL,
                shape TEXT NOT NULL, version TEXT NOT NULL, formula TEXT NOT NULL, valid_from INTEGER, valid_to INTEGER,
                is_default INTEGER NOT NULL, windows TEXT NOT NULL, ordinal INTEGER NOT NULL, form TEXT NOT NULL,
                needs_denominator INTEGER NOT NULL, PRIMARY KEY (closing, kind, position)) STRICT, WITHOUT ROWID;
            CREATE TABLE closed_breakdown (
                closing INTEGER NOT NULL REFERENCES closing, kind TEXT NOT NULL, position INTEGER NOT NULL,
                name TEXT NOT NULL, list TEXT NOT NULL, PRIMARY KEY (closing, kind, position)) STRICT, WITHOUT ROWID;
            CREATE TABLE closed_state (
                closing INTEGER NOT NULL REFERENCES closing, unit INTEGER NOT NULL, kind TEXT NOT NULL,
                data_until INTEGER NOT NULL, units_behind INTEGER NOT NULL,
                PRIMARY KEY (closing, unit, kind)) STRICT, WITHOUT ROWID;
            CREATE TABLE closed_value (
                closing INTEGER NOT NULL REFERENCES closing, kind TEXT NOT NULL, unit INTEGER NOT NULL,
                breakdown INTEGER NOT NULL, value INTEGER NOT NULL, cells TEXT NOT NULL,
                PRIMARY KEY (closing, kind, unit, breakdown, value)) STRICT, WITHOUT ROWID;
            CREATE TABLE closed_given (
                closing INTEGER NOT NULL REFERENCES closing, unit INTEGER NOT NULL, indicator TEXT NOT NULL,
                rules TEXT NOT NULL, period INTEGER NOT NULL, numerator INTEGER NOT NULL, denominator INTEGER NOT NULL,
                alone INTEGER NOT NULL, data_until INTEGER NOT NULL, units_behind INTEGER NOT NULL,
                PRIMARY KEY (closing, indicator, rules, unit, period)) STRICT, WITHOUT ROWID;
            CREATE TABLE closed_points (
                closing INTEGER NOT NULL REFERENCES closing, unit INTEGER NOT NULL, indicator TEXT NOT NULL,
                period INTEGER NOT NULL, breakdown TEXT NOT NULL, breakdown_value TEXT NOT NULL,
                points INTEGER NOT NULL, maximum INTEGER NOT NULL, data_until INTEGER NOT NULL,
                units_behind INTEGER NOT NULL,
                PRIMARY KEY (closing, indicator, unit, period, breakdown, breakdown_value)) STRICT, WITHOUT ROWID;
            CREATE TABLE closed_first (
                unit INTEGER NOT NULL, kind TEXT NOT NULL, day INTEGER NOT NULL,
                PRIMARY KEY (unit, kind)) STRICT, WITHOUT ROWID;
            CREATE TABLE tombstone (
                pseudonym BLOB NOT NULL PRIMARY KEY, key_id TEXT NOT NULL, since TEXT NOT NULL) STRICT, WITHOUT ROWID;
            CREATE TABLE former_key (
                id INTEGER PRIMARY KEY, key_id TEXT NOT NULL UNIQUE, until TEXT NOT NULL) STRICT;
            CREATE TABLE former_pseudonym (
                pseudonym BLOB NOT NULL PRIMARY KEY, key_id TEXT NOT NULL) STRICT, WITHOUT ROWID;
            """
        ),
    ]

    /// Brings a file up to date: each step once, in one transaction each.
    static func apply(to queue: DatabaseQueue) throws {
        var migrator = DatabaseMigrator()
        for (index, step) in all.enumerated() {
            migrator.registerMigration(step.name) { db in
                try db.execute(sql: step.sql)
                try db.execute(sql: "PRAGMA user_version = \(index + 1)")
                try db.execute(sql: "PRAGMA application_id = \(WarehouseFile.applicationID)")
            }
        }
        try migrator.migrate(queue)
    }
}
