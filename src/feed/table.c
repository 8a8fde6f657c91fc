/* feed/table.c: the sink that keeps what a feed comes to in memory, or only counts it. */
#include "entente/feed.h"

#include <stdlib.h>
#include <string.h>

/* The commit before has not been told of what came since; a table keeps both. */

static ent_status
no_memory(ent_error *err)
{
    return ent_fail(err, ENT_E_NOMEM, "no memory for the table of a feed");
}

/* Room for `more` items behind the n that *items holds. */
static ent_status
make_room(void **items, size_t n, size_t more, size_t *cap, size_t size, ent_error *err)
{
    size_t want, grown;
    void *p;

    if (!ent_add_size(n, more, &want)) return no_memory(err);
    if (want <= *cap) return ENT_OK;
    grown = *cap + *cap / 2 + 16;
    if (grown < want) grown = want;
    p = ent_realloc(*items, grown, size);
    if (!p) return no_memory(err);
    *items = p;
    *cap = grown;
    return ENT_OK;
}

/* ---- segments ------------------------------------------------------------------------------- */

static ent_status
is_known(ent_event_sink *sink, const ent_event_segment *segment, bool *out, ent_error *err)
{
    const ent_event_table *t = sink->ctx;

    (void)err;
    *out = false;
    for (size_t i = 0; !t->count_only && !*out && i < t->n_segments; i++)
        *out = strcmp(t->segments[i].digest, segment->digest) == 0;
    return ENT_OK;
}

static ent_status
keep_segment(ent_event_sink *sink, const ent_event_segment *segment, ent_error *err)
{
    ent_event_table *t = sink->ctx;
    ent_event_segment *slot;
    ent_status st = ENT_OK;

    if (!t->count_only) {
        st = make_room((void **)&t->segments, t->n_segments, 1, &t->cap_segments,
                       sizeof *t->segments, err);
        if (st) return st;
        slot = &t->segments[t->n_segments];
        *slot = *segment;
        slot->feed = ent_arena_strdup(&t->arena, segment->feed);
        slot->file = ent_arena_strdup(&t->arena, segment->file);
        if (!slot->feed || !slot->file) return no_memory(err);
    }
    t->n_segments++;
    return st;
}

/* ---- cells, exposure, actors ---------------------------------------------------------------- */

static ent_status
keep_cells(ent_event_sink *sink, const ent_event_cell *cells, size_t n, ent_error *err)
{
    ent_event_table *t = sink->ctx;
    ent_status st = ENT_OK;

    if (!t->count_only && n) {
        st = make_room((void **)&t->cells, t->n_cells, n, &t->cap_cells, sizeof *cells, err);
        if (st) return st;
        memcpy(t->cells + t->n_cells, cells, n * sizeof *cells);
    }
    t->n_cells += n;
    return st;
}

static ent_status
keep_exposure(ent_event_sink *sink, const ent_event_exposure *rows, size_t n, ent_error *err)
{
    ent_event_table *t = sink->ctx;
    ent_status st = ENT_OK;

    if (!t->count_only && n) {
        st =
            make_room((void **)&t->exposure, t->n_exposure, n, &t->cap_exposure, sizeof *rows, err);
        if (st) return st;
        memcpy(t->exposure + t->n_exposure, rows, n * sizeof *rows);
    }
    t->n_exposure += n;
    return st;
}

static ent_status
keep_actors(ent_event_sink *sink, const ent_event_actor *rows, size_t n, ent_error *err)
{
    ent_event_table *t = sink->ctx;
    ent_status st = ENT_OK;

    if (!t->count_only && n) {
        st = make_room((void **)&t->actors, t->n_actors, n, &t->cap_actors, sizeof *rows, err);
        if (st) return st;
        memcpy(t->actors + t->n_actors, rows, n * sizeof *rows);
    }
    t->n_actors += n;
    return st;
}

static int
compare_exposure(const void *a, const void *b)
{
    const ent_event_exposure *x = a, *y = b;

    if (x->month != y->month) return x->month < y->month ? -1 : 1;
    return (int)x->class_number - (int)y->class_number;
}

static int
compare_actors(const void *a, const void *b)
{
    const ent_event_actor *x = a, *y = b;
    int order = strcmp(x->code, y->code);

    return order ? order : strcmp(x->became, y->became);
}

