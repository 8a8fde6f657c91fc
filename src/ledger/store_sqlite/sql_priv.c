/* sql_priv.c: statements kept prepared, and SQLite's verdicts in our words. */
#include "ledger/store_sqlite/sqlite_priv.h"

/* Columns in the order of COL_N ..; a walk that shows no claim reads NULL for what it leaves out.
 */
#define COLUMNS(killed, codes, texts, place)                                           \
    "c.n,id,c.import,frame,lo,hi,flip,valid_from,valid_to,ongoing,known_from," killed  \
    ",cluster," codes ",quantity,low,high,digits,standard_error,size,intensity," texts \
    ",record," place

#define HAS_LATER "EXISTS(SELECT 1 FROM supersession s WHERE s.old_n=c.n)"
#define CODES "from_code,to_code"
#define TEXTS "c.label,c.note"
#define PLACE "locator,supersedes,file_row,file_byte"
#define CLAIM_COLUMNS COLUMNS(HAS_LATER, CODES, TEXTS, PLACE)

/* Claims with the links that take their place (s) and those that may give it back (k): a claim
 * comes once a pair of links, in a row. With ?7 false, those surely out of force stay out, and
 * their rows are not even read. */
#define LINKS                                                                                   \
    " LEFT JOIN supersession s ON s.old_n=c.n LEFT JOIN supersession k ON s.n IS NOT NULL AND " \
    "k.new_n=c.n WHERE (?7 OR s.n IS NULL OR k.n IS NOT NULL)"

#define FIND_BY(path, columns)                                                                \
    [SQL_FIND + PATH_ALL +                                                                    \
        (path)] = "SELECT " columns " FROM claim c" LINKS,                                    \
        [SQL_FIND + PATH_PAIR + (path)] =                                                     \
            "SELECT " columns " FROM claim c" LINKS " AND lo=?1 AND hi=?2",                   \
        [SQL_FIND + PATH_PAIR_TOPIC + (path)] =                                               \
            "SELECT " columns " FROM claim c" LINKS " AND lo=?1 AND hi=?2 AND indicator=?3",  \
        [SQL_FIND + PATH_LO + (path)] = "SELECT " columns " FROM claim c" LINKS " AND lo=?1", \
        [SQL_FIND + PATH_TEXT + (path)] =                                                     \
            "SELECT " columns " FROM claim_text t JOIN claim c ON c.n=t.rowid" LINKS          \
            " AND claim_text MATCH ?1",                                                       \
        [SQL_FIND + PATH_CLUSTER + (path)] =                                                  \
            "SELECT " columns " FROM claim c" LINKS " AND cluster=?1"

const char ent_sqlite_claim_columns[] = CLAIM_COLUMNS;

/* Sixty-four pairs in one statement, which begins and ends once for all of them. */
#define PAIRS_4 "(?,?),(?,?),(?,?),(?,?)"
#define PAIRS_16 PAIRS_4 "," PAIRS_4 "," PAIRS_4 "," PAIRS_4
#define PAIRS_64 PAIRS_16 "," PAIRS_16 "," PAIRS_16 "," PAIRS_16

#define VOTES_4 "(?,?,?,?,?),(?,?,?,?,?),(?,?,?,?,?),(?,?,?,?,?)"
#define VOTES_16 VOTES_4 "," VOTES_4 "," VOTES_4 "," VOTES_4

#define CELL "(?,?,?,?,?,?,?,?,?,?,?,?,?)"
#define CELLS_4 CELL "," CELL "," CELL "," CELL
#define CELLS_8 CELLS_4 "," CELLS_4

