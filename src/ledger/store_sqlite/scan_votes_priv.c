/* scan_votes_priv.c: all votes that an import brought in bulk, and whether they fit each other. */
#include "ledger/store_sqlite/votes_priv.h"

static ent_status
scan_calls(ent_sqlite *s, ent_sqlite_votes *v, int64_t import, const ent_visit_votes *visit,
           ent_arena *arena, ent_error *err)
{
    ent_status st = ENT_OK;

    for (size_t i = 0; i < v->n_calls && !st; i++) {
        call_row *row = &v->calls[i];
        uint8_t head[ENT_VOTE_HEAD_BYTES];
        ent_claim c;

        if (row->import != import) continue;
        ent_sqlite_put_number(row->head, head, ENT_VOTE_HEAD_BYTES);
        st = ent_sqlite_frame_at(s, row->frame, arena, &c, err);
        if (!st) st = ent_sqlite_phrase_at(s, row->cluster, arena, &c.cluster, err);
        if (!st) st = ent_sqlite_phrase_at(s, row->label, arena, &c.label, err);
        if (st) return st;
        c.record = row->record;
        c.locator = row->locator;
        c.valid_from = row->valid_from;
        c.known_from = row->known_from;
        st = row->head >> 48 ? ent_sqlite_damaged(s, "vote_call", (int64_t)i + 1, err)
                             : visit->call(visit->ctx, &c, head, err);
    }
    for (size_t i = 0; i < v->n_choices && !st; i++) {
        const choice_row *row = &v->choices[i];
        uint8_t tail[ENT_VOTE_TAIL_BYTES];
        ent_claim c;

        if (row->import != import) continue;
        ent_sqlite_put_number(row->tail, tail, ENT_VOTE_TAIL_BYTES);
        st = ent_sqlite_frame_at(s, row->frame, arena, &c, err);
        if (!st) st = ent_sqlite_polity_at(s, row->polity, arena, &c.from, err);
        if (!st) st = ent_sqlite_phrase_at(s, row->from_code, arena, &c.from_code, err);
        if (st) return st;
        st = row->tail >> 32 ? ent_sqlite_damaged(s, "vote_choice", (int64_t)i + 1, err)
                             : visit->choice(visit->ctx, &c, tail, err);
    }
    return st;
}

/* Of the calls or choices of one import, the number of the first. */
static int64_t
first_of(const ent_sqlite_votes *v, int64_t import, bool calls)
{
    size_t n = calls ? v->n_calls : v->n_choices;

    for (size_t i = 0; i < n; i++)
        if ((calls ? v->calls[i].import : v->choices[i].import) == import) return (int64_t)i + 1;
    return 1;
}

static ent_status
scan_block(ent_sqlite *s, const ent_sqlite_votes *v, sqlite3_stmt *block,
           const ent_visit_votes *visit, ent_error *err)
{
    int64_t first = sqlite3_column_int64(block, 0), import = sqlite3_column_int64(block, 1);
    int64_t n = sqlite3_column_int64(block, 3), next = first;
    int64_t call_0 = first_of(v, import, true), choice_0 = first_of(v, import, false);
    sqlite3_stmt *q;
    ent_status st = ent_sqlite_stmt(s, SQL_VOTES, &q, err);

    if (st) return st;
    (void)sqlite3_bind_int64(q, 1, first);
    (void)sqlite3_bind_int64(q, 2, first + n - 1);
    while ((st = ent_sqlite_step(s, q, err)) == ENT_OK) {
        vote_row r;
        ent_vote vote;

        st = ent_sqlite_read_vote(s, v, q, &r, err);
        if (!st && (r.n != next++ || v->choices[r.choice - 1].import != import ||
                    v->calls[r.call - 1].import != import ||
                    v->choices[r.choice - 1].polity != sqlite3_column_int64(block, 2)))
            st = ent_sqlite_damaged(s, "vote", r.n, err);
        if (st) break;
        vote = (ent_vote){.call = (uint32_t)(r.call - call_0),
                          .choice = (uint32_t)(r.choice - choice_0),
                          .row = r.row,
                          .byte = r.byte};
        st = visit->vote(visit->ctx, r.n, &vote, err);
        if (st) break;
    }
    (void)sqlite3_reset(q);
    if (st == ENT_END)
        st = next == first + n ? ENT_OK : ent_sqlite_damaged(s, "vote_block", first, err);
    return st;
}

ent_status
ent_sqlite_votes_scan(ent_store *store, int64_t import, const ent_visit_votes *visit,
                      ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;
    ent_sqlite_votes *v = NULL;
    ent_arena arena = {0};
    sqlite3_stmt *q;
    ent_status st = ent_sqlite_votes_of(s, &v, err);

    if (st || !v) return st;
    ent_sqlite_new_arena(s);
    st = scan_calls(s, v, import, visit, &arena, err);
    if (!st) st = ent_sqlite_stmt(s, SQL_VOTE_BLOCKS, &q, err);
    while (!st && (st = ent_sqlite_step(s, q, err)) == ENT_OK)
        if (sqlite3_column_int64(q, 1) == import) st = scan_block(s, v, q, visit, err);
    if (st == ENT_END) st = ENT_OK;
    if (s->stmt[SQL_VOTE_BLOCKS]) (void)sqlite3_reset(s->stmt[SQL_VOTE_BLOCKS]);
    ent_arena_clear(&arena);
    ent_sqlite_new_arena(s);
    return st;
}
