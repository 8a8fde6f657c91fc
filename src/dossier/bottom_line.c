/* bottom_line.c: the first page: what was found, in a handful of sentences made from figures. */
#include "build_priv.h"

#include <math.h>
#include <string.h>

/* Latest year in which the dependence of both sides is known; false when there is none. */
static bool
both_dependences(const ent_pair_evidence *p, const ent_estimate **a, const ent_estimate **c)
{
    *a = *c = NULL;
    for (size_t i = 0; i < p->n_estimates; i++) {
        const ent_estimate *e = &p->estimates[i], *other;

        if (strcmp(e->measure, "trade.dependence") != 0 || e->state != ENT_VALUE) continue;
        if (strcmp(e->from, p->a) != 0 || (*a && words_year(e) <= words_year(*a))) continue;
        other = ev_at(p, "trade.dependence", p->b, p->a, words_year(e));
        if (!other || other->state != ENT_VALUE) continue;
        *a = e;
        *c = other;
    }
    return *a != NULL;
}

/* A later figure that only one side has is said as one side's. */
static void
say_later_share(build *b, const ent_pair_evidence *p, const char *from, const char *to, int year)
{
    const ent_estimate *e = ev_latest(p, "trade.dependence", from, to);

    if (!e || words_year(e) <= year) return;
    db_text(b, " In %d, %s made up ", words_year(e), ev_name(p, to));
    db_figure(b, e);
    db_text(b, " of %s%s goods trade.", ev_name(p, from), words_s(ev_name(p, from)));
}

static void
say_total_only(build *b, const ent_pair_evidence *p, const ent_estimate *total)
{
    db_strong(b, "Trade. ");
    db_text(b, "Goods trade both ways came to ");
    db_figure(b, total);
    db_text(b,
            " in %d; without both national totals of one year, who depends on whom cannot be "
            "said.",
            words_year(total));
    say_later_share(b, p, p->a, p->b, 0);
    say_later_share(b, p, p->b, p->a, 0);
    db_block(b, ENT_BLOCK_LEAD);
}

/* Said of the side that depends more, so that asking the other way round says the same. */
static void
say_skew(build *b, const ent_pair_evidence *p, int year)
{
    const ent_estimate *skew = ev_at(p, "trade.asymmetry", p->a, p->b, year);
    const ent_estimate *back = ev_at(p, "trade.asymmetry", p->b, p->a, year);
    const char *more = p->name_a, *less = p->name_b;

    if (!skew || !back || skew->state != ENT_VALUE || back->state != ENT_VALUE) return;
    if (back->value > skew->value ||
        (!(skew->value > back->value) && strcmp(back->from, skew->from) < 0)) {
        skew = back;
        more = p->name_b;
        less = p->name_a;
    }
    if (skew->low > 0)
        db_text(b, " %s depends more on %s than the other way round: asymmetry ", more, less);
    else
        db_text(b, " Which side depends more is not settled: for %s, asymmetry ", more);
    db_figure(b, skew);
    db_text(b, " on a scale from -1 to 1.");
}

static void
say_trade(build *b, const ent_pair_evidence *p)
{
    const ent_estimate *total = ev_latest(p, "trade.total", p->a, p->b), *a, *c;

    if (!both_dependences(p, &a, &c)) {
        if (total) say_total_only(b, p, total);
        return;
    }
    db_strong(b, "Trade. ");
    db_text(b, "In %d, %s made up ", words_year(a), p->name_b);
    db_figure(b, a);
    db_text(b, " of %s%s goods trade, and %s ", p->name_a, words_s(p->name_a), p->name_a);
    db_figure(b, c);
    db_text(b, " of %s%s", p->name_b, words_s(p->name_b));
    db_text(b, ".");
    say_skew(b, p, words_year(a));
    say_later_share(b, p, p->a, p->b, words_year(a));
    say_later_share(b, p, p->b, p->a, words_year(a));
    if (total && words_year(total) > words_year(a)) {
        db_text(b, " The latest two-way total is ");
        db_figure(b, total);
        db_text(b, " (%d).", words_year(total));
    }
    db_block(b, ENT_BLOCK_LEAD);
}

/* One tie as people say it, for one and for several; %s is the other country. */
typedef struct tie_words {
    const char *measure;
    const char *one, *many;        /* "student from", "students from" */
    const char *one_is, *many_are; /* "in", "live in" */
} tie_words;

