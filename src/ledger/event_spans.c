/* event_spans.c: what segments of a feed cover, and their rows in the words of an import. */
#include "ledger/events_priv.h"

#include <stdlib.h>

enum { MONTH_DAYS = 31 };

void
ent_events_tally(const ent_event_segment *segment, ent_tally *tally)
{
    static const ent_skip as[ENT_EVENT_SKIP_COUNT] = {
        [ENT_EVENT_SKIP_NO_ACTOR] = ENT_SKIP_MISSING, [ENT_EVENT_SKIP_DOMESTIC] = ENT_SKIP_SELF,
        [ENT_EVENT_SKIP_REGION] = ENT_SKIP_AGGREGATE, [ENT_EVENT_SKIP_UNKNOWN] = ENT_SKIP_NOT_STATE,
        [ENT_EVENT_SKIP_NO_CLASS] = ENT_SKIP_ABSENT,  [ENT_EVENT_SKIP_DUPLICATE] = ENT_SKIP_OTHER,
    };

    tally->rows += segment->rows;
    tally->kept += segment->kept;
    tally->rejected += segment->rejected;
    for (int i = 0; i < ENT_EVENT_SKIP_COUNT; i++)
        tally->skipped[as[i]] += segment->skipped[i];
}

void
ent_events_widen(const ent_event_segment *segment, int32_t *first_day, int32_t *last_day)
{
    if (segment->first_day > segment->last_day) return;
    if (segment->first_day < *first_day) *first_day = segment->first_day;
    if (segment->last_day > *last_day) *last_day = segment->last_day;
}

ent_status
ent_event_spans_add(ent_event_spans *spans, const ent_event_segment *g, int32_t known_by,
                    ent_error *err)
{
    ent_event_span span = {.first_day = g->first_day, .last_day = g->last_day};
    bool dated = g->first_known_day <= g->last_known_day;
    bool live = dated && g->first_known_day <= g->last_day;

    if (live && g->first_known_day > span.first_day) span.first_day = g->first_known_day;
    if (span.last_day > known_by) span.last_day = known_by;
    if (span.first_day > span.last_day || (dated && g->first_known_day > known_by)) return ENT_OK;
    if (spans->n == spans->cap) {
        size_t cap = spans->cap ? spans->cap * 2 : 64;
        ent_event_span *v = ent_realloc(spans->v, cap, sizeof *v);

        if (!v) return ent_fail(err, ENT_E_NOMEM, "no memory for what a feed covers");
        spans->v = v;
        spans->cap = cap;
    }
    spans->v[spans->n++] = span;
    return ENT_OK;
}

static int
compare_spans(const void *a, const void *b)
{
    const ent_event_span *x = a, *y = b;

    if (x->first_day != y->first_day) return x->first_day < y->first_day ? -1 : 1;
    return (x->last_day > y->last_day) - (x->last_day < y->last_day);
}

void
ent_event_spans_join(ent_event_spans *s)
{
    size_t k = 0;

    if (!s->n) return;
    qsort(s->v, s->n, sizeof *s->v, compare_spans);
    for (size_t i = 1; i < s->n; i++) {
        if ((int64_t)s->v[i].first_day > (int64_t)s->v[k].last_day + MONTH_DAYS)
            s->v[++k] = s->v[i];
        else if (s->v[i].last_day > s->v[k].last_day)
            s->v[k].last_day = s->v[i].last_day;
    }
    s->n = k + 1;
}
