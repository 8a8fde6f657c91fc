/* feed/watch.c: which pairs are watched, and the claim that a watched row becomes. */
#include "feed/run_priv.h"

static ent_status
line_of(const char *word, unsigned *out, ent_error *err)
{
    *out = ent_event_line_number(word);
    if (*out) return ENT_OK;
    return ent_fail(err, ENT_E_UNKNOWN, "watch list: \"%.40s\" is no line code; want such as CHN",
                    word ? word : "");
}

static void
set_pair(feed_watch *w, size_t a, size_t b)
{
    w->bits[(a * w->lines + b) / 64] |= UINT64_C(1) << ((a * w->lines + b) % 64);
    w->bits[(b * w->lines + a) / 64] |= UINT64_C(1) << ((b * w->lines + a) % 64);
}

ent_status
feed_watch_make(const ent_watch *pairs, size_t n, feed_watch *out, ent_error *err)
{
    feed_watch w = {.lines = (size_t)ent_event_line_count() + 1, .any = n > 0};
    ent_status st = ENT_OK;
    unsigned a = 0, b = 0;

    w.bits = ent_alloc(w.lines * w.lines / 64 + 1, sizeof *w.bits);
    if (!w.bits) return ent_fail(err, ENT_E_NOMEM, "no memory for the watch list");
    for (size_t i = 0; !st && i < n; i++) {
        st = line_of(pairs[i].a, &a, err);
        if (!st && pairs[i].b) {
            st = line_of(pairs[i].b, &b, err);
            if (!st) set_pair(&w, a, b);
        }
        for (size_t to = 1; !st && !pairs[i].b && to < w.lines; to++)
            set_pair(&w, a, to);
    }
    if (st)
        feed_watch_clear(&w);
    else
        *out = w;
    return st;
}

void
feed_watch_clear(feed_watch *w)
{
    if (!w) return;
    ent_free(w->bits);
    *w = (feed_watch){0};
}

/* ---- claims --------------------------------------------------------------------------------- */

/* The polity that the line was on that day: the code was resolved on the same day before. */
static ent_status
polity_of(const feed_report *r, const ent_ref *ref, const ent_feed *feed, const char *code,
          const char **out, ent_error *err)
{
    const ent_polity *polity = NULL;
    ent_date on = ent_date_from_day(r->day);
    ent_status st = ent_ref_resolve(ref, code, feed->format->actors, &on, &polity, err);

    if (!st) *out = polity->code;
    return st;
}

static void
set_event(const feed_report *r, const ent_feed *feed, ent_claim *c)
{
    const ent_event_class *class = ent_event_class_at(r->class_number);
    ent_event_quad quad = class ? class->quad : ENT_QUAD_NONE;
    bool deed = quad == ENT_QUAD_MATERIAL_COOPERATION || quad == ENT_QUAD_MATERIAL_CONFLICT;

    c->indicator = deed ? "event.material" : "event.verbal";
    c->kind = deed ? ENT_KIND_ACT : ENT_KIND_STATEMENT;
    if (quad == ENT_QUAD_VERBAL_COOPERATION || quad == ENT_QUAD_MATERIAL_COOPERATION) c->sign = 1;
    if (quad == ENT_QUAD_VERBAL_CONFLICT || quad == ENT_QUAD_MATERIAL_CONFLICT) c->sign = -1;
    c->label = class ? class->title : NULL;
    c->event_code = r->event_code;
    c->event_scheme = feed->scheme == ENT_EVENT_PLOVER ? "PLOVER" : "CAMEO";
    c->intensity = r->intensity_tenths / 10.0;
    c->intensity_scale = feed->format->intensity_scale;
}

ent_status
feed_report_claim(const feed_report *r, const ent_ref *ref, const ent_feed *feed, const char *file,
                  uint64_t row, feed_report_room *room, ent_claim *out, ent_error *err)
{
    ent_claim c = {0};
    ent_status st = polity_of(r, ref, feed, r->from_code, &c.from, err);

    if (!st) st = polity_of(r, ref, feed, r->to_code, &c.to, err);
    if (st) return st;
    /* ids repeat in some feeds with other content: the row's own hash keeps such rows apart */
    (void)ent_snprintf(room->record, sizeof room->record, "%s%s%016llx", r->id,
                       r->id[0] ? "-" : "row-", (unsigned long long)r->hash);
    c.set = c.source = feed->set;
    c.record = room->record;
    c.from_code = r->from_code;
    c.to_code = r->to_code;
    c.from_role = (ent_role)r->from_role;
    c.to_role = (ent_role)r->to_role;
    set_event(r, feed, &c);
    c.valid_from = ent_date_from_day(r->day);
    if (feed->has_known_day) c.known_from = ent_date_from_day(r->known_day);
    c.file = file;
    c.row = row;
    c.byte = r->byte;
    c.attribution = ENT_ATTR_MEDIA;
    c.reliability = 'F'; /* nobody has judged the single coded row: it is shown, and weighs nothing;
                            what weighs are the counts */
    c.credibility = '6';
    c.coder = feed->format->coder;
    st = ent_claim_check(&c, err);
    if (!st) *out = c;
    return st;
}
