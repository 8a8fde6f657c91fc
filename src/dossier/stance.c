/* stance.c: how alike the two vote in the UN General Assembly, beside the comparison pair. */
#include "build_priv.h"

#include <string.h>

static void
span_table(build *b)
{
    static const char *const TITLES[] = {"years", "pair", "agreement", "among all pairs"};
    const ent_pair_evidence *pairs[2] = {&b->in->pair, b->in->against};
    ent_table *t = db_table(b, "agreement", "Vote agreement by span", 4, TITLES, "llrl");

    for (int k = 0; k < 2 && pairs[k] && t; k++) {
        const ent_pair_evidence *p = pairs[k];

        for (size_t i = 0; i < p->n_estimates; i++) {
            const ent_estimate *e = &p->estimates[i];
            const ent_yardstick *y;
            double place = 0, low = 0, high = 0;

            if (e->state != ENT_VALUE || strcmp(e->measure, "un.agreement.span") != 0) continue;
            db_text(b, "%d\u2013%d", ent_date_from_day(e->first_day).year, words_year(e));
            db_cell(b, t);
            db_text(b, "%s", ev_pair_name(b, p));
            db_cell(b, t);
            db_figure(b, e);
            db_cell(b, t);
            y = ev_yardstick(b, "un.agreement.span", ent_date_from_day(e->first_day).year);
            if (y && ent_yardstick_place(y, e, &place, &low, &high) == ENT_OK)
                db_text(b, "above %.0f %% of %zu pairs", 100 * place, y->n_pairs);
            else
                db_mark(b, "no reference distribution");
            db_cell(b, t);
        }
    }
    if (t && t->n_rows)
        t->note =
            "Mean of 1 - |difference| / 2 over roll calls in which both voted (yes 1, abstain "
            "0, no -1); absences do not count. Votes are public position, not conduct.";
    db_table_block(b, t);
}

void
section_stance(build *b)
{
    static const line_spec AGREEMENT = {.measure = "un.agreement",
                                        .id = "un-agreement",
                                        .title = "UN vote agreement",
                                        .y_title = "agreement over common roll calls",
                                        .undirected = true,
                                        .percent = true,
                                        .with_against = true};
    static const line_spec DISTANCE = {.measure = "un.distance",
                                       .id = "un-distance",
                                       .title = "Distance of UN ideal points",
                                       .y_title = "distance (0 = same position)",
                                       .undirected = true,
                                       .with_against = true};

    db_section_begin(b, "stance", "Do they take the same public positions?");
    chart_finish(b, chart_lines(b, &AGREEMENT), "share");
    span_table(b);
    chart_finish(b, chart_lines(b, &DISTANCE), "index");
    if (b->n_blocks == 0) {
        db_silence(b, "un.vote", "Roll calls of the UN General Assembly");
    }
    db_section_end(b);
}
