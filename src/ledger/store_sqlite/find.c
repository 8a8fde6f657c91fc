/* find.c: a filter to rows: which index to walk, what else must hold, and the order of answers. */
#include "ledger/store_sqlite/sqlite_priv.h"

#include <string.h>

/* A list of dictionary numbers. */
typedef struct numbers {
    int64_t *v;
    size_t n;
} numbers;

typedef struct search {
    ent_sqlite *s;
    const ent_filter *f;
    ent_arena scratch; /* numbers */
    numbers a, b, topics;
    sqlite3_stmt *q;
    ent_sqlite_path path;
    ent_arena *arena;
    ent_visit_figure *visit; /* NULL: claims are kept and put in order */
    void *ctx;
    bool enough;     /* the visitor wants no more */
    ent_held *found; /* unlimited searches keep claims as they pass */
    size_t n_found, cap_found;
    ent_top top;
} search;

/* ---- words of the filter to numbers of dictionaries
 * -------------------------------------------------- */

static ent_status
add_number(search *x, numbers *list, size_t max, int64_t n, ent_error *err)
{
    if (!list->v) list->v = ent_arena_alloc(&x->scratch, max, sizeof *list->v);
    if (!list->v) return ent_fail(err, ENT_E_NOMEM, "no memory for a search");
    list->v[list->n++] = n;
    return ENT_OK;
}

static ent_status
polity_numbers(search *x, const char *const *codes, size_t n, numbers *out, ent_error *err)
{
    ent_status st = ENT_OK;

    for (size_t i = 0; i < n && !st; i++) {
        sqlite3_stmt *q;

        st = ent_sqlite_stmt(x->s, SQL_POLITY_FIND, &q, err);
        if (st) return st;
        ent_sqlite_bind_text(q, 1, codes[i]);
        st = ent_sqlite_step(x->s, q, err);
        if (st == ENT_OK) st = add_number(x, out, n, sqlite3_column_int64(q, 0), err);
        (void)sqlite3_reset(q);
        if (st == ENT_END) st = ENT_OK;
    }
    return st;
}

static bool
starts_with(const char *s, const char *prefix)
{
    return strncmp(s, prefix, strlen(prefix)) == 0;
}

static ent_status
topics_by_prefix(search *x, ent_error *err)
{
    enum { TOPICS_MAX = 4096 };
    sqlite3_stmt *q = NULL;
    ent_status st = ent_sqlite_prepare(x->s, "SELECT n, code FROM indicator ORDER BY n", &q, err);

    while (!st && (st = ent_sqlite_step(x->s, q, err)) == ENT_OK) {
        const char *code = (const char *)sqlite3_column_text(q, 1);

        if (code && starts_with(code, x->f->indicator) && x->topics.n < TOPICS_MAX)
            st = add_number(x, &x->topics, TOPICS_MAX, sqlite3_column_int64(q, 0), err);
        if (st) break;
    }
    sqlite3_finalize(q);
    return st == ENT_END ? ENT_OK : st;
}

static ent_status
topic_numbers(search *x, ent_error *err)
{
    sqlite3_stmt *q = NULL;
    ent_status st;

    if (!x->f->indicator) return ENT_OK;
    if (x->f->indicator_is_prefix) return topics_by_prefix(x, err);
    st = ent_sqlite_stmt(x->s, SQL_INDICATOR_FIND, &q, err);
    if (st) return st;
    ent_sqlite_bind_text(q, 1, x->f->indicator);
    st = ent_sqlite_step(x->s, q, err);
    if (st == ENT_OK) st = add_number(x, &x->topics, 1, sqlite3_column_int64(q, 0), err);
    (void)sqlite3_reset(q);
    return st == ENT_END ? ENT_OK : st;
}

static bool
among(const numbers *list, int64_t n)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->v[i] == n) return true;
    return false;
}

/* ---- does a row fit?
 * ------------------------------------------------------------------------------------ */

static bool
parties_fit(const search *x, int64_t from, int64_t to)
{
    const ent_filter *f = x->f;

    if (f->monadic && to) return false;
    if (f->n_a == 0) return true;
    if (f->n_b == 0) return among(&x->a, from) || (!f->outgoing && among(&x->a, to));
    if (among(&x->a, from) && among(&x->b, to)) return true;
    return !f->outgoing && among(&x->b, from) && among(&x->a, to);
}

