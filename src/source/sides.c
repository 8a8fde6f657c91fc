/* sides.c: pairs the participants of a dispute or war across its two sides. */
#include "sides_priv.h"

#include <stdlib.h>
#include <string.h>

/* A world war has 40 participants; the limit keeps pairing linear in the file. */
enum { ROWS_MAX = 1000000, EVENT_MAX = 256 };

typedef struct span {
    ent_date from, to; /**< to NONE: still going on when the set closed */
} span;

typedef struct part {
    const char *event, *code, *name;
    bool side_b;
    int level;
    int64_t deaths; /**< -1: not known */
    span spells[ENT_SIDE_SPELLS];
    size_t n_spells;
    uint64_t row, byte;
} part;

typedef struct parts {
    const ent_sides *sides;
    part *items;
    part **by_event; /**< the same, in order of event, then of row */
    size_t n, cap;
} parts;

/* ---- reading -------------------------------------------------------------------------------- */

/** "-7" (the war goes on) is an open end; no year at all is no spell. */
static ent_status
read_spell(ent_tab *t, const ent_side_spell *cols, part *p)
{
    span *s = &p->spells[p->n_spells];
    const char *end = ent_tab_raw(t, cols->end_year);
    ent_status st = ent_tab_ymd(t, cols->start_year, cols->start_month, cols->start_day, &s->from);

    if (st) return st == ENT_NONE ? ENT_OK : st;
    s->to = (ent_date){0};
    if (end && strcmp(end, "-7") != 0) {
        st = ent_tab_ymd(t, cols->end_year, cols->end_month, cols->end_day, &s->to);
        if (st == ENT_NONE)
            st = ent_tab_wrong(t, "column %s is \"%.20s\"; want the year in which it ended",
                               ent_tab_name(t, cols->end_year), end);
        if (st) return st;
        if (ent_tab_before(&s->to, &s->from) && s->to.year < s->from.year)
            return ent_tab_wrong(t, "column %s is %d, before %s", ent_tab_name(t, cols->end_year),
                                 (int)s->to.year, ent_tab_name(t, cols->start_year));
    }
    p->n_spells++;
    return ENT_OK;
}

/** MID codebook: 0 none, 1-6 threat, 7-12 display, 13-19 use of force, 20-21 war. */
static int
level_of_action(int64_t action)
{
    if (action == 0) return 1;
    if (action <= 6) return 2;
    if (action <= 12) return 3;
    return action <= 19 ? 4 : 5;
}

static ent_status
read_level(ent_tab *t, const ent_sides *s, part *p)
{
    int64_t v = 0;
    ent_status st = ENT_OK;

    if (s->level) {
        st = ent_tab_int_in(t, s->level, 1, 5, &v);
        p->level = (int)v;
    } else if (s->action) {
        st = ent_tab_int_in(t, s->action, 0, 21, &v);
        p->level = level_of_action(v);
    }
    if (st) return st;
    p->deaths = -1;
    if (s->deaths && (st = ent_tab_int_in(t, s->deaths, 0, INT64_MAX, &v)) == ENT_OK) p->deaths = v;
    return st > ENT_NONE ? st : ENT_OK;
}

/* The texts outlive the row: they are compared with those of later rows. */
static ent_status
keep_texts(ent_tab *t, const ent_sides *s, part *p)
{
    const char *name = s->name ? ent_tab_text(t, s->name) : NULL;

    p->event = ent_arena_strdup(&t->keep, ent_tab_text(t, s->event));
    p->code = ent_arena_strdup(&t->keep, ent_tab_text(t, s->ccode));
    p->name = ent_arena_strdup(&t->keep, name);
    return p->event && p->code && !name == !p->name ? ENT_OK : ENT_E_NOMEM;
}

