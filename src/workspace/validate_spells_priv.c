/* validate_spells_priv.c: lists of rivalries, wars and pledges, as spells of pairs. */
#include "validate_priv.h"

#include <stdlib.h>
#include <string.h>

static bool
begins(const char *text, const char *with)
{
    return text && strncmp(text, with, strlen(with)) == 0;
}

/* Years that some window of the list covers: outside, silence says nothing. */
static ent_status
find_window(ent_workspace *ws, const val_criterion *what, ent_arena *arena, val_spells *out,
            ent_error *err)
{
    ent_coverage *windows = NULL;
    size_t n = 0;
    bool any = false;
    ent_status st = ent_ledger_coverage(ws->ledger, what->set, arena, &windows, &n, err);

    for (size_t i = 0; i < n && !st; i++) {
        const ent_coverage *w = &windows[i];

        if (!w->absence_is_zero || !begins(w->id, what->window)) continue;
        if (!any || w->from.year < out->first) out->first = w->from.year;
        if (!any || w->to.year > out->last) out->last = w->to.year;
        any = true;
    }
    return st ? st : any ? ENT_OK : ENT_NONE;
}

static int
compare_spells(const void *x, const void *y)
{
    const val_spell *a = x, *b = y;
    int by = strcmp(a->a, b->a);

    if (!by) by = strcmp(a->b, b->b);
    return by ? by : (a->first > b->first) - (a->first < b->first);
}

static bool
make_spell(const ent_claim *c, int last_year, val_spell *out)
{
    const ent_polity *from = ent_ref_polity(c->from), *to = c->to ? ent_ref_polity(c->to) : NULL;
    ent_pair pair;

    if (!from || !to || strcmp(from->line, to->line) == 0) return false;
    pair = (ent_pair){from->line, to->line};
    ws_ordered(&pair, &out->a, &out->b);
    out->first = c->valid_from.year;
    out->last = c->valid_to.precision != ENT_PREC_NONE ? c->valid_to.year
                : c->ongoing                           ? last_year
                                                       : c->valid_from.year;
    return true;
}

ent_status
ws_val_spells(ent_workspace *ws, const val_criterion *what, ent_arena *arena, val_spells *out,
              ent_error *err)
{
    ent_query q = {.indicator = what->indicator, .set = what->set};
    ent_claim *claims = NULL;
    size_t n = 0;
    ent_status st = find_window(ws, what, arena, out, err);

    if (!st) st = ent_ledger_find(ws->ledger, &q, arena, &claims, &n, err);
    if (st) return st;
    out->items = ent_arena_alloc(arena, n + 1, sizeof *out->items);
    if (!out->items) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu spells", n);
    for (size_t i = 0; i < n; i++)
        if (begins(claims[i].coverage, what->window) &&
            make_spell(&claims[i], out->last, &out->items[out->n]))
            out->n++;
    if (out->n) qsort(out->items, out->n, sizeof *out->items, compare_spells);
    return ENT_OK;
}

bool
ws_val_in_spell(const val_spells *s, const ent_pair *pair, int year)
{
    size_t low = 0, high = s->n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int by = strcmp(s->items[mid].a, pair->a);

        if (!by) by = strcmp(s->items[mid].b, pair->b);
        if (by < 0)
            low = mid + 1;
        else
            high = mid;
    }
    for (; low < s->n; low++) {
        const val_spell *it = &s->items[low];

        if (strcmp(it->a, pair->a) != 0 || strcmp(it->b, pair->b) != 0) return false;
        if (it->first <= year && year <= it->last) return true;
    }
    return false;
}
