/* yardstick.c: reference distributions over all pairs of a world ledger, written and read as TSV.
 */
#include "yardstick_priv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Fewer pairs than this are no world: a distribution over one state's partners would pass for one
 * over all states. */
enum { PAIRS_MIN = 500, QUANTILES = 101, FIXED_COLUMNS = 5 };

static const char *const MEASURES[] = {
    "trade.dependence",     "trade.total",         "migrants.per_million",
    "un.agreement",         "un.agreement.span",   "un.distance",
    "track.behaviour.pair", "track.rhetoric.pair", "gap.facade.pair",
};
#define N_MEASURES (sizeof MEASURES / sizeof MEASURES[0])
/* The last ones come from one run of the world, not pair by pair. */
enum { FIRST_TRACK = N_MEASURES - WS_YARDSTICK_TRACKS };

typedef struct reading {
    int32_t first_day, last_day;
    uint32_t measure;
    double value;
} reading;

typedef struct readings {
    reading *items;
    size_t n, cap;
} readings;

static ent_status
push(readings *all, reading r, ent_error *err)
{
    if (all->n == all->cap) {
        size_t cap = all->cap ? 2 * all->cap : 65536;
        reading *grown = ent_realloc(all->items, cap, sizeof *grown);

        if (!grown) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu readings", cap);
        all->items = grown;
        all->cap = cap;
    }
    all->items[all->n++] = r;
    return ENT_OK;
}

/* Some states and what is held about each. */
typedef struct block {
    const char *const *lines;
    size_t n;
    ent_arena arena;
    ent_panel about; /* WS_MONADIC series a state */
} block;

static ent_status
read_pair(ent_workspace *ws, const block *x, size_t i, const block *y, size_t k, readings *all,
          ent_error *err)
{
    const ent_date everything = {0};
    ent_pair pair = {x->lines[i], y->lines[k]};
    ent_arena arena = {0};
    ws_estimates list = {.arena = &arena};
    ent_status st = ws_measure_with(ws, &pair, &everything, &x->about.series[i * WS_MONADIC],
                                    &y->about.series[k * WS_MONADIC], &list, err);

    for (size_t e = 0; e < list.n && !st; e++) {
        const ent_estimate *it = &list.items[e];

        for (uint32_t m = 0; m < FIRST_TRACK && !st; m++) {
            if (it->state != ENT_VALUE || strcmp(it->measure, MEASURES[m]) != 0) continue;
            st = push(all, (reading){it->first_day, it->last_day, m, it->value}, err);
        }
    }
    ent_arena_clear(&arena);
    return st;
}

static int
compare_readings(const void *a, const void *b)
{
    const reading *x = a, *y = b;

    if (x->measure != y->measure) return x->measure < y->measure ? -1 : 1;
    if (x->first_day != y->first_day) return x->first_day < y->first_day ? -1 : 1;
    if (x->last_day != y->last_day) return x->last_day < y->last_day ? -1 : 1;
    return (x->value > y->value) - (x->value < y->value);
}

/* Hyndman & Fan (1996) type 7, R's default. */
static double
quantile(const reading *sorted, size_t n, double p)
{
    double at = p * (double)(n - 1);
    size_t below = (size_t)floor(at);
    double left = sorted[below].value;

    return below + 1 < n ? left + (at - (double)below) * (sorted[below + 1].value - left) : left;
}

static ent_status
write_row(const reading *group, size_t n, ent_buf *out)
{
    int first = ent_date_from_day(group[0].first_day).year;
    int last = ent_date_from_day(group[0].last_day).year;
    ent_status st = ent_buf_addf(out, "%s\t%d\t%d\t%zu\t%d", MEASURES[group[0].measure], first,
                                 last, n, QUANTILES);

    for (int i = 0; i < QUANTILES && !st; i++) {
        double v = quantile(group, n, (double)i / (QUANTILES - 1));

        st = ent_buf_addf(out, "\t%.5g", v);
    }
    return st ? st : ent_buf_addc(out, '\n');
}

