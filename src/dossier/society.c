/* society.c: three strands side by side and never averaged: ties, attitudes, discourse. */
#include "build_priv.h"

#include <string.h>

static void
heading(build *b, const char *text)
{
    db_text(b, "%s", text);
    db_block(b, ENT_BLOCK_HEADING);
}

static const struct {
    line_spec spec;
    const char *unit, *what;
} TIES[] = {
    {{.measure = "students", .id = "students", .title = "Students", .y_title = "people"},
     "persons",
     "Students"},
    {{.measure = "migrants.stock",
      .id = "migrants",
      .title = "Residents born in the other country",
      .y_title = "people"},
     "persons",
     "Migrants"},
    {{.measure = "visas.issued", .id = "visas", .title = "Visas issued", .y_title = "visas a year"},
     "count",
     "Visas issued"},
    {{.measure = "visits", .id = "visits", .title = "Visitor arrivals", .y_title = "people"},
     "persons",
     "Visitor arrivals"},
};

static void
per_million_row(build *b, ent_table *t, const ent_pair_evidence *p, const char *measure,
                const char *what, bool forward)
{
    const char *from = forward ? p->a : p->b, *to = forward ? p->b : p->a;
    const ent_estimate *e = ev_latest(p, measure, from, to);
    const ent_yardstick *y;
    double place = 0, low = 0, high = 0;

    if (!e) return;
    db_text(b, "%s, %s \u2192 %s", what, ev_name(p, from), ev_name(p, to));
    db_cell(b, t);
    db_text(b, "%d", words_year(e));
    db_cell(b, t);
    db_figure(b, e);
    db_cell(b, t);
    y = ev_yardstick(b, measure, words_year(e));
    if (y && ent_yardstick_place(y, e, &place, &low, &high) == ENT_OK)
        db_text(b, "above %.0f %% of %zu pairs (%d)", 100 * place, y->n_pairs, y->year);
    else
        db_mark(b, "no reference distribution");
    db_cell(b, t);
}

static void
per_million_table(build *b)
{
    static const char *const TITLES[] = {"tie", "year", "per million inhabitants of the origin",
                                         "among all pairs"};
    static const char *const MEASURES[][2] = {{"students.per_million", "students"},
                                              {"migrants.per_million", "born there, living here"},
                                              {"visas.per_million", "visas"}};
    const ent_pair_evidence *pairs[2] = {&b->in->pair, b->in->against};
    ent_table *t = db_table(b, "per-million", "Ties against the size of the country they come from",
                            4, TITLES, "lrrl");

    for (size_t m = 0; m < sizeof MEASURES / sizeof MEASURES[0] && t; m++)
        for (int k = 0; k < 2 && pairs[k]; k++)
            for (int forward = 1; forward >= 0; forward--)
                per_million_row(b, t, pairs[k], MEASURES[m][0], MEASURES[m][1], forward);
    db_table_block(b, t);
}

static void
other_ties(build *b)
{
    static const char *const PATTERNS[] = {"migrants.citizens", "migrants.experts", "diaspora.*",
                                           "students.*",        "visa.requirement", "science.*",
                                           "cities.*",          "institutes",       "marriages",
                                           "language.*",        "flights"};
    static const char *const TITLES[] = {"when", "what", "from", "to", "figure", "source"};
    const ent_pair_evidence *p = &b->in->pair;
    ent_table *t = db_table(b, "other-ties", "Other ties, with competing counts side by side", 6,
                            TITLES, "llllrl");

    for (size_t k = 0; k < sizeof PATTERNS / sizeof PATTERNS[0] && t; k++) {
        const ent_claim *c;
        size_t i = 0;

        while ((c = ev_next(p, PATTERNS[k], &i))) {
            const ent_indicator *what = ent_ref_indicator(c->indicator);
            char words[WORDS_MAX];

            words_claim_time(c, words, sizeof words);
            db_text(b, "%s", words);
            db_cell(b, t);
            db_text(b, "%s", c->label ? c->label : what ? what->title : c->indicator);
            db_cell(b, t);
            db_text(b, "%s", ev_name(p, ev_side(p, c->from)));
            db_cell(b, t);
            db_text(b, "%s", ev_name(p, ev_side(p, c->to)));
            db_cell(b, t);
            words_claim_quantity(c, words, sizeof words);
            db_claim(b, c, words[0] ? words : c->event_code ? c->event_code : "on record");
            db_claim_mark(b, c);
            db_cell(b, t);
            db_source(b, c->source);
            db_cell(b, t);
        }
    }
    db_table_block(b, t);
}

static void
opinion_mark(build *b, ent_chart_series *s, const ent_claim *c)
{
    const ent_unit *u = c->unit ? ent_ref_unit(c->unit) : NULL;
    double factor = u ? u->factor : 1;
    int32_t first = 0, last = 0;
    ent_basis basis = ENT_BASIS_NONE;
    ent_mark *m;

    if (!ent_date_span(&c->valid_from, &first, &last)) return;
    m = db_mark_add(b, s);
    if (!m) return;
    m->state = ENT_VALUE;
    m->x = (words_year_of_day(first) + words_year_of_day(last)) / 2;
    m->y = m->low = m->high = c->quantity * factor;
    if (ent_claim_interval(c, &m->low, &m->high, &basis) == ENT_OK) {
        m->low *= factor;
        m->high *= factor;
    }
    if (m->low < 0) m->low = 0;
    if (m->high > 1) m->high = 1;
    m->ref = c->id;
    m->weak = !ent_claim_has_weight(c);
    m->label = db_printf(b, "%s, %d", c->source, (int)c->valid_from.year);
    db_use_claim(b, c);
}

