/* disagree.c: events and years for which sources give values that cannot both be right. */
#include "build_priv.h"

#include <string.h>

static bool
in_base(const ent_claim *c, double *low, double *high)
{
    const ent_unit *u = c->unit ? ent_ref_unit(c->unit) : NULL;
    double factor = u ? u->factor : 1;
    ent_basis basis = ENT_BASIS_NONE;

    if (ent_claim_interval(c, low, high, &basis) != ENT_OK) return false;
    *low *= factor;
    *high *= factor;
    return true;
}

/* Do both give a figure for one and the same thing? */
static bool
same_question(const ent_claim *x, const ent_claim *y)
{
    if (!x->cluster || !y->cluster || strcmp(x->cluster, y->cluster) != 0) return false;
    return strcmp(x->indicator, y->indicator) == 0 && strcmp(x->from, y->from) == 0;
}

static bool
compete(const ent_claim *x, const ent_claim *y)
{
    double xl = 0, xh = 0, yl = 0, yh = 0;

    if (!same_question(x, y)) return false;
    if (!in_base(x, &xl, &xh) || !in_base(y, &yl, &yh)) return false;
    return xh < yl || yh < xl;
}

/* First claim of a cluster that has somebody to disagree with. */
static bool
opens_dispute(const ent_pair_evidence *p, size_t at)
{
    bool found = false;

    for (size_t k = 0; k < p->n_claims; k++) {
        if (!compete(&p->claims[at], &p->claims[k])) continue;
        if (k < at) return false;
        found = true;
    }
    return found;
}

static void
value_of(build *b, const ent_claim *c, bool first)
{
    char words[WORDS_MAX];

    words_claim_quantity(c, words, sizeof words);
    if (!first) db_text(b, "; ");
    db_claim(b, c, words);
    db_text(b, " (%s)", c->source);
    db_claim_mark(b, c);
}

void
section_disagree(build *b)
{
    static const char *const TITLES[] = {"when", "what", "values that cannot all be right"};
    const ent_pair_evidence *p = &b->in->pair;
    ent_table *t = db_table(b, "disagree", "Where sources disagree", 3, TITLES, "lll");

    db_section_begin(b, "disagree", "Where sources disagree");
    for (size_t i = 0; i < p->n_claims && t; i++) {
        const ent_claim *c = &p->claims[i];
        const ent_indicator *what = ent_ref_indicator(c->indicator);
        char when[WORDS_MAX];

        if (!opens_dispute(p, i)) continue;
        words_claim_time(c, when, sizeof when);
        db_text(b, "%s", when);
        db_cell(b, t);
        db_text(b, "%s", c->label ? c->label : what ? what->title : c->indicator);
        db_cell(b, t);
        value_of(b, c, true);
        for (size_t k = i + 1; k < p->n_claims; k++)
            if (same_question(&p->claims[k], c) && p->claims[k].quantity_state == ENT_VALUE)
                value_of(b, &p->claims[k], false);
        db_cell(b, t);
    }
    if (t && t->n_rows)
        t->note =
            "Values are kept side by side; estimates that rest on them carry the whole range.";
    db_table_block(b, t);
    db_section_end(b);
}
