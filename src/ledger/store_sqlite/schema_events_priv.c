/* schema_events_priv.c: schema 3: the tables of coded events, and a view that any tool can read. */
#include "ledger/store_sqlite/sqlite_priv.h"

/* A cell's row holds what differs from cell to cell: its pair and import stand once, in the block
 * that it is in. Fewer columns are read faster, so class, roles and the days until it became known
 * share one: kind = class + 256 from_role + 4096 to_role + 65536 days. Numbers that are mostly 0 or
 * 1 take no room in SQLite, so those are chosen: toneless for the rows that carry no tone, repeats
 * for what is no report of its own. A square that follows from its sum, as that of every single row
 * does, is NULL. */
const char ent_sqlite_event_tables[] =
    "CREATE TABLE event_import("
    " import INTEGER PRIMARY KEY, classes TEXT NOT NULL, first_n INTEGER, last_n INTEGER) STRICT;"
    "CREATE TABLE event_segment("
    " n INTEGER PRIMARY KEY, import INTEGER NOT NULL, file TEXT NOT NULL,"
    " first_byte INTEGER NOT NULL, bytes INTEGER NOT NULL, first_row INTEGER NOT NULL,"
    " digest BLOB NOT NULL, rows INTEGER NOT NULL, kept INTEGER NOT NULL,"
    " rejected INTEGER NOT NULL, skipped_no_actor INTEGER NOT NULL,"
    " skipped_domestic INTEGER NOT NULL, skipped_region INTEGER NOT NULL,"
    " skipped_unknown INTEGER NOT NULL, skipped_no_class INTEGER NOT NULL,"
    " skipped_duplicate INTEGER NOT NULL, first_day INTEGER, last_day INTEGER,"
    " first_known_day INTEGER, last_known_day INTEGER) STRICT;"
    "CREATE INDEX event_segment_digest ON event_segment(digest);"
    "CREATE INDEX event_segment_import ON event_segment(import);"
    "CREATE TABLE event_class("
    " n INTEGER PRIMARY KEY, import INTEGER NOT NULL, version TEXT NOT NULL,"
    " scheme TEXT NOT NULL, code TEXT NOT NULL, title TEXT NOT NULL, quad TEXT NOT NULL) STRICT;"
    "CREATE INDEX event_class_import ON event_class(import);"
    "CREATE TABLE event_pair("
    " n INTEGER PRIMARY KEY, from_line TEXT NOT NULL, to_line TEXT NOT NULL,"
    " UNIQUE(from_line, to_line)) STRICT;"
    "CREATE TABLE event_block("
    " n INTEGER PRIMARY KEY, import INTEGER NOT NULL, pair INTEGER NOT NULL,"
    " cells INTEGER NOT NULL) STRICT;"
    "CREATE INDEX event_block_pair ON event_block(pair);"
    "CREATE TABLE event_cell("
    " n INTEGER PRIMARY KEY, kind INTEGER NOT NULL, day INTEGER NOT NULL,"
    " rows INTEGER NOT NULL, intensity INTEGER NOT NULL, intensity_sq INTEGER,"
    " toneless INTEGER NOT NULL, tone INTEGER NOT NULL, tone_sq INTEGER,"
    " mentions INTEGER NOT NULL, sources INTEGER NOT NULL, articles INTEGER NOT NULL,"
    " repeats INTEGER NOT NULL) STRICT;"
    "CREATE TABLE event_exposure("
    " import INTEGER NOT NULL, month INTEGER NOT NULL, class INTEGER NOT NULL,"
    " rows INTEGER NOT NULL, dyadic INTEGER NOT NULL, intensity INTEGER NOT NULL,"
    " tone INTEGER NOT NULL, PRIMARY KEY(import, month, class)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE event_actor("
    " n INTEGER PRIMARY KEY, import INTEGER NOT NULL, code TEXT NOT NULL, became TEXT NOT NULL,"
    " rows INTEGER NOT NULL, first_day INTEGER NOT NULL, last_day INTEGER NOT NULL) STRICT;"
    "CREATE INDEX event_actor_import ON event_actor(import);";

const char ent_sqlite_event_triggers[] =
    ENT_SQLITE_KEEP("event_import") ENT_SQLITE_KEEP("event_segment") ENT_SQLITE_KEEP("event_class")
        ENT_SQLITE_KEEP("event_pair") ENT_SQLITE_KEEP("event_block") ENT_SQLITE_KEEP("event_cell")
            ENT_SQLITE_KEEP("event_exposure") ENT_SQLITE_KEEP("event_actor");

#define ROLE(v)                                                                            \
    " CASE " v " WHEN 1 THEN 'GOV' WHEN 2 THEN 'MIL' WHEN 3 THEN 'PAR' WHEN 4 THEN 'MED' " \
    "WHEN 5 THEN 'EDU' WHEN 6 THEN 'BUS' WHEN 7 THEN 'NGO' WHEN 8 THEN 'CVL' END"

#define DAY(v) " date((" v ") * 86400, 'unixepoch')"

/* clang-format off */
const char ent_sqlite_event_views[] =
    "CREATE VIEW event_cells AS SELECT c.n, b.import, i.set_id, p.from_line, p.to_line,"
    ROLE("(c.kind >> 8) & 15") " AS from_role," ROLE("(c.kind >> 12) & 15") " AS to_role,"
    " k.scheme, k.code AS class, k.title, k.quad," DAY("c.day") " AS day,"
    DAY("c.day + (c.kind >> 16)") " AS known_day, c.rows, c.rows - c.repeats AS reports,"
    " c.intensity / 10.0 AS intensity_sum,"
    " coalesce(c.intensity_sq, c.intensity * c.intensity) / 100.0 AS intensity_sq_sum,"
    " c.rows - c.toneless AS rows_with_tone, c.tone / 1000.0 AS tone_sum,"
    " coalesce(c.tone_sq, c.tone * c.tone) / 1000000.0 AS tone_sq_sum,"
    " c.mentions, c.sources, c.articles"
    " FROM event_block b JOIN event_pair p ON p.n = b.pair JOIN import i ON i.n = b.import"
    " JOIN event_cell c ON c.n >= b.n AND c.n < b.n + b.cells"
    " LEFT JOIN event_class k ON k.n = c.kind & 255;"
    "CREATE VIEW event_segments AS SELECT s.n, s.import, i.set_id, i.reader AS feed,"
    " i.reader_version AS feed_version, s.file, s.first_byte, s.bytes, s.first_row,"
    " lower(hex(s.digest)) AS digest, s.rows, s.kept, s.rejected, s.skipped_no_actor,"
    " s.skipped_domestic, s.skipped_region, s.skipped_unknown, s.skipped_no_class,"
    " s.skipped_duplicate," DAY("s.first_day") " AS first_day," DAY("s.last_day") " AS last_day,"
    DAY("s.first_known_day") " AS first_known_day," DAY("s.last_known_day") " AS last_known_day"
    " FROM event_segment s JOIN import i ON i.n = s.import;";
/* clang-format on */
