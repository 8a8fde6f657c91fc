/* read_votes_priv.c: votes that came in bulk back to the claims that they are. */
#include "ledger/store_sqlite/votes_priv.h"

#include <string.h>

void
ent_sqlite_votes_forget(ent_sqlite *s)
{
    ent_sqlite_votes *v = s->votes;

    s->votes = NULL;
    ent_keymap_clear(&s->vote_keys);
    s->vote_keys_read = false;
    if (!v) return;
    ent_arena_clear(&v->arena);
    ent_free(v);
}

/* ---- calls and choices -------------------------------------------------------------------------
 */

ent_status
ent_sqlite_damaged(ent_sqlite *s, const char *table, int64_t n, ent_error *err)
{
    return ent_fail(err, ENT_E_CORRUPT, "%s: row %lld of table %s is damaged", s->path,
                    (long long)n, table);
}

static ent_status
load_calls(ent_sqlite *s, ent_sqlite_votes *v, ent_error *err)
{
    sqlite3_stmt *q = NULL;
    bool ok = true;
    size_t i = 0;
    ent_status st = ent_sqlite_prepare(
        s,
        "SELECT n,import,frame,head,valid_from,known_from,cluster,label,record,locator FROM "
        "vote_call ORDER BY n",
        &q, err);

    v->calls = ent_arena_alloc(&v->arena, v->n_calls, sizeof *v->calls);
    if (!st && !v->calls) st = ent_fail(err, ENT_E_NOMEM, "no memory for roll calls");
    while (!st && i < v->n_calls && (st = ent_sqlite_step(s, q, err)) == ENT_OK) {
        call_row *c = &v->calls[i];

        if (sqlite3_column_int64(q, 0) != (int64_t)++i)
            st = ent_sqlite_damaged(s, "vote_call", (int64_t)i, err);
        if (st) break;
        *c = (call_row){.import = sqlite3_column_int64(q, 1),
                        .frame = sqlite3_column_int64(q, 2),
                        .head = sqlite3_column_int64(q, 3),
                        .valid_from = ent_sqlite_date(q, 4),
                        .known_from = ent_sqlite_date(q, 5),
                        .cluster = sqlite3_column_int64(q, 6),
                        .label = sqlite3_column_int64(q, 7),
                        .record = ent_sqlite_text(q, 8, &v->arena, &ok),
                        .locator = ent_sqlite_text(q, 9, &v->arena, &ok)};
        if (!ok) st = ent_fail(err, ENT_E_NOMEM, "no memory for roll calls");
    }
    sqlite3_finalize(q);
    return st == ENT_END ? ent_sqlite_damaged(s, "vote_call", (int64_t)i, err) : st;
}

static ent_status
load_choices(ent_sqlite *s, ent_sqlite_votes *v, ent_error *err)
{
    sqlite3_stmt *q = NULL;
    size_t i = 0;
    ent_status st = ent_sqlite_prepare(
        s, "SELECT n,import,frame,polity,from_code,tail FROM vote_choice ORDER BY n", &q, err);

    v->choices = ent_arena_alloc(&v->arena, v->n_choices, sizeof *v->choices);
    if (!st && !v->choices) st = ent_fail(err, ENT_E_NOMEM, "no memory for votes");
    while (!st && i < v->n_choices && (st = ent_sqlite_step(s, q, err)) == ENT_OK) {
        v->choices[i] = (choice_row){.import = sqlite3_column_int64(q, 1),
                                     .frame = sqlite3_column_int64(q, 2),
                                     .polity = sqlite3_column_int64(q, 3),
                                     .from_code = sqlite3_column_int64(q, 4),
                                     .tail = sqlite3_column_int64(q, 5)};
        if (sqlite3_column_int64(q, 0) != (int64_t)++i)
            st = ent_sqlite_damaged(s, "vote_choice", (int64_t)i, err);
        if (st) break;
    }
    sqlite3_finalize(q);
    return st == ENT_END ? ent_sqlite_damaged(s, "vote_choice", (int64_t)i, err) : st;
}