static ent_status
unite_cells(ent_event_table *t, ent_error *err)
{
    size_t kept = 0;

    if (t->n_cells == 0) return ENT_OK;
    qsort(t->cells, t->n_cells, sizeof *t->cells, ent_event_cell_compare);
    for (size_t i = 1; i < t->n_cells; i++) {
        if (ent_event_cell_compare(&t->cells[kept], &t->cells[i]) != 0)
            t->cells[++kept] = t->cells[i];
        else if (!ent_event_cell_add(&t->cells[kept], &t->cells[i]))
            return ent_fail(err, ENT_E_LIMIT, "the sums of a cell do not fit 64 bits");
    }
    t->n_cells = kept + 1;
    return ENT_OK;
}

static void
unite_exposure(ent_event_table *t)
{
    size_t kept = 0;

    if (t->n_exposure == 0) return;
    qsort(t->exposure, t->n_exposure, sizeof *t->exposure, compare_exposure);
    for (size_t i = 1; i < t->n_exposure; i++) {
        ent_event_exposure *a = &t->exposure[kept];
        const ent_event_exposure *b = &t->exposure[i];

        if (compare_exposure(a, b) != 0) {
            t->exposure[++kept] = *b;
            continue;
        }
        a->rows += b->rows;
        a->dyadic += b->dyadic;
        a->intensity_tenths += b->intensity_tenths;
        a->tone_milli += b->tone_milli;
    }
    t->n_exposure = kept + 1;
}

static void
unite_actors(ent_event_table *t)
{
    size_t kept = 0;

    if (t->n_actors == 0) return;
    qsort(t->actors, t->n_actors, sizeof *t->actors, compare_actors);
    for (size_t i = 1; i < t->n_actors; i++) {
        ent_event_actor *a = &t->actors[kept];
        const ent_event_actor *b = &t->actors[i];

        if (compare_actors(a, b) != 0) {
            t->actors[++kept] = *b;
            continue;
        }
        a->rows += b->rows;
        if (b->first_day < a->first_day) a->first_day = b->first_day;
        if (b->last_day > a->last_day) a->last_day = b->last_day;
    }
    t->n_actors = kept + 1;
}

/* ---- rejects, reports, commits -------------------------------------------------------------- */

static ent_status
keep_reject(ent_event_sink *sink, const ent_error *why, const char *raw, ent_error *err)
{
    ent_event_table *t = sink->ctx;
    ent_status st = ENT_OK;

    (void)raw;
    if (!t->count_only) {
        st = make_room((void **)&t->rejects, t->n_rejects, 1, &t->cap_rejects, sizeof *why, err);
        if (st) return st;
        t->rejects[t->n_rejects] = *why;
    }
    t->n_rejects++;
    return st;
}

static ent_status
keep_report(ent_event_sink *sink, const ent_claim *claim, ent_error *err)
{
    ent_event_table *t = sink->ctx;
    ent_status st = ENT_OK;

    if (!t->count_only) {
        st = make_room((void **)&t->reports, (size_t)t->n_reports, 1, &t->cap_reports,
                       sizeof *claim, err);
        if (!st) st = ent_claim_copy(claim, &t->arena, &t->reports[t->n_reports], err);
        if (st) return st;
    }
    t->n_reports++;
    return st;
}

static ent_status
end_commit(ent_event_sink *sink, ent_error *err)
{
    ent_event_table *t = sink->ctx;
    ent_status st = ENT_OK;

    if (!t->count_only) {
        st = unite_cells(t, err);
        unite_exposure(t);
        unite_actors(t);
    }
    if (!st) t->n_commits++;
    return st;
}

void
ent_event_table_init(ent_event_table *t, bool count_only)
{
    *t = (ent_event_table){
        .sink = {is_known, keep_segment, keep_cells, keep_exposure, keep_actors, keep_reject,
                 keep_report, end_commit, t},
        .count_only = count_only,
    };
}

void
ent_event_table_clear(ent_event_table *t)
{
    if (!t) return;
    ent_free(t->cells);
    ent_free(t->exposure);
    ent_free(t->actors);
    ent_free(t->segments);
    ent_free(t->rejects);
    ent_free(t->reports);
    ent_arena_clear(&t->arena);
    *t = (ent_event_table){0};
}
