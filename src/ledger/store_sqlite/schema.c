/* schema.c: the tables of a ledger, and the steps from each older schema to the next. */
#include "ledger/store_sqlite/sqlite_priv.h"

/* docs/formats/ledger-schema.md explains every table. A change is a new step below, never an edit
 * of an old one, and ENT_SQLITE_SCHEMA rises by one. */

static const char TABLES[] =
    "CREATE TABLE import("
    " n INTEGER PRIMARY KEY, set_id TEXT NOT NULL, file TEXT NOT NULL, file_sha256 TEXT NOT NULL,"
    " reader TEXT NOT NULL, reader_version INTEGER NOT NULL, imported_at TEXT NOT NULL,"
    " released INTEGER, known_day INTEGER, rows INTEGER NOT NULL, kept INTEGER NOT NULL,"
    " rejected INTEGER NOT NULL, skipped_missing INTEGER NOT NULL,"
    " skipped_aggregate INTEGER NOT NULL, skipped_not_state INTEGER NOT NULL,"
    " skipped_self INTEGER NOT NULL, skipped_absent INTEGER NOT NULL,"
    " skipped_other INTEGER NOT NULL, claims INTEGER NOT NULL, added INTEGER NOT NULL,"
    " known INTEGER NOT NULL, superseded INTEGER NOT NULL, first_n INTEGER, last_n INTEGER,"
    " first_day INTEGER, last_day INTEGER, chain BLOB NOT NULL,"
    " UNIQUE(file_sha256, reader, reader_version, set_id)) STRICT;"
    "CREATE TABLE polity(n INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE) STRICT;"
    "CREATE TABLE indicator(n INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE) STRICT;"
    "CREATE TABLE phrase(n INTEGER PRIMARY KEY, hash INTEGER NOT NULL, text TEXT NOT NULL) STRICT;"
    "CREATE INDEX phrase_hash ON phrase(hash);"
    "CREATE TABLE frame("
    " n INTEGER PRIMARY KEY, hash INTEGER NOT NULL, set_id TEXT NOT NULL,"
    " indicator TEXT NOT NULL, layer TEXT NOT NULL, directed INTEGER NOT NULL,"
    " kind TEXT NOT NULL, from_role TEXT, to_role TEXT, event_code TEXT, event_scheme TEXT,"
    " sign INTEGER NOT NULL, intensity_scale TEXT, quantity_state INTEGER NOT NULL,"
    " approx TEXT NOT NULL, unit TEXT, denominator TEXT, coverage TEXT, source TEXT NOT NULL,"
    " file TEXT, attribution TEXT NOT NULL, reliability TEXT NOT NULL, credibility TEXT NOT NULL,"
    " coder TEXT, checked TEXT NOT NULL) STRICT;"
    "CREATE INDEX frame_hash ON frame(hash);"
    "CREATE TABLE claim("
    " n INTEGER PRIMARY KEY, id BLOB NOT NULL, import INTEGER NOT NULL, frame INTEGER NOT NULL,"
    " indicator INTEGER NOT NULL, lo INTEGER NOT NULL, hi INTEGER NOT NULL,"
    " flip INTEGER NOT NULL, valid_from INTEGER, valid_to INTEGER, ongoing INTEGER NOT NULL,"
    " known_from INTEGER, cluster INTEGER, from_code INTEGER, to_code INTEGER, quantity REAL,"
    " low REAL, high REAL, digits INTEGER, standard_error REAL, size INTEGER, intensity REAL,"
    " label INTEGER, note INTEGER, record TEXT NOT NULL, locator TEXT, supersedes TEXT,"
    " file_row INTEGER, file_byte INTEGER) STRICT;"
    "CREATE INDEX claim_pair ON claim(lo, hi, indicator);"
    "CREATE INDEX claim_cluster ON claim(cluster) WHERE cluster IS NOT NULL;"
    "CREATE TABLE claim_key(hash INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(hash, n))"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE claim_id(head INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(head, n))"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE supersession("
    " n INTEGER PRIMARY KEY, old_n INTEGER NOT NULL, new_n INTEGER NOT NULL,"
    " import INTEGER NOT NULL, known_day INTEGER NOT NULL, again INTEGER NOT NULL) STRICT;"
    "CREATE INDEX supersession_old ON supersession(old_n);"
    "CREATE INDEX supersession_new ON supersession(new_n);"
    "CREATE INDEX supersession_import ON supersession(import);"
    "CREATE TABLE reject("
    " n INTEGER PRIMARY KEY, import INTEGER NOT NULL, file TEXT NOT NULL,"
    " file_row INTEGER NOT NULL, file_byte INTEGER NOT NULL, reason TEXT NOT NULL, raw TEXT)"
    " STRICT;"
    "CREATE INDEX reject_import ON reject(import);"
    "CREATE TABLE coverage("
    " n INTEGER PRIMARY KEY, id TEXT NOT NULL, import INTEGER NOT NULL, set_id TEXT NOT NULL,"
    " indicators TEXT NOT NULL, from_actors TEXT, to_actors TEXT, first INTEGER, last INTEGER,"
    " absence_is_zero INTEGER NOT NULL, threshold TEXT, note TEXT) STRICT;"
    "CREATE INDEX coverage_id ON coverage(id);"
    "CREATE TABLE source("
    " n INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, import INTEGER NOT NULL, type TEXT,"
    " author TEXT, year TEXT, title TEXT, publisher TEXT, url TEXT, licence TEXT, note TEXT)"
    " STRICT;"
    "CREATE VIRTUAL TABLE claim_text USING fts5("
    " label, note, names, source, content='', columnsize=0,"
    " tokenize='unicode61 remove_diacritics 2');";