ent_status
ent_sqlite_votes_of(ent_sqlite *s, ent_sqlite_votes **out, ent_error *err)
{
    int64_t calls = 0, choices = 0;
    ent_sqlite_votes *v;
    ent_status st = ent_sqlite_int(s, "SELECT count(*) FROM vote_choice", &choices, err);

    *out = NULL;
    if (st || !choices) return st;
    if (s->votes && s->votes->n_choices == (size_t)choices) {
        *out = s->votes;
        return ENT_OK;
    }
    st = ent_sqlite_int(s, "SELECT count(*) FROM vote_call", &calls, err);
    if (st) return st;
    ent_sqlite_votes_forget(s);
    v = ent_alloc(1, sizeof *v);
    if (!v) return ent_fail(err, ENT_E_NOMEM, "no memory for votes");
    v->n_calls = (size_t)calls;
    v->n_choices = (size_t)choices;
    s->votes = v;
    st = load_calls(s, v, err);
    if (!st) st = load_choices(s, v, err);
    if (st)
        ent_sqlite_votes_forget(s);
    else
        *out = v;
    return st;
}

/* ---- a vote as a claim -------------------------------------------------------------------------
 */

ent_status
ent_sqlite_read_vote(ent_sqlite *s, const ent_sqlite_votes *v, sqlite3_stmt *q, vote_row *out,
                     ent_error *err)
{
    *out = (vote_row){.n = sqlite3_column_int64(q, 0),
                      .choice = sqlite3_column_int64(q, 1),
                      .call = sqlite3_column_int64(q, 2),
                      .row = (uint64_t)sqlite3_column_int64(q, 3),
                      .byte = (uint64_t)sqlite3_column_int64(q, 4)};
    if (out->choice < 1 || out->choice > (int64_t)v->n_choices || out->call < 1 ||
        out->call > (int64_t)v->n_calls)
        return ent_sqlite_damaged(s, "vote", out->n, err);
    return ENT_OK;
}

void
ent_sqlite_put_number(int64_t v, uint8_t *out, int n)
{
    for (int i = n; i-- > 0; v >>= 8)
        out[i] = (uint8_t)v;
}

/* What a figure needs; with whole, what people read too. */
static ent_status
make_claim(ent_sqlite *s, ent_sqlite_votes *v, const vote_row *r, bool whole, ent_arena *arena,
           ent_held *out, ent_error *err)
{
    call_row *call = &v->calls[r->call - 1];
    const choice_row *choice = &v->choices[r->choice - 1];
    ent_claim *c = &out->claim;
    ent_status st = ent_sqlite_frame_at(s, choice->frame, arena, c, err);

    if (!st) st = ent_sqlite_polity_at(s, choice->polity, arena, &c->from, err);
    if (!st) st = ent_sqlite_phrase_at(s, call->cluster, arena, &c->cluster, err);
    if (st) return st;
    if (call->arena_no != s->arena_no) {
        call->copy = ent_arena_strdup(arena, call->record);
        if (!call->copy) return ent_fail(err, ENT_E_NOMEM, "no memory for the text of claims");
        call->arena_no = s->arena_no;
    }
    c->record = call->copy;
    c->valid_from = call->valid_from;
    c->known_from = call->known_from;
    c->row = r->row;
    c->byte = r->byte;
    ent_sqlite_put_number(call->head, out->id, ENT_VOTE_HEAD_BYTES);
    ent_sqlite_put_number(choice->tail, out->id + ENT_VOTE_HEAD_BYTES, ENT_VOTE_TAIL_BYTES);
    ent_hex(out->id, ENT_ID_BYTES, c->id);
    out->n = r->n;
    out->import = call->import;
    if (!whole) return ENT_OK;
    st = ent_sqlite_phrase_at(s, choice->from_code, arena, &c->from_code, err);
    if (!st) st = ent_sqlite_phrase_at(s, call->label, arena, &c->label, err);
    c->locator = ent_arena_strdup(arena, call->locator);
    if (!st && call->locator && !c->locator)
        st = ent_fail(err, ENT_E_NOMEM, "no memory for the text of claims");
    return st;
}

static ent_status
get_vote(ent_sqlite *s, const ent_sqlite_votes *v, int64_t n, vote_row *out, ent_error *err)
{
    sqlite3_stmt *q;
    ent_status st = ent_sqlite_stmt(s, SQL_VOTE_GET, &q, err);

    if (st) return st;
    (void)sqlite3_bind_int64(q, 1, n);
    st = ent_sqlite_step(s, q, err);
    if (st == ENT_OK) st = ent_sqlite_read_vote(s, v, q, out, err);
    (void)sqlite3_reset(q);
    return st;
}

ent_status
ent_sqlite_vote_at(ent_sqlite *s, int64_t n, ent_arena *arena, ent_held *out, ent_error *err)
{
    ent_sqlite_votes *v = NULL;
    vote_row row;
    ent_status st = ent_sqlite_votes_of(s, &v, err);

    if (st || !v) return st ? st : ENT_END;
    st = get_vote(s, v, n, &row, err);
    return st ? st : make_claim(s, v, &row, true, arena, out, err);
}