/* "X students from A in B (year)" for both directions of one tie. */
static bool
say_flow(build *b, const ent_pair_evidence *p, const tie_words *w)
{
    const char *sides[2][2] = {{p->a, p->b}, {p->b, p->a}};
    bool any = false;

    for (int i = 0; i < 2; i++) {
        const ent_estimate *e = ev_latest(p, w->measure, sides[i][0], sides[i][1]);
        bool one = e && fabs(e->value - 1) < 0.5 && e->high < 2;

        if (!e) continue;
        if (any) db_text(b, "; ");
        db_figure(b, e);
        db_text(b, " %s %s %s %s (%d)", one ? w->one : w->many, ev_name(p, sides[i][0]),
                one ? w->one_is : w->many_are, ev_name(p, sides[i][1]), words_year(e));
        any = true;
    }
    return any;
}

static void
say_ties(build *b, const ent_pair_evidence *p)
{
    static const tie_words STUDENTS = {"students", "student from", "students from", "in", "in"};
    static const tie_words MIGRANTS = {"migrants.stock", "person born in", "people born in",
                                       "lives in", "live in"};
    bool students, migrants;

    db_strong(b, "Ties between societies. ");
    students = say_flow(b, p, &STUDENTS);
    if (students) db_text(b, ". ");
    migrants = say_flow(b, p, &MIGRANTS);
    if (!students && !migrants) {
        db_take(b);
        return;
    }
    if (migrants) db_text(b, ".");
    db_block(b, ENT_BLOCK_LEAD);
}

static const ent_claim *
latest_opinion(const ent_pair_evidence *p, const char *indicator, const char *holder)
{
    const ent_claim *best = NULL, *c;
    size_t i = 0;

    while ((c = ev_next(p, indicator, &i)))
        if (ent_claim_has_weight(c) && c->quantity_state == ENT_VALUE &&
            ev_side(p, c->from) == holder)
            best = c; /* claims come oldest first */
    return best;
}

static bool
say_opinion(build *b, const ent_pair_evidence *p, const char *holder, bool after)
{
    static const struct {
        const char *indicator, *before, *behind;
    } KINDS[] = {{"opinion.favourable", "viewed ", " favourably"},
                 {"opinion.unfavourable", "viewed ", " unfavourably"},
                 {"opinion.friend", "named ", " a friend"},
                 {"opinion.threat", "named ", " a threat or an enemy"}};
    const ent_claim *best = NULL;
    const char *before = "", *behind = "";
    char figure[WORDS_MAX], when[WORDS_MAX];

    for (size_t k = 0; k < sizeof KINDS / sizeof KINDS[0]; k++) {
        const ent_claim *c = latest_opinion(p, KINDS[k].indicator, holder);

        if (!c || (best && c->valid_from.year <= best->valid_from.year)) continue;
        best = c;
        before = KINDS[k].before;
        behind = KINDS[k].behind;
    }
    if (!best) return false;
    words_claim_quantity(best, figure, sizeof figure);
    words_claim_time(best, when, sizeof when);
    db_text(b, "%s %s, ", after ? "in" : "In", ev_name(p, holder));
    db_claim(b, best, figure);
    db_text(b, " of respondents %s%s%s (%s)", before, ev_name(p, holder == p->a ? p->b : p->a),
            behind, when);
    return true;
}

static void
say_attitudes(build *b, const ent_pair_evidence *p)
{
    bool one, two;

    db_strong(b, "Attitudes. ");
    one = say_opinion(b, p, p->a, false);
    if (one) db_text(b, "; ");
    two = say_opinion(b, p, p->b, one);
    if (!one && !two) {
        db_take(b);
        return;
    }
    if (!one || !two)
        db_text(b, "%sno survey in %s is held", one ? "" : "; ", one ? p->name_b : p->name_a);
    db_text(b, ". Surveys, ties and quoted voices are three strands and are not averaged.");
    db_block(b, ENT_BLOCK_LEAD);
}

/* A span with a handful of votes says next to nothing, however late it is. */
static const double TELLING_WIDTH = 0.5;

static const ent_estimate *
latest_telling(const ent_pair_evidence *p, const char *measure)
{
    const ent_estimate *best = NULL;

    for (size_t i = 0; i < p->n_estimates; i++) {
        const ent_estimate *e = &p->estimates[i];

        if (e->state != ENT_VALUE || strcmp(e->measure, measure) != 0) continue;
        if (e->high - e->low > TELLING_WIDTH) continue;
        if (!best || e->last_day > best->last_day) best = e;
    }
    return best;
}

