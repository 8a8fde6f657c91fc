/* territory.c: land that changed hands, areas summed per source, and totals that sources state. */
#include "build_priv.h"

#include <string.h>

static void
transfer_row(build *b, ent_table *t, const ent_pair_evidence *p, const ent_claim *c)
{
    char words[WORDS_MAX];

    words_claim_time(c, words, sizeof words);
    db_text(b, "%s", words);
    db_cell(b, t);
    db_text(b, "%s", c->label ? c->label : "transfer");
    db_cell(b, t);
    db_text(b, "%s \u2192 %s", ev_name(p, ev_side(p, c->from)), ev_name(p, ev_side(p, c->to)));
    db_cell(b, t);
    words_claim_quantity(c, words, sizeof words);
    db_claim(b, c, words[0] ? words : "no area given");
    db_claim_mark(b, c);
    db_cell(b, t);
    db_source(b, c->source);
    db_cell(b, t);
}

static const char *
sum_title(bool all, bool back)
{
    if (back) return all ? "Returned, over events, all sources" : "Returned, this source's entries";
    return all ? "Sum over events, all sources" : "Sum of this source's entries";
}

static void
sum_rows(build *b, ent_table *t, const ent_pair_evidence *p, bool back)
{
    for (size_t i = 0; i < p->n_estimates; i++) {
        const ent_estimate *e = &p->estimates[i];
        const char *suffix = strchr(e->id, '@');
        int first = ent_date_from_day(e->first_day).year;
        bool all = strcmp(e->measure, back ? "territory.returned" : "territory.sum") == 0;
        bool one = strcmp(e->measure,
                          back ? "territory.returned_by_source" : "territory.sum_by_source") == 0;

        if (!all && !one) continue;
        if (first < words_year(e))
            db_text(b, "%d\u2013%d", first, words_year(e));
        else
            db_text(b, "%d", first);
        db_cell(b, t);
        db_strong(b, sum_title(all, back));
        db_cell(b, t);
        db_text(b, "%s \u2192 %s", ev_name(p, e->from), ev_name(p, e->to));
        db_cell(b, t);
        db_figure(b, e);
        db_cell(b, t);
        db_text(b, "%s", all || !suffix ? "all" : suffix + 1);
        db_cell(b, t);
        t->n_foot++;
    }
}

/* Every stated total against the sum of the entries in its direction. */
static void
check_totals(build *b, const ent_pair_evidence *p)
{
    const ent_claim *c;
    size_t i = 0;

    while ((c = ev_next(p, "territory.transfer.total", &i))) {
        const char *from = ev_side(p, c->from), *to = ev_side(p, c->to);
        const ent_estimate *sum = ev_latest(p, "territory.sum", from, to);
        char stated[WORDS_MAX], when[WORDS_MAX];
        double low = 0, high = 0;
        ent_basis basis = ENT_BASIS_NONE;
        const ent_unit *u = c->unit ? ent_ref_unit(c->unit) : NULL;
        double factor = u ? u->factor : 1;

        if (c->quantity_state != ENT_VALUE || ent_claim_interval(c, &low, &high, &basis)) continue;
        words_claim_quantity(c, stated, sizeof stated);
        words_claim_time(c, when, sizeof when);
        db_text(b, "A source states a total of ");
        db_claim(b, c, stated);
        db_text(b, " (%s, %s \u2192 %s)", when, ev_name(p, from), ev_name(p, to));
        db_claim_mark(b, c);
        if (!sum) {
            db_text(b, "; no single transfers are held to add up.");
        } else {
            db_text(b, "; the entries held add up to ");
            db_figure(b, sum);
            if (sum->high < low * factor)
                db_text(b, ": less than stated. Transfers are missing from the entries, or the "
                           "total counts more than they do.");
            else if (sum->low > high * factor)
                db_text(b, ": more than stated.");
            else
                db_text(b, ": compatible with the total.");
        }
        db_block(b, ENT_BLOCK_PARAGRAPH);
    }
}

void
section_territory(build *b)
{
    static const char *const TITLES[] = {"when", "what", "direction", "area", "source"};
    static const char *const PATTERNS[] = {"territory.transfer", "territory.return"};
    const ent_pair_evidence *p = &b->in->pair;
    ent_table *t =
        db_table(b, "territory", "Land that changed hands, each source's area", 5, TITLES, "lllrl");

    db_section_begin(b, "territory", "Land");
    for (size_t k = 0; k < 2 && t; k++) {
        const ent_claim *c;
        size_t i = 0;

        while ((c = ev_next(p, PATTERNS[k], &i)))
            transfer_row(b, t, p, c);
    }
    if (t && t->n_rows) {
        sum_rows(b, t, p, false);
        sum_rows(b, t, p, true);
        t->note = "Competing areas of one event stand as rows of their own. In the sum over events "
                  "each event counts once, as the range between its sources. Unchecked rows are "
                  "left out of all sums, and returned land is not deducted.";
        db_table_block(b, t);
        check_totals(b, p);
    } else {
        db_silence(b, "territory.transfer", "Transfers of territory");
    }
    db_section_end(b);
}