static ent_status
write_all(const readings *all, const char *tracks_hash, ent_buf *out)
{
    ent_status st = ent_buf_adds(
        out,
        "# Reference distributions over all pairs of states, computed by Entente with\n"
        "#   entente yardstick --ledger WORLD\n"
        "# from COW Trade v4.0, UN DESA migrant stock 2019, World Bank population, UN General\n"
        "# Assembly votes 1946-2019 and ideal points July 2025, as docs/yardstick.md tells.\n"
        "# Our own numbers; licence CC0-1.0. Columns: measure, first and last year, pairs,\n"
        "# number of quantiles, then quantiles at equal steps from 0 to 1.\n");

    if (!st && *tracks_hash)
        st = ent_buf_addf(out,
                          "# track.* and gap.*: every fifth year, by parameters %.12s; of no use "
                          "with others.\n",
                          tracks_hash);
    for (size_t i = 0; i < all->n && !st;) {
        size_t end = i + 1;
        const reading *g = &all->items[i];

        while (end < all->n && all->items[end].measure == g->measure &&
               all->items[end].first_day == g->first_day && all->items[end].last_day == g->last_day)
            end++;
        if (end - i >= PAIRS_MIN) st = write_row(g, end - i, out);
        i = end;
    }
    return st;
}

/* ---- all pairs ------------------------------------------------------------------------------- */

static ent_status
load_block(ent_workspace *ws, const char *const *lines, size_t n, block *out, ent_error *err)
{
    const ent_date everything = {0};

    *out = (block){.lines = lines, .n = n};
    return ws_read_about(ws, lines, n, &everything, &out->arena, &out->about, err);
}

static ent_status
read_blocks(ent_workspace *ws, const block *x, const block *y, readings *all, ent_error *err)
{
    ent_status st = ENT_OK;

    for (size_t i = 0; i < x->n && !st; i++)
        for (size_t k = x == y ? i + 1 : 0; k < y->n && !st; k++)
            st = read_pair(ws, x, i, y, k, all, err);
    return st;
}

/* What is held about a state serves all its pairs. Two blocks of states are held at a time: a block
 * is read again for each block before it, and memory does not grow with the number of states. */
enum { BLOCK_STATES = 32 };

static ent_status
read_all(ent_workspace *ws, const char *const *lines, size_t n, readings *all, ent_error *err)
{
    ent_status st = ENT_OK;

    for (size_t i = 0; i < n && !st; i += BLOCK_STATES) {
        size_t n_x = n - i < BLOCK_STATES ? n - i : BLOCK_STATES;
        block x = {.n = 0};

        st = load_block(ws, lines + i, n_x, &x, err);
        if (!st) st = read_blocks(ws, &x, &x, all, err);
        for (size_t k = i + n_x; k < n && !st; k += BLOCK_STATES) {
            block y = {.n = 0};

            st = load_block(ws, lines + k, n - k < BLOCK_STATES ? n - k : BLOCK_STATES, &y, err);
            if (!st) st = read_blocks(ws, &x, &y, all, err);
            ent_arena_clear(&y.arena);
        }
        ent_arena_clear(&x.arena);
    }
    return st;
}

static ent_status
put_track(void *ctx, size_t quantity, int year, double value, ent_error *err)
{
    ent_date d = {.year = year, .precision = ENT_PREC_YEAR};
    reading r = {.measure = (uint32_t)(FIRST_TRACK + quantity), .value = value};
    bool ok = ent_date_span(&d, &r.first_day, &r.last_day);

    ENT_ASSERT(ok);
    return push(ctx, r, err);
}

static size_t
all_lines(const ent_polity *all, size_t n, const char **out)
{
    size_t k = 0;

    for (size_t i = 0; i < n; i++)
        if (i == 0 || strcmp(all[i].line, all[i - 1].line) != 0) out[k++] = all[i].line;
    return k;
}

