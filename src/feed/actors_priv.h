/* feed/actors_priv.h: codes of actors to lines, remembered, and tallied. */
#ifndef ENT_FEED_ACTORS_PRIV_H
#define ENT_FEED_ACTORS_PRIV_H

#include "feed/feed_priv.h"

/* Up to so many codes are told one by one for a segment; the rest stand together as FEED_REST. */
enum { FEED_ACTORS_MAX = 20000 };
#define FEED_REST "(further codes)"

/* What a code is on some days. */
typedef enum feed_standing {
    FEED_STATE = 0, /* line is set */
    FEED_REGION,
    FEED_UNKNOWN,
    FEED_NOT_THEN,
    FEED_AMBIGUOUS
} feed_standing;

/* One code from one change of meanings to the next. */
typedef struct feed_actor {
    uint64_t hash;
    const char *code; /* in the arena, NUL-terminated */
    uint32_t n;
    int32_t from, until; /* first day, and the first day no more */
    uint16_t line;
    uint8_t standing;
    /* of this segment */
    uint64_t rows;
    int32_t first_day, last_day;
} feed_actor;

/* Belongs to one thread. */
typedef struct feed_actors {
    const ent_ref *ref;
    const int32_t *changes; /* ent_ref_changes, borrowed */
    size_t n_changes;
    ent_scheme scheme;
    feed_actor *list;
    uint32_t *slots; /* 1 + index; 0 = free */
    size_t n, cap, n_slots;
    size_t touched;  /* entries with rows > 0 */
    feed_actor rest; /* tallied here when there are too many */
    ent_arena arena;
} feed_actors;

enum { FEED_ACTOR_REST = -1 };

static inline const feed_actor *
feed_actors_at(const feed_actors *a, uint32_t actor)
{
    return actor == (uint32_t)FEED_ACTOR_REST ? &a->rest : &a->list[actor];
}

void feed_actors_init(feed_actors *a, const ent_ref *ref, const int32_t *changes, size_t n_changes);
/* What is this code on this day? *out is for feed_actors_at. @error ENT_E_NOMEM */
ENT_MUST_USE ent_status feed_actors_find(feed_actors *a, feed_text code, int32_t day, uint32_t *out,
                                         ent_error *err);
/* One more row in which it stands. */
void feed_actors_count(feed_actors *a, uint32_t actor, int32_t day);
/* A new segment, with codes of this scheme. */
void feed_actors_begin(feed_actors *a, ent_scheme scheme);
/*
 * The tallies of the segment in order of code and what it became; they are then zero again.
 * @error ENT_E_NOMEM   @owner *out is the caller's: ent_free
 */
ENT_MUST_USE ent_status feed_actors_end(feed_actors *a, ent_event_actor **out, size_t *n,
                                        ent_error *err);
void feed_actors_clear(feed_actors *a);

/* Order of tallies, and the sum of two of one code. */
int feed_actor_compare(const void *a, const void *b);
void feed_actor_add(ent_event_actor *a, const ent_event_actor *b);

#endif