static ent_status
read_part(ent_tab *t, const ent_sides *s, part *p)
{
    int64_t side = 0;
    ent_status st = ent_tab_int(t, s->side, &side);

    *p = (part){.row = t->row, .byte = t->byte};
    if (st) return st;
    if (side != s->side_a && side != s->side_b)
        return ent_tab_wrong(t, "column %s is %lld; want %lld or %lld", ent_tab_name(t, s->side),
                             (long long)side, (long long)s->side_a, (long long)s->side_b);
    p->side_b = side == s->side_b;
    if (!ent_tab_text(t, s->event) || !ent_tab_text(t, s->ccode))
        return ent_tab_skip(t, ENT_SKIP_MISSING);
    if ((st = read_level(t, s, p)) != ENT_OK) return st;
    for (size_t i = 0; i < s->n_spells; i++)
        if ((st = read_spell(t, &s->spells[i], p)) != ENT_OK) return st;
    if (p->n_spells == 0) return ent_tab_skip(t, ENT_SKIP_MISSING);
    return keep_texts(t, s, p);
}

static ent_status
add_part(parts *all, const part *p, ent_error *err)
{
    if (all->n == all->cap) {
        size_t cap = all->cap ? all->cap * 2 : 256;
        part *more = NULL;

        if (all->n >= ROWS_MAX) return ent_fail(err, ENT_E_LIMIT, "over %d participants", ROWS_MAX);
        more = ent_realloc(all->items, cap, sizeof *more);
        if (!more) return ent_fail(err, ENT_E_NOMEM, "no memory for the participants");
        all->items = more;
        all->cap = cap;
    }
    all->items[all->n++] = *p;
    return ENT_OK;
}

static int
by_event_then_row(const void *x, const void *y)
{
    const part *a = *(const part *const *)x, *b = *(const part *const *)y;
    int order = strcmp(a->event, b->event);

    if (order) return order;
    return a->row < b->row ? -1 : a->row > b->row;
}

static ent_status
sort_parts(parts *all, ent_error *err)
{
    all->by_event = ent_alloc(all->n + 1, sizeof *all->by_event);
    if (!all->by_event) return ent_fail(err, ENT_E_NOMEM, "no memory for the participants");
    for (size_t i = 0; i < all->n; i++)
        all->by_event[i] = &all->items[i];
    qsort(all->by_event, all->n, sizeof *all->by_event, by_event_then_row);
    return ENT_OK;
}

/* ---- pairing -------------------------------------------------------------------------------- */

/** The time two spells share: false when they share none. */
static bool
overlap(const span *a, const span *b, span *out)
{
    int32_t a0 = 0, a1 = 0, b0 = 0, b1 = 0, skip = 0;

    if (!ent_date_span(&a->from, &a0, &skip) || !ent_date_span(&b->from, &b0, &skip)) return false;
    if (!ent_date_span(&a->to, &skip, &a1)) a1 = INT32_MAX;
    if (!ent_date_span(&b->to, &skip, &b1)) b1 = INT32_MAX;
    if ((a0 > b0 ? a0 : b0) > (a1 < b1 ? a1 : b1)) return false;
    out->from = a0 >= b0 ? a->from : b->from;
    out->to = a1 <= b1 ? a->to : b->to;
    return true;
}

static ent_status
give_pair(ent_tab *t, const ent_sides *s, const part *a, const part *b, const span *when,
          const char *indicator)
{
    const char *from = NULL, *to = NULL;
    char day[ENT_DATE_TEXT_MAX];
    ent_claim *c;
    ent_status st;

    if ((st = ent_tab_country_of(t, ent_tab_name(t, s->ccode), a->code, ENT_SCHEME_COW, &when->from,
                                 &from)) != ENT_OK ||
        (st = ent_tab_country_of(t, ent_tab_name(t, s->ccode), b->code, ENT_SCHEME_COW, &when->from,
                                 &to)) != ENT_OK)
        return st;
    if (strcmp(from, to) == 0) return ent_tab_skip(t, ENT_SKIP_SELF);
    if (!(c = ent_tab_claim(t, indicator))) return ENT_E_NOMEM;
    ent_date_format(&when->from, day, sizeof day);
    c->from = from;
    c->to = to;
    c->from_code = a->code;
    c->to_code = b->code;
    c->valid_from = when->from;
    c->valid_to = when->to;
    c->ongoing = when->to.precision == ENT_PREC_NONE;
    c->sign = -1;
    c->record = ent_tab_join(t, s->tag, a->event, a->code, b->code, day, NULL);
    c->cluster = ent_tab_join(t, s->event_word, a->event, NULL);
    c->label = a->name ? a->name : ent_tab_format(t, "%s %s", s->event_word, a->event);
    return ENT_OK;
}

