/* event_months.c: coded events of a pair month by month, in the months that its feeds cover. */
#include "ledger/events_priv.h"

#include <string.h>

/* ---- months ------------------------------------------------------------------------------------
 */

static int32_t
month_of(int32_t day)
{
    ent_date d = ent_date_from_day(day);

    return (d.year - 1970) * 12 + d.month - 1;
}

static void
month_days(int32_t month, int32_t *first, int32_t *last)
{
    int32_t year = month >= 0 ? month / 12 : -((11 - month) / 12);
    ent_date d = {.year = 1970 + year,
                  .month = (uint8_t)(month - year * 12 + 1),
                  .precision = ENT_PREC_MONTH};

    if (!ent_date_span(&d, first, last)) *first = *last = 0;
}

/* All rows of a set in one month. */
typedef struct month_rows {
    int32_t month;
    double rows, dyadic;
} month_rows;

typedef struct month_list {
    month_rows *v;
    size_t n, cap;
} month_list;

/* Place of a month in a list that is in order: where it is, or would go. */
static size_t
place_of(const month_list *list, int32_t month)
{
    size_t lo = 0, hi = list->n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (list->v[mid].month < month)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static ent_status
take_exposure(void *ctx, const ent_event_exposure *row, ent_error *err)
{
    month_list *list = ctx;
    size_t at = list->n && list->v[list->n - 1].month == row->month ? list->n - 1
                                                                    : place_of(list, row->month);

    if (at == list->n || list->v[at].month != row->month) {
        if (list->n == list->cap) {
            size_t cap = list->cap ? list->cap * 2 : 256;
            month_rows *v = ent_realloc(list->v, cap, sizeof *v);

            if (!v) return ent_fail(err, ENT_E_NOMEM, "no memory for the months of a feed");
            list->v = v;
            list->cap = cap;
        }
        memmove(&list->v[at + 1], &list->v[at], (list->n - at) * sizeof *list->v);
        list->v[at] = (month_rows){.month = row->month};
        list->n++;
    }
    list->v[at].rows += (double)row->rows;
    list->v[at].dyadic += (double)row->dyadic;
    return ENT_OK;
}

/* ---- what is covered, and all rows of it -------------------------------------------------------
 */

typedef struct set_view {
    ent_event_spans spans;
    month_list exposure;
    ent_event_cells cells;
} set_view;

typedef struct months_maker {
    const ent_event_view *view;
    const ent_event_query *q;
    set_view *sets;
    bool *known; /* of each import: was any of it known by the day asked? */
    ent_arena *arena;
} months_maker;

static ent_status
take_segment(void *ctx, int64_t import, const ent_event_segment *g, ent_error *err)
{
    months_maker *m = ctx;
    size_t at = ent_event_view_import(m->view, import);

    if (at == SIZE_MAX || g->first_day > g->last_day) return ENT_OK;
    if (g->first_known_day > g->last_known_day || g->first_known_day <= m->view->known_by)
        m->known[at] = true;
    return ent_event_spans_add(&m->sets[m->view->set_at[at]].spans, g, m->view->known_by, err);
}

static ent_status
read_sets(months_maker *m, ent_error *err)
{
    ent_store *store = m->view->ledger->store;
    ent_status st = store->ops->event_segments(store, 0, take_segment, m, err);

    for (size_t i = 0; i < m->view->n_imports && !st; i++)
        if (m->known[i])
            st = store->ops->event_exposures(store, m->view->imports[i], take_exposure,
                                             &m->sets[m->view->set_at[i]].exposure, err);
    for (size_t i = 0; i < m->view->n_sets; i++)
        ent_event_spans_join(&m->sets[i].spans);
    return st;
}

/* ---- series ------------------------------------------------------------------------------------
 */

/* Months of a span: those asked for, and, as known by a day, those that were over then. */
static void
span_months(const months_maker *m, const ent_event_span *span, int32_t *first, int32_t *last)
{
    const ent_event_query *q = m->q;
    int32_t begin, end;

    *first = month_of(span->first_day);
    *last = month_of(span->last_day);
    month_days(*last, &begin, &end);
    if (end > m->view->known_by) --*last;
    if (!q->first_day && !q->last_day) return;
    if (month_of(q->first_day) > *first) *first = month_of(q->first_day);
    if (month_of(q->last_day) < *last) *last = month_of(q->last_day);
}

static void
describe(const ent_event_cell *sum, int32_t month, uint8_t quad, ent_event_month *out)
{
    double n = sum->n, mean = (double)sum->intensity_tenths / 10 / n, tone = 0, square;

    *out = (ent_event_month){.month = month,
                             .quad = quad,
                             .n = n,
                             .reports = sum->reports,
                             .intensity_mean = mean,
                             .n_tone = sum->n_tone};
    square = (double)sum->intensity_sq / 100 / n - mean * mean;
    out->intensity_var = square > 0 ? square : 0;
    if (sum->n_tone) {
        tone = (double)sum->tone_milli / 1e3 / sum->n_tone;
        square = (double)sum->tone_sq / 1e6 / sum->n_tone - tone * tone;
        out->tone_mean = tone;
        out->tone_var = square > 0 ? square : 0;
    }
}

/* All rows of the feed, month by month of the series; 0 where it is silent on everybody. */
static ent_status
fill_exposure(const month_list *exposure, ent_event_series *s, ent_arena *arena, ent_error *err)
{
    size_t n = (size_t)(s->last_month - s->first_month + 1);
    double *rows = ent_arena_alloc(arena, n, sizeof *rows);
    double *dyadic = ent_arena_alloc(arena, n, sizeof *dyadic);

    if (!rows || !dyadic) return ent_fail(err, ENT_E_NOMEM, "no memory for the months of a feed");
    for (size_t i = place_of(exposure, s->first_month);
         i < exposure->n && exposure->v[i].month <= s->last_month; i++) {
        rows[exposure->v[i].month - s->first_month] = exposure->v[i].rows;
        dyadic[exposure->v[i].month - s->first_month] = exposure->v[i].dyadic;
    }
    s->exposure_rows = rows;
    s->exposure_dyadic = dyadic;
    return ENT_OK;
}

/* Cells from *at on that are of one month, by quarter of conduct. */
static ent_status
sum_month(const ent_event_cells *cells, size_t *at, int32_t month,
          ent_event_cell sums[ENT_QUAD_COUNT], ent_error *err)
{
    memset(sums, 0, ENT_QUAD_COUNT * sizeof *sums);
    for (; *at < cells->n && month_of(cells->cells[*at].day) == month; ++*at) {
        const ent_event_class *c = ent_event_class_at(cells->cells[*at].class_number);
        ent_event_quad quad = c ? c->quad : ENT_QUAD_NONE;

        if (!ent_event_cell_merge(&sums[quad], &cells->cells[*at]))
            return ent_fail(err, ENT_E_CORRUPT, "counts of events are too large to add up");
    }
    return ENT_OK;
}

static ent_status
fill_series(const set_view *set, ent_event_series *s, ent_arena *arena, ent_error *err)
{
    const ent_event_cells *cells = &set->cells;
    size_t at = 0, room = 0;

    while (at < cells->n && month_of(cells->cells[at].day) < s->first_month)
        at++;
    for (size_t i = at; i < cells->n; i++) /* at most so many months have any */
        room += i == at || month_of(cells->cells[i].day) != month_of(cells->cells[i - 1].day);
    s->months = ent_arena_alloc(arena, room * (ENT_QUAD_COUNT - 1), sizeof *s->months);
    if (!s->months) return ent_fail(err, ENT_E_NOMEM, "no memory for the months of a pair");
    while (at < cells->n && month_of(cells->cells[at].day) <= s->last_month) {
        ent_event_cell sums[ENT_QUAD_COUNT];
        int32_t month = month_of(cells->cells[at].day);
        ent_status st;

        st = sum_month(cells, &at, month, sums, err);
        if (st) return st;
        for (int q = ENT_QUAD_NONE + 1; q < ENT_QUAD_COUNT; q++)
            if (sums[q].n) describe(&sums[q], month, (uint8_t)q, &s->months[s->n_months++]);
    }
    return ENT_OK;
}

static ent_status
make_series(const months_maker *m, ent_event_series **out, size_t *n, ent_error *err)
{
    size_t most = 0, k = 0;
    ent_event_series *v;
    const char *from = ent_arena_strdup(m->arena, m->view->from);
    const char *to = ent_arena_strdup(m->arena, m->view->to);

    for (size_t i = 0; i < m->view->n_sets; i++)
        most += m->sets[i].spans.n;
    v = ent_arena_alloc(m->arena, most, sizeof *v);
    if (!v || !from || !to) return ent_fail(err, ENT_E_NOMEM, "no memory for series of events");
    for (size_t i = 0; i < m->view->n_sets; i++) {
        const set_view *set = &m->sets[i];
        const char *name = ent_arena_strdup(m->arena, m->view->sets[i]);

        if (!name) return ent_fail(err, ENT_E_NOMEM, "no memory for series of events");
        for (size_t j = 0; j < set->spans.n; j++) {
            ent_event_series *s = &v[k];
            ent_status st;

            *s = (ent_event_series){.set = name, .from = from, .to = to};
            span_months(m, &set->spans.v[j], &s->first_month, &s->last_month);
            if (s->first_month > s->last_month) continue;
            st = fill_exposure(&set->exposure, s, m->arena, err);
            if (!st) st = fill_series(set, s, m->arena, err);
            if (st) return st;
            k++;
        }
    }
    *out = v;
    *n = k;
    return ENT_OK;
}

static ent_status
read_months(months_maker *m, ent_arena *scratch, ent_event_series **out, size_t *n, ent_error *err)
{
    const ent_event_view *view = m->view;
    ent_event_cells *cells = ent_arena_alloc(scratch, view->n_sets, sizeof *cells);
    ent_status st;

    m->sets = ent_arena_alloc(scratch, view->n_sets, sizeof *m->sets);
    m->known = ent_arena_alloc(scratch, view->n_imports, sizeof *m->known);
    if (!cells || !m->sets || !m->known)
        return ent_fail(err, ENT_E_NOMEM, "no memory for series of events");
    st = read_sets(m, err);
    if (!st) st = ent_event_view_cells(view, m->q, scratch, cells, err);
    for (size_t i = 0; i < view->n_sets && !st; i++)
        m->sets[i].cells = cells[i];
    if (!st) st = make_series(m, out, n, err);
    for (size_t i = 0; i < view->n_sets; i++) {
        ent_free(m->sets[i].spans.v);
        ent_free(m->sets[i].exposure.v);
    }
    return st;
}

ent_status
ent_ledger_event_months(ent_ledger *ledger, const ent_event_query *query, ent_arena *arena,
                        ent_event_series **out, size_t *n, ent_error *err)
{
    ent_store *store = ledger->store;
    ent_arena scratch = {0};
    ent_event_view view = {.n_sets = 0};
    ent_event_query q = *query;
    months_maker m = {.view = &view, .q = &q, .arena = arena};
    int32_t unused;
    ent_status st;

    if (!q.from || !*q.from || !q.to || !*q.to)
        return ent_fail(err, ENT_E_DOMAIN, "a question about events needs both countries");
    if (q.first_day || q.last_day) { /* whole months, as their exposure is */
        month_days(month_of(q.first_day), &q.first_day, &unused);
        month_days(month_of(q.last_day), &unused, &q.last_day);
    }
    st = store->ops->hold(store, err);
    if (st) return st;
    st = ent_event_view_make(ledger, &q, &scratch, &view, err);
    if (!st) st = read_months(&m, &scratch, out, n, err);
    store->ops->let_go(store);
    ent_arena_clear(&scratch);
    return st;
}
