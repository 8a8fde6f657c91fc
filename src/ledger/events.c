/* events.c: coded events on their way in: between two commits one import, all or nothing. */
#include "ledger/batch_priv.h"
#include "ledger/events_priv.h"

#include <stdlib.h>
#include <string.h>

/* A reject or report from before all segments were there. */
typedef struct early {
    struct early *next;
    const ent_claim *claim; /* NULL: a reject */
    ent_error why;
    const char *raw;
} early;

typedef struct ent_events {
    ent_event_sink sink;
    ent_ledger *ledger;
    ent_events_info info; /* texts in arena */
    ent_arena arena;
    ent_status broken; /* nothing goes in any more */

    /* of the commit under way */
    ent_event_segment *segments;
    size_t n_segments, cap_segments;
    ent_arena segment_arena;
    early *early, **early_end; /* in order, in segment_arena; told once the import begins */
    ent_import *import;        /* NULL: not begun */
    bool any_cell;
    ent_event_cell last;
    uint64_t n_cells;
    bool class_seen[UINT8_MAX + 1];
    ent_event_exposure *exposure;
    size_t n_exposure, cap_exposure;
} ent_events;

static ent_events *
events_of(ent_event_sink *sink)
{
    return sink->ctx;
}

/* Nothing of what came since the last commit is kept, and nothing that comes now. */
static ent_status
give_up(ent_events *e, ent_status st)
{
    if (!st) return st;
    if (!e->broken) e->broken = st;
    ent_import_abort(e->import);
    e->import = NULL;
    return st;
}

static ent_status
still_whole(const ent_events *e, ent_error *err)
{
    if (!e->broken) return ENT_OK;
    return ent_fail(err, e->broken, "an import of events failed; nothing more goes into it");
}

/* Empty the lists, so that the next commit begins afresh. */
static void
start_over(ent_events *e)
{
    e->n_segments = e->n_exposure = 0;
    e->early = NULL;
    e->early_end = NULL;
    ent_arena_clear(&e->segment_arena);
    e->import = NULL;
    e->any_cell = false;
    e->n_cells = 0;
    memset(e->class_seen, 0, sizeof e->class_seen);
}

/* Room for one more in a list of elements of that size. */
static ent_status
grow(void **v, size_t n, size_t *cap, size_t size, ent_error *err)
{
    size_t more = *cap ? *cap * 2 : 64;
    void *p;

    if (n < *cap) return ENT_OK;
    p = ent_realloc(*v, more, size);
    if (!p) return ent_fail(err, ENT_E_NOMEM, "no memory for an import of events");
    *v = p;
    *cap = more;
    return ENT_OK;
}

/* ---- segments ----------------------------------------------------------------------------------
 */

static ent_status
sink_known(ent_event_sink *sink, const ent_event_segment *segment, bool *out, ent_error *err)
{
    ent_events *e = events_of(sink);
    ent_store *store = e->ledger->store;
    ent_status st = still_whole(e, err);

    if (!st) st = store->ops->event_known(store, e->info.set, segment->digest, out, err);
    for (size_t i = 0; i < e->n_segments && !st && !*out; i++)
        *out = strcmp(e->segments[i].digest, segment->digest) == 0;
    return st;
}

/* NULL: it can be stored. */
static const char *
segment_wrong(const ent_events *e, const ent_event_segment *g)
{
    const uint64_t numbers[] = {g->first_byte, g->n_bytes, g->first_row, g->rows};
    uint64_t sum = g->kept;

    if (strlen(g->digest) != ENT_SHA256_HEX_MAX - 1) return "its digest is no SHA-256";
    if (!g->file || !*g->file || !ent_utf8_valid(g->file, strlen(g->file)))
        return "its file has no name in UTF-8";
    if (!g->feed || strcmp(g->feed, e->info.feed) != 0 || g->feed_version != e->info.feed_version)
        return "it is of another feed than the import";
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (numbers[i] > INT64_MAX) return "a number is out of range";
    if (g->kept > g->rows || g->rejected > g->rows) return "its rows do not add up";
    sum += g->rejected;
    for (int i = 0; i < ENT_EVENT_SKIP_COUNT; i++) {
        if (g->skipped[i] > g->rows) return "its rows do not add up";
        sum += g->skipped[i];
    }
    return sum == g->rows ? NULL : "its rows do not add up";
}