static const char *const TEXT[SQL_COUNT] = {
    [SQL_BEGIN] = "BEGIN IMMEDIATE",
    [SQL_COMMIT] = "COMMIT",
    [SQL_ROLLBACK] = "ROLLBACK",
    [SQL_HEAD] = "SELECT n, chain FROM import ORDER BY n DESC LIMIT 1",
    [SQL_SAME_FILE] = "SELECT 1 FROM import WHERE file_sha256=?1 AND reader=?2 AND "
                      "reader_version=?3 AND set_id=?4",
    [SQL_IMPORT_ADD] = "INSERT INTO import VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,"
                       "?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25,?26,?27)",
    [SQL_CLAIM_ADD] =
        "INSERT INTO claim(n,id,import,frame,indicator,lo,hi,flip,valid_from,valid_to,ongoing,"
        "known_from,cluster,from_code,to_code,quantity,low,high,digits,standard_error,size,"
        "intensity,label,note,record,locator,supersedes,file_row,file_byte) VALUES(?1,?2,?3,?4,?5,"
        "?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25,?26,?27,?28,"
        "?29)",
    [SQL_FRAME_FIND] =
        "SELECT n FROM frame WHERE hash=?1 AND set_id IS ?2 AND indicator IS ?3 AND layer IS ?4 "
        "AND directed IS ?5 AND kind IS ?6 AND from_role IS ?7 AND to_role IS ?8 AND event_code "
        "IS ?9 AND event_scheme IS ?10 AND sign IS ?11 AND intensity_scale IS ?12 AND "
        "quantity_state IS ?13 AND approx IS ?14 AND unit IS ?15 AND denominator IS ?16 AND "
        "coverage IS ?17 AND source IS ?18 AND file IS ?19 AND attribution IS ?20 AND reliability "
        "IS ?21 AND credibility IS ?22 AND coder IS ?23 AND checked IS ?24",
    [SQL_FRAME_ADD] =
        "INSERT INTO frame(hash,set_id,indicator,layer,directed,kind,from_role,to_role,event_code,"
        "event_scheme,sign,intensity_scale,quantity_state,approx,unit,denominator,coverage,source,"
        "file,attribution,reliability,credibility,coder,checked) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,"
        "?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24)",
    [SQL_PHRASE_FIND] = "SELECT n FROM phrase WHERE hash=?1 AND text=?2",
    [SQL_PHRASE_ADD] = "INSERT INTO phrase(hash,text) VALUES(?1,?2)",
    [SQL_POLITY_FIND] = "SELECT n FROM polity WHERE code=?1",
    [SQL_POLITY_ADD] = "INSERT INTO polity(code) VALUES(?1)",
    [SQL_INDICATOR_FIND] = "SELECT n FROM indicator WHERE code=?1",
    [SQL_INDICATOR_ADD] = "INSERT INTO indicator(code) VALUES(?1)",
    [SQL_KEY_ADD] = "INSERT INTO claim_key VALUES(?1,?2)",
    [SQL_ID_ADD] = "INSERT INTO claim_id VALUES(?1,?2)",
    [SQL_KEYS_ADD] = "INSERT INTO claim_key VALUES" PAIRS_64,
    [SQL_IDS_ADD] = "INSERT INTO claim_id VALUES" PAIRS_64,
    [SQL_KEY_FIND] = "SELECT n FROM claim_key WHERE hash=?1",
    [SQL_ID_RANGE] = "SELECT n FROM claim_id WHERE head BETWEEN ?1 AND ?2",
    [SQL_SET_HELD] = "SELECT 1 FROM frame WHERE set_id=?1 LIMIT 1",
    [SQL_TEXT_ADD] = "INSERT INTO claim_text(rowid,label,note,names,source) VALUES(?1,?2,?3,?4,?5)",
    [SQL_LINK_ADD] = "INSERT INTO supersession(old_n,new_n,import,known_day,again) "
                     "VALUES(?1,?2,?3,?4,?5)",
    [SQL_LINKS_ALIVE] = "SELECT max(import) FROM supersession WHERE new_n=?1 AND known_day<=?2 "
                        "AND again=1",
    [SQL_LINKS_KILL] = "SELECT min(known_day) FROM supersession WHERE old_n=?1 AND known_day<=?2 "
                       "AND import>=?3",
    [SQL_SIGHTING_ADD] = "INSERT INTO sighting(claim_n,import,known_day) VALUES(?1,?2,?3)",
    [SQL_SIGHTED] = "SELECT min(known_day) FROM sighting WHERE claim_n=?1",
    [SQL_REJECT_ADD] = "INSERT INTO reject(import,file,file_row,file_byte,reason,raw) "
                       "VALUES(?1,?2,?3,?4,?5,?6)",
    [SQL_COVER_LAST] =
        "SELECT set_id,indicators,from_actors,to_actors,first,last,absence_is_zero,threshold,note "
        "FROM coverage WHERE id=?1 ORDER BY n DESC LIMIT 1",
    [SQL_COVER_ADD] =
        "INSERT INTO coverage(id,import,set_id,indicators,from_actors,to_actors,first,last,"
        "absence_is_zero,threshold,note) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)",
    [SQL_CITE_FIND] = "SELECT type,author,year,title,publisher,url,licence,note FROM source WHERE "
                      "code=?1",
    [SQL_CITE_ADD] =
        "INSERT INTO source(code,import,type,author,year,title,publisher,url,licence,note) "
        "VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)",
    [SQL_CLAIM_GET] = "SELECT " CLAIM_COLUMNS " FROM claim c WHERE n=?1",
    [SQL_FRAME_GET] =
        "SELECT set_id,indicator,event_code,event_scheme,intensity_scale,unit,denominator,coverage,"
        "source,file,coder,layer,directed,kind,from_role,to_role,sign,quantity_state,approx,"
        "attribution,reliability,credibility,checked FROM frame WHERE n=?1",
    [SQL_POLITY_GET] = "SELECT code FROM polity WHERE n=?1",
    [SQL_PHRASE_GET] = "SELECT text FROM phrase WHERE n=?1",
    [SQL_IMPORT_DAYS] = "SELECT known_day,released FROM import WHERE n=?1",
    [SQL_HISTORY] =
        "WITH RECURSIVE h(n) AS (VALUES(?1) UNION SELECT new_n FROM supersession s JOIN h ON "
        "s.old_n=h.n UNION SELECT old_n FROM supersession s JOIN h ON s.new_n=h.n) SELECT n FROM h",
    [SQL_HOLD] = "BEGIN",
    [SQL_NEXT_LO] = "SELECT min(lo) FROM claim WHERE lo>?1",
    [SQL_NEXT_HI] = "SELECT min(hi) FROM claim WHERE lo=?1 AND hi>?2",
    [SQL_VOTE_SET] = "SELECT 1 FROM frame WHERE set_id=?1 LIMIT 1",
    [SQL_CALL_ADD] = "INSERT INTO vote_call(import,frame,head,valid_from,known_from,cluster,label,"
                     "record,locator) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9)",
    [SQL_CHOICE_ADD] = "INSERT INTO vote_choice(import,frame,polity,from_code,tail) "
                       "VALUES(?1,?2,?3,?4,?5)",
    [SQL_VOTE_BLOCK_ADD] = "INSERT INTO vote_block VALUES(?1,?2,?3,?4)",
    [SQL_VOTE_ADD] = "INSERT INTO vote VALUES(?,?,?,?,?)",
    [SQL_VOTES_ADD] = "INSERT INTO vote VALUES" VOTES_16,
    [SQL_VOTE_GET] = "SELECT n,choice,call,file_row,file_byte FROM vote WHERE n=?1",
    [SQL_VOTES] = "SELECT n,choice,call,file_row,file_byte FROM vote WHERE n BETWEEN ?1 AND ?2",
    [SQL_VOTE_BLOCKS] = "SELECT n,import,polity,votes FROM vote_block ORDER BY n",
    [SQL_VOTE_BLOCKS_OF] = "SELECT n,import,polity,votes FROM vote_block WHERE polity=?1",
    [SQL_VOTES_KILLED] = "SELECT DISTINCT old_n FROM supersession WHERE old_n BETWEEN ?1 AND ?2 "
                         "ORDER BY old_n",
    [SQL_EVENT_KNOWN] = "SELECT 1 FROM event_segment s JOIN import i ON i.n=s.import WHERE "
                        "s.digest=?1 AND i.set_id=?2 LIMIT 1",
    [SQL_SEGMENT_ADD] = "INSERT INTO event_segment(import,file,first_byte,bytes,first_row,digest,"
                        "rows,kept,rejected,skipped_no_actor,skipped_domestic,skipped_region,"
                        "skipped_unknown,skipped_no_class,skipped_duplicate,first_day,last_day,"
                        "first_known_day,last_known_day) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,"
                        "?11,?12,?13,?14,?15,?16,?17,?18,?19)",
    [SQL_CLASS_ADD] = "INSERT OR IGNORE INTO event_class VALUES(?1,?2,?3,?4,?5,?6,?7)",
    [SQL_PAIR_FIND] = "SELECT n FROM event_pair WHERE from_line=?1 AND to_line=?2",
    [SQL_PAIR_ADD] = "INSERT INTO event_pair(from_line,to_line) VALUES(?1,?2)",
    [SQL_BLOCK_ADD] = "INSERT INTO event_block VALUES(?1,?2,?3,?4)",
    [SQL_CELL_ADD] = "INSERT INTO event_cell VALUES" CELL,
    [SQL_CELLS_ADD] = "INSERT INTO event_cell VALUES" CELLS_8,
    [SQL_EXPOSURE_ADD] = "INSERT INTO event_exposure VALUES(?1,?2,?3,?4,?5,?6,?7)",
    [SQL_ACTOR_ADD] = "INSERT INTO event_actor(import,code,became,rows,first_day,last_day) "
                      "VALUES(?1,?2,?3,?4,?5,?6)",
    [SQL_EVENT_IMPORT_ADD] = "INSERT INTO event_import VALUES(?1,?2,?3,?4)",
    [SQL_BLOCKS] = "SELECT n,import,cells FROM event_block WHERE pair=?1",
    [SQL_CELLS] = "SELECT kind,day,rows,intensity,intensity_sq,toneless,tone,tone_sq,mentions,"
                  "sources,articles,repeats FROM event_cell WHERE n BETWEEN ?1 AND ?2",
    FIND_BY(0, COLUMNS("s.n IS NOT NULL", CODES, TEXTS, PLACE)),
    FIND_BY(ENT_SQLITE_PATHS,
            COLUMNS("s.n IS NOT NULL", "NULL,NULL", "NULL,NULL", "NULL,NULL,0,0")),
};

