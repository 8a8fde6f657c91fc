/* actors.c: when a coverage window speaks about a pair: its actors, clipped to their lives. */
#include "ledger/panel_priv.h"

#include <stdlib.h>
#include <string.h>

bool
ent_code_listed(const char *list, const char *code)
{
    const char *p = list;

    while (*p) {
        size_t n = strcspn(p, " ");

        if (n > 0 && p[n - 1] == '*') {
            if (strncmp(p, code, n - 1) == 0) return true;
        } else if (n > 0 && strlen(code) == n && memcmp(p, code, n) == 0) {
            return true;
        }
        p += n;
        p += strspn(p, " ");
    }
    return false;
}

/* ---- spans ------------------------------------------------------------------------------------
 */

static int
compare_spans(const void *a, const void *b)
{
    const ent_span *x = a, *y = b;

    if (x->first != y->first) return x->first < y->first ? -1 : 1;
    return (x->last > y->last) - (x->last < y->last);
}

/* In order, and those that touch made one: a line is one actor across its states. */
static void
join_spans(ent_spans *s)
{
    size_t k = 0;

    if (s->n == 0) return;
    qsort(s->v, s->n, sizeof *s->v, compare_spans);
    for (size_t i = 1; i < s->n; i++) {
        bool touches = s->v[k].last == INT32_MAX || s->v[i].first <= s->v[k].last + 1;

        if (!touches)
            s->v[++k] = s->v[i];
        else if (s->v[i].last > s->v[k].last)
            s->v[k].last = s->v[i].last;
    }
    s->n = k + 1;
}

static ent_status
alive_spans(const char *line, ent_arena *arena, ent_spans *out, ent_error *err)
{
    size_t n = 0;
    const ent_polity *all = ent_ref_polities(&n);

    out->n = 0;
    out->v = ent_arena_alloc(arena, n, sizeof *out->v);
    if (!out->v) return ent_fail(err, ENT_E_NOMEM, "no memory for the lives of states");
    for (size_t i = 0; i < n; i++) {
        ent_span *s = &out->v[out->n];
        int32_t unused;

        if (strcmp(all[i].line, line) != 0) continue;
        if (!ent_date_span(&all[i].from, &s->first, &unused)) s->first = ENT_DAY_ALWAYS;
        if (!ent_date_span(&all[i].to, &unused, &s->last)) s->last = ENT_DAY_NEVER;
        out->n++;
    }
    join_spans(out);
    return ENT_OK;
}

/* ---- members of the state system --------------------------------------------------------------
 */

static const char MEMBER[] = "system.member";

/* Times of membership. */
typedef struct member_list {
    ent_span *v;
    size_t n, cap;
    ent_arena *arena;
} member_list;

static ent_status
take_member(void *ctx, const ent_claim *claim, int32_t known_day, ent_error *err)
{
    member_list *list = ctx;

    (void)known_day;
    if (list->n == list->cap) {
        size_t cap = list->cap ? list->cap * 2 : 8;
        ent_span *v = ent_arena_alloc(list->arena, cap, sizeof *v);

        if (!v) return ent_fail(err, ENT_E_NOMEM, "no memory for the state system");
        if (list->n) memcpy(v, list->v, list->n * sizeof *v);
        list->v = v;
        list->cap = cap;
    }
    ent_claim_days(claim, ENT_DAY_NEVER, &list->v[list->n].first, &list->v[list->n].last);
    list->n++;
    return ENT_OK;
}

static ent_status
take_any(void *ctx, const ent_claim *claim, int32_t known_day, ent_error *err)
{
    bool *any = ctx;

    (void)claim, (void)known_day, (void)err;
    *any = true;
    return ENT_END;
}

static ent_status
find_members(ent_panel_maker *m, const char *line, ent_visit_figure *visit, void *ctx,
             ent_error *err)
{
    ent_filter f = {.indicator = MEMBER,
                    .monadic = true,
                    .first_day = ENT_DAY_ALWAYS,
                    .last_day = ENT_DAY_NEVER,
                    .known_by = m->known_by,
                    .without = m->ledger->without,
                    .n_without = m->ledger->n_without};
    ent_status st = ENT_OK;

    if (line) st = ent_line_polities(line, m->arena, &f.a, &f.n_a, err);
    if (st) return st;
    return m->ledger->store->ops->figures(m->ledger->store, &f, m->arena, visit, ctx, err);
}

static ent_status
member_spans(ent_panel_maker *m, ent_line_life *life, ent_error *err)
{
    member_list list = {.arena = m->arena};
    ent_status st = ENT_OK;

    life->member_known = true;
    life->member = life->alive;
    if (!m->members_asked) {
        st = find_members(m, NULL, take_any, &m->members_held, err);
        if (st) return st;
        m->members_asked = true;
    }
    if (!m->members_held) return ENT_OK;
    st = find_members(m, life->line, take_member, &list, err);
    if (st) return st;
    life->member = (ent_spans){.v = list.v, .n = list.n};
    join_spans(&life->member);
    return ENT_OK;
}

/* NULL: see *st. */
static ent_line_life *
life_of(ent_panel_maker *m, const char *line, ent_status *st, ent_error *err)
{
    ent_line_life *life;

    for (size_t i = 0; i < m->n_lives; i++)
        if (strcmp(m->lives[i].line, line) == 0) return &m->lives[i];
    if (m->n_lives == m->cap_lives) {
        size_t cap = m->cap_lives ? m->cap_lives * 2 : 16;

        life = ent_realloc(m->lives, cap, sizeof *life);
        if (!life) {
            *st = ent_fail(err, ENT_E_NOMEM, "no memory for the lives of states");
            return NULL;
        }
        m->lives = life;
        m->cap_lives = cap;
    }
    life = &m->lives[m->n_lives];
    *life = (ent_line_life){.line = line};
    *st = alive_spans(line, m->arena, &life->alive, err);
    if (*st) return NULL;
    m->n_lives++;
    return life;
}