#define KEEP ENT_SQLITE_KEEP

static const char TRIGGERS[] = KEEP("import") KEEP("polity") KEEP("indicator") KEEP("phrase")
    KEEP("frame") KEEP("claim") KEEP("claim_key") KEEP("claim_id") KEEP("supersession")
        KEEP("reject") KEEP("coverage") KEEP("source");

/* A packed date back to the words of docs/formats/claim-tsv.md, in SQL. */
#define DATE(v)                                                                                 \
    "CASE WHEN " v " IS NULL THEN NULL ELSE"                                                    \
    " CASE WHEN " v " & 1 THEN 'c. ' ELSE '' END ||"                                            \
    " CASE (" v " >> 2) & 7"                                                                    \
    " WHEN 1 THEN printf('%04d-%02d-%02d', " v " >> 14, (" v " >> 10) & 15, (" v " >> 5) & 31)" \
    " WHEN 2 THEN printf('%04d-%02d', " v " >> 14, (" v " >> 10) & 15)"                         \
    " WHEN 3 THEN printf('%04d', " v " >> 14)"                                                  \
    " WHEN 4 THEN printf('%ds', (" v " >> 14) / 10 * 10)"                                       \
    " ELSE printf('%d%s c.', ((" v " >> 14) + 99) / 100, CASE ((" v " >> 14) + 99) / 100"       \
    " WHEN 21 THEN 'st' WHEN 22 THEN 'nd' ELSE 'th' END) END ||"                                \
    " CASE WHEN " v " & 2 THEN ' (julian)' ELSE '' END END"

static const char VIEWS[] =
    "CREATE VIEW claims AS SELECT c.n, lower(hex(c.id)) AS id, c.import, f.set_id AS set_id,"
    " c.record, CASE c.flip WHEN 0 THEN lo.code ELSE hi.code END AS from_polity,"
    " CASE c.flip WHEN 0 THEN hi.code ELSE lo.code END AS to_polity,"
    " fc.text AS from_code, tc.text AS to_code, f.from_role, f.to_role, f.directed,"
    " f.indicator, f.layer, f.kind, lb.text AS label,"
    " " DATE("c.valid_from") " AS valid_from, " DATE(
        "c.valid_to") " AS valid_to, c.ongoing,"
                      " " DATE("c.known_from") " AS known_from, f.event_code, f.event_scheme, "
                                               "f.sign, c.intensity,"
                                               " f.intensity_scale,"
                                               " CASE f.quantity_state WHEN 2 THEN c.quantity END "
                                               "AS quantity,"
                                               " CASE f.quantity_state WHEN 0 THEN 'none' WHEN 1 "
                                               "THEN 'missing' ELSE 'value' END"
                                               " AS quantity_state, f.approx, c.low, c.high, "
                                               "c.digits, f.unit, f.denominator,"
                                               " c.standard_error, c.size AS sample_size, "
                                               "f.coverage, f.source, c.locator, f.file,"
                                               " c.file_row, c.file_byte, f.attribution, "
                                               "f.reliability, f.credibility, f.coder, f.checked,"
                                               " cl.text AS cluster, nt.text AS note, c.supersedes,"
                                               " EXISTS(SELECT 1 FROM supersession s WHERE s.old_n "
                                               "= c.n) AS has_later"
                                               " FROM claim c JOIN frame f ON f.n = c.frame JOIN "
                                               "polity lo ON lo.n = c.lo"
                                               " LEFT JOIN polity hi ON hi.n = c.hi LEFT JOIN "
                                               "phrase fc ON fc.n = c.from_code"
                                               " LEFT JOIN phrase tc ON tc.n = c.to_code LEFT JOIN "
                                               "phrase lb ON lb.n = c.label"
                                               " LEFT JOIN phrase cl ON cl.n = c.cluster LEFT JOIN "
                                               "phrase nt ON nt.n = c.note;"
                                               "CREATE VIEW imports AS SELECT n, set_id, file, "
                                               "file_sha256, reader, reader_version,"
                                               " imported_at, " DATE(
                                                   "released") " AS released, rows, kept, "
                                                               "rejected, claims, added, known,"
                                                               " superseded, lower(hex(chain)) AS "
                                                               "chain FROM import;";