/* ---- by id -------------------------------------------------------------------------------------
 */

/* Of a block, whose votes are in order of their calls, the vote in a call. @return ENT_END */
static ent_status
find_in_block(ent_sqlite *s, const ent_sqlite_votes *v, int64_t first, int64_t n, int64_t call,
              vote_row *out, ent_error *err)
{
    int64_t lo = first, hi = first + n;

    while (lo < hi) {
        int64_t mid = lo + (hi - lo) / 2;
        ent_status st = get_vote(s, v, mid, out, err);

        if (st) return st == ENT_END ? ent_sqlite_damaged(s, "vote", mid, err) : st;
        if (out->call == call) return ENT_OK;
        if (out->call < call)
            lo = mid + 1;
        else
            hi = mid;
    }
    return ENT_END;
}

static ent_status
take_choice(ent_sqlite *s, ent_sqlite_votes *v, int64_t call, int64_t choice, ent_arena *arena,
            ent_held *out, size_t *n, ent_error *err)
{
    const choice_row *c = &v->choices[choice - 1];
    sqlite3_stmt *q;
    vote_row row;
    ent_status st = ent_sqlite_stmt(s, SQL_VOTE_BLOCKS_OF, &q, err);

    if (st) return st;
    (void)sqlite3_bind_int64(q, 1, c->polity);
    while ((st = ent_sqlite_step(s, q, err)) == ENT_OK) {
        if (sqlite3_column_int64(q, 1) != c->import) continue;
        st = find_in_block(s, v, sqlite3_column_int64(q, 0), sqlite3_column_int64(q, 3), call, &row,
                           err);
        if (st == ENT_OK && row.choice == choice) {
            st = make_claim(s, v, &row, true, arena, &out[*n], err);
            if (!st) ++*n;
            break;
        }
        if (st != ENT_OK && st != ENT_END) break;
    }
    (void)sqlite3_reset(q);
    return st == ENT_END ? ENT_OK : st;
}

ent_status
ent_sqlite_votes_by_id(ent_sqlite *s, const uint8_t *low, const uint8_t *high, ent_arena *arena,
                       size_t max, ent_held *out, size_t *n, ent_error *err)
{
    ent_sqlite_votes *v = NULL;
    ent_status st = ent_sqlite_votes_of(s, &v, err);

    if (st || !v) return st;
    for (size_t i = 0; i < v->n_calls && !st; i++) {
        uint8_t id[ENT_ID_BYTES];

        ent_sqlite_put_number(v->calls[i].head, id, ENT_VOTE_HEAD_BYTES);
        if (memcmp(id, low, ENT_VOTE_HEAD_BYTES) < 0 || memcmp(id, high, ENT_VOTE_HEAD_BYTES) > 0)
            continue;
        for (size_t k = 0; k < v->n_choices && !st && *n < max; k++) {
            if (v->choices[k].import != v->calls[i].import) continue;
            ent_sqlite_put_number(v->choices[k].tail, id + ENT_VOTE_HEAD_BYTES,
                                  ENT_VOTE_TAIL_BYTES);
            if (memcmp(id, low, ENT_ID_BYTES) >= 0 && memcmp(id, high, ENT_ID_BYTES) <= 0)
                st = take_choice(s, v, (int64_t)i + 1, (int64_t)k + 1, arena, out, n, err);
        }
    }
    return st;
}

/* ---- all votes, or those of some states --------------------------------------------------------
 */

typedef struct vote_walk {
    ent_sqlite *s;
    ent_sqlite_votes *v;
    const ent_vote_search *x;
    bool *call_fits, *choice_fits;
    int32_t *first_day, *known_day; /* of each call */
    int64_t *killed;                /* votes of the block that something superseded, in order */
    size_t n_killed, cap_killed;
} vote_walk;

