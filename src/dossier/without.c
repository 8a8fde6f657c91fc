/* without.c: what changes when sets are left out: the figures that move, and those that go. */
#include "build_priv.h"

#include <string.h>

/* Nothing of this size or less is worth a row: the arithmetic of the same rows in another order. */
static const double SAME = 1e-12;

static bool
moved(const ent_estimate *x, const ent_estimate *y)
{
    double scale = 1;

    if (x->state != y->state) return true;
    if (x->state != ENT_VALUE) return false;
    if (x->value > 1 || x->value < -1) scale = x->value < 0 ? -x->value : x->value;
    return x->value - y->value > SAME * scale || y->value - x->value > SAME * scale ||
           x->low - y->low > SAME * scale || y->low - x->low > SAME * scale ||
           x->high - y->high > SAME * scale || y->high - x->high > SAME * scale;
}

static const ent_estimate *
same_id(const ent_pair_evidence *p, const char *id)
{
    for (size_t i = 0; i < p->n_estimates; i++)
        if (strcmp(p->estimates[i].id, id) == 0) return &p->estimates[i];
    return NULL;
}

/* The last of its measure and direction: the list is in order of time. */
static bool
is_latest(const ent_pair_evidence *p, size_t i)
{
    const ent_estimate *e = &p->estimates[i];

    for (size_t k = 0; k < p->n_estimates; k++) {
        const ent_estimate *o = &p->estimates[k];

        if (strcmp(o->measure, e->measure) != 0 || strcmp(o->from, e->from) != 0) continue;
        if (o->first_day > e->first_day) return false;
    }
    return true;
}

static void
change_row(build *b, ent_table *t, const ent_estimate *was, const ent_estimate *now)
{
    const ent_pair_evidence *p = &b->in->pair;
    char words[WORDS_MAX];

    db_text(b, "%s, %s%s%s, %d", was->measure, ev_name(p, was->from), was->to ? " \u2192 " : "",
            was->to ? ev_name(p, was->to) : "", words_year(was));
    db_cell(b, t);
    words_estimate(was, words, sizeof words);
    db_text(b, "%s", words);
    db_cell(b, t);
    if (now && now->state == ENT_VALUE)
        db_figure(b, now);
    else
        db_mark(b, now ? ent_state_name(now->state) : "no figure");
    db_cell(b, t);
}

void
section_without(build *b)
{
    static const char *const TITLES[] = {"figure", "with all sets", "without"};
    const ent_pair_evidence *whole = b->in->whole;
    size_t n_moved = 0, n_gone = 0;
    ent_table *t;

    if (!whole) return;
    db_section_begin(b, "without", db_printf(b, "What changes without %s?", b->in->without));
    t = db_table(b, "without", "Latest figures that change", 3, TITLES, "lrr");
    for (size_t i = 0; i < whole->n_estimates && t; i++) {
        const ent_estimate *was = &whole->estimates[i];
        const ent_estimate *now = same_id(&b->in->pair, was->id);

        if (was->state != ENT_VALUE || (now && !moved(was, now))) continue;
        n_moved += now != NULL;
        n_gone += now == NULL;
        if (is_latest(whole, i)) change_row(b, t, was, now);
    }
    if (n_moved + n_gone == 0)
        db_text(b, "Nothing: no figure about the pair rests on %s.", b->in->without);
    else
        db_text(
            b,
            "Of %zu figures about the pair, %zu %s gone without %s and %zu %s; the rest stay as "
            "they are.",
            whole->n_estimates, n_gone, n_gone == 1 ? "is" : "are", b->in->without, n_moved,
            n_moved == 1 ? "changes" : "change");
    db_block(b, ENT_BLOCK_PARAGRAPH);
    db_table_block(b, t);
    db_section_end(b);
}
