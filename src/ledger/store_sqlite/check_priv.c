/* check_priv.c: does the file contradict itself? Rows no import owns, indexes that point astray. */
#include "ledger/store_sqlite/sqlite_priv.h"

#include <string.h>

/* Each is a count that has to be zero. */
static const struct {
    const char *sql, *what;
} CHECKS[] = {
    {"SELECT count(*) FROM claim c WHERE NOT EXISTS(SELECT 1 FROM import i WHERE i.n=c.import AND "
     "c.n BETWEEN i.first_n AND i.last_n)",
     "claims that no import brought"},
    {"SELECT count(*) FROM import i WHERE i.added<>coalesce(i.last_n-i.first_n+1,0)",
     "imports whose count of claims is wrong"},
    {"SELECT count(*) FROM claim c LEFT JOIN frame f ON f.n=c.frame LEFT JOIN indicator i ON "
     "i.n=c.indicator WHERE i.code IS NULL OR i.code IS NOT f.indicator",
     "claims listed under another indicator"},
    {"SELECT count(*) FROM claim WHERE flip NOT IN (0,1) OR (hi<>0 AND hi<=lo)",
     "claims listed under the wrong pair"},
    {"SELECT (SELECT count(*) FROM claim)<>(SELECT count(*) FROM claim_key)",
     "claims missing from the table of keys"},
    {"SELECT (SELECT count(*) FROM claim)<>(SELECT count(*) FROM claim_id)",
     "claims missing from the table of ids"},
    {"SELECT count(*) FROM supersession s WHERE NOT EXISTS(SELECT 1 FROM import i WHERE "
     "i.n=s.import)",
     "supersessions that no import brought"},
    {"SELECT count(*) FROM sighting s WHERE NOT EXISTS(SELECT 1 FROM import i WHERE i.n=s.import)",
     "sightings that no import brought"},
    {"SELECT count(*) FROM reject r WHERE NOT EXISTS(SELECT 1 FROM import i WHERE i.n=r.import)",
     "rejects that no import brought"},
    {"SELECT count(*) FROM coverage r WHERE NOT EXISTS(SELECT 1 FROM import i WHERE i.n=r.import)",
     "coverage windows that no import brought"},
    {"SELECT count(*) FROM source r WHERE NOT EXISTS(SELECT 1 FROM import i WHERE i.n=r.import)",
     "citations that no import brought"},
    {"SELECT count(*) FROM vote_block b WHERE NOT EXISTS(SELECT 1 FROM import i WHERE "
     "i.n=b.import AND b.n>=i.first_n AND b.n+b.votes-1<=i.last_n)",
     "votes that no import brought"},
    {"SELECT (SELECT count(*) FROM vote)<>(SELECT coalesce(sum(votes),0) FROM vote_block)",
     "votes outside their blocks"},
    {"SELECT count(*) FROM vote_call k WHERE NOT EXISTS(SELECT 1 FROM vote_block b WHERE "
     "b.import=k.import)",
     "roll calls without votes"},
    {"SELECT count(*) FROM vote_choice k WHERE NOT EXISTS(SELECT 1 FROM vote_block b WHERE "
     "b.import=k.import)",
     "voters without votes"},
    {"SELECT count(*) FROM vote_block a JOIN vote_block b ON b.n>a.n AND b.n<a.n+a.votes",
     "blocks of votes that overlap"},
    {"SELECT count(*) FROM event_import e WHERE NOT EXISTS(SELECT 1 FROM import i WHERE "
     "i.n=e.import)",
     "imports of events that are no imports"},
    {"SELECT count(*) FROM event_segment s WHERE NOT EXISTS(SELECT 1 FROM event_import e WHERE "
     "e.import=s.import)",
     "segments of events that no import brought"},
    {"SELECT count(*) FROM event_class s WHERE NOT EXISTS(SELECT 1 FROM event_import e WHERE "
     "e.import=s.import)",
     "classes of events that no import brought"},
    {"SELECT count(*) FROM event_exposure s WHERE NOT EXISTS(SELECT 1 FROM event_import e WHERE "
     "e.import=s.import)",
     "months of a feed's rows that no import brought"},
    {"SELECT count(*) FROM event_actor s WHERE NOT EXISTS(SELECT 1 FROM event_import e WHERE "
     "e.import=s.import)",
     "actors of events that no import brought"},
    {"SELECT count(*) FROM event_block b WHERE NOT EXISTS(SELECT 1 FROM event_import e WHERE "
     "e.import=b.import AND b.n BETWEEN e.first_n AND e.last_n)",
     "blocks of event cells that no import brought"},
    {"SELECT (SELECT count(*) FROM event_cell)<>(SELECT coalesce(sum(last_n-first_n+1),0) FROM "
     "event_import)",
     "event cells that no import brought, or lost ones"},
    {"SELECT count(*) FROM event_pair p WHERE NOT EXISTS(SELECT 1 FROM event_block b WHERE "
     "b.pair=p.n)",
     "pairs that no event is of"},
};