/* clang-format off */
static const char VOTES_VIEW[] =
    "CREATE VIEW votes AS SELECT v.n, printf('%012x%08x', k.head, h.tail) AS id, k.import,"
    " f.set_id, k.record, p.code AS from_polity, w.text AS from_code, f.indicator,"
    " f.event_code AS vote, " DATE("k.valid_from") " AS valid_from,"
    " " DATE("k.known_from") " AS known_from, l.text AS label, c.text AS cluster, k.locator,"
    " f.source, f.file, v.file_row, v.file_byte,"
    " EXISTS(SELECT 1 FROM supersession s WHERE s.old_n = v.n) AS has_later"
    " FROM vote v JOIN vote_call k ON k.n = v.call JOIN vote_choice h ON h.n = v.choice"
    " JOIN frame f ON f.n = h.frame JOIN polity p ON p.n = h.polity"
    " LEFT JOIN phrase w ON w.n = h.from_code LEFT JOIN phrase l ON l.n = k.label"
    " LEFT JOIN phrase c ON c.n = k.cluster;";
/* clang-format on */

/* Schema 2: what an older vintage, imported late, states like a newer one was known that early. */
static const char SIGHTINGS[] =
    "CREATE TABLE sighting("
    " n INTEGER PRIMARY KEY, claim_n INTEGER NOT NULL, import INTEGER NOT NULL,"
    " known_day INTEGER NOT NULL) STRICT;"
    "CREATE INDEX sighting_claim ON sighting(claim_n);"
    "CREATE INDEX sighting_import ON sighting(import);" KEEP("sighting");

/* Step i leads from schema i to schema i + 1; each is SQL that ends with NULL. */
static const char *const STEPS[ENT_SQLITE_SCHEMA][8] = {
    {TABLES, TRIGGERS, VIEWS, NULL},
    {SIGHTINGS, NULL},
    {ent_sqlite_event_tables, ent_sqlite_event_triggers, ent_sqlite_event_views,
     ent_sqlite_vote_tables, ent_sqlite_vote_triggers, VOTES_VIEW, NULL}};

static ent_status
set_pragma(ent_sqlite *s, const char *name, int64_t value, ent_error *err)
{
    char sql[96];
    bool whole = ent_snprintf(sql, sizeof sql, "PRAGMA %s = %lld", name, (long long)value);

    ENT_ASSERT(whole);
    return ent_sqlite_exec(s, sql, err);
}

static ent_status
run_steps(ent_sqlite *s, int64_t from, ent_error *err)
{
    ent_status st = ent_sqlite_exec(s, "BEGIN IMMEDIATE", err);

    if (st) return st;
    for (int64_t v = from; v < ENT_SQLITE_SCHEMA && !st; v++)
        for (size_t i = 0; STEPS[v][i] && !st; i++)
            st = ent_sqlite_exec(s, STEPS[v][i], err);
    if (!st) st = set_pragma(s, "application_id", ENT_SQLITE_APPLICATION_ID, err);
    if (!st) st = set_pragma(s, "user_version", ENT_SQLITE_SCHEMA, err);
    if (!st) st = ent_sqlite_exec(s, "COMMIT", err);
    if (st) (void)sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    return st;
}

ent_status
ent_sqlite_migrate(ent_sqlite *s, const ent_ledger_options *options, ent_error *err)
{
    int64_t id = 0, version = 0, tables = 0;
    ent_status st = ent_sqlite_int(s, "PRAGMA application_id", &id, err);

    if (!st) st = ent_sqlite_int(s, "PRAGMA user_version", &version, err);
    if (!st) st = ent_sqlite_int(s, "SELECT count(*) FROM sqlite_schema", &tables, err);
    if (st) return st;
    if (tables > 0 && id != ENT_SQLITE_APPLICATION_ID)
        return ent_fail(err, ENT_E_CORRUPT, "%s is a database, but not an Entente ledger", s->path);
    if (version > ENT_SQLITE_SCHEMA)
        return ent_fail(err, ENT_E_FORMAT,
                        "%s has schema %lld, made by a newer Entente; this one knows %d", s->path,
                        (long long)version, ENT_SQLITE_SCHEMA);
    if (version == ENT_SQLITE_SCHEMA) return ENT_OK;
    if (options->read_only && !options->in_memory)
        return ent_fail(err, ENT_E_FORMAT,
                        "%s has schema %lld and needs migrating to %d; open it for writing once",
                        s->path, (long long)version, ENT_SQLITE_SCHEMA);
    if (tables == 0 && !options->create && !options->in_memory)
        return ent_fail(err, ENT_E_CORRUPT, "%s is empty: not an Entente ledger", s->path);
    return run_steps(s, tables == 0 ? 0 : version, err);
}