/* Calls whose titles hold the words. */
static ent_status
match_calls(vote_walk *w, ent_error *err)
{
    ent_sqlite *s = w->s;
    sqlite3_stmt *q = NULL;
    bool *found = ent_alloc(w->v->n_calls, sizeof *found);
    ent_status st = found ? ENT_OK : ent_fail(err, ENT_E_NOMEM, "no memory for a search");

    if (!st)
        st = ent_sqlite_prepare(s, "SELECT rowid FROM claim_text WHERE claim_text MATCH ?1", &q,
                                err);
    if (!st) ent_sqlite_bind_text(q, 1, w->x->filter->match);
    while (!st && (st = ent_sqlite_step(s, q, err)) == ENT_OK) {
        int64_t n = -sqlite3_column_int64(q, 0);

        if (n >= 1 && n <= (int64_t)w->v->n_calls) found[n - 1] = true;
    }
    sqlite3_finalize(q);
    for (size_t i = 0; i < w->v->n_calls && st == ENT_END; i++)
        w->call_fits[i] = w->call_fits[i] && found[i];
    ent_free(found);
    return st == ENT_END ? ENT_OK : st;
}

static ent_status
judge_call(vote_walk *w, size_t i, ent_error *err)
{
    const ent_filter *f = w->x->filter;
    const call_row *c = &w->v->calls[i];
    const ent_claim when = {.valid_from = c->valid_from};
    const char *cluster = NULL;
    int32_t last, released;
    ent_status st = ent_sqlite_import_days(w->s, c->import, &w->known_day[i], &released, err);

    if (st) return st;
    w->known_day[i] = ent_known_day(&c->known_from, w->known_day[i]);
    ent_claim_days(&when, ENT_DAY_NEVER, &w->first_day[i], &last);
    w->call_fits[i] = w->first_day[i] <= f->last_day && last >= f->first_day;
    if (!w->call_fits[i] || !f->cluster) return ENT_OK;
    st = ent_sqlite_phrase_at(w->s, c->cluster, NULL, &cluster, err);
    w->call_fits[i] = cluster && strcmp(cluster, f->cluster) == 0;
    return st;
}

static ent_status
judge_all(vote_walk *w, ent_arena *scratch, ent_error *err)
{
    size_t n = w->v->n_calls, m = w->v->n_choices;
    ent_status st = ENT_OK;

    w->call_fits = ent_arena_alloc(scratch, n, sizeof *w->call_fits);
    w->choice_fits = ent_arena_alloc(scratch, m, sizeof *w->choice_fits);
    w->first_day = ent_arena_alloc(scratch, n, sizeof *w->first_day);
    w->known_day = ent_arena_alloc(scratch, n, sizeof *w->known_day);
    if (!w->call_fits || !w->choice_fits || !w->first_day || !w->known_day)
        return ent_fail(err, ENT_E_NOMEM, "no memory for a search");
    for (size_t i = 0; i < n && !st; i++)
        st = judge_call(w, i, err);
    for (size_t i = 0; i < m && !st; i++) {
        ent_claim frame;

        st = ent_sqlite_frame_at(w->s, w->v->choices[i].frame, NULL, &frame, err);
        if (!st) w->choice_fits[i] = ent_sqlite_frame_fits(w->x->filter, &frame);
    }
    if (!st && w->x->filter->match) st = match_calls(w, err);
    return st;
}

static ent_status
list_killed(vote_walk *w, int64_t first, int64_t last, ent_error *err)
{
    sqlite3_stmt *q;
    ent_status st = ent_sqlite_stmt(w->s, SQL_VOTES_KILLED, &q, err);

    if (st) return st;
    w->n_killed = 0;
    (void)sqlite3_bind_int64(q, 1, first);
    (void)sqlite3_bind_int64(q, 2, last);
    while ((st = ent_sqlite_step(w->s, q, err)) == ENT_OK) {
        if (w->n_killed == w->cap_killed) {
            size_t cap = w->cap_killed ? w->cap_killed * 2 : 256;
            int64_t *v = ent_realloc(w->killed, cap, sizeof *v);

            if (!v) st = ent_fail(err, ENT_E_NOMEM, "no memory for a search");
            if (!v) break;
            w->killed = v;
            w->cap_killed = cap;
        }
        w->killed[w->n_killed++] = sqlite3_column_int64(q, 0);
    }
    (void)sqlite3_reset(q);
    return st == ENT_END ? ENT_OK : st;
}

static ent_status
in_force(vote_walk *w, const vote_row *r, size_t *at, bool *out, ent_error *err)
{
    const ent_filter *f = w->x->filter;
    int32_t known = w->known_day[r->call - 1], killed;
    ent_status st = ENT_OK;

    if (known > f->known_by && f->known_by != ENT_DAY_NEVER)
        st = ent_sqlite_sighted(w->s, r->n, known, &known, err);
    *out = !st && (f->known_by == ENT_DAY_NEVER || known <= f->known_by);
    if (!*out || f->with_superseded) return st;
    while (*at < w->n_killed && w->killed[*at] < r->n)
        ++*at;
    if (*at == w->n_killed || w->killed[*at] != r->n) return ENT_OK;
    st = ent_sqlite_killed_day(w->s, r->n, f->known_by, &killed, err);
    *out = killed == ENT_DAY_NEVER;
    return st;
}

