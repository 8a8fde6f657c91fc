/* votes_priv.h: roll calls and voters' choices as the files that read votes hold them. */
#ifndef ENT_STORE_SQLITE_VOTES_PRIV_H
#define ENT_STORE_SQLITE_VOTES_PRIV_H

#include "ledger/store_sqlite/sqlite_priv.h"

/* What the votes of a roll call share. Texts are in the list's arena; copies in a caller's. */
typedef struct call_row {
    int64_t import, frame, cluster, label, head;
    ent_date valid_from, known_from;
    const char *record, *locator, *copy;
    uint64_t arena_no;
} call_row;

typedef struct choice_row {
    int64_t import, frame, polity, from_code, tail;
} choice_row;

/* Rows are numbered 1, 2, 3 ...: what stands elsewhere is damage. */
struct ent_sqlite_votes {
    ent_arena arena;
    call_row *calls;
    choice_row *choices;
    size_t n_calls, n_choices;
};

typedef struct vote_row {
    int64_t n, choice, call;
    uint64_t row, byte;
} vote_row;

/* Rows are only ever added, so the lists are right as long as their lengths are. *out NULL: no
 * votes came in bulk. */
ENT_MUST_USE ent_status ent_sqlite_votes_of(ent_sqlite *s, ent_sqlite_votes **out, ent_error *err);
/* A row of SQL_VOTES or SQL_VOTE_GET, whose call and choice are there. */
ENT_MUST_USE ent_status ent_sqlite_read_vote(ent_sqlite *s, const ent_sqlite_votes *v,
                                             sqlite3_stmt *q, vote_row *out, ent_error *err);
void ent_sqlite_put_number(int64_t v, uint8_t *out, int n);
ent_status ent_sqlite_damaged(ent_sqlite *s, const char *table, int64_t n, ent_error *err);

#endif
