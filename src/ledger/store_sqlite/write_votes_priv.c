/* write_votes_priv.c: votes in bulk into the tables: calls, voters' choices, and votes by voter. */
#include "ledger/store_sqlite/sqlite_priv.h"

enum { VOTES_AT_ONCE = 16, VOTE_COLUMNS = 5 };

ent_status
ent_sqlite_set_held(ent_store *store, const char *set, bool *out, ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;
    sqlite3_stmt *q;
    ent_status st = ent_sqlite_stmt(s, SQL_VOTE_SET, &q, err);

    if (st) return st;
    ent_sqlite_bind_text(q, 1, set);
    st = ent_sqlite_step(s, q, err);
    if (st == ENT_OK || st == ENT_END) *out = st == ENT_OK;
    (void)sqlite3_reset(q);
    return st == ENT_END ? ENT_OK : st;
}

static int64_t
number_of(const uint8_t *bytes, size_t n)
{
    int64_t v = 0;

    for (size_t i = 0; i < n; i++)
        v = v << 8 | bytes[i];
    return v;
}

/* The title is found by its words, under a number that no claim has. */
static ent_status
add_title(ent_sqlite *s, int64_t call, const ent_claim *c, ent_error *err)
{
    sqlite3_stmt *q;
    ent_status st;

    if (!c->label) return ENT_OK;
    st = ent_sqlite_stmt(s, SQL_TEXT_ADD, &q, err);
    if (st) return st;
    (void)sqlite3_bind_int64(q, 1, -call);
    ent_sqlite_bind_text(q, 2, c->label);
    ent_sqlite_bind_text(q, 5, c->source);
    return ent_sqlite_run(s, q, err);
}

/* *first: number of the first, the others follow. */
static ent_status
add_calls(ent_sqlite *s, const ent_votes *v, int64_t *first, ent_error *err)
{
    ent_status st = ENT_OK;

    for (size_t i = 0; i < v->n_calls && !st; i++) {
        const ent_claim *c = &v->calls[i];
        uint8_t head[ENT_VOTE_HEAD_BYTES];
        int64_t frame = 0, cluster = 0, label = 0, n = 0;
        sqlite3_stmt *q;

        ent_claim_vote_head(c, head);
        st = ent_sqlite_frame(s, c, &frame, err);
        if (!st) st = ent_sqlite_phrase(s, c->cluster, &cluster, err);
        if (!st) st = ent_sqlite_phrase(s, c->label, &label, err);
        if (!st) st = ent_sqlite_stmt(s, SQL_CALL_ADD, &q, err);
        if (st) return st;
        (void)sqlite3_bind_int64(q, 1, s->import);
        (void)sqlite3_bind_int64(q, 2, frame);
        (void)sqlite3_bind_int64(q, 3, number_of(head, sizeof head));
        ent_sqlite_bind_date(q, 4, &c->valid_from);
        ent_sqlite_bind_date(q, 5, &c->known_from);
        ent_sqlite_bind_ref(q, 6, cluster);
        ent_sqlite_bind_ref(q, 7, label);
        ent_sqlite_bind_text(q, 8, c->record);
        ent_sqlite_bind_text(q, 9, c->locator);
        st = ent_sqlite_run(s, q, err);
        n = sqlite3_last_insert_rowid(s->db);
        if (i == 0) *first = n;
        if (!st) st = add_title(s, n, c, err);
    }
    return st;
}