static ent_status
walk_block(vote_walk *w, int64_t first, int64_t n, ent_error *err)
{
    size_t at = 0;
    sqlite3_stmt *q;
    ent_status st = list_killed(w, first, first + n - 1, err);

    if (!st) st = ent_sqlite_stmt(w->s, SQL_VOTES, &q, err);
    if (st) return st;
    (void)sqlite3_bind_int64(q, 1, first);
    (void)sqlite3_bind_int64(q, 2, first + n - 1);
    while ((st = ent_sqlite_step(w->s, q, err)) == ENT_OK) {
        ent_held held;
        vote_row r;
        bool fits = false;

        st = ent_sqlite_read_vote(w->s, w->v, q, &r, err);
        if (!st && w->call_fits[r.call - 1] && w->choice_fits[r.choice - 1])
            st = in_force(w, &r, &at, &fits, err);
        if (!st && fits) st = make_claim(w->s, w->v, &r, !w->x->figures, w->x->arena, &held, err);
        if (!st && fits)
            st = w->x->visit(w->x->ctx, &held, w->first_day[r.call - 1], w->known_day[r.call - 1],
                             err);
        if (st) break;
    }
    (void)sqlite3_reset(q);
    return st;
}

/* One polity's blocks, or (0) all. ENT_END: the visitor wants no more, or there is no more. */
static ent_status
walk_blocks(vote_walk *w, int64_t polity, ent_error *err)
{
    sqlite3_stmt *q;
    bool enough = false;
    ent_status st = ent_sqlite_stmt(w->s, polity ? SQL_VOTE_BLOCKS_OF : SQL_VOTE_BLOCKS, &q, err);

    if (st) return st;
    if (polity) (void)sqlite3_bind_int64(q, 1, polity);
    while (!enough && (st = ent_sqlite_step(w->s, q, err)) == ENT_OK) {
        st = walk_block(w, sqlite3_column_int64(q, 0), sqlite3_column_int64(q, 3), err);
        if (st != ENT_OK && st != ENT_END) break;
    }
    (void)sqlite3_reset(q);
    return st == ENT_END ? ENT_OK : st;
}

ent_status
ent_sqlite_votes_walk(ent_sqlite *s, const ent_vote_search *search, ent_error *err)
{
    vote_walk w = {.s = s, .x = search};
    ent_arena scratch = {0};
    ent_status st = ent_sqlite_votes_of(s, &w.v, err);

    if (st || !w.v) return st;
    st = judge_all(&w, &scratch, err);
    if (!st && search->all) st = walk_blocks(&w, 0, err);
    for (size_t i = 0; i < search->n_polities && !st && !search->all; i++)
        st = walk_blocks(&w, search->polities[i], err);
    ent_free(w.killed);
    ent_arena_clear(&scratch);
    return st;
}

/* ---- keys --------------------------------------------------------------------------------------
 */

typedef struct key_list {
    ent_keymap *map;
} key_list;

static ent_status
take_key(void *ctx, const ent_held *held, int32_t first_day, int32_t known_day, ent_error *err)
{
    key_list *list = ctx;
    ent_status st = ent_keymap_add(list->map, ent_record_key(&held->claim), (uint64_t)held->n);

    (void)first_day, (void)known_day;
    return st ? ent_fail(err, st, "no memory for the records of votes") : ENT_OK;
}

ent_status
ent_sqlite_vote_keys(ent_sqlite *s, ent_keymap *out, ent_error *err)
{
    static const ent_filter all = {.first_day = ENT_DAY_ALWAYS,
                                   .last_day = ENT_DAY_NEVER,
                                   .known_by = ENT_DAY_NEVER,
                                   .with_superseded = true};
    ent_arena arena = {0};
    key_list list = {.map = out};
    ent_vote_search x = {.filter = &all,
                         .all = true,
                         .figures = true,
                         .arena = &arena,
                         .visit = take_key,
                         .ctx = &list};
    ent_status st;

    ent_sqlite_new_arena(s);
    st = ent_sqlite_votes_walk(s, &x, err);
    ent_arena_clear(&arena);
    ent_sqlite_new_arena(s);
    return st;
}