static ent_status
sink_segment(ent_event_sink *sink, const ent_event_segment *segment, ent_error *err)
{
    ent_events *e = events_of(sink);
    const char *why;
    bool known = false;
    ent_event_segment *kept;
    void *v = e->segments;
    ent_status st = still_whole(e, err);

    if (st) return st;
    why = e->import ? "it comes after cells; segments are first" : segment_wrong(e, segment);
    if (why)
        return give_up(e, ent_fail(err, ENT_E_DOMAIN, "a segment of %.80s: %s",
                                   segment->file ? segment->file : "a file", why));
    st = sink_known(sink, segment, &known, err);
    if (!st && known)
        st = ent_fail(err, ENT_E_DOMAIN, "a segment of %.80s is in the ledger already",
                      segment->file);
    if (!st) st = grow(&v, e->n_segments, &e->cap_segments, sizeof *e->segments, err);
    e->segments = v;
    if (st) return give_up(e, st);
    kept = &e->segments[e->n_segments];
    *kept = *segment;
    kept->feed = e->info.feed;
    kept->file = ent_arena_strdup(&e->segment_arena, segment->file);
    if (!kept->file)
        return give_up(e, ent_fail(err, ENT_E_NOMEM, "no memory for an import of events"));
    e->n_segments++;
    return ENT_OK;
}

/* ---- the import that a commit is ---------------------------------------------------------------
 */

/* One name for all files: "a.csv", or "a.csv and 3 more". Segments of a file come together. */
static void
name_files(const ent_events *e, char *out, size_t size)
{
    size_t n = 1;

    for (size_t i = 1; i < e->n_segments; i++)
        n += strcmp(e->segments[i].file, e->segments[i - 1].file) != 0;
    if (n > 1)
        (void)ent_snprintf(out, size, "%.160s and %zu more", e->segments[0].file, n - 1);
    else
        (void)ent_snprintf(out, size, "%.200s", e->segments[0].file);
}

/* What stands for the file's hash: that of the segments' digests. */
static void
digest_all(const ent_events *e, char out[ENT_SHA256_HEX_MAX])
{
    uint8_t digest[ENT_SHA256_BYTES];
    ent_sha256 h;

    ent_sha256_init(&h);
    for (size_t i = 0; i < e->n_segments; i++)
        ent_sha256_add(&h, e->segments[i].digest, ENT_SHA256_HEX_MAX - 1);
    ent_sha256_end(&h, digest);
    ent_hex(digest, sizeof digest, out);
}

static ent_status
store_segments(ent_events *e, ent_error *err)
{
    ent_store *store = e->ledger->store;
    ent_status st = ENT_OK;

    for (size_t i = 0; i < e->n_segments && !st; i++) {
        const ent_event_segment *g = &e->segments[i];
        ent_import_totals *t = &e->import->totals;

        st = store->ops->event_segment(store, g, err);
        if (st) break;
        ent_chain_segment(&e->import->chain, g);
        ent_events_tally(g, &t->tally);
        ent_events_widen(g, &t->first_day, &t->last_day);
    }
    return st;
}

static ent_status
tell_reject(ent_events *e, const ent_error *why, const char *raw, ent_error *err)
{
    return ent_import_note_reject(e->import, why->file, why->row, why->byte,
                                  *why->text ? why->text : ent_status_name(why->status), raw, err);
}

static ent_status
keep_for_later(ent_events *e, const early *what, ent_error *err)
{
    early *copy = ent_arena_alloc(&e->segment_arena, 1, sizeof *copy);

    if (!e->n_segments) return ent_fail(err, ENT_E_DOMAIN, "events came before their segment");
    if (!copy) return ent_fail(err, ENT_E_NOMEM, "no memory for an import of events");
    *copy = *what;
    if (what->claim) {
        ent_claim *claim = ent_arena_alloc(&e->segment_arena, 1, sizeof *claim);
        ent_status st = claim ? ent_claim_copy(what->claim, &e->segment_arena, claim, err)
                              : ent_fail(err, ENT_E_NOMEM, "no memory for a report");

        if (st) return st;
        copy->claim = claim;
    }
    copy->raw = ent_arena_strdup(&e->segment_arena, what->raw);
    if (what->raw && !copy->raw) return ent_fail(err, ENT_E_NOMEM, "no memory for a reject");
    *(e->early_end ? e->early_end : &e->early) = copy;
    e->early_end = &copy->next;
    return ENT_OK;
}

static ent_status
tell_early(ent_events *e, ent_error *err)
{
    ent_status st = ENT_OK;

    for (const early *x = e->early; x && !st; x = x->next)
        st = x->claim ? e->import->sink.accept(&e->import->sink, x->claim, err)
                      : tell_reject(e, &x->why, x->raw, err);
    return st;
}