bool
ent_sqlite_frame_fits(const ent_filter *f, const ent_claim *frame)
{
    if (f->layer && frame->layer != f->layer) return false;
    if (f->set && strcmp(frame->set, f->set) != 0) return false;
    if (f->source && strcmp(frame->source, f->source) != 0) return false;
    for (size_t i = 0; i < f->n_without; i++)
        if (strcmp(frame->set, f->without[i]) == 0) return false;
    if (!f->indicator) return true;
    return f->indicator_is_prefix ? starts_with(frame->indicator, f->indicator)
                                  : strcmp(frame->indicator, f->indicator) == 0;
}

/* Known by the day asked, and not yet superseded then. */
static ent_status
time_fits(search *x, bool *out, ent_error *err)
{
    const ent_filter *f = x->f;
    int32_t known = 0, released, killed;
    ent_date known_from;
    ent_status st;

    if (f->known_by != ENT_DAY_NEVER) {
        known_from = ent_sqlite_date(x->q, COL_KNOWN_FROM);
        if (known_from.precision == ENT_PREC_NONE) {
            st = ent_sqlite_import_days(x->s, sqlite3_column_int64(x->q, COL_IMPORT), &known,
                                        &released, err);
            if (st) return st;
        }
        known = ent_known_day(&known_from, known);
        if (known > f->known_by) {
            st = ent_sqlite_sighted(x->s, sqlite3_column_int64(x->q, COL_N), known, &known, err);
            if (st) return st;
        }
        *out = known <= f->known_by;
        if (!*out) return ENT_OK;
    }
    *out = true;
    if (f->with_superseded || !sqlite3_column_int(x->q, COL_KILLED)) return ENT_OK;
    st = ent_sqlite_killed_day(x->s, sqlite3_column_int64(x->q, COL_N), f->known_by, &killed, err);
    *out = killed == ENT_DAY_NEVER;
    return st;
}

static ent_status
row_fits(search *x, ent_claim *frame, int32_t *first_day, bool *out, ent_error *err)
{
    bool flip = sqlite3_column_int(x->q, COL_FLIP) != 0;
    int64_t lo = sqlite3_column_int64(x->q, COL_LO), hi = sqlite3_column_int64(x->q, COL_HI);
    const char *cluster = NULL;
    int32_t last_day;
    ent_status st;

    *out = parties_fit(x, flip ? hi : lo, flip ? lo : hi);
    if (!*out) return ENT_OK;
    st = ent_sqlite_frame_at(x->s, sqlite3_column_int64(x->q, COL_FRAME), NULL, frame, err);
    if (st) return st;
    *out = ent_sqlite_frame_fits(x->f, frame);
    if (*out && x->f->cluster && x->path != PATH_CLUSTER) {
        st = ent_sqlite_phrase_at(x->s, sqlite3_column_int64(x->q, COL_CLUSTER), NULL, &cluster,
                                  err);
        if (st) return st;
        *out = cluster && strcmp(cluster, x->f->cluster) == 0;
    }
    if (!*out) return ENT_OK;
    frame->valid_from = ent_sqlite_date(x->q, COL_VALID_FROM);
    frame->valid_to = ent_sqlite_date(x->q, COL_VALID_TO);
    frame->ongoing = sqlite3_column_int(x->q, COL_ONGOING) != 0;
    ent_claim_days(frame, ENT_DAY_NEVER, first_day, &last_day);
    *out = *first_day <= x->f->last_day && last_day >= x->f->first_day;
    return *out ? time_fits(x, out, err) : ENT_OK;
}

/* ---- walking
 * -----------------------------------------------------------------------------------------------
 */

/* held NULL: the claim is fetched when its place among the answers is sure. */
static ent_status
keep_place(search *x, ent_place place, const ent_held *held, ent_error *err)
{
    ent_status st;

    place.at = x->n_found;
    if (held) {
        if (x->n_found == x->cap_found) {
            size_t cap = x->cap_found ? x->cap_found * 2 : 64;
            ent_held *found = ent_realloc(x->found, cap, sizeof *found);

            if (!found) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu claims", cap);
            x->found = found;
            x->cap_found = cap;
        }
        x->found[x->n_found++] = *held;
    }
    st = ent_top_add(&x->top, &place);
    return st ? ent_fail(err, st, "no memory for the order of claims") : ENT_OK;
}