/* What the check says when it could not read a page is no damage, unless the code says so. */
static ent_status
why_unread(ent_sqlite *s, const char *said, ent_error *err)
{
    static const char mark[] = "error code=";
    const char *at = strstr(said, mark);
    char digits[8] = {0};
    int64_t rc = 0;

    if (!at) return ENT_OK;
    at += sizeof mark - 1;
    memcpy(digits, at, strspn(at, "0123456789") % sizeof digits);
    if (ent_parse_i64(digits, &rc, NULL) || (rc & 0xff) == SQLITE_CORRUPT) return ENT_OK;
    return ent_sqlite_fail(s, (int)rc, "checking the file", err);
}

ent_status
ent_sqlite_check(ent_store *store, char *problem, size_t size, ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;
    sqlite3_stmt *q = NULL;
    ent_status st = ent_sqlite_prepare(s, "PRAGMA integrity_check(1)", &q, err);

    problem[0] = '\0';
    s->sum_keys = s->sum_ids = 0;
    if (!st) st = ent_sqlite_step(s, q, err);
    if (!st) {
        const char *said = (const char *)sqlite3_column_text(q, 0);

        if (said) st = why_unread(s, said, err);
        if (!said || strcmp(said, "ok") != 0)
            (void)ent_snprintf(problem, size, "the file is damaged: %s",
                               said ? said : "unreadable");
    }
    sqlite3_finalize(q);
    for (size_t i = 0; i < sizeof CHECKS / sizeof *CHECKS && !st && !problem[0]; i++) {
        int64_t n = 0;

        st = ent_sqlite_int(s, CHECKS[i].sql, &n, err);
        if (!st && n) (void)ent_snprintf(problem, size, "%s: %lld", CHECKS[i].what, (long long)n);
    }
    return st;
}

/* ---- the tables of keys and ids ----------------------------------------------------------------
 */

/* Summed in any order: a pair changed, lost or added moves the sum. */
static uint64_t
pair_hash(uint64_t a, uint64_t b)
{
    return ent_hash_mix(a * UINT64_C(0x9e3779b97f4a7c15) ^ ent_hash_mix(b));
}

void
ent_sqlite_sum(ent_sqlite *s, const ent_held *held)
{
    s->sum_keys += pair_hash(ent_record_key(&held->claim), (uint64_t)held->n);
    s->sum_ids += pair_hash(ent_sqlite_id48(held->id), (uint64_t)held->n);
}

static ent_status
sum_table(ent_sqlite *s, const char *sql, uint64_t *out, ent_error *err)
{
    sqlite3_stmt *q = NULL;
    ent_status st = ent_sqlite_prepare(s, sql, &q, err);

    *out = 0;
    while (!st && (st = ent_sqlite_step(s, q, err)) == ENT_OK)
        *out +=
            pair_hash((uint64_t)sqlite3_column_int64(q, 0), (uint64_t)sqlite3_column_int64(q, 1));
    sqlite3_finalize(q);
    return st == ENT_END ? ENT_OK : st;
}

ent_status
ent_sqlite_check_scanned(ent_store *store, char *problem, size_t size, ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;
    uint64_t keys = 0, ids = 0;
    ent_status st = sum_table(s, "SELECT hash, n FROM claim_key", &keys, err);

    if (!st) st = sum_table(s, "SELECT head, n FROM claim_id", &ids, err);
    if (st) return st;
    if (keys != s->sum_keys)
        (void)ent_snprintf(problem, size, "the table of keys is not that of the claims");
    else if (ids != s->sum_ids)
        (void)ent_snprintf(problem, size, "the table of ids is not that of the claims");
    return ENT_OK;
}