/* Segments are all there now: the transaction begins. */
static ent_status
begin_import(ent_events *e, ent_error *err)
{
    char file[256], sha[ENT_SHA256_HEX_MAX];
    ent_import_info info = {.set = e->info.set,
                            .file = file,
                            .file_sha256 = sha,
                            .reader = e->info.feed,
                            .reader_version = e->info.feed_version,
                            .imported_at = e->info.imported_at,
                            .released = e->info.released};
    ent_status st = still_whole(e, err);

    if (st || e->import) return st;
    if (!e->n_segments)
        return give_up(e, ent_fail(err, ENT_E_DOMAIN, "events came before their segment"));
    name_files(e, file, sizeof file);
    digest_all(e, sha);
    st = ent_import_start(e->ledger, &info, &e->import, err);
    if (!st && e->info.citation)
        st = ent_import_source(e->import, e->info.set, e->info.citation, err);
    if (st == ENT_NONE)
        st = ent_fail(err, ENT_E_DOMAIN, "these segments are in the ledger already");
    if (!st) st = store_segments(e, err);
    if (!st) st = tell_early(e, err);
    return give_up(e, st);
}

/* ---- cells -------------------------------------------------------------------------------------
 */

static const char *
counts_wrong(const ent_event_cell *c)
{
    if (c->n == 0 || c->n_tone > c->n || c->reports > c->n) return "its counts do not fit";
    if (c->intensity_sq < 0 || c->tone_sq < 0) return "a sum of squares is negative";
    if (c->mentions > INT64_MAX || c->sources > INT64_MAX || c->articles > INT64_MAX)
        return "a number is out of range";
    return NULL;
}

/* NULL: it can be stored. */
static const char *
cell_wrong(const ent_event_cell *c)
{
    if (!ent_event_line_code(c->from) || !ent_event_line_code(c->to) || c->from == c->to)
        return "want two lines";
    if (!ent_event_class_at(c->class_number)) return "there is no such class";
    if (c->from_role >= ENT_ROLE_COUNT || c->to_role >= ENT_ROLE_COUNT)
        return "there is no such role";
    if (c->day < ENT_EVENT_DAY_MIN || c->known_day > ENT_EVENT_DAY_MAX)
        return "its day is out of range";
    if (c->known_day < c->day) return "known before it happened";
    return counts_wrong(c);
}

/* The classes met, in order of their numbers: that is how verification reads them back. */
static ent_status
store_classes(ent_events *e, ent_error *err)
{
    ent_store *store = e->ledger->store;
    ent_status st = ENT_OK;

    for (unsigned number = 0; number <= UINT8_MAX && !st; number++) {
        const ent_event_class *c = e->class_seen[number] ? ent_event_class_at(number) : NULL;
        ent_class_row row;
        bool fresh = false;

        if (!c) continue;
        row = (ent_class_row){.number = c->number,
                              .version = ent_event_classes_version(),
                              .scheme = c->scheme == ENT_EVENT_PLOVER ? "PLOVER" : "CAMEO",
                              .code = c->code,
                              .title = c->title,
                              .quad = ent_event_quad_title(c->quad)};
        st = store->ops->event_class(store, &row, &fresh, err);
        if (!st && fresh) ent_chain_class(&e->import->chain, &row);
    }
    return st;
}

/* In order, whole, and of classes that the ledger explains. */
static ent_status
check_cells(ent_events *e, const ent_event_cell *cells, size_t n, ent_error *err)
{
    ent_status st = ENT_OK;

    for (size_t i = 0; i < n && !st; i++) {
        const char *why = cell_wrong(&cells[i]);

        if (!why && e->any_cell && ent_event_cell_compare(&e->last, &cells[i]) >= 0)
            why = "it is not after the one before";
        if (why) return ent_fail(err, ENT_E_DOMAIN, "a cell of events: %s", why);
        e->class_seen[cells[i].class_number] = true;
        e->last = cells[i];
        e->any_cell = true;
    }
    return st;
}

static void
hash_cells(ent_events *e, const ent_event_cell *cells, size_t n)
{
    for (size_t i = 0, k; i < n; i = k) {
        for (k = i + 1; k < n && cells[k].from == cells[i].from && cells[k].to == cells[i].to;)
            k++;
        ent_chain_cells(&e->import->chain, ent_event_line_code(cells[i].from),
                        ent_event_line_code(cells[i].to), cells + i, k - i);
    }
}

