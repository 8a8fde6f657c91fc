/* feed/actors.c: what a code of an actor means on a day, remembered from change to change. */
#include "feed/actors_priv.h"

#include <stdlib.h>

enum {
    FIRST_SLOTS = 1024,
    CODE_BYTES_MAX = 127, /* LIMIT: a longer code is nobody's */
    KEPT_MAX = 20000      /* entries kept from one segment to the next */
};

static ent_status
no_memory(ent_error *err)
{
    return ent_fail(err, ENT_E_NOMEM, "no memory for the actors of a feed");
}

void
feed_actors_init(feed_actors *a, const ent_ref *ref, const int32_t *changes, size_t n_changes)
{
    *a = (feed_actors){.ref = ref, .changes = changes, .n_changes = n_changes};
}

static uint64_t
hash_of(feed_text code)
{
    uint64_t h = 0;

    if (code.n > 8) return feed_hash(code.p, code.n);
    for (uint32_t i = 0; i < code.n; i++)
        h = h << 8 | (unsigned char)code.p[i];
    h *= UINT64_C(0x9e3779b97f4a7c15);
    return h ^ h >> 31;
}

/* ---- resolving ------------------------------------------------------------------------------ */

/* From the last change not after the day to the next. */
static void
set_period(const feed_actors *a, int32_t day, feed_actor *out)
{
    size_t lo = 0, hi = a->n_changes;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (a->changes[mid] <= day)
            lo = mid + 1;
        else
            hi = mid;
    }
    out->from = lo ? a->changes[lo - 1] : INT32_MIN;
    out->until = lo < a->n_changes ? a->changes[lo] : INT32_MAX;
}

static ent_status
resolve(const feed_actors *a, feed_text code, int32_t day, feed_actor *out, ent_error *err)
{
    const ent_polity *polity = NULL;
    ent_date on = ent_date_from_day(day);
    char word[CODE_BYTES_MAX + 1];
    ent_status st = ENT_E_UNKNOWN;

    if (code.n <= CODE_BYTES_MAX) {
        memcpy(word, code.p, code.n);
        word[code.n] = '\0';
        st = ent_ref_resolve(a->ref, word, a->scheme, &on, &polity, NULL);
    }
    switch (st) {
    case ENT_OK:
        out->line = (uint16_t)ent_event_line_number(polity->line);
        out->standing = FEED_STATE;
        break;
    case ENT_NONE:
        out->standing = FEED_REGION;
        break;
    case ENT_E_DOMAIN:
        out->standing = FEED_NOT_THEN;
        break;
    case ENT_E_AMBIGUOUS:
        out->standing = FEED_AMBIGUOUS;
        break;
    case ENT_E_NOMEM:
        return no_memory(err);
    default:
        out->standing = FEED_UNKNOWN;
    }
    return ENT_OK;
}

/* ---- the memory ----------------------------------------------------------------------------- */

static ent_status
grow(feed_actors *a, ent_error *err)
{
    size_t n_slots = a->n_slots ? 2 * a->n_slots : FIRST_SLOTS;
    uint32_t *slots = ent_alloc(n_slots, sizeof *slots);
    feed_actor *list = ent_realloc(a->list, n_slots / 2, sizeof *list);

    if (list) a->list = list;
    if (!slots || !list) {
        ent_free(slots);
        return no_memory(err);
    }
    a->cap = n_slots / 2;
    for (size_t i = 0; i < a->n; i++) {
        size_t at = a->list[i].hash & (n_slots - 1);

        while (slots[at])
            at = (at + 1) & (n_slots - 1);
        slots[at] = (uint32_t)i + 1;
    }
    ent_free(a->slots);
    a->slots = slots;
    a->n_slots = n_slots;
    return ENT_OK;
}

static ent_status
remember(feed_actors *a, feed_text code, int32_t day, uint64_t hash, uint32_t *out, ent_error *err)
{
    feed_actor fresh = {.hash = hash, .n = code.n};
    ent_status st = resolve(a, code, day, &fresh, err);
    size_t at;

    if (st) return st;
    if (a->n >= KEPT_MAX + FEED_ACTORS_MAX) { /* no room: an answer for this once */
        a->rest.standing = fresh.standing;
        a->rest.line = fresh.line;
        *out = (uint32_t)FEED_ACTOR_REST;
        return ENT_OK;
    }
    if (a->n == a->cap && grow(a, err)) return ENT_E_NOMEM;
    set_period(a, day, &fresh);
    fresh.code = ent_arena_strndup(&a->arena, code.p, code.n);
    if (!fresh.code) return no_memory(err);
    for (at = hash & (a->n_slots - 1); a->slots[at];)
        at = (at + 1) & (a->n_slots - 1);
    a->slots[at] = (uint32_t)a->n + 1;
    a->list[a->n] = fresh;
    *out = (uint32_t)a->n++;
    return ENT_OK;
}

