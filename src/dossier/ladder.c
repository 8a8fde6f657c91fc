/* ladder.c: how near a clash ever was: hostility levels of militarised disputes over time. */
#include "build_priv.h"

#include <string.h>

static const char *const RUNGS[] = {
    "", "no militarised action", "threat to use force", "display of force", "use of force", "war"};
enum { RUNG_MAX = 5 };

double
ladder_level(const ent_claim *claim)
{
    bool coded = claim->intensity_scale || claim->intensity > 0;

    if (coded) return claim->intensity;
    return claim->quantity_state == ENT_VALUE ? claim->quantity : 0;
}

const char *
ladder_rung(const ent_claim *claim)
{
    bool known = ladder_level(claim) >= 1 && ladder_level(claim) <= RUNG_MAX;

    return known ? RUNGS[(int)ladder_level(claim)] : "level unknown";
}

static void
add_side(build *b, ent_chart *chart, const ent_pair_evidence *p, const char *from)
{
    ent_chart_series *s = NULL;
    const ent_claim *c;
    size_t i = 0;

    while ((c = ev_next(p, "mid.hostility", &i))) {
        int32_t first = 0, last = 0;
        ent_mark *m;

        if (ev_side(p, c->from) != from || ladder_level(c) < 1 || ladder_level(c) > RUNG_MAX)
            continue;
        if (!ent_date_span(&c->valid_from, &first, &last)) continue;
        if (!s)
            s = db_series(b, chart,
                          db_printf(b, "%s against %s", ev_name(p, from),
                                    ev_name(p, from == p->a ? p->b : p->a)),
                          0);
        m = db_mark_add(b, s);
        if (!m) return;
        m->state = ENT_VALUE;
        m->x_low = words_year_of_day(first);
        m->x_high = words_year_of_day(last);
        m->x = (m->x_low + m->x_high) / 2;
        m->y = m->low = m->high = ladder_level(c);
        m->label =
            db_printf(b, "%s (%d)", c->label ? c->label : ladder_rung(c), (int)c->valid_from.year);
        m->ref = c->id;
        m->weak = !ent_claim_has_weight(c);
        db_use_claim(b, c);
    }
}

static void
rung_table(build *b, const ent_pair_evidence *p)
{
    static const char *const TITLES[] = {"rung", "meaning", "entries", "last reached", "source"};
    ent_table *t = db_table(b, "rungs", "Rungs reached", 5, TITLES, "rlrll");

    for (int rung = RUNG_MAX; rung >= 1 && t; rung--) {
        const ent_claim *c, *last = NULL;
        size_t i = 0, n = 0;
        char when[WORDS_MAX];

        while ((c = ev_next(p, "mid.hostility", &i))) {
            bool weak = !ent_claim_has_weight(c);

            /* An unchecked entry speaks only where no other reached the rung. */
            if ((int)ladder_level(c) != rung || (weak && last && ent_claim_has_weight(last)))
                continue;
            if (last && !weak && !ent_claim_has_weight(last)) n = 0;
            n++;
            last = c;
        }
        if (!last) continue;
        db_text(b, "%d", rung);
        db_cell(b, t);
        db_text(b, "%s", RUNGS[rung]);
        db_cell(b, t);
        db_text(b, "%zu", n);
        db_cell(b, t);
        words_claim_time(last, when, sizeof when);
        db_claim(b, last, when);
        db_claim_mark(b, last);
        if (last->label) db_text(b, ", %s", last->label);
        db_cell(b, t);
        db_source(b, last->source);
        db_cell(b, t);
    }
    if (t && t->n_rows)
        t->note =
            "An entry is one side's highest action in one dispute and year, by one source; "
            "sources code the same dispute apart. Unchecked entries are counted only on a rung "
            "that no other entry reached.";
    db_table_block(b, t);
}

void
section_ladder(build *b)
{
    const ent_pair_evidence *p = &b->in->pair;
    ent_chart *c =
        db_chart(b, ENT_CHART_LADDER, "ladder", "Escalation ladder",
                 "Highest hostility of each side in each militarised dispute, from 1 (no "
                 "militarised action) to 5 (war), over time.");

    db_section_begin(b, "ladder", "How near a clash ever was");
    if (c) {
        c->x_title = "year";
        c->y_title = "hostility, 1 to 5";
        c->y_min = 0.5;
        c->y_max = RUNG_MAX + 0.5;
        add_side(b, c, p, p->a);
        add_side(b, c, p, p->b);
    }
    if (c && c->n_series) {
        chart_finish(b, c, "level");
        rung_table(b, p);
    } else {
        db_silence(b, "mid.hostility", "Militarised disputes");
    }
    db_section_end(b);
}