static ent_status
sink_cells(ent_event_sink *sink, const ent_event_cell *cells, size_t n, ent_error *err)
{
    ent_events *e = events_of(sink);
    ent_store *store = e->ledger->store;
    ent_status st = begin_import(e, err);

    if (st) return st;
    st = check_cells(e, cells, n, err);
    if (!st) st = store->ops->event_cells(store, cells, n, err);
    if (st) return give_up(e, st);
    hash_cells(e, cells, n);
    e->n_cells += n;
    return ENT_OK;
}

/* ---- exposure, actors, rejects, reports --------------------------------------------------------
 */

static ent_status
sink_exposure(ent_event_sink *sink, const ent_event_exposure *rows, size_t n, ent_error *err)
{
    ent_events *e = events_of(sink);
    ent_status st = begin_import(e, err);

    for (size_t i = 0; i < n && !st; i++) {
        void *v = e->exposure;

        if (rows[i].dyadic > rows[i].rows || rows[i].rows > INT64_MAX ||
            !ent_event_class_at(rows[i].class_number))
            st = ent_fail(err, ENT_E_DOMAIN, "a month of a feed's rows does not add up");
        if (!st) st = grow(&v, e->n_exposure, &e->cap_exposure, sizeof *e->exposure, err);
        e->exposure = v;
        if (!st) e->exposure[e->n_exposure++] = rows[i];
    }
    return give_up(e, st);
}

static ent_status
sink_actors(ent_event_sink *sink, const ent_event_actor *rows, size_t n, ent_error *err)
{
    ent_events *e = events_of(sink);
    ent_store *store = e->ledger->store;
    ent_status st = begin_import(e, err);

    for (size_t i = 0; i < n && !st; i++) {
        ent_event_actor row = rows[i];

        row.code[sizeof row.code - 1] = row.became[sizeof row.became - 1] = '\0';
        ent_utf8_mend(row.code);
        ent_utf8_mend(row.became);
        if (row.rows > INT64_MAX)
            st = ent_fail(err, ENT_E_DOMAIN, "an actor's number of rows is out of range");
        if (!st) st = store->ops->event_actor(store, &row, err);
        if (!st) ent_chain_actor(&e->import->chain, &row);
    }
    return give_up(e, st);
}

static ent_status
sink_reject(ent_event_sink *sink, const ent_error *why, const char *raw, ent_error *err)
{
    ent_events *e = events_of(sink);
    const early what = {.why = *why, .raw = raw};
    ent_status st = still_whole(e, err);

    if (st) return st;
    return give_up(e, e->import ? tell_reject(e, why, raw, err) : keep_for_later(e, &what, err));
}

static ent_status
sink_report(ent_event_sink *sink, const ent_claim *claim, ent_error *err)
{
    ent_events *e = events_of(sink);
    const early what = {.claim = claim};
    ent_status st = still_whole(e, err);

    if (st) return st;
    return give_up(e, e->import ? e->import->sink.accept(&e->import->sink, claim, err)
                                : keep_for_later(e, &what, err));
}

/* ---- commit ------------------------------------------------------------------------------------
 */

static int
compare_exposure(const void *a, const void *b)
{
    const ent_event_exposure *x = a, *y = b;

    if (x->month != y->month) return x->month < y->month ? -1 : 1;
    return (x->class_number > y->class_number) - (x->class_number < y->class_number);
}

/* In order, and what came of one month and class in several calls added up. */
static ent_status
store_exposure(ent_events *e, ent_error *err)
{
    ent_store *store = e->ledger->store;
    ent_event_exposure *v = e->exposure;
    size_t k = 0;
    ent_status st;

    if (e->n_exposure) qsort(v, e->n_exposure, sizeof *v, compare_exposure);
    for (size_t i = 0; i < e->n_exposure; i++) {
        if (k && compare_exposure(&v[k - 1], &v[i]) == 0) {
            v[k - 1].rows += v[i].rows;
            v[k - 1].dyadic += v[i].dyadic;
            v[k - 1].intensity_tenths += v[i].intensity_tenths;
            v[k - 1].tone_milli += v[i].tone_milli;
        } else {
            v[k++] = v[i];
        }
    }
    for (size_t i = 0; i < k; i++)
        if (v[i].rows > INT64_MAX || v[i].dyadic > v[i].rows)
            return ent_fail(err, ENT_E_DOMAIN, "a month of a feed's rows is out of range");
    for (size_t i = 0; i < k; i++) /* classes that only rows without two states have */
        e->class_seen[v[i].class_number] = true;
    st = store->ops->event_exposure(store, v, k, err);
    for (size_t i = 0; i < k && !st; i++)
        ent_chain_exposure(&e->import->chain, &v[i]);
    return st;
}

