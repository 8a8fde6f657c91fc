/* events_priv.h: what writing, reading and verifying coded events share. */
#ifndef ENT_LEDGER_EVENTS_PRIV_H
#define ENT_LEDGER_EVENTS_PRIV_H

#include "ledger/ledger_priv.h"

/* Days that a feed covers, from first to last. */
typedef struct ent_event_span {
    int32_t first_day, last_day;
} ent_event_span;

typedef struct ent_event_spans {
    ent_event_span *v; /* ent_free */
    size_t n, cap;
} ent_event_spans;

/* The days that a segment covers, as known by a day. A feed that was live then covers the days on
 * which its rows became known: what it dates back is about days that it did not look at. A file of
 * old days that came out later covers the days that it is about. */
ENT_MUST_USE ent_status ent_event_spans_add(ent_event_spans *spans,
                                            const ent_event_segment *segment, int32_t known_by,
                                            ent_error *err);
/* In order; those less than a month apart are one. */
void ent_event_spans_join(ent_event_spans *spans);

/* A segment's rows in the words of an import's tally, and its days. */
void ent_events_tally(const ent_event_segment *segment, ent_tally *tally);
void ent_events_widen(const ent_event_segment *segment, int32_t *first_day, int32_t *last_day);

/* Imports of events that a question is about, their sets in order, and what it may see of them. */
typedef struct ent_event_view {
    ent_ledger *ledger;
    const char *from, *to; /* line codes */
    int32_t known_by;
    ent_event_import_held *held; /* those wanted, ascending */
    int64_t *imports;            /* their numbers */
    size_t *set_at;              /* and their sets */
    size_t n_imports;
    const char **sets;
    size_t n_sets;
} ent_event_view;

/* Texts and lists are scratch's. */
ENT_MUST_USE ent_status ent_event_view_make(ent_ledger *ledger, const ent_event_query *query,
                                            ent_arena *scratch, ent_event_view *out,
                                            ent_error *err);
/* As ent_ledger_event_cells, sets without a cell among them, in the order of view->sets. */
ENT_MUST_USE ent_status ent_event_view_cells(const ent_event_view *view,
                                             const ent_event_query *query, ent_arena *arena,
                                             ent_event_cells *out, ent_error *err);
/* b's sums to a's; false: too large, a as it was. Sketches are not kept, so reports add up. */
ENT_MUST_USE bool ent_event_cell_merge(ent_event_cell *a, const ent_event_cell *b);
/* Place of an import among the view's; SIZE_MAX: it is none of them. */
size_t ent_event_view_import(const ent_event_view *view, int64_t import);

/* What an import of events turned out to hold. */
typedef struct ent_events_found {
    ent_tally tally;
    uint64_t cells;
    int32_t first_day, last_day; /* of its segments */
} ent_events_found;
/* Adds all that it brought to the chain. @error ENT_E_CORRUPT its cells do not fit their blocks */
ENT_MUST_USE ent_status ent_verify_events(ent_ledger *ledger, const ent_event_import_held *held,
                                          ent_chain *chain, ent_events_found *out, ent_error *err);

/* Bytes that are no UTF-8 become '?'. */
void ent_utf8_mend(char *s);

#endif
