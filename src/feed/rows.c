/* feed/rows.c: one line into its segment: rejected, skipped, or counted in a cell. */
#include "feed/run_priv.h"

/* ---- refusing ------------------------------------------------------------------------------- */

static ent_status
reject(feed_worker *w, uint64_t byte, const feed_reason *why, ent_error *err)
{
    const feed_scan *s = &w->scan;
    feed_text raw = {s->text + s->start, (uint32_t)s->length};

    w->result->facts.rejected++;
    return feed_rejects_add(&w->result->rejects, w->result->lines - 1, byte, why, raw, err);
}

static ent_status
reject_columns(feed_worker *w, uint64_t byte, ent_error *err)
{
    const struct ent_feed_format *f = w->source->feed->format;
    char text[96];
    feed_reason why = {.want = text};

    if (f->fields_min == f->fields_max)
        (void)ent_snprintf(text, sizeof text, "the row has %u columns; want %u", w->scan.n_fields,
                           f->fields_min);
    else
        (void)ent_snprintf(text, sizeof text, "the row has %u columns; want %u to %u",
                           w->scan.n_fields, f->fields_min, f->fields_max);
    return reject(w, byte, &why, err);
}

static ent_status
reject_whole(feed_worker *w, uint64_t byte, const char *text, ent_error *err)
{
    feed_reason why = {.want = text};

    return reject(w, byte, &why, err);
}

ent_status
feed_row_too_long(feed_worker *w, uint64_t byte, feed_hash128 hash, feed_text begin, ent_error *err)
{
    char text[96];
    feed_reason why = {.want = text};
    feed_result *r = w->result;

    feed_digest_add(&w->digest, hash);
    r->lines++;
    r->facts.rows++;
    r->facts.rejected++;
    (void)ent_snprintf(text, sizeof text, "the line is longer than %d bytes (ENT_FEED_LINE_MAX)",
                       (int)ENT_FEED_LINE_MAX);
    return feed_rejects_add(&r->rejects, r->lines - 1, byte, &why, begin, err);
}

/* ---- counting ------------------------------------------------------------------------------- */

/* Cells may be full: they go to disk and the table is empty again. */
static ent_status
cell_at(feed_result *r, feed_key key, ent_event_cell **out, ent_error *err)
{
    ent_status st = feed_cells_at(&r->cells, key, out, err);

    if (st != ENT_NONE) return st;
    st = feed_runs_spill(&r->runs, &r->cells, err);
    if (!st) st = feed_cells_at(&r->cells, key, out, err);
    ENT_ASSERT(st != ENT_NONE);
    return st;
}

static void
add_row(ent_event_cell *c, const feed_row *row, uint64_t identity)
{
    c->n++;
    c->intensity_tenths += row->intensity_tenths;
    c->intensity_sq += row->intensity_tenths * row->intensity_tenths;
    if (row->has_tone) {
        c->n_tone++;
        c->tone_milli += row->tone_milli;
        c->tone_sq += (int64_t)row->tone_milli * row->tone_milli;
    }
    c->mentions += row->mentions;
    c->sources += row->sources;
    c->articles += row->articles;
    c->sketch |= UINT64_C(1) << (identity >> 58);
}

static void
widen(feed_result *r, const feed_row *row)
{
    ent_event_segment *f = &r->facts;

    if (row->day < f->first_day) f->first_day = row->day;
    if (row->day > f->last_day) f->last_day = row->day;
    if (row->known_day < f->first_known_day) f->first_known_day = row->known_day;
    if (row->known_day > f->last_known_day) f->last_known_day = row->known_day;
}

static void
copy_text(char *out, size_t size, feed_text t)
{
    size_t n = t.n < size ? t.n : size - 1;

    memcpy(out, t.p, n);
    out[n] = '\0';
}