/* Where the feed looked: a window for each run of months, so that no gap counts as silence. */
static ent_status
cover(ent_events *e, ent_error *err)
{
    ent_event_spans spans = {.n = 0};
    ent_status st = ENT_OK;

    for (size_t i = 0; i < e->n_segments && !st; i++)
        st = ent_event_spans_add(&spans, &e->segments[i], ENT_DAY_NEVER, err);
    if (!st) ent_event_spans_join(&spans);
    for (size_t i = 0; i < spans.n && !st; i++) {
        char id[128], first[ENT_DATE_TEXT_MAX];
        ent_coverage w = {.id = id,
                          .set = e->info.set,
                          .indicators = "events",
                          .from_actors = "*",
                          .to_actors = "*",
                          .from = ent_date_from_day(spans.v[i].first_day),
                          .to = ent_date_from_day(spans.v[i].last_day),
                          .absence_is_zero = true,
                          .note = "counts of reports in the tables event_*"};

        ent_date_format(&w.from, first, sizeof first);
        (void)ent_snprintf(id, sizeof id, "%.80s-events-%s", e->info.set, first);
        st = e->import->sink.cover(&e->import->sink, &w, err);
    }
    ent_free(spans.v);
    return st;
}

static ent_status
sink_commit(ent_event_sink *sink, ent_error *err)
{
    ent_events *e = events_of(sink);
    ent_store *store = e->ledger->store;
    const char *classes = ent_event_classes_version();
    ent_status st = still_whole(e, err);

    if (!st && !e->n_segments && !e->import) return ENT_OK; /* nothing came */
    if (!st) st = begin_import(e, err);
    if (st) return st;
    st = store_exposure(e, err);
    if (!st) st = store_classes(e, err);
    if (!st) st = cover(e, err);
    if (!st) st = store->ops->event_end(store, classes, err);
    if (st) return give_up(e, st);
    ent_chain_event_import(&e->import->chain, classes, e->n_cells);
    st = ent_import_commit(e->import, NULL, err); /* frees it in every case */
    e->import = NULL;
    if (st) return give_up(e, st);
    start_over(e);
    return ENT_OK;
}

/* ---- begin and end -----------------------------------------------------------------------------
 */

static void
events_free(ent_events *e)
{
    if (!e) return;
    ent_import_abort(e->import);
    ent_free(e->segments);
    ent_free(e->exposure);
    ent_arena_clear(&e->segment_arena);
    ent_arena_clear(&e->arena);
    ent_free(e);
}

ent_status
ent_ledger_events_begin(ent_ledger *ledger, const ent_events_info *info, ent_event_sink **out,
                        ent_error *err)
{
    ent_events *e;

    if (ledger->read_only) return ent_fail(err, ENT_E_IO, "the ledger was opened for reading only");
    if (ledger->importing || ledger->feeding)
        return ent_fail(err, ENT_E_BUSY, "an import is under way on this ledger already");
    if (!info->set || !*info->set || !info->feed || !*info->feed)
        return ent_fail(err, ENT_E_DOMAIN, "an import of events needs its set and feed");
    e = ent_alloc(1, sizeof *e);
    if (!e) return ent_fail(err, ENT_E_NOMEM, "no memory to begin an import of events");
    e->ledger = ledger;
    e->info = *info;
    e->info.set = ent_arena_strdup(&e->arena, info->set);
    e->info.feed = ent_arena_strdup(&e->arena, info->feed);
    e->info.imported_at = ent_arena_strdup(&e->arena, info->imported_at ? info->imported_at : "");
    if (!e->info.set || !e->info.feed || !e->info.imported_at) {
        events_free(e);
        return ent_fail(err, ENT_E_NOMEM, "no memory to begin an import of events");
    }
    e->sink = (ent_event_sink){.known = sink_known,
                               .segment = sink_segment,
                               .cells = sink_cells,
                               .exposure = sink_exposure,
                               .actors = sink_actors,
                               .reject = sink_reject,
                               .report = sink_report,
                               .commit = sink_commit,
                               .ctx = e};
    ledger->feeding = true;
    *out = &e->sink;
    return ENT_OK;
}

void
ent_ledger_events_end(ent_ledger *ledger, ent_event_sink *sink)
{
    if (!sink) return;
    events_free(sink->ctx);
    ledger->feeding = false;
}