static ent_status
give_fight(ent_tab *t, const ent_sides *s, const part *a, const part *b)
{
    span when;
    ent_status st = ENT_OK;

    for (size_t i = 0; i < a->n_spells; i++) {
        for (size_t j = 0; j < b->n_spells; j++) {
            if (!overlap(&a->spells[i], &b->spells[j], &when)) continue;
            st = give_pair(t, s, a, b, &when, s->indicator);
            if (st > ENT_NONE) return st;
            if (st == ENT_OK && s->scale)
                ent_tab_level(&t->claims[t->n_claims - 1], a->level,
                              ent_tab_format(t, "%d", a->level), s->scale);
        }
    }
    return ENT_OK;
}

/**
 * LIMIT: a state's deaths are known for the war as a whole; with more than one opponent they
 * cannot be divided between them and are left out.
 */
static ent_status
give_deaths(ent_tab *t, const ent_sides *s, const part *a, const part *b)
{
    span when = a->spells[0];
    ent_claim *c;
    ent_status st;

    when.to = a->spells[a->n_spells - 1].to;
    st = give_pair(t, s, a, b, &when, "war.battle_deaths");
    if (st) return st > ENT_NONE ? st : ENT_OK;
    c = &t->claims[t->n_claims - 1];
    c->quantity_state = ENT_VALUE;
    c->quantity = (double)a->deaths;
    c->digits = ent_tab_digits(ent_tab_format(t, "%lld", (long long)a->deaths));
    c->unit = "persons";
    return ENT_OK;
}

/** First and one past the last participant of an event, in by_event. */
static void
find_event(const parts *all, const char *event, size_t *first, size_t *end)
{
    size_t low = 0, high = all->n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (strcmp(all->by_event[mid]->event, event) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    *first = low;
    while (low < all->n && low - *first <= EVENT_MAX &&
           strcmp(all->by_event[low]->event, event) == 0)
        low++;
    *end = low;
}

static ent_status
give_part(ent_tab *t, const parts *all, const part *a)
{
    const ent_sides *s = all->sides;
    const part *only = NULL;
    size_t first = 0, end = 0, opponents = 0;
    ent_status st = ENT_OK;

    find_event(all, a->event, &first, &end);
    if (end - first > EVENT_MAX)
        return ent_tab_wrong(t, "event %.40s has over %d participants", a->event, EVENT_MAX);
    (void)ent_tab_skip(t, ENT_SKIP_ABSENT); /* nobody on the other side at the same time */
    for (size_t i = first; i < end && st == ENT_OK; i++) {
        const part *b = all->by_event[i];

        if (b->side_b == a->side_b) continue;
        opponents++;
        only = b;
        if (!s->undirected || !a->side_b) st = give_fight(t, s, a, b);
    }
    if (s->undirected && a->side_b && opponents) (void)ent_tab_skip(t, ENT_SKIP_OTHER);
    if (st == ENT_OK && s->deaths && a->deaths >= 0 && opponents == 1)
        st = give_deaths(t, s, a, only);
    return st;
}

ent_status
ent_sides_read(const ent_read_input *in, ent_sink *sink, const ent_sides *sides, ent_error *err)
{
    ent_tab t;
    parts all = {.sides = sides};
    part p;
    ent_status st = ent_tab_open(in, sink, &sides->tab, &t, err);

    if (st) goto out;
    while ((st = ent_tab_next(&t, err)) == ENT_OK) {
        st = read_part(&t, sides, &p);
        st = st == ENT_OK ? add_part(&all, &p, err) : ent_tab_settle(&t, st, err);
        if (st) goto out;
    }
    if (st != ENT_END) goto out;
    st = sort_parts(&all, err);
    for (size_t i = 0; i < all.n && st == ENT_OK; i++) {
        ent_tab_reset(&t, all.items[i].row, all.items[i].byte);
        st = give_part(&t, &all, &all.items[i]);
        st = ent_tab_settle(&t, st, err);
    }
out:
    ent_free(all.items);
    ent_free(all.by_event);
    ent_tab_close(&t);
    return st;
}