ent_status
feed_actors_find(feed_actors *a, feed_text code, int32_t day, uint32_t *out, ent_error *err)
{
    uint64_t hash = hash_of(code);

    if (a->n_slots)
        for (size_t at = hash & (a->n_slots - 1); a->slots[at]; at = (at + 1) & (a->n_slots - 1)) {
            const feed_actor *e = &a->list[a->slots[at] - 1];

            if (e->hash != hash || e->n != code.n || day < e->from || day >= e->until ||
                memcmp(e->code, code.p, code.n) != 0)
                continue;
            *out = (uint32_t)(e - a->list);
            return ENT_OK;
        }
    return remember(a, code, day, hash, out, err);
}

static void
forget(feed_actors *a)
{
    a->n = 0;
    if (a->slots) memset(a->slots, 0, a->n_slots * sizeof *a->slots);
    ent_arena_clear(&a->arena);
}

void
feed_actors_begin(feed_actors *a, ent_scheme scheme)
{
    if (a->scheme != scheme || a->n > KEPT_MAX) forget(a);
    a->scheme = scheme;
}

/* ---- tallies -------------------------------------------------------------------------------- */

static void
count(feed_actor *e, int32_t day)
{
    if (e->rows == 0 || day < e->first_day) e->first_day = day;
    if (e->rows == 0 || day > e->last_day) e->last_day = day;
    e->rows++;
}

void
feed_actors_count(feed_actors *a, uint32_t actor, int32_t day)
{
    feed_actor *e = actor == (uint32_t)FEED_ACTOR_REST ? &a->rest : &a->list[actor];

    if (e->rows == 0 && e != &a->rest && a->touched++ >= FEED_ACTORS_MAX) {
        a->touched = FEED_ACTORS_MAX;
        e = &a->rest; /* which codes are told depends on their order in the segment alone */
    }
    count(e, day);
}

/* At most size - 1 bytes, cut between characters. */
static void
cut_text(char *out, size_t size, const char *text, size_t n)
{
    if (n >= size)
        for (n = size - 1; n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80;)
            n--;
    memcpy(out, text, n);
    memset(out + n, 0, size - n);
}

static void
tell(const feed_actor *e, ent_event_actor *out)
{
    static const char *const words[] = {"", "region", "unknown", "not a state then", "ambiguous"};
    const char *became =
        e->code && e->standing == FEED_STATE ? ent_event_line_code(e->line) : words[e->standing];
    const char *code = e->code ? e->code : FEED_REST;

    if (!e->code) became = "several";
    cut_text(out->code, sizeof out->code, code, strlen(code));
    cut_text(out->became, sizeof out->became, became, strlen(became));
    out->rows = e->rows;
    out->first_day = e->first_day;
    out->last_day = e->last_day;
}

int
feed_actor_compare(const void *a, const void *b)
{
    const ent_event_actor *x = a, *y = b;
    int order = strcmp(x->code, y->code);

    return order ? order : strcmp(x->became, y->became);
}

void
feed_actor_add(ent_event_actor *a, const ent_event_actor *b)
{
    a->rows += b->rows;
    if (b->first_day < a->first_day) a->first_day = b->first_day;
    if (b->last_day > a->last_day) a->last_day = b->last_day;
}

ent_status
feed_actors_end(feed_actors *a, ent_event_actor **out, size_t *n, ent_error *err)
{
    ent_event_actor *told = ent_alloc(a->touched + 1, sizeof *told);
    size_t all = 0, kept = 0;

    if (!told) return no_memory(err);
    for (size_t i = 0; i < a->n; i++) {
        if (a->list[i].rows == 0) continue;
        tell(&a->list[i], &told[all++]);
        a->list[i].rows = 0;
    }
    if (a->rest.rows) tell(&a->rest, &told[all++]);
    a->rest = (feed_actor){0};
    a->touched = 0;
    qsort(told, all, sizeof *told, feed_actor_compare);
    for (size_t i = 1; i < all; i++) {
        if (feed_actor_compare(&told[kept], &told[i]) == 0)
            feed_actor_add(&told[kept], &told[i]);
        else
            told[++kept] = told[i];
    }
    *out = told;
    *n = all ? kept + 1 : 0;
    return ENT_OK;
}

void
feed_actors_clear(feed_actors *a)
{
    if (!a) return;
    ent_free(a->list);
    ent_free(a->slots);
    ent_arena_clear(&a->arena);
    *a = (feed_actors){0};
}