ent_status
ent_workspace_yardstick(ent_workspace *ws, ent_buf *out, ent_error *err)
{
    size_t n = 0;
    const ent_polity *all = ent_ref_polities(&n);
    const char **lines = ent_alloc(n, sizeof *lines);
    readings found = {0};
    ent_status st;

    if (!lines) return ent_fail(err, ENT_E_NOMEM, "no memory for the yardstick");
    n = all_lines(all, n, lines);
    st = read_all(ws, lines, n, &found, err);
    if (!st) st = ws_yardstick_tracks(ws, put_track, &found, err);
    if (!st) {
        if (found.n) qsort(found.items, found.n, sizeof *found.items, compare_readings);
        st = write_all(&found, ws->track_hash, out);
        if (st) st = ent_fail(err, st, "no room for the yardstick");
    }
    ent_free(lines);
    ent_free(found.items);
    return st;
}

/* ---- reading it back ------------------------------------------------------------------------- */

static ent_status
parse_yardstick(ent_workspace *ws, const char *const *f, size_t n_fields, ent_yardstick *y,
                ent_error *err)
{
    int64_t year = 0, pairs = 0, count = 0;
    double *q;
    ent_status st;

    if (n_fields < FIXED_COLUMNS)
        return ent_fail(err, ENT_E_PARSE, "%zu columns; want at least %d", n_fields, FIXED_COLUMNS);
    st = ent_parse_i64(f[1], &year, err);
    if (!st) st = ent_parse_i64(f[3], &pairs, err);
    if (!st) st = ent_parse_i64(f[4], &count, err);
    if (st) return st;
    if (count < 2 || (size_t)count != n_fields - FIXED_COLUMNS)
        return ent_fail(err, ENT_E_PARSE, "%zu quantiles stand where %lld are announced",
                        n_fields - FIXED_COLUMNS, (long long)count);
    q = ent_arena_alloc(&ws->arena, (size_t)count, sizeof *q);
    y->measure = ent_arena_strdup(&ws->arena, f[0]);
    if (!q || !y->measure) return ent_fail(err, ENT_E_NOMEM, "no memory for a yardstick");
    for (size_t i = 0; i < (size_t)count && !st; i++)
        st = ent_parse_double(f[FIXED_COLUMNS + i], &q[i], err);
    y->year = (int)year;
    y->n_pairs = (size_t)pairs;
    y->quantiles = q;
    y->n_quantiles = (size_t)count;
    y->unit = "";
    y->computed_from = "entente yardstick";
    return st;
}

static ent_status
append_yardstick(ent_workspace *ws, const ent_yardstick *y, size_t *cap, ent_error *err)
{
    if (ws->n_yardsticks == *cap) {
        size_t grown_cap = *cap ? 2 * *cap : 256;
        ent_yardstick *grown = ent_arena_alloc(&ws->arena, grown_cap, sizeof *grown);

        if (!grown) return ent_fail(err, ENT_E_NOMEM, "no memory for yardsticks");
        if (ws->n_yardsticks) memcpy(grown, ws->yardsticks, ws->n_yardsticks * sizeof *grown);
        ws->yardsticks = grown;
        *cap = grown_cap;
    }
    ws->yardsticks[ws->n_yardsticks++] = *y;
    return ENT_OK;
}

ent_status
ws_yardsticks_load(ent_workspace *ws, ent_error *err)
{
    const ent_rows_options options = {.separator = '\t', .no_quotes = true, .comments = true};
    const char *const *fields = NULL;
    ent_lines *lines = NULL;
    ent_rows *rows = NULL;
    size_t n = 0, cap = 0;
    char *path;
    ent_status st;

    if (!ws->data_dir) return ENT_OK;
    path = ent_arena_printf(&ws->arena, "%s/starter/yardstick.tsv", ws->data_dir);
    if (!path) return ent_fail(err, ENT_E_NOMEM, "no memory for a path");
    st = ent_lines_open(path, ENT_ENC_UTF8, &lines, NULL);
    if (st == ENT_E_IO) return ENT_OK; /* no yardstick: places are then simply not given */
    if (!st) st = ent_rows_open(lines, &options, &rows, err);
    while (!st && (st = ent_rows_next(rows, &fields, &n, err)) == ENT_OK) {
        ent_yardstick y = {0};

        st = parse_yardstick(ws, fields, n, &y, err);
        if (!st) st = append_yardstick(ws, &y, &cap, err);
    }
    ent_rows_close(rows);
    return st == ENT_END ? ENT_OK : st;
}