static ent_status
keep_report(feed_result *r, const feed_row *row, const feed_report *filled, ent_error *err)
{
    feed_report *slot;

    if (r->n_reports == r->cap_reports) {
        size_t cap = r->cap_reports ? 2 * r->cap_reports : 64;
        feed_report *list = ent_realloc(r->reports, cap, sizeof *list);

        if (!list) return ent_fail(err, ENT_E_NOMEM, "no memory for watched rows");
        r->reports = list;
        r->cap_reports = cap;
    }
    slot = &r->reports[r->n_reports++];
    *slot = *filled;
    slot->line = r->lines - 1;
    copy_text(slot->id, sizeof slot->id, row->id);
    copy_text(slot->event_code, sizeof slot->event_code, row->event_code);
    copy_text(slot->from_code, sizeof slot->from_code, row->from);
    copy_text(slot->to_code, sizeof slot->to_code, row->to);
    slot->day = row->day;
    slot->known_day = row->known_day;
    slot->intensity_tenths = row->intensity_tenths;
    slot->from_role = row->from_role;
    slot->to_role = row->to_role;
    slot->class_number = row->class_number;
    return ENT_OK;
}

/* A row between two different lines: into its cell. */
static ent_status
count_dyadic(feed_worker *w, const feed_row *row, unsigned from, unsigned to, uint64_t byte,
             uint64_t line_hash, ent_error *err)
{
    feed_result *r = w->result;
    feed_key key = feed_key_of(from, to, row->from_role, row->to_role, row->class_number, row->day,
                               row->known_day);
    ent_event_cell *cell = NULL;
    ent_status st;
    uint64_t identity;

    feed_cells_prefetch(&r->cells, key);
    identity = row->report.n ? feed_hash(row->report.p, row->report.n) : line_hash;
    st = cell_at(r, key, &cell, err);
    if (st) return st;
    add_row(cell, row, identity);
    widen(r, row);
    r->facts.kept++;
    if (feed_watch_has(&w->plan->watch, from, to)) {
        feed_report about = {.byte = byte, .hash = line_hash};

        about.from = (uint16_t)from;
        about.to = (uint16_t)to;
        st = keep_report(r, row, &about, err);
    }
    return st;
}

static ent_event_skip
skip_of(uint8_t standing)
{
    return standing == FEED_REGION ? ENT_EVENT_SKIP_REGION : ENT_EVENT_SKIP_UNKNOWN;
}

/* One side of a row. */
typedef struct side {
    bool given;
    uint8_t standing;
    uint16_t line;
    uint32_t actor;
} side;

static ent_status
find_actor(feed_worker *w, feed_text code, int32_t day, side *out, ent_error *err)
{
    ent_status st;

    if (code.n == 0) return ENT_OK;
    st = feed_actors_find(&w->actors, code, day, &out->actor, err);
    if (st) return st;
    out->given = true;
    out->standing = feed_actors_at(&w->actors, out->actor)->standing;
    out->line = feed_actors_at(&w->actors, out->actor)->line;
    return ENT_OK;
}

/*
 * Who acts on whom. Of two sides that are no states the first decides what the row is skipped as.
 * A row in which one code stands on both sides counts once for it.
 */
static ent_status
count_actors(feed_worker *w, const feed_row *row, uint64_t byte, uint64_t line_hash,
             ent_event_exposure *all, ent_error *err)
{
    uint64_t *skipped = w->result->facts.skipped;
    side from = {0}, to = {0};
    ent_status st = find_actor(w, row->from, row->day, &from, err);

    if (!st) st = find_actor(w, row->to, row->day, &to, err);
    if (st) return st;
    if (from.given) feed_actors_count(&w->actors, from.actor, row->day);
    if (to.given && !(from.given && from.actor == to.actor))
        feed_actors_count(&w->actors, to.actor, row->day);
    if (!from.given || !to.given) {
        skipped[ENT_EVENT_SKIP_NO_ACTOR]++;
    } else if (from.standing != FEED_STATE) {
        skipped[skip_of(from.standing)]++;
    } else if (to.standing != FEED_STATE) {
        skipped[skip_of(to.standing)]++;
    } else if (from.line == to.line) {
        skipped[ENT_EVENT_SKIP_DOMESTIC]++;
    } else {
        all->dyadic++;
        st = count_dyadic(w, row, from.line, to.line, byte, line_hash, err);
    }
    return st;
}

