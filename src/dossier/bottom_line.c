/* bottom_line.c: the first page: what was found, in a handful of sentences made from figures. */
#include "build_priv.h"

#include <math.h>
#include <string.h>

static void
say_trade(build *b, const ent_pair_evidence *p) {
    const ent_estimate *a = ev_latest(p, "trade.dependence", p->a, p->b);
    const ent_estimate *c = ev_latest(p, "trade.dependence", p->b, p->a);
    const ent_estimate *total = ev_latest(p, "trade.total", p->a, p->b);
    const ent_estimate *skew;

    if (a && c && words_year(a) != words_year(c)) {
        int year = words_year(a) < words_year(c) ? words_year(a) : words_year(c);

        a = ev_at(p, "trade.dependence", p->a, p->b, year);
        c = ev_at(p, "trade.dependence", p->b, p->a, year);
    }
    if (!a || !c || a->state != ENT_VALUE || c->state != ENT_VALUE) {
        if (!total) return;
        db_strong(b, "Trade. ");
        db_text(b, "Goods trade both ways came to ");
        db_figure(b, total);
        db_text(b,
                " in %d; without both national totals of one year, who depends on whom cannot "
                "be said.",
                words_year(total));
        db_block(b, ENT_BLOCK_LEAD);
        return;
    }
    db_strong(b, "Trade. ");
    db_text(b, "In %d, %s made up ", words_year(a), p->name_b);
    db_figure(b, a);
    db_text(b, " of %s's goods trade, and %s ", p->name_a, p->name_a);
    db_figure(b, c);
    db_text(b, " of %s's", p->name_b);
    skew = ev_at(p, "trade.asymmetry", p->a, p->b, words_year(a));
    if (skew && skew->state == ENT_VALUE) {
        if (skew->low > 0)
            db_text(b, ": %s depends more on %s than the other way round (asymmetry ", p->name_a,
                    p->name_b);
        else if (skew->high < 0)
            db_text(b, ": %s depends more on %s than the other way round (asymmetry ", p->name_b,
                    p->name_a);
        else
            db_text(b, ": which side depends more is not settled (asymmetry ");
        db_figure(b, skew);
        db_text(b, " for %s, on a scale from -1 to 1)", p->name_a);
    }
    db_text(b, ".");
    if (total && words_year(total) > words_year(a)) {
        db_text(b, " The latest two-way total is ");
        db_figure(b, total);
        db_text(b, " (%d).", words_year(total));
    }
    db_block(b, ENT_BLOCK_LEAD);
}

/* "X: n (year); " for both directions of one tie. */
static bool
say_flow(build *b, const ent_pair_evidence *p, const char *measure, const char *what,
         const char *verb) {
    const char *sides[2][2] = {{p->a, p->b}, {p->b, p->a}};
    bool any = false;

    for (int i = 0; i < 2; i++) {
        const ent_estimate *e = ev_latest(p, measure, sides[i][0], sides[i][1]);

        if (!e) continue;
        if (any) db_text(b, "; ");
        db_figure(b, e);
        db_text(b, " %s from %s %s %s (%d)", what, ev_name(p, sides[i][0]), verb,
                ev_name(p, sides[i][1]), words_year(e));
        any = true;
    }
    return any;
}

static void
say_ties(build *b, const ent_pair_evidence *p) {
    bool students, migrants;

    db_strong(b, "Ties between societies. ");
    students = say_flow(b, p, "students", "students", "in");
    if (students) db_text(b, ". ");
    migrants = say_flow(b, p, "migrants.stock", "people born", "live in");
    if (!students && !migrants) {
        db_take(b);
        return;
    }
    db_text(b, ".");
    db_block(b, ENT_BLOCK_LEAD);
}

static const ent_claim *
latest_opinion(const ent_pair_evidence *p, const char *indicator, const char *holder) {
    const ent_claim *best = NULL, *c;
    size_t i = 0;

    while ((c = ev_next(p, indicator, &i)))
        if (ent_claim_has_weight(c) && c->quantity_state == ENT_VALUE &&
            ev_side(p, c->from) == holder)
            best = c; /* claims come oldest first */
    return best;
}

static bool
say_opinion(build *b, const ent_pair_evidence *p, const char *holder) {
    static const struct {
        const char *indicator, *words;
    } KINDS[] = {{"opinion.favourable", "favourable to"},
                 {"opinion.unfavourable", "unfavourable to"},
                 {"opinion.friend", "calling a friend"},
                 {"opinion.threat", "seeing a threat in"}};
    const ent_claim *best = NULL;
    const char *words = "";
    char figure[WORDS_MAX], when[WORDS_MAX];

    for (size_t k = 0; k < sizeof KINDS / sizeof KINDS[0]; k++) {
        const ent_claim *c = latest_opinion(p, KINDS[k].indicator, holder);

        if (!c || (best && c->valid_from.year <= best->valid_from.year)) continue;
        best = c;
        words = KINDS[k].words;
    }
    if (!best) return false;
    words_claim_quantity(best, figure, sizeof figure);
    words_claim_time(best, when, sizeof when);
    db_claim(b, best, figure);
    db_text(b, " of respondents in %s were %s %s (%s)", ev_name(p, holder), words,
            ev_name(p, holder == p->a ? p->b : p->a), when);
    return true;
}