ent_status
ent_sqlite_fail(ent_sqlite *s, int rc, const char *doing, ent_error *err)
{
    bool latest = s->db && (sqlite3_errcode(s->db) & 0xff) == (rc & 0xff);
    const char *said = latest ? sqlite3_errmsg(s->db) : sqlite3_errstr(rc);

    switch (rc & 0xff) {
    case SQLITE_NOMEM:
        return ent_fail(err, ENT_E_NOMEM, "%s: out of memory while %s", s->path, doing);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ent_fail(err, ENT_E_BUSY,
                        "%s is in use by another import; try again when it is over", s->path);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ent_fail(err, ENT_E_CORRUPT, "%s is damaged, or no ledger: %s (while %s)", s->path,
                        said, doing);
    case SQLITE_FULL:
        return ent_fail(err, ENT_E_IO, "%s: the disk is full; the ledger is as before", s->path);
    case SQLITE_READONLY:
        if (rc == SQLITE_READONLY_ROLLBACK || rc == SQLITE_READONLY_RECOVERY)
            return ent_fail(err, ENT_E_IO,
                            "%s holds a cut-off import; open it for writing once, as any import "
                            "does: that puts it back as it was",
                            s->path);
        break;
    default:
        break;
    }
    return ent_fail(err, ENT_E_IO, "%s: %s (while %s)", s->path, said, doing);
}

