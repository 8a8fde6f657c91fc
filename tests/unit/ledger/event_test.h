/* event_test.h: made-up events, and a feeder that hands them to the ledger as a feed does. */
#ifndef ENT_LEDGER_EVENT_TEST_H
#define ENT_LEDGER_EVENT_TEST_H

#include "ledger_test.h"

/* Day numbers of dates of the tests. */
static inline int32_t
day(const char *text)
{
    ent_date d = date(text);
    int32_t first = 0, last = 0;

    assert_true(ent_date_span(&d, &first, &last));
    return first;
}

/* So many rows of China's government about Russia on one day, each of intensity 2.5 and tone -1.5;
 * known the same day. */
static inline ent_event_cell
cell(const char *on, uint8_t class_number, uint32_t n)
{
    return (ent_event_cell){.from = (uint16_t)ent_event_line_number("CHN"),
                            .to = (uint16_t)ent_event_line_number("RUS"),
                            .from_role = ENT_ROLE_GOV,
                            .class_number = class_number,
                            .day = day(on),
                            .known_day = day(on),
                            .n = n,
                            .intensity_tenths = 25 * (int64_t)n,
                            .intensity_sq = 625 * (int64_t)n,
                            .n_tone = n,
                            .tone_milli = -1500 * (int64_t)n,
                            .tone_sq = 2250000 * (int64_t)n,
                            .mentions = 3 * (uint64_t)n,
                            .sources = n,
                            .articles = 2 * (uint64_t)n,
                            .reports = n > 1 ? n - 1 : 1};
}

/* A stretch of a made-up feed: its digest is made of its name and number. */
static inline ent_event_segment
stretch(const char *file, int number, uint64_t kept, const char *first, const char *last)
{
    ent_event_segment g = {.feed = "made-up-feed",
                           .feed_version = 1,
                           .file = file,
                           .first_byte = (uint64_t)number * 1000,
                           .n_bytes = 1000,
                           .first_row = 1,
                           .rows = kept + 3,
                           .kept = kept,
                           .rejected = 1,
                           .skipped = {[ENT_EVENT_SKIP_REGION] = 2},
                           .first_day = day(first),
                           .last_day = day(last),
                           .first_known_day = day(first),
                           .last_known_day = day(last)};
    uint8_t digest[ENT_SHA256_BYTES];
    ent_sha256 h;

    ent_sha256_init(&h);
    ent_sha256_add(&h, file, strlen(file));
    ent_sha256_add(&h, &number, sizeof number);
    ent_sha256_end(&h, digest);
    ent_hex(digest, sizeof digest, g.digest);
    return g;
}

static inline ent_events_info
feed_info(const char *set)
{
    return (ent_events_info){.set = set,
                             .feed = "made-up-feed",
                             .feed_version = 1,
                             .imported_at = "2024-06-01T12:00:00Z",
                             .released = {0}};
}

static inline ent_event_sink *
begin_events(held_ledger *h, const char *set)
{
    ent_events_info info = feed_info(set);
    ent_event_sink *sink = NULL;

    if (ent_ledger_events_begin(h->ledger, &info, &sink, &h->err)) fail_msg("%s", h->err.text);
    return sink;
}

/* What a feed would send of one stretch: the first failure ends it. */
static inline ent_status
send_stretch(ent_event_sink *sink, const ent_event_segment *segment, const ent_event_cell *cells,
             size_t n, ent_error *err)
{
    ent_event_exposure all[] = {{.month = 0, .class_number = 1, .rows = 1000, .dyadic = 100},
                                {.month = 0, .class_number = 19, .rows = 500, .dyadic = 50}};
    ent_event_actor actor = {.code = "CHN",
                             .became = "CHN",
                             .rows = segment->kept,
                             .first_day = segment->first_day,
                             .last_day = segment->last_day};
    ent_date d = ent_date_from_day(segment->first_day);
    bool known = false;
    ent_status st = sink->known(sink, segment, &known, err);

    if (st || known) return st ? st : ENT_NONE;
    all[0].month = all[1].month = (d.year - 1970) * 12 + d.month - 1;
    st = sink->segment(sink, segment, err);
    if (!st) st = sink->cells(sink, cells, n, err);
    if (!st) st = sink->exposure(sink, all, 2, err);
    if (!st) st = sink->actors(sink, &actor, 1, err);
    if (!st) st = sink->commit(sink, err);
    return st;
}

/* One commit of one set. */
static inline void
feed_once(held_ledger *h, const char *set, const ent_event_segment *segment,
          const ent_event_cell *cells, size_t n)
{
    ent_event_sink *sink = begin_events(h, set);

    if (send_stretch(sink, segment, cells, n, &h->err)) fail_msg("%s", h->err.text);
    ent_ledger_events_end(h->ledger, sink);
}

static inline size_t
pair_cells(held_ledger *h, const ent_event_query *query, ent_event_cells **out)
{
    ent_event_query q = query ? *query : (ent_event_query){.from = "CHN", .to = "RUS"};
    size_t n = 999;

    if (ent_ledger_event_cells(h->ledger, &q, &h->arena, out, &n, &h->err))
        fail_msg("%s", h->err.text);
    return n;
}

#endif
