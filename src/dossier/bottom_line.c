/* bottom_line.c: the first page: what was found, in a handful of sentences made from figures. */
#include "build_priv.h"

#include <math.h>
#include <string.h>

/* The latest year in which both sides' dependence is known; 0 when there is none. */
static int
common_year(const ent_pair_evidence *p) {
    int best = 0;

    for (size_t i = 0; i < p->n_estimates; i++) {
        const ent_estimate *e = &p->estimates[i], *other;

        if (strcmp(e->measure, "trade.dependence") != 0 || e->state != ENT_VALUE) continue;
        if (strcmp(e->from, p->a) != 0 || words_year(e) <= best) continue;
        other = ev_at(p, "trade.dependence", p->b, p->a, words_year(e));
        if (other && other->state == ENT_VALUE) best = words_year(e);
    }
    return best;
}

static void
say_asymmetry(build *b, const ent_pair_evidence *p, int year) {
    const ent_estimate *skew = ev_at(p, "trade.asymmetry", p->a, p->b, year);

    if (!skew || skew->state != ENT_VALUE) return;
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

static void
say_both_dependences(build *b, const ent_pair_evidence *p, int year) {
    db_text(b, "In %d, %s made up ", year, p->name_b);
    db_figure(b, ev_at(p, "trade.dependence", p->a, p->b, year));
    db_text(b, " of %s's goods trade, and %s ", p->name_a, p->name_a);
    db_figure(b, ev_at(p, "trade.dependence", p->b, p->a, year));
    db_text(b, " of %s's", p->name_b);
    say_asymmetry(b, p, year);
    db_text(b, ".");
}

/* A later figure that only one side has is said as one side's. */
static void
say_later_share(build *b, const ent_pair_evidence *p, const char *from, const char *to, int year) {
    const ent_estimate *e = ev_latest(p, "trade.dependence", from, to);

    if (!e || words_year(e) <= year) return;
    db_text(b, " In %d, %s made up ", words_year(e), ev_name(p, to));
    db_figure(b, e);
    db_text(b, " of %s's goods trade.", ev_name(p, from));
}

static void
say_trade(build *b, const ent_pair_evidence *p) {
    const ent_estimate *total = ev_latest(p, "trade.total", p->a, p->b);
    int year = common_year(p);

    if (!year && !total) return;
    db_strong(b, "Trade. ");
    if (year) say_both_dependences(b, p, year);
    say_later_share(b, p, p->a, p->b, year);
    say_later_share(b, p, p->b, p->a, year);
    if (!year) db_text(b, "Who depends on whom cannot be said: no year has both national totals.");
    if (total && words_year(total) > year) {
        db_text(b, " The latest two-way total is ");
        db_figure(b, total);
        db_text(b, " (%d).", words_year(total));
    }
    db_block(b, ENT_BLOCK_LEAD);
}

/* "Students: 25,000 from X in Y (2016), 17,000 from Y in X (2016)." */
static bool
say_flow(build *b, const ent_pair_evidence *p, const char *measure, const char *before,
         const char *from_word) {
    const char *sides[2][2] = {{p->a, p->b}, {p->b, p->a}};
    bool any = false;

    for (int i = 0; i < 2; i++) {
        const ent_estimate *e = ev_latest(p, measure, sides[i][0], sides[i][1]);

        if (!e) continue;
        db_text(b, "%s", any ? ", " : before);
        db_figure(b, e);
        db_text(b, " %s %s in %s (%d)", from_word, ev_name(p, sides[i][0]), ev_name(p, sides[i][1]),
                words_year(e));
        any = true;
    }
    if (any) db_text(b, ". ");
    return any;
}

static void
say_ties(build *b, const ent_pair_evidence *p) {
    bool students, migrants;

    db_strong(b, "Ties between societies. ");
    students = say_flow(b, p, "students", "Students: ", "from");
    migrants = say_flow(b, p, "migrants.stock", "Residents: ", "born in");
    if (students || migrants)
        db_block(b, ENT_BLOCK_LEAD);
    else
        db_take(b);
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
    db_text(b, "%s: ", ev_name(p, holder));
    db_claim(b, best, figure);
    db_text(b, " of respondents %s %s (%s)", words, ev_name(p, holder == p->a ? p->b : p->a), when);
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

static bool
say_land(build *b, const ent_pair_evidence *p, const char *from, const char *to, bool first) {
    const ent_estimate *sum = ev_latest(p, "territory.sum", from, to);
    const ent_estimate *back = ev_latest(p, "territory.returned", to, from);

    if (!sum) return false;
    db_text(b, "%sThe transfers held from %s to %s, %d\u2013%d, add up to ", first ? "" : " ",
            ev_name(p, from), ev_name(p, to), ent_date_from_day(sum->first_day).year,
            words_year(sum));
    db_figure(b, sum);
    if (back) {
        db_text(b, ", of which ");
        db_figure(b, back);
        db_text(b, " came back by the returns held");
    }
    db_text(b, ".");
    if (sum->high > 1.2 * sum->low) db_text(b, " Sources disagree on the areas; see Land.");
    return true;
}

static void
say_territory(build *b, const ent_pair_evidence *p) {
    bool one, two;

    db_strong(b, "Territory. ");
    one = say_land(b, p, p->a, p->b, true);
    two = say_land(b, p, p->b, p->a, !one);
    if (one || two)
        db_block(b, ENT_BLOCK_LEAD);
    else
        db_take(b);
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