static ent_status
add_choices(ent_sqlite *s, const ent_votes *v, int64_t *first, int64_t *polities, ent_error *err)
{
    ent_status st = ENT_OK;

    for (size_t i = 0; i < v->n_choices && !st; i++) {
        const ent_claim *c = &v->choices[i];
        uint8_t tail[ENT_VOTE_TAIL_BYTES];
        int64_t frame = 0, code = 0;
        sqlite3_stmt *q;

        ent_claim_vote_tail(c, tail);
        st = ent_sqlite_frame(s, c, &frame, err);
        if (!st) st = ent_sqlite_polity(s, c->from, &polities[i], err);
        if (!st) st = ent_sqlite_phrase(s, c->from_code, &code, err);
        if (!st) st = ent_sqlite_stmt(s, SQL_CHOICE_ADD, &q, err);
        if (st) return st;
        (void)sqlite3_bind_int64(q, 1, s->import);
        (void)sqlite3_bind_int64(q, 2, frame);
        (void)sqlite3_bind_int64(q, 3, polities[i]);
        ent_sqlite_bind_ref(q, 4, code);
        (void)sqlite3_bind_int64(q, 5, number_of(tail, sizeof tail));
        st = ent_sqlite_run(s, q, err);
        if (i == 0) *first = sqlite3_last_insert_rowid(s->db);
    }
    return st;
}

/* Runs of votes of one polity. */
static ent_status
add_blocks(ent_sqlite *s, const ent_votes *v, const int64_t *polities, ent_error *err)
{
    ent_status st = ENT_OK;

    for (size_t i = 0, k; i < v->n_votes && !st; i = k) {
        int64_t polity = polities[v->votes[i].choice];
        sqlite3_stmt *q;

        for (k = i + 1; k < v->n_votes && polities[v->votes[k].choice] == polity;)
            k++;
        st = ent_sqlite_stmt(s, SQL_VOTE_BLOCK_ADD, &q, err);
        if (st) return st;
        (void)sqlite3_bind_int64(q, 1, s->next_n + (int64_t)i);
        (void)sqlite3_bind_int64(q, 2, s->import);
        (void)sqlite3_bind_int64(q, 3, polity);
        (void)sqlite3_bind_int64(q, 4, (int64_t)(k - i));
        st = ent_sqlite_run(s, q, err);
    }
    return st;
}

static ent_status
add_votes(ent_sqlite *s, const ent_votes *v, int64_t first_call, int64_t first_choice,
          ent_error *err)
{
    ent_status st = ENT_OK;
    size_t i = 0;

    while (i < v->n_votes && !st) {
        size_t rows = v->n_votes - i >= VOTES_AT_ONCE ? VOTES_AT_ONCE : 1;
        sqlite3_stmt *q;

        st = ent_sqlite_stmt(s, rows > 1 ? SQL_VOTES_ADD : SQL_VOTE_ADD, &q, err);
        if (st) return st;
        for (size_t k = 0; k < rows; k++) {
            const ent_vote *vote = &v->votes[i + k];
            int at = 1 + (int)k * VOTE_COLUMNS;

            (void)sqlite3_bind_int64(q, at, s->next_n + (int64_t)(i + k));
            (void)sqlite3_bind_int64(q, at + 1, first_choice + vote->choice);
            (void)sqlite3_bind_int64(q, at + 2, first_call + vote->call);
            ent_sqlite_bind_ref(q, at + 3, (int64_t)vote->row);
            ent_sqlite_bind_ref(q, at + 4, (int64_t)vote->byte);
        }
        st = ent_sqlite_run(s, q, err);
        i += rows;
    }
    return st;
}

ent_status
ent_sqlite_votes_add(ent_store *store, const ent_votes *votes, ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;
    int64_t first_call = 0, first_choice = 0;
    int64_t *polities = ent_alloc(votes->n_choices, sizeof *polities);
    ent_status st;

    if (!polities) return ent_fail(err, ENT_E_NOMEM, "no memory for votes");
    st = add_calls(s, votes, &first_call, err);
    if (!st) st = add_choices(s, votes, &first_choice, polities, err);
    if (!st) st = add_blocks(s, votes, polities, err);
    if (!st) st = add_votes(s, votes, first_call, first_choice, err);
    if (!st) s->next_n += (int64_t)votes->n_votes;
    s->keys_spilled = true; /* what comes after in this import has to look for them */
    ent_sqlite_votes_forget(s);
    ent_free(polities);
    return st;
}
