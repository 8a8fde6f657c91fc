/* events.c: what news-coded feeds report of the two: how much, in which tone, words beside deeds.
 */
#include "build_priv.h"

#include <string.h>

static const char *const KINDS[2] = {"verbal", "material"};
static const char *const KIND_WORDS[2] = {"words", "deeds"};

static bool
begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* Feeds that said anything about the pair, in the order of the estimates. */
enum { FEEDS_MAX = 16 };
static size_t
feeds_of(const ent_pair_evidence *p, const char **out)
{
    size_t n = 0;

    for (size_t i = 0; i < p->n_estimates; i++) {
        const ent_estimate *e = &p->estimates[i];
        bool seen = false;

        if (!e->set || !begins(e->measure, "events.")) continue;
        for (size_t k = 0; k < n && !seen; k++)
            seen = strcmp(out[k], e->set) == 0;
        if (!seen && n < FEEDS_MAX) out[n++] = e->set;
    }
    return n;
}

static const char *
measure_of(build *b, const char *what, int kind, const char *set)
{
    const char *name = db_printf(b, "events.%s.%s.%s", what, KINDS[kind], set);

    return name ? name : "";
}

static void
figure_cell(build *b, ent_table *t, const ent_estimate *e)
{
    if (e)
        db_figure(b, e);
    else
        db_mark(b, "no report");
    db_cell(b, t);
}

static void
latest_rows(build *b, ent_table *t, const ent_pair_evidence *p, const char *set)
{
    for (int k = 0; k < 4; k++) {
        const char *from = k < 2 ? p->a : p->b, *to = k < 2 ? p->b : p->a;
        int kind = k % 2;
        const ent_estimate *rate = ev_latest(p, measure_of(b, "rate", kind, set), from, to);

        if (!rate || b->st) continue;
        db_text(b, "%s \u2192 %s, %s", ev_name(p, from), ev_name(p, to), KIND_WORDS[kind]);
        db_cell(b, t);
        db_text(b, "%d", words_year(rate));
        db_cell(b, t);
        db_figure(b, rate);
        db_cell(b, t);
        figure_cell(b, t,
                    ev_at(p, measure_of(b, "conflict", kind, set), from, to, words_year(rate)));
        figure_cell(b, t, ev_at(p, measure_of(b, "tone", kind, set), from, to, words_year(rate)));
    }
}

static void
latest_table(build *b, const char *set)
{
    static const char *const TITLES[] = {"who to whom", "year", "in 10,000 reports",
                                         "of these, conflict", "mean intensity, -10 to 10"};
    const char *id = db_printf(b, "events-%s", set);
    ent_table *t =
        db_table(b, id ? id : "", db_printf(b, "%s, latest year", set), 5, TITLES, "lrrrr");

    if (!t) return;
    latest_rows(b, t, &b->in->pair, set);
    if (b->in->against) latest_rows(b, t, b->in->against, set);
    t->note =
        "Coded reports, not events: one event is reported many times, and machine coding errs. "
        "Words are CAMEO's verbal classes, deeds its material ones.";
    db_table_block(b, t);
}

static bool
several_years(const ent_pair_evidence *p, const char *measure)
{
    int first = 0;

    for (size_t i = 0; i < p->n_estimates; i++) {
        if (strcmp(p->estimates[i].measure, measure) != 0) continue;
        if (first && words_year(&p->estimates[i]) != first) return true;
        first = words_year(&p->estimates[i]);
    }
    return false;
}

static void
one_chart(build *b, const char *what, int kind, const char *set, const char *title,
          const char *y_title, const char *unit)
{
    line_spec spec = {.measure = measure_of(b, what, kind, set),
                      .y_title = y_title,
                      .with_against = true,
                      .percent = false};

    spec.id = db_printf(b, "events-%s-%s-%s", what, KINDS[kind], set);
    spec.title = db_printf(b, "%s: %s, %s", set, title, KIND_WORDS[kind]);
    if (b->st || !several_years(&b->in->pair, spec.measure)) return;
    chart_finish(b, chart_lines(b, &spec), unit);
}

static void
one_feed(build *b, const char *set)
{
    db_text(b, "%s", set);
    db_block(b, ENT_BLOCK_HEADING);
    latest_table(b, set);
    for (int kind = 0; kind < 2; kind++)
        one_chart(b, "rate", kind, set, "share of all interstate reports",
                  "in 10,000 interstate reports", "per_10k");
    for (int kind = 0; kind < 2; kind++)
        one_chart(b, "tone", kind, set, "mean intensity", "points on the Goldstein scale",
                  "points");
}

void
section_events(build *b)
{
    const char *feeds[FEEDS_MAX];
    size_t n = feeds_of(&b->in->pair, feeds);

    db_section_begin(b, "events", "What do the news report them saying and doing?");
    for (size_t i = 0; i < n; i++)
        one_feed(b, feeds[i]);
    if (n == 0) {
        db_text(b, "No event feed in this ledger covers the pair, so nothing is known here of "
                   "day-to-day words and deeds. ");
        db_text(b, "`entente import` reads GDELT, ICEWS, POLECAT and Phoenix files.");
        db_block(b, ENT_BLOCK_GAP);
    }
    db_section_end(b);
}
