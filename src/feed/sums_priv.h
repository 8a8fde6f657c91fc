/* feed/sums_priv.h: what a segment keeps beside its cells: exposure, rows seen, rejected rows. */
#ifndef ENT_FEED_SUMS_PRIV_H
#define ENT_FEED_SUMS_PRIV_H

#include "feed/feed_priv.h"

/* ---- exposure: exposure.c ------------------------------------------------------------------- */

enum { FEED_MONTHS = 200 * 12 }; /* of FEED_DAY_MIN..FEED_DAY_MAX */

/* Sums by month and class; a month has memory once it has a row. */
typedef struct feed_exposure {
    ent_event_exposure *months[FEED_MONTHS]; /* feed_exposure_classes() each */
    bool used[FEED_MONTHS];
    int32_t memo_day; /* the day last asked for */
    unsigned memo_month;
    bool memo;
} feed_exposure;

/* Months since 1970-01 of a day number. */
int32_t feed_month_of_day(int32_t day);
/* The sums of the month of this day and this class. @error ENT_E_NOMEM gives NULL */
ent_event_exposure *feed_exposure_at(feed_exposure *e, int32_t day, unsigned class_number);
/* Add all of b. @error ENT_E_NOMEM */
ENT_MUST_USE ent_status feed_exposure_add(feed_exposure *a, const feed_exposure *b, ent_error *err);
/* Those with rows, in order of month and class. @owner *out: ent_free   @error ENT_E_NOMEM */
ENT_MUST_USE ent_status feed_exposure_list(const feed_exposure *e, ent_event_exposure **out,
                                           size_t *n, ent_error *err);
void feed_exposure_reset(feed_exposure *e);
void feed_exposure_clear(feed_exposure *e);

/* ---- rows seen: seen.c ---------------------------------------------------------------------- */

/* Rows among which a repeated row is found; then they are forgotten and a new window begins. */
enum { FEED_SEEN_MAX = 1000000 };

typedef struct feed_seen {
    uint64_t *keys; /* 0 = free */
    size_t n, n_slots;
} feed_seen;

/* What a row is known by: the hash of its line, and its number in the feed, which only brings rows
 * that follow each other near each other in memory. */
uint64_t feed_seen_key(uint64_t hash, feed_text id);
/* Was it there? It is now. @error ENT_E_NOMEM */
ENT_MUST_USE ent_status feed_seen_add(feed_seen *s, uint64_t key, bool *was, ent_error *err);
void feed_seen_reset(feed_seen *s);
void feed_seen_clear(feed_seen *s);

/* ---- rejected rows: rejects.c --------------------------------------------------------------- */

enum { FEED_RAW_MAX = 1000, FEED_REJECT_BYTES = 4 << 20 };

/* One rejected row of a segment; its texts stand in the list's buffer, NUL-terminated. */
typedef struct feed_reject {
    uint64_t line; /* from 0 within the segment */
    uint64_t byte; /* in the stream */
    size_t text, raw;
} feed_reject;

/* The first ENT_FEED_REJECTS_MAX, or as many as fit FEED_REJECT_BYTES. */
typedef struct feed_rejects {
    feed_reject *list;
    size_t n, cap;
    ent_buf texts;
} feed_rejects;

/* Keep one, if there is room: message and the row cut to FEED_RAW_MAX, NUL as '?'.
 * @error ENT_E_NOMEM */
ENT_MUST_USE ent_status feed_rejects_add(feed_rejects *r, uint64_t line, uint64_t byte,
                                         const feed_reason *why, feed_text raw, ent_error *err);
void feed_rejects_reset(feed_rejects *r);
void feed_rejects_clear(feed_rejects *r);

#endif