ent_status
ent_sqlite_exec(ent_sqlite *s, const char *sql, ent_error *err)
{
    int rc = sqlite3_exec(s->db, sql, NULL, NULL, NULL);

    return rc == SQLITE_OK ? ENT_OK : ent_sqlite_fail(s, rc, "setting up", err);
}

ent_status
ent_sqlite_prepare(ent_sqlite *s, const char *sql, sqlite3_stmt **out, ent_error *err)
{
    int rc = sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, out, NULL);

    return rc == SQLITE_OK ? ENT_OK : ent_sqlite_fail(s, rc, "preparing a statement", err);
}

ent_status
ent_sqlite_stmt(ent_sqlite *s, ent_sql which, sqlite3_stmt **out, ent_error *err)
{
    ent_status st = ENT_OK;

    if (!s->stmt[which]) st = ent_sqlite_prepare(s, TEXT[which], &s->stmt[which], err);
    if (st) return st;
    /* The verdict of the step before was taken when it was given. */
    (void)sqlite3_reset(s->stmt[which]);
    *out = s->stmt[which];
    return ENT_OK;
}

ent_status
ent_sqlite_step(ent_sqlite *s, sqlite3_stmt *q, ent_error *err)
{
    int rc = sqlite3_step(q);

    if (rc == SQLITE_ROW) return ENT_OK;
    if (rc == SQLITE_DONE) return ENT_END;
    return ent_sqlite_fail(s, rc, "reading or writing", err);
}

