import GRDB

/// The tables, as migrations. One that has been released is never changed; a change is a new one below it.
///
/// Every row that may one day be served to a team has a random id, an author, a host and UTC milliseconds;
/// `seq` is only SQLite's own order, newest highest, and is what the full-text index refers to.
enum Schema {
    static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 reports, evidence, spending") { db in
            try db.execute(
                sql: """
                    CREATE TABLE incident (
                        id TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, class TEXT NOT NULL,
                        author TEXT NOT NULL, host TEXT NOT NULL, created INTEGER NOT NULL, updated INTEGER NOT NULL
                    ) WITHOUT ROWID;
                    CREATE INDEX incident_subject ON incident (kind, subject, class, updated);

                    -- The long texts stand last: SQLite reads a row up to the column it needs.
                    CREATE TABLE report (
                        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, incident TEXT NOT NULL REFERENCES incident,
                        author TEXT NOT NULL, host TEXT NOT NULL, created INTEGER NOT NULL,
                        kind TEXT NOT NULL, subject TEXT NOT NULL, severity TEXT NOT NULL, class TEXT NOT NULL,
                        title TEXT NOT NULL, state TEXT NOT NULL, note TEXT NOT NULL, model TEXT NOT NULL,
                        prompt_tokens INTEGER NOT NULL, answer_tokens INTEGER NOT NULL, cost REAL NOT NULL,
                        secrets INTEGER NOT NULL, findings TEXT NOT NULL, answer TEXT NOT NULL,
                        subject_json TEXT NOT NULL, findings_json TEXT NOT NULL, prompt TEXT NOT NULL
                    );
                    CREATE INDEX report_created ON report (created, seq);
                    CREATE INDEX report_incident ON report (incident);

                    CREATE TABLE evidence (
                        report INTEGER NOT NULL REFERENCES report (seq) ON DELETE CASCADE, number INTEGER NOT NULL,
                        role TEXT NOT NULL, name TEXT NOT NULL, failure TEXT NOT NULL, text TEXT NOT NULL,
                        UNIQUE (report, number)
                    );

                    CREATE TABLE spending (
                        id TEXT PRIMARY KEY NOT NULL, service TEXT NOT NULL, author TEXT NOT NULL, host TEXT NOT NULL,
                        at INTEGER NOT NULL, requests INTEGER NOT NULL, tokens INTEGER NOT NULL, cost REAL NOT NULL
                    );
                    CREATE INDEX spending_at ON spending (service, at, requests, tokens, cost);

                    -- External content: the texts are stored once. Prefix indexes serve search as you type.
                    CREATE VIRTUAL TABLE report_text USING fts5 (
                        title, subject, findings, answer, content = 'report', content_rowid = 'seq',
                        tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
                    );
                    CREATE TRIGGER report_inserted AFTER INSERT ON report BEGIN
                        INSERT INTO report_text (rowid, title, subject, findings, answer)
                        VALUES (new.seq, new.title, new.subject, new.findings, new.answer);
                    END;
                    CREATE TRIGGER report_deleted AFTER DELETE ON report BEGIN
                        INSERT INTO report_text (report_text, rowid, title, subject, findings, answer)
                        VALUES ('delete', old.seq, old.title, old.subject, old.findings, old.answer);
                    END;
                    CREATE TRIGGER report_updated AFTER UPDATE OF title, subject, findings, answer ON report BEGIN
                        INSERT INTO report_text (report_text, rowid, title, subject, findings, answer)
                        VALUES ('delete', old.seq, old.title, old.subject, old.findings, old.answer);
                        INSERT INTO report_text (rowid, title, subject, findings, answer)
                        VALUES (new.seq, new.title, new.subject, new.findings, new.answer);
                    END;
                    """)
        }
        migrator.registerMigration("2 audit") { db in
            try db.execute(
                sql: """
                    CREATE TABLE audit (
                        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, action_key TEXT NOT NULL,
                        title TEXT NOT NULL, target TEXT NOT NULL, context TEXT NOT NULL,
                        author TEXT NOT NULL, host TEXT NOT NULL, ssh_identity TEXT NOT NULL, identity TEXT NOT NULL,
                        created INTEGER NOT NULL, sent INTEGER, finished INTEGER,
                        state TEXT NOT NULL, step TEXT NOT NULL, outcome TEXT NOT NULL, reference TEXT NOT NULL,
                        owner_host TEXT NOT NULL, owner_pid INTEGER NOT NULL, owner_started TEXT NOT NULL, lease INTEGER NOT NULL,
                        parameters TEXT NOT NULL, plan TEXT NOT NULL
                    );
                    -- The rule itself: the same action is under way at most once, whoever begins it.
                    CREATE UNIQUE INDEX audit_under_way ON audit (action_key) WHERE state IN ('planned', 'sending', 'following');

                    CREATE TABLE audit_step (
                        audit INTEGER NOT NULL REFERENCES audit (seq) ON DELETE CASCADE, at INTEGER NOT NULL, sentence TEXT NOT NULL
                    );
                    CREATE INDEX audit_step_audit ON audit_step (audit);
                    """)
        }
        migrator.registerMigration("3 audit offers") { db in
            try db.execute(sql: "ALTER TABLE audit ADD COLUMN offers TEXT NOT NULL DEFAULT '[]'")
        }
        migrator.registerMigration("4 evidence's part") { db in
            try db.execute(sql: "ALTER TABLE evidence ADD COLUMN part TEXT NOT NULL DEFAULT ''")
        }
        return migrator
    }()
}