static void
say_attitudes(build *b, const ent_pair_evidence *p) {
    bool one, two;

    db_strong(b, "Attitudes. ");
    one = say_opinion(b, p, p->a);
    if (one) db_text(b, "; ");
    two = say_opinion(b, p, p->b);
    if (!one && !two) {
        db_take(b);
        return;
    }
    if (!one || !two)
        db_text(b, "%sno survey of %s is held", one ? "" : "; ", one ? p->name_b : p->name_a);
    db_text(b, ". Surveys, ties and quoted voices are three strands and are not averaged.");
    db_block(b, ENT_BLOCK_LEAD);
}

static void
say_stance(build *b, const ent_pair_evidence *p) {
    const ent_pair_evidence *q = b->in->against;
    const ent_estimate *e = ev_latest(p, "un.agreement.span", p->a, p->b), *f;

    if (!e) e = ev_latest(p, "un.agreement", p->a, p->b);
    if (!e) return;
    db_strong(b, "Stance. ");
    db_text(b, "In the UN General Assembly the two voted alike in ");
    db_figure(b, e);
    db_text(b, " of common roll calls, %d\u2013%d", ent_date_from_day(e->first_day).year,
            words_year(e));
    f = q ? ev_at(q, e->measure, q->a, q->b, words_year(e)) : NULL;
    if (f && f->state == ENT_VALUE) {
        db_text(b, "; %s in ", ev_pair_name(b, q));
        db_figure(b, f);
    }
    db_text(b, ".");
    db_block(b, ENT_BLOCK_LEAD);
}

/* Disputes are coded by side and year; one dispute counts once. */
static void
say_force(build *b, const ent_pair_evidence *p) {
    const ent_claim *c, *worst = NULL, *last = NULL;
    char when[WORDS_MAX];
    size_t i = 0, wars = 0;

    while ((c = ev_next(p, "mid.hostility", &i))) {
        if (!ent_claim_has_weight(c)) continue;
        last = c;
        if (!worst || c->intensity > worst->intensity) worst = c;
    }
    for (i = 0; (c = ev_next(p, "war", &i));)
        wars += ent_claim_has_weight(c) && strcmp(c->indicator, "war") == 0;
    if (!worst) return;
    db_strong(b, "Force. ");
    words_claim_time(worst, when, sizeof when);
    db_text(b, "The highest hostility on record is %.0f of 5 (", worst->intensity);
    db_claim(b, worst, when);
    words_claim_time(last, when, sizeof when);
    db_text(b, "), the latest militarised dispute held dates from ");
    db_claim(b, last, when);
    if (wars) db_text(b, "; entries for wars with both on the record: %zu", wars);
    db_text(b, ".");
    db_block(b, ENT_BLOCK_LEAD);
}

static void
say_territory(build *b, const ent_pair_evidence *p) {
    const char *sides[2][2] = {{p->a, p->b}, {p->b, p->a}};
    const ent_estimate *sums[2];

    for (int i = 0; i < 2; i++)
        sums[i] = ev_latest(p, "territory.sum", sides[i][0], sides[i][1]);
    if (!sums[0] && !sums[1]) return;
    db_strong(b, "Territory. ");
    for (int i = 0; i < 2; i++) {
        if (!sums[i]) continue;
        db_text(b, "%s passed from %s to %s, ", i && sums[0] ? " Land also" : "Land",
                ev_name(p, sides[i][0]), ev_name(p, sides[i][1]));
        db_figure(b, sums[i]);
        db_text(b, " in all by the entries held%s.",
                sums[i]->basis == ENT_BASIS_SPREAD || sums[i]->high > 1.2 * sums[i]->low
                    ? "; sources disagree by as much as that range"
                    : "");
    }
    db_block(b, ENT_BLOCK_LEAD);
}

void
section_bottom_line(build *b) {
    const ent_pair_evidence *p = &b->in->pair;

    db_section_begin(b, "bottom-line", "Bottom line");
    if (p->n_claims == 0) {
        db_text(b,
                "Nothing is held about %s and %s. That is not a finding about them: no loaded "
                "source speaks of this pair. What would help is listed below.",
                p->name_a, p->name_b);
        db_block(b, ENT_BLOCK_GAP);
    }
    say_force(b, p);
    say_trade(b, p);
    say_ties(b, p);
    say_attitudes(b, p);
    say_stance(b, p);
    say_territory(b, p);
    if (b->in->starter_only) {
        db_text(b,
                "These answers rest on the bundled starter evidence only: entries made by hand, "
                "each with its source. Loading the published data sets adds every year and pair.");
        db_block(b, ENT_BLOCK_WARNING);
    }
    db_section_end(b);
}