ent_status
ent_sqlite_run(ent_sqlite *s, sqlite3_stmt *q, ent_error *err)
{
    ent_status st = ent_sqlite_step(s, q, err);

    (void)sqlite3_reset(q);
    return st == ENT_END ? ENT_OK : st;
}

ent_status
ent_sqlite_int(ent_sqlite *s, const char *sql, int64_t *out, ent_error *err)
{
    sqlite3_stmt *q = NULL;
    ent_status st = ent_sqlite_prepare(s, sql, &q, err);

    if (!st) st = ent_sqlite_step(s, q, err);
    if (!st) *out = sqlite3_column_int64(q, 0);
    sqlite3_finalize(q);
    return st;
}

void
ent_sqlite_bind_text(sqlite3_stmt *q, int at, const char *s)
{
    /* Binding NULL text binds NULL. */
    (void)sqlite3_bind_text(q, at, s, -1, SQLITE_STATIC);
}

void
ent_sqlite_bind_ref(sqlite3_stmt *q, int at, int64_t ref)
{
    if (ref)
        (void)sqlite3_bind_int64(q, at, ref);
    else
        (void)sqlite3_bind_null(q, at);
}

void
ent_sqlite_finalize_all(ent_sqlite *s)
{
    for (int i = 0; i < SQL_COUNT; i++) {
        sqlite3_finalize(s->stmt[i]);
        s->stmt[i] = NULL;
    }
}

int64_t
ent_sqlite_date_pack(const ent_date *d)
{
    return (int64_t)d->year << 14 | (int64_t)(d->month & 15) << 10 | (int64_t)(d->day & 31) << 5 |
           (int64_t)(d->precision & 7) << 2 | (int64_t)(d->calendar & 1) << 1 | (int64_t)d->circa;
}

ent_date
ent_sqlite_date_unpack(int64_t v)
{
    return (ent_date){.year = (int32_t)(v >> 14),
                      .month = (uint8_t)((v >> 10) & 15),
                      .day = (uint8_t)((v >> 5) & 31),
                      .precision = (uint8_t)((v >> 2) & 7),
                      .calendar = (uint8_t)((v >> 1) & 1),
                      .circa = v & 1};
}

void
ent_sqlite_bind_date(sqlite3_stmt *q, int at, const ent_date *d)
{
    if (d->precision == ENT_PREC_NONE)
        (void)sqlite3_bind_null(q, at);
    else
        (void)sqlite3_bind_int64(q, at, ent_sqlite_date_pack(d));
}

ent_date
ent_sqlite_date(sqlite3_stmt *q, int at)
{
    if (sqlite3_column_type(q, at) == SQLITE_NULL) return (ent_date){.precision = ENT_PREC_NONE};
    return ent_sqlite_date_unpack(sqlite3_column_int64(q, at));
}

const char *
ent_sqlite_text(sqlite3_stmt *q, int at, ent_arena *arena, bool *ok)
{
    const char *text = (const char *)sqlite3_column_text(q, at);
    const char *copy;

    if (!text) {
        if (sqlite3_column_type(q, at) != SQLITE_NULL) *ok = false;
        return NULL;
    }
    copy = ent_arena_strdup(arena, text);
    if (!copy) *ok = false;
    return copy;
}
