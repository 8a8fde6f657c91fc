/* ref/choose.c: which of the polities that a word may mean did it mean on a date. */
#include "ref/ref_priv.h"

#include <string.h>

/*
 * LIMIT: data sets use a state's code or name up to this long before it began and after it ended
 * (a state system's entry dates, a yearly panel, a war that outlived its side); beyond it the
 * analyst gets an error with the right dates.
 */
enum { REF_NEAR_DAYS = 731 };

/* The days of a span within [a, b]; none when last < first. */
static ref_candidate
within(const ref_entry *entry, size_t polity, int32_t first, int32_t last, int32_t a, int32_t b)
{
    ref_candidate c = {.entry = entry, .polity = polity, .ends = last};

    c.first = first > a ? first : a;
    c.last = last < b ? last : b;
    c.weight = (int64_t)c.last - c.first + 1;
    return c;
}

/* Each polity stands once, with its longest span. */
static void
add(ref_candidates *out, ref_candidate c)
{
    for (size_t i = 0; i < out->n; i++) {
        if (out->at[i].polity != c.polity) continue;
        if (c.weight > out->at[i].weight) out->at[i] = c;
        return;
    }
    if (out->n < REF_HITS_MAX) out->at[out->n++] = c;
}

/* A capital or seat of government is a word for a state only while it is one. */
static bool
is_title(const ref_entry *e)
{
    return e->kind != REF_CAPITAL && e->kind != REF_GOVERNMENT;
}

/* Today's name or code of a line is used for its past as well. */
static bool
stands_for_line(const ref_entry *e)
{
    return is_title(e) && !e->dated && ref_lives[e->polity].latest;
}

static bool
add_line_on(ref_candidates *out, const ref_entry *e, int32_t a, int32_t b)
{
    size_t start = ref_lives[e->polity].line_start;
    bool any = false;

    for (size_t i = start; i < ref_polities_n && ref_lives[i].line_start == start; i++) {
        ref_candidate c = within(e, i, ref_lives[i].first, ref_lives[i].last, a, b);

        if (c.weight <= 0) continue;
        add(out, c);
        any = true;
    }
    return any;
}

static void
weigh_near(const ref_hits *hits, int32_t a, int32_t b, ref_candidates *out)
{
    for (size_t i = 0; i < hits->n; i++) {
        const ref_entry *e = hits->at[i];
        ref_candidate c = within(e, e->polity, e->first, e->last, a, b);
        int64_t gap_days = 1 - c.weight;

        if (!is_title(e) || gap_days > REF_NEAR_DAYS || add_line_on(out, e, a, b)) continue;
        c.first = a; /* taken to hold on the whole date, so that two such contend */
        c.last = b;
        c.weight = REF_NEAR_DAYS - gap_days;
        add(out, c);
    }
}

static void
weigh_undated(const ref_hits *hits, ref_candidates *out)
{
    bool open = false;

    for (size_t i = 0; i < hits->n; i++)
        open = open || hits->at[i]->last == INT32_MAX;
    for (size_t i = 0; i < hits->n; i++)
        if (!open || hits->at[i]->last == INT32_MAX)
            add(out, (ref_candidate){.entry = hits->at[i], .polity = hits->at[i]->polity});
}

/* On the day of handover the one that ends gives way to those that go on. */
static void
drop_ending(ref_candidates *c, int32_t day)
{
    bool goes_on = false;
    size_t kept = 0;

    for (size_t i = 0; i < c->n; i++)
        goes_on = goes_on || c->at[i].ends > day;
    for (size_t i = 0; i < c->n; i++)
        if (!goes_on || c->at[i].ends > day) c->at[kept++] = c->at[i];
    c->n = kept;
}

void
ref_weigh(const ref_hits *hits, const ent_date *on, ref_candidates *out)
{
    int32_t a, b;

    out->n = 0;
    if (!on || !ent_date_span(on, &a, &b)) {
        weigh_undated(hits, out);
        return;
    }
    for (size_t i = 0; i < hits->n; i++) {
        const ref_entry *e = hits->at[i];
        ref_candidate c = within(e, e->polity, e->first, e->last, a, b);

        if (c.weight > 0) add(out, c);
        if (stands_for_line(e)) (void)add_line_on(out, e, a, b);
    }
    if (a == b) drop_ending(out, a);
    if (out->n == 0) weigh_near(hits, a, b, out);
}

/*
 * Polities of two lines contend when both bore the word on one and the same day. Where one came
 * after the other, only the date is coarse, and the one that held it longer answers.
 */
static bool
contend(const ref_candidate *x, const ref_candidate *y)
{
    if (ref_lives[x->polity].line_start == ref_lives[y->polity].line_start) return false;
    if (x->first == x->last || y->first == y->last)
        return x->last >= y->first && y->last >= x->first;
    return x->last > y->first && y->last > x->first; /* sharing the day of handover is no contest */
}

static bool
is_better(const ref_candidate *x, const ref_candidate *y)
{
    int32_t begun_x = ref_lives[x->polity].first, begun_y = ref_lives[y->polity].first;

    return x->weight != y->weight ? x->weight > y->weight : begun_x > begun_y;
}

size_t
ref_choose(const ref_candidates *candidates)
{
    size_t best = 0;

    for (size_t i = 0; i < candidates->n; i++) {
        const ref_candidate *c = &candidates->at[i];

        for (size_t j = i + 1; j < candidates->n; j++)
            if (contend(c, &candidates->at[j])) return SIZE_MAX;
        if (is_better(c, &candidates->at[best])) best = i;
    }
    return best;
}

/* ---- when answers change -------------------------------------------------------------------- */

enum { CHANGES_OF_SPAN = 5 };

/* Into its place among n days in order, unless it is there: most spans share their ends. */
static size_t
add_day(int32_t *days, size_t n, int32_t day)
{
    size_t low = 0, high = n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (days[mid] < day)
            low = mid + 1;
        else
            high = mid;
    }
    if (low < n && days[low] == day) return n;
    memmove(days + low + 1, days + low, (n - low) * sizeof *days);
    days[low] = day;
    return n + 1;
}

/* A span begins, is handed over on its last day, ends, and is near before and after. */
static size_t
add_changes(int32_t *days, size_t n, int32_t first, int32_t last)
{
    n = add_day(days, n, first - REF_NEAR_DAYS);
    n = add_day(days, n, first);
    if (last > INT32_MAX - REF_NEAR_DAYS - 1) return n;
    n = add_day(days, n, last);
    n = add_day(days, n, last + 1);
    return add_day(days, n, last + REF_NEAR_DAYS + 1);
}

ent_status
ent_ref_changes(int32_t **out, size_t *n, ent_error *err)
{
    size_t spans = ref_entries_n + ref_lives_n, kept = 0;
    int32_t *days = ent_alloc(spans * CHANGES_OF_SPAN, sizeof *days);

    if (!days) return ent_fail(err, ENT_E_NOMEM, "no memory for the days of change");
    for (size_t i = 0; i < ref_entries_n; i++)
        kept = add_changes(days, kept, ref_entries[i].first, ref_entries[i].last);
    for (size_t i = 0; i < ref_lives_n; i++)
        kept = add_changes(days, kept, ref_lives[i].first, ref_lives[i].last);
    *out = days;
    *n = kept;
    return ENT_OK;
}