/* Class and intensity by the feed's own code. ENT_NONE: no code is known by it. */
static ent_status
classify(const ent_feed *feed, feed_row *row)
{
    const ent_event_code *code;

    if (row->class_number && row->has_intensity) return ENT_OK;
    code = ent_event_code_find(feed->scheme, row->event_code.p, row->event_code.n);
    if (!code) return row->class_number ? ENT_OK : ENT_NONE;
    if (!row->class_number) row->class_number = code->class_number;
    if (!row->has_intensity) row->intensity_tenths = code->intensity_tenths;
    return ENT_OK;
}

static ent_status
count_row(feed_worker *w, feed_row *row, uint64_t byte, uint64_t line_hash, ent_error *err)
{
    const struct ent_feed_format *f = w->source->feed->format;
    ent_event_segment *facts = &w->result->facts;
    ent_event_exposure *all;
    bool was = false, coded = row->class_number || row->event_code.n;
    ent_status st;

    if (coded && classify(w->source->feed, row)) {
        feed_reason why = {f->event_column, f->event_name, row->event_code,
                           "want a code of the scheme (docs/formats/events.md)"};

        return reject(w, byte, &why, err);
    }
    st = feed_seen_add(&w->seen, feed_seen_key(line_hash, row->id), &was, err);
    if (st || was || !coded) {
        if (!st) facts->skipped[was ? ENT_EVENT_SKIP_DUPLICATE : ENT_EVENT_SKIP_NO_CLASS]++;
        return st;
    }
    all = feed_exposure_at(&w->result->exposure, row->day, row->class_number);
    if (!all) return ent_fail(err, ENT_E_NOMEM, "no memory for exposure");
    all->rows++;
    all->intensity_tenths += row->intensity_tenths;
    all->tone_milli += row->tone_milli;
    return count_actors(w, row, byte, line_hash, all, err);
}

/* ---- a line --------------------------------------------------------------------------------- */

ent_status
feed_row_take(feed_worker *w, uint64_t byte, ent_error *err)
{
    feed_scan *s = &w->scan;
    const struct ent_feed_format *f = w->source->feed->format;
    const char *text = s->text + s->start;
    feed_hash128 hash = feed_hash_line(text, s->length);
    feed_row row;
    feed_reason why;

    feed_digest_add(&w->digest, hash);
    w->result->lines++;
    if (s->length && text[s->length - 1] == '\r' && s->line_end == '\n') {
        s->length--;
        if (s->n_fields <= ENT_FEED_FIELDS_MAX) s->ends[s->n_fields - 1]--;
    }
    if (s->length == 0) return ENT_OK; /* a blank line is no row */
    if (w->result->number == 0 && w->result->lines <= f->header_lines) return ENT_OK;
    w->result->facts.rows++;
    if (s->open_quote) return reject_whole(w, byte, "a quote is not closed in its line", err);
    if (s->n_fields < f->fields_min || s->n_fields > f->fields_max)
        return reject_columns(w, byte, err);
    if (s->odd && !ent_utf8_valid(text, s->length))
        return reject_whole(w, byte, "the row is not UTF-8, or has a NUL byte", err);
    memset(&row, 0, sizeof row);
    {
        feed_line line = {text, (uint32_t)s->length, s->n_fields, s->ends};

        if (!f->parse(w->source->state, &line, &row, &why)) return reject(w, byte, &why, err);
    }
    return count_row(w, &row, byte, hash.low, err);
}