static ent_status
keep_row(search *x, const ent_claim *frame, int32_t first_day, ent_error *err)
{
    ent_place place = {.n = sqlite3_column_int64(x->q, COL_N),
                       .first_day = first_day,
                       .indicator = frame->indicator};
    ent_held held;
    ent_status st = ENT_OK;

    if (sqlite3_column_bytes(x->q, COL_ID) == ENT_ID_BYTES)
        memcpy(place.id, sqlite3_column_blob(x->q, COL_ID), ENT_ID_BYTES);
    if (!x->f->limit) st = ent_sqlite_read_claim(x->s, x->q, x->arena, &held, err);
    return st ? st : keep_place(x, place, x->f->limit ? NULL : &held, err);
}

/* A vote that came in bulk. */
static ent_status
take_vote(void *ctx, const ent_held *held, int32_t first_day, int32_t known_day, ent_error *err)
{
    search *x = ctx;
    const ent_indicator *indicator = ent_ref_indicator(held->claim.indicator);
    ent_place place = {.n = held->n,
                       .first_day = first_day,
                       .indicator = indicator ? indicator->code : held->claim.indicator};

    if (x->visit) return x->visit(x->ctx, &held->claim, known_day, err);
    memcpy(place.id, held->id, sizeof place.id);
    return keep_place(x, place, x->f->limit ? NULL : held, err);
}

/* Votes are about one state, and of one indicator. */
static ent_status
walk_votes(search *x, ent_error *err)
{
    ent_vote_search votes = {.filter = x->f,
                             .polities = x->a.v,
                             .n_polities = x->a.n,
                             .all = !x->f->n_a,
                             .figures = x->visit != NULL || x->f->limit,
                             .arena = x->arena,
                             .visit = take_vote,
                             .ctx = x};
    const ent_claim vote = {.set = x->f->set ? x->f->set : "",
                            .source = x->f->source ? x->f->source : "",
                            .layer = x->f->layer,
                            .indicator = "un.vote"};

    if (x->enough || x->f->n_b || !ent_sqlite_frame_fits(x->f, &vote)) return ENT_OK;
    return ent_sqlite_votes_walk(x->s, &votes, err);
}

static ent_status
known_day_of(search *x, const ent_held *held, int32_t *out, ent_error *err)
{
    int32_t unused;
    ent_status st = ent_sqlite_import_days(x->s, held->import, out, &unused, err);

    *out = ent_known_day(&held->claim.known_from, *out);
    return st;
}

static ent_status
show_row(search *x, ent_error *err)
{
    ent_held held;
    int32_t known_day = 0;
    ent_status st = ent_sqlite_read_figure(x->s, x->q, x->arena, &held, err);

    if (!st) st = known_day_of(x, &held, &known_day, err);
    if (!st) st = x->visit(x->ctx, &held.claim, known_day, err);
    x->enough = st == ENT_END;
    return st;
}

static ent_status
walk(search *x, ent_error *err)
{
    int64_t last_n = 0;
    ent_status st = ENT_OK;

    while (!x->enough && (st = ent_sqlite_step(x->s, x->q, err)) == ENT_OK) {
        ent_claim frame;
        int64_t n = sqlite3_column_int64(x->q, COL_N);
        int32_t first_day = 0;
        bool fits = false;

        if (n == last_n) continue; /* the same claim by another of its links */
        last_n = n;
        st = row_fits(x, &frame, &first_day, &fits, err);
        if (!st && fits) st = x->visit ? show_row(x, err) : keep_row(x, &frame, first_day, err);
        if (st) break;
    }
    (void)sqlite3_reset(x->q);
    return st == ENT_END ? ENT_OK : st;
}

/* Take the kept statement of a path; one at a time. */
static ent_status
take_path(search *x, ent_sqlite_path p, ent_error *err)
{
    int way = x->visit ? ENT_SQLITE_PATHS : 0;
    ent_status st;

    if (x->q && x->path == p) return ENT_OK;
    st = ent_sqlite_stmt(x->s, (ent_sql)(SQL_FIND + way + (int)p), &x->q, err);
    if (st) return st;
    x->path = p;
    (void)sqlite3_bind_int(x->q, 7, x->f->with_superseded || x->f->known_by != ENT_DAY_NEVER);
    return ENT_OK;
}

/* Claims between two polities, or (hi 0) about one alone. */
static ent_status
walk_pair(search *x, int64_t lo, int64_t hi, ent_error *err)
{
    size_t n = x->f->indicator ? x->topics.n : 1;
    ent_status st = take_path(x, x->f->indicator ? PATH_PAIR_TOPIC : PATH_PAIR, err);

    for (size_t i = 0; i < n && !st; i++) {
        (void)sqlite3_bind_int64(x->q, 1, lo);
        (void)sqlite3_bind_int64(x->q, 2, hi);
        if (x->f->indicator) (void)sqlite3_bind_int64(x->q, 3, x->topics.v[i]);
        st = walk(x, err);
    }
    return st;
}