/* When the list of actors holds the line; no spans: never. */
static ent_status
actor_spans(ent_panel_maker *m, const char *list, const char *line, ent_spans *out, ent_error *err)
{
    ent_status st = ENT_OK;
    ent_line_life *life = life_of(m, line, &st, err);

    *out = (ent_spans){.n = 0};
    if (!life) return st;
    if (!list || ent_code_listed(list, line)) { /* "*" lists all */
        *out = life->alive;
    } else if (strcmp(list, "cow-system") == 0) {
        if (!life->member_known) st = member_spans(m, life, err);
        *out = life->member;
    }
    return st;
}

/* ---- windows ----------------------------------------------------------------------------------
 */

typedef struct window_list {
    ent_window *v;
    size_t n, cap;
} window_list;

static ent_status
add_window(window_list *list, ent_window w, ent_error *err)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->v[i].first_day == w.first_day && list->v[i].last_day == w.last_day &&
            strcmp(list->v[i].coverage, w.coverage) == 0)
            return ENT_OK;
    if (list->n == list->cap) {
        size_t cap = list->cap ? list->cap * 2 : 8;
        ent_window *v = ent_realloc(list->v, cap, sizeof *v);

        if (!v) return ent_fail(err, ENT_E_NOMEM, "no memory for coverage windows");
        list->v = v;
        list->cap = cap;
    }
    list->v[list->n++] = w;
    return ENT_OK;
}

static int32_t
later(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static int32_t
sooner(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

/* The window, while both sides are its actors. */
static ent_status
clip_window(const ent_window *w, const ent_spans *from, const ent_spans *to, window_list *list,
            ent_error *err)
{
    ent_status st = ENT_OK;

    for (size_t i = 0; i < from->n && !st; i++) {
        for (size_t k = 0; k < to->n && !st; k++) {
            ent_window part = *w;

            part.first_day = later(w->first_day, later(from->v[i].first, to->v[k].first));
            part.last_day = sooner(w->last_day, sooner(from->v[i].last, to->v[k].last));
            if (part.first_day <= part.last_day) st = add_window(list, part, err);
        }
    }
    return st;
}

static ent_status
one_way(ent_panel_maker *m, const ent_window_held *held, const char *from, const char *to,
        window_list *list, ent_error *err)
{
    ent_span ever_span = {ENT_DAY_ALWAYS, ENT_DAY_NEVER};
    const ent_coverage *c = &held->coverage;
    ent_window w = {.absence_is_zero = c->absence_is_zero, .coverage = c->id};
    ent_spans a = {.n = 0}, b = {.v = &ever_span, .n = 1};
    int32_t unused;
    ent_status st = actor_spans(m, c->from_actors, from, &a, err);

    if (!st && to) st = actor_spans(m, c->to_actors, to, &b, err);
    if (st) return st;
    if (!ent_date_span(&c->from, &w.first_day, &unused)) w.first_day = ENT_DAY_ALWAYS;
    if (!ent_date_span(&c->to, &unused, &w.last_day)) w.last_day = held->known_day;
    return clip_window(&w, &a, &b, list, err);
}

static int
compare_windows(const void *a, const void *b)
{
    const ent_window *x = a, *y = b;

    if (x->first_day != y->first_day) return x->first_day < y->first_day ? -1 : 1;
    if (x->last_day != y->last_day) return x->last_day < y->last_day ? -1 : 1;
    return strcmp(x->coverage, y->coverage);
}

ent_status
ent_panel_windows(ent_panel_maker *m, const ent_indicator *indicator, const char *from,
                  const char *to, ent_series *out, ent_error *err)
{
    window_list list = {.v = NULL};
    ent_status st = ENT_OK;

    for (size_t i = 0; i < m->n_windows && !st; i++) {
        const ent_window_held *held = &m->windows[i];

        if (!ent_code_listed(held->coverage.indicators, indicator->code)) continue;
        st = one_way(m, held, from, to, &list, err);
        if (!st && to && !indicator->directed) st = one_way(m, held, to, from, &list, err);
    }
    if (st) goto out;
    out->windows = ent_arena_alloc(m->arena, list.n, sizeof *out->windows);
    if (!out->windows) {
        st = ent_fail(err, ENT_E_NOMEM, "no memory for coverage windows");
        goto out;
    }
    if (list.n) {
        qsort(list.v, list.n, sizeof *list.v, compare_windows);
        memcpy(out->windows, list.v, list.n * sizeof *list.v);
    }
    out->n_windows = list.n;

out:
    ent_free(list.v);
    return st;
}

int32_t
ent_panel_open_end(const ent_panel_maker *m, const ent_claim *claim, int32_t known_day)
{
    int32_t end = ENT_DAY_ALWAYS, unused, last;

    for (size_t i = 0; i < m->n_windows; i++) {
        const ent_coverage *c = &m->windows[i].coverage;
        bool its = claim->coverage ? strcmp(c->id, claim->coverage) == 0
                                   : strcmp(c->set, claim->set) == 0 &&
                                         ent_code_listed(c->indicators, claim->indicator);

        if (its && ent_date_span(&c->to, &unused, &last) && last > end) end = last;
    }
    if (end != ENT_DAY_ALWAYS) return end;
    return known_day == ENT_DAY_UNKNOWN ? ENT_DAY_ALWAYS : known_day;
}