static void
say_stance(build *b, const ent_pair_evidence *p)
{
    const ent_pair_evidence *q = b->in->against;
    const ent_estimate *e = latest_telling(p, "un.agreement.span"), *f;
    char years[WORDS_MAX];

    if (!e) e = latest_telling(p, "un.agreement");
    if (!e) return;
    words_years(e, years, sizeof years);
    db_strong(b, "Stance. ");
    db_text(b, "On roll calls of the UN General Assembly in which both voted, %s, agreement was ",
            years);
    db_figure(b, e);
    f = q ? ev_at(q, e->measure, q->a, q->b, words_year(e)) : NULL;
    if (f && f->state == ENT_VALUE) {
        db_text(b, "; for %s it was ", ev_pair_name(b, q));
        db_figure(b, f);
    }
    db_text(b, ". An abstention against a yes or a no counts as half.");
    db_block(b, ENT_BLOCK_LEAD);
}

/* Disputes are coded by side and year; the highest is the earliest of those level with it. */
static bool
say_disputes(build *b, const ent_pair_evidence *p)
{
    const ent_claim *c, *worst = NULL, *last = NULL;
    char when[WORDS_MAX];
    size_t i = 0;

    while ((c = ev_next(p, "mid.hostility", &i))) {
        if (!ent_claim_has_weight(c)) continue;
        last = c;
        if (ladder_level(c) < 1) continue; /* a dispute whose level nobody coded */
        if (!worst || ladder_level(c) > ladder_level(worst)) worst = c;
    }
    if (!worst) return false;
    words_claim_time(worst, when, sizeof when);
    db_text(b, "The highest hostility on record is ");
    db_claim(b, worst, db_printf(b, "%.0f of 5, %s", ladder_level(worst), ladder_rung(worst)));
    db_text(b, " (%s)", when);
    if (ev_same_event(worst, last)) {
        db_text(b, "; no later militarised dispute is held.");
    } else {
        db_text(b, "; the latest militarised dispute held dates from ");
        words_claim_time(last, when, sizeof when);
        db_claim(b, last, when);
        db_text(b, ".");
    }
    return true;
}

enum { WARS_NAMED = 4 };

/* Wars by name, each once however many sides, years or sources have a row for it. */
static bool
say_wars(build *b, const ent_pair_evidence *p, bool after)
{
    const ent_claim *c, *named[WARS_NAMED];
    char when[WORDS_MAX];
    size_t i = 0, n = 0;
    bool more = false;

    while ((c = ev_next(p, "war", &i))) {
        bool seen = !ent_claim_has_weight(c);

        for (size_t k = 0; k < n && !seen; k++)
            seen = ev_same_event(named[k], c);
        if (seen) continue;
        more = n == WARS_NAMED;
        if (more) break;
        named[n++] = c;
    }
    if (n == 0) return false;
    db_text(b, "%sWars on record with both in them: ", after ? " " : "");
    for (size_t k = 0; k < n; k++) {
        words_claim_time(named[k], when, sizeof when);
        if (k) db_text(b, "; ");
        db_claim(b, named[k], named[k]->label ? named[k]->label : "unnamed");
        db_text(b, " (%s)", when);
    }
    db_text(b, more ? "; and others, in the timeline." : ".");
    return true;
}

static void
say_force(build *b, const ent_pair_evidence *p)
{
    bool disputes, wars;

    db_strong(b, "Force. ");
    disputes = say_disputes(b, p);
    wars = say_wars(b, p, disputes);
    if (disputes || wars)
        db_block(b, ENT_BLOCK_LEAD);
    else
        db_take(b);
}

static bool
say_land(build *b, const ent_pair_evidence *p, const char *from, const char *to, bool after)
{
    const ent_estimate *sum = ev_latest(p, "territory.sum", from, to);
    const ent_estimate *back = ev_latest(p, "territory.returned", to, from);
    char years[WORDS_MAX];

    if (!sum) return false;
    words_years(sum, years, sizeof years);
    db_text(b, "%sBy the entries held, %s, land passed from %s to %s: ", after ? " " : "", years,
            ev_name(p, from), ev_name(p, to));
    db_figure(b, sum);
    db_text(b, " in all%s",
            sum->high > 1.2 * sum->low ? "; the range is wide, as sources differ or round" : "");
    if (back) {
        db_text(b, "; ");
        db_figure(b, back);
        db_text(b, " came back");
    }
    db_text(b, ".");
    return true;
}

static void
say_territory(build *b, const ent_pair_evidence *p)
{
    bool one, two;

    db_strong(b, "Territory. ");
    one = say_land(b, p, p->a, p->b, false);
    two = say_land(b, p, p->b, p->a, one);
    if (one || two)
        db_block(b, ENT_BLOCK_LEAD);
    else
        db_take(b);
}

void
section_bottom_line(build *b)
{
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