static ent_status
walk_dyad(search *x, ent_error *err)
{
    ent_status st = ENT_OK;

    for (size_t i = 0; i < x->a.n && !st; i++) {
        for (size_t k = 0; k < x->b.n && !st; k++) {
            int64_t a = x->a.v[i], b = x->b.v[k];

            /* With sides that overlap, a pair comes up both ways round: take it once. */
            if (a > b && among(&x->a, b) && among(&x->b, a)) continue;
            st = walk_pair(x, a < b ? a : b, a < b ? b : a, err);
        }
    }
    return st;
}

/* All claims with a polity of side a: it is the lower of the pair, or the higher of one below. */
static ent_status
walk_side(search *x, ent_error *err)
{
    ent_status st = ENT_OK;

    for (size_t i = 0; i < x->a.n && !st; i++) {
        int64_t a = x->a.v[i];

        if (x->f->monadic) {
            st = walk_pair(x, a, 0, err);
            continue;
        }
        st = take_path(x, PATH_LO, err);
        if (st) break;
        (void)sqlite3_bind_int64(x->q, 1, a);
        st = walk(x, err);
        for (int64_t lo = 1; lo < a && !st; lo++)
            if (!among(&x->a, lo)) st = walk_pair(x, lo, a, err);
    }
    return st;
}

/* The least number beyond those bound; ENT_END: there is none. */
static ent_status
next_number(search *x, ent_sql which, int64_t lo, int64_t hi, int64_t *out, ent_error *err)
{
    sqlite3_stmt *q;
    ent_status st = ent_sqlite_stmt(x->s, which, &q, err);

    if (st) return st;
    (void)sqlite3_bind_int64(q, 1, lo);
    if (which == SQL_NEXT_HI) (void)sqlite3_bind_int64(q, 2, hi);
    st = ent_sqlite_step(x->s, q, err);
    if (!st && sqlite3_column_type(q, 0) == SQLITE_NULL) st = ENT_END;
    if (!st) *out = sqlite3_column_int64(q, 0);
    (void)sqlite3_reset(q);
    return st;
}

/* Claims of some indicators whoever they are about: from one pair that exists to the next. */
static ent_status
walk_topics(search *x, ent_error *err)
{
    int64_t lo = -1;
    ent_status st;

    while ((st = next_number(x, SQL_NEXT_LO, lo, 0, &lo, err)) == ENT_OK) {
        int64_t hi = -1;

        if (x->f->monadic) st = walk_pair(x, lo, 0, err);
        while (!st && !x->f->monadic && !x->enough &&
               (st = next_number(x, SQL_NEXT_HI, lo, hi, &hi, err)) == ENT_OK)
            st = walk_pair(x, lo, hi, err);
        if (st == ENT_END) st = ENT_OK;
        if (st || x->enough) break;
    }
    return st == ENT_END ? ENT_OK : st;
}

static ent_status
walk_cluster(search *x, ent_error *err)
{
    sqlite3_stmt *q;
    uint64_t hash = ent_hash_bytes(ENT_HASH_SEED, x->f->cluster, strlen(x->f->cluster));
    int64_t n = 0;
    ent_status st = ent_sqlite_stmt(x->s, SQL_PHRASE_FIND, &q, err);

    if (st) return st;
    (void)sqlite3_bind_int64(q, 1, (int64_t)(ent_hash_mix(hash) >> 16));
    ent_sqlite_bind_text(q, 2, x->f->cluster);
    st = ent_sqlite_step(x->s, q, err);
    if (st == ENT_OK) n = sqlite3_column_int64(q, 0);
    (void)sqlite3_reset(q);
    if (st) return st == ENT_END ? ENT_OK : st;
    st = take_path(x, PATH_CLUSTER, err);
    if (st) return st;
    (void)sqlite3_bind_int64(x->q, 1, n);
    return walk(x, err);
}

static ent_status
walk_all(search *x, ent_error *err)
{
    const ent_filter *f = x->f;
    ent_status st = ENT_OK;

    if (f->indicator && x->topics.n == 0) return ENT_OK;
    if (f->match) {
        st = take_path(x, PATH_TEXT, err);
        if (st) return st;
        ent_sqlite_bind_text(x->q, 1, f->match);
        return walk(x, err);
    }
    if (f->n_a && f->n_b) return walk_dyad(x, err);
    if (f->n_a) return walk_side(x, err);
    if (f->cluster) return walk_cluster(x, err);
    if (f->indicator) return walk_topics(x, err);
    st = take_path(x, PATH_ALL, err);
    return st ? st : walk(x, err);
}