static void
opinion_series(build *b, ent_chart *chart, const ent_pair_evidence *p, const char *holder, int pair)
{
    ent_chart_series *s = NULL;
    const ent_claim *c;
    size_t i = 0;

    while ((c = ev_next(p, "opinion.favourable", &i))) {
        if (c->quantity_state != ENT_VALUE || ev_side(p, c->from) != holder) continue;
        if (!s)
            s = db_series(b, chart,
                          db_printf(b, "%s on %s", ev_name(p, holder),
                                    ev_name(p, holder == p->a ? p->b : p->a)),
                          pair);
        opinion_mark(b, s, c);
    }
}

static void
opinion_chart(build *b)
{
    ent_chart *c = db_chart(b, ENT_CHART_LINE, "favourable", "Favourable views",
                            "Share of respondents with a favourable view, one point a survey, with "
                            "its 90 % sampling interval where the sample size is known.");
    const ent_pair_evidence *q = b->in->against;

    if (!c) return;
    c->x_title = "year";
    c->y_title = "share of respondents";
    c->y_percent = true;
    c->y_max = 1;
    opinion_series(b, c, &b->in->pair, b->in->pair.a, 0);
    opinion_series(b, c, &b->in->pair, b->in->pair.b, 0);
    if (q) opinion_series(b, c, q, q->a, 1);
    if (q) opinion_series(b, c, q, q->b, 1);
    if (c->n_series) chart_finish(b, c, "share");
}

static void
opinion_table(build *b)
{
    static const char *const TITLES[] = {"when",  "who", "about", "question",
                                         "share", "n",   "source"};
    const ent_pair_evidence *p = &b->in->pair;
    ent_table *t = db_table(b, "surveys", "Surveys, each as it was asked", 7, TITLES, "llllrrl");
    const ent_claim *c;
    size_t i = 0;

    while (t && (c = ev_next(p, "opinion.*", &i))) {
        const ent_indicator *what = ent_ref_indicator(c->indicator);
        char words[WORDS_MAX];

        words_claim_time(c, words, sizeof words);
        db_text(b, "%s", words);
        db_cell(b, t);
        db_text(b, "%s", ev_name(p, ev_side(p, c->from)));
        db_cell(b, t);
        db_text(b, "%s", ev_name(p, ev_side(p, c->to)));
        db_cell(b, t);
        db_text(b, "%s", what ? what->title : c->indicator);
        db_cell(b, t);
        words_claim_quantity(c, words, sizeof words);
        db_claim(b, c, words[0] ? words : "no share given");
        db_claim_mark(b, c);
        db_cell(b, t);
        words_quantity((double)c->n, "persons", words, sizeof words);
        if (c->n)
            db_text(b, "%s", words);
        else
            db_mark(b, "not given");
        db_cell(b, t);
        db_source(b, c->source);
        db_cell(b, t);
    }
    if (t && t->n_rows)
        t->note = "Survey houses, modes and questions differ, so rows are not one series. Where "
                  "the state controls media, respondents may not say what they think.";
    db_table_block(b, t);
}

static void
discourse_table(build *b)
{
    static const char *const TITLES[] = {"when", "who", "what", "weight", "source"};
    const ent_pair_evidence *p = &b->in->pair;
    ent_table *t =
        db_table(b, "discourse", "Quoted voices and acts of society", 5, TITLES, "lllll");
    static const char *const PATTERNS[] = {"discourse.quote", "society.act"};

    for (size_t k = 0; k < 2 && t; k++) {
        const ent_claim *c;
        size_t i = 0;

        while ((c = ev_next(p, PATTERNS[k], &i))) {
            char words[WORDS_MAX];

            words_claim_time(c, words, sizeof words);
            db_text(b, "%s", words);
            db_cell(b, t);
            db_text(b, "%s", ev_name(p, ev_side(p, c->from)));
            if (c->attribution != ENT_ATTR_OWN)
                db_text(b, " (%s)", ent_attribution_name(c->attribution));
            db_cell(b, t);
            db_claim(b, c, c->label ? c->label : "on record");
            db_cell(b, t);
            db_text(b, "%s",
                    k == 0 || !ent_claim_has_weight(c) ? "none: no sampling frame" : "one event");
            db_cell(b, t);
            db_source(b, c->source);
            db_cell(b, t);
        }
    }
    if (t && t->n_rows)
        t->note =
            "A quotation says that somebody said it, not how many think so. It moves no figure.";
    db_table_block(b, t);
}

void
section_society(build *b)
{
    const ent_pair_evidence *p = &b->in->pair;

    db_section_begin(b, "society", "Do the societies go along? Three strands, never averaged");
    heading(b, "Ties");
    for (size_t i = 0; i < sizeof TIES / sizeof TIES[0]; i++) {
        line_spec spec = TIES[i].spec;
        ent_chart *c;

        spec.with_against = true;
        c = chart_lines(b, &spec);
        if (c)
            chart_finish(b, c, TIES[i].unit);
        else
            db_silence(b, spec.measure, TIES[i].what);
    }
    per_million_table(b);
    other_ties(b);
    heading(b, "Attitudes");
    opinion_chart(b);
    opinion_table(b);
    if (!ev_has(p, "opinion.*")) db_silence(b, "opinion.favourable", "Surveys");
    heading(b, "Discourse");
    discourse_table(b);
    if (!ev_has(p, "discourse.quote") && !ev_has(p, "society.act"))
        db_silence(b, "discourse.quote", "Text with a sampling frame");
    db_section_end(b);
}