/* ---- the answer
 * ---------------------------------------------------------------------------------------------- */

static ent_status
put_in_order(search *x, ent_claim **out, int32_t **known_days, size_t *n, ent_error *err)
{
    size_t skip = x->f->offset < x->top.n ? x->f->offset : x->top.n;
    size_t count = x->top.n - skip;
    ent_claim *claims = ent_arena_alloc(x->arena, count, sizeof *claims);
    int32_t *days = known_days ? ent_arena_alloc(x->arena, count, sizeof *days) : NULL;
    ent_status st = ENT_OK;

    if (!claims || (known_days && !days))
        return ent_fail(err, ENT_E_NOMEM, "no memory for %zu claims", count);
    ent_top_sort(&x->top);
    for (size_t i = 0; i < count && !st; i++) {
        const ent_place *place = &x->top.v[skip + i];
        ent_held fetched;
        const ent_held *held = &fetched;

        if (x->f->limit)
            st = ent_sqlite_claim_at(x->s, place->n, x->arena, &fetched, err);
        else
            held = &x->found[place->at];
        if (st) return st;
        claims[i] = held->claim;
        if (days) st = known_day_of(x, held, &days[i], err);
    }
    if (st) return st;
    *out = claims;
    if (known_days) *known_days = days;
    *n = count;
    return ENT_OK;
}

static ent_status
search_store(search *x, ent_error *err)
{
    const ent_filter *f = x->f;
    ent_status st;

    ent_sqlite_new_arena(x->s);
    st = polity_numbers(x, f->a, f->n_a, &x->a, err);
    if (!st) st = polity_numbers(x, f->b, f->n_b, &x->b, err);
    if (!st) st = topic_numbers(x, err);
    if (!st) st = walk_all(x, err);
    return st ? st : walk_votes(x, err);
}

ent_status
ent_sqlite_find(ent_store *store, const ent_filter *filter, ent_arena *arena, ent_claim **out,
                int32_t **known_days, size_t *n, ent_error *err)
{
    search x = {.s = (ent_sqlite *)store, .f = filter, .arena = arena};
    ent_status st = ent_sqlite_hold(store, err);

    if (st) return st;
    if (filter->limit && !ent_add_size(filter->limit, filter->offset, &x.top.max)) x.top.max = 0;
    st = search_store(&x, err);
    if (!st) st = put_in_order(&x, out, known_days, n, err);
    ent_sqlite_let_go(store);
    ent_free(x.found);
    ent_top_clear(&x.top);
    ent_arena_clear(&x.scratch);
    return st;
}

ent_status
ent_sqlite_figures(ent_store *store, const ent_filter *filter, ent_arena *arena,
                   ent_visit_figure *visit, void *ctx, ent_error *err)
{
    search x = {.s = (ent_sqlite *)store, .f = filter, .arena = arena, .visit = visit, .ctx = ctx};
    ent_status st = ent_sqlite_hold(store, err);

    if (st) return st;
    st = search_store(&x, err);
    ent_sqlite_let_go(store);
    ent_arena_clear(&x.scratch);
    return st;
}

/* ---- one moment
 * ---------------------------------------------------------------------------------------------- */

ent_status
ent_sqlite_hold(ent_store *store, ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;
    sqlite3_stmt *q;
    ent_status st;

    if (s->holds == 0 && sqlite3_get_autocommit(s->db)) {
        st = ent_sqlite_stmt(s, SQL_HOLD, &q, err);
        if (!st) st = ent_sqlite_run(s, q, err);
        if (st) return st;
        s->holding = true;
    }
    s->holds++;
    return ENT_OK;
}

void
ent_sqlite_let_go(ent_store *store)
{
    ent_sqlite *s = (ent_sqlite *)store;
    sqlite3_stmt *q;

    if (--s->holds || !s->holding) return;
    s->holding = false;
    /* Nothing was written; a failure has ended the transaction already. */
    if (!sqlite3_get_autocommit(s->db)) {
        ent_status st = ent_sqlite_stmt(s, SQL_COMMIT, &q, NULL);

        if (!st) st = ent_sqlite_run(s, q, NULL);
        if (st) (void)sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    }
}
