/* tracks.c: what the states do, what they say, how their publics see each other; gaps and phases.
 */
#include "build_priv.h"

#include <math.h>
#include <string.h>

static const struct {
    line_spec spec;
    const char *title;   /* of its sentence */
    const char *verb;    /* "China towards Russia" */
    const char *caution; /* said behind it; NULL: none */
} TRACKS[] = {
    {{.measure = "track.behaviour",
      .id = "track-behaviour",
      .title = "Behaviour of each state towards the other",
      .y_title = "sd, 0 = the average pair",
      .with_against = true},
     "What they do",
     "behaviour",
     NULL},
    {{.measure = "track.rhetoric",
      .id = "track-rhetoric",
      .title = "What each state says of and to the other",
      .y_title = "sd, 0 = the average pair",
      .with_against = true},
     "What they say",
     "official words",
     "Words are relative to the world average of their year: levels of different decades must not "
     "be "
     "set beside each other."},
    {{.measure = "track.opinion",
      .id = "track-opinion",
      .title = "How each public sees the other country",
      .y_title = "sd, 0 = the average pair",
      .with_against = true},
     "What their publics think",
     "public opinion",
     "Few surveys settle how wide these bands should be; they are too narrow."},
};

static const struct {
    const char *measure, *what;
    const char *above, *below; /* "words stand above deeds" */
} GAPS[] = {
    {"gap.facade", "Words against deeds (facade gap)", "words stand above deeds",
     "deeds stand above words"},
    {"gap.state_society", "Deeds against opinion (state-society gap)",
     "the state acts more warmly than its public feels",
     "the public feels more warmly than its state acts"},
    {"gap.rhetoric_society", "Words against opinion",
     "the state speaks more warmly than its public feels",
     "the public feels more warmly than its state speaks"},
};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* A gap is put into words only when it is probably this large and surely this likely (model.md
 * 5.1): P(gap beyond half a standard deviation) over 80 %. */
static const double GAP_SAID = 0.5, P_SAID = 0.8;

static bool
has_tracks(const ent_pair_evidence *p)
{
    for (size_t i = 0; i < p->n_estimates; i++)
        if (strncmp(p->estimates[i].measure, "track.", 6) == 0) return true;
    return false;
}

/* Share of a normal distribution with this 90 % interval that lies above x. */
static double
p_above(const ent_estimate *e, double x)
{
    const double z90 = 1.6448536269514722;
    double sd = (e->high - e->low) / (2 * z90);

    return sd > 0 ? 0.5 * erfc((x - e->value) / sd / sqrt(2)) : e->value > x;
}

static void
percent(build *b, double p)
{
    if (p < 0.01)
        db_text(b, "less than 1 %%");
    else if (p > 0.99)
        db_text(b, "more than 99 %%");
    else
        db_text(b, "%.0f %%", 100 * p);
}

static void
how_to_read(build *b)
{
    db_text(b,
            "Each line is a running estimate from all evidence of its kind. On its scale zero is "
            "the average pair of states since the mid-nineties, and one a standard deviation "
            "friendlier than that; the band holds the value with nine chances in ten as far as the "
            "model is right. A line ends where its own evidence ends. It says how the two rank "
            "among pairs, not what anybody intends.");
    db_block(b, ENT_BLOCK_PARAGRAPH);
}

/* "China towards Russia 0.80 sd (0.30 to 1.30), 2014; Russia towards China ..." */
static void
say_latest(build *b, const ent_pair_evidence *p, size_t k)
{
    const char *sides[2][2] = {{p->a, p->b}, {p->b, p->a}};
    bool any = false;

    for (int i = 0; i < 2; i++) {
        const ent_estimate *e = ev_latest(p, TRACKS[k].spec.measure, sides[i][0], sides[i][1]);

        if (!e) continue;
        if (!any) {
            db_strong(b, TRACKS[k].title);
            db_text(b, ". Latest %s: ", TRACKS[k].verb);
        } else {
            db_text(b, "; ");
        }
        db_text(b, "%s towards %s ", ev_name(p, sides[i][0]), ev_name(p, sides[i][1]));
        db_figure(b, e);
        db_text(b, " (%d)", words_year(e));
        any = true;
    }
    if (!any) return;
    db_text(b, ".");
    if (TRACKS[k].caution) db_text(b, " %s", TRACKS[k].caution);
    db_block(b, ENT_BLOCK_PARAGRAPH);
}

static void
say_gap(build *b, const ent_estimate *e, size_t g)
{
    double above = p_above(e, GAP_SAID), below = 1 - p_above(e, -GAP_SAID);

    if (above > P_SAID)
        db_text(b, "%s", GAPS[g].above);
    else if (below > P_SAID)
        db_text(b, "%s", GAPS[g].below);
    else
        db_text(b, "no clear difference");
}

static void
gap_rows(build *b, ent_table *t, const ent_pair_evidence *p)
{
    for (size_t g = 0; g < COUNT(GAPS); g++)
        for (int i = 0; i < 2; i++) {
            const char *from = i ? p->b : p->a, *to = i ? p->a : p->b;
            const ent_estimate *e = ev_latest(p, GAPS[g].measure, from, to);

            if (!e) continue;
            db_text(b, "%s, %s \u2192 %s", GAPS[g].what, ev_name(p, from), ev_name(p, to));
            db_cell(b, t);
            db_text(b, "%d", words_year(e));
            db_cell(b, t);
            db_figure(b, e);
            db_cell(b, t);
            percent(b, e->p_above_0);
            db_cell(b, t);
            say_gap(b, e, g);
            db_cell(b, t);
        }
}

static void
gap_table(build *b)
{
    static const char *const TITLES[] = {"gap", "year", "size", "probability above 0", "in words"};
    ent_table *t = db_table(b, "gaps", "Gaps between the tracks, latest year", 5, TITLES, "lrrrl");

    if (!t) return;
    gap_rows(b, t, &b->in->pair);
    if (b->in->against) gap_rows(b, t, b->in->against);
    t->note = "A gap compares ranks: words far above deeds among all pairs of states. It proves no "
              "insincerity. Words are used only where a gap beyond half a standard deviation has a "
              "probability over 80 %; probabilities are the model's own.";
    db_table_block(b, t);
}

/* Changes of phase that are more likely than not, as marks on the chart of behaviour. */
static void
mark_breaks(build *b, ent_chart *c)
{
    const ent_pair_evidence *p = &b->in->pair;

    if (!c || p->n_phases < 2) return;
    c->breaks = ent_arena_alloc(b->arena, p->n_phases, sizeof *c->breaks);
    if (!c->breaks) {
        db_nomem(b);
        return;
    }
    for (size_t i = 1; i < p->n_phases; i++) {
        const ent_page_phase *f = &p->phases[i];

        if (f->p_start < 0.5) continue;
        c->breaks[c->n_breaks++] = (ent_mark){.x = f->first_year,
                                              .x_low = f->start_low,
                                              .x_high = f->start_high + 1,
                                              .y = f->p_start,
                                              .state = ENT_VALUE,
                                              .label = f->label};
    }
}

static void
phase_table(build *b, const ent_pair_evidence *p, const char *id)
{
    static const char *const TITLES[] = {"years", "phase", "level", "change", "most likely in"};
    ent_table *t;

    if (p->n_phases == 0) return;
    t = db_table(b, id, db_printf(b, "Phases of behaviour, %s", ev_pair_name(b, p)), 5, TITLES,
                 "llrrr");
    for (size_t i = 0; i < p->n_phases && t; i++) {
        const ent_page_phase *f = &p->phases[i];

        db_text(b, "%d\u2013%d", f->first_year, f->last_year);
        db_cell(b, t);
        db_text(b, "%s", f->label);
        db_cell(b, t);
        db_text(b, "%.2f (%.2f to %.2f)", f->level, f->low, f->high);
        db_cell(b, t);
        if (i == 0)
            db_text(b, "first");
        else
            percent(b, f->p_start);
        db_cell(b, t);
        if (i && f->start_low == f->start_high)
            db_text(b, "%d", f->start_low);
        else if (i)
            db_text(b, "%d\u2013%d", f->start_low, f->start_high);
        db_cell(b, t);
    }
    if (t)
        t->note = "From disputes and pledges, year by year. Change: probability that the level "
                  "changed within the years on the right. Names "
                  "follow fixed cut points, the same for every pair.";
    db_table_block(b, t);
}

void
section_tracks(build *b)
{
    db_section_begin(b, "tracks", "What do they do, say and think of each other?");
    if (has_tracks(&b->in->pair)) {
        how_to_read(b);
        for (size_t k = 0; k < COUNT(TRACKS); k++) {
            ent_chart *c;

            say_latest(b, &b->in->pair, k);
            c = chart_lines(b, &TRACKS[k].spec);
            if (k == 0) mark_breaks(b, c);
            chart_finish(b, c, "sd");
        }
        gap_table(b);
    } else {
        db_text(b, "No track can be estimated for this pair: neither disputes, pledges, positions "
                   "in the UN, coded events nor surveys about it are in this ledger.");
        db_block(b, ENT_BLOCK_GAP);
    }
    phase_table(b, &b->in->pair, "phases");
    if (b->in->against) phase_table(b, b->in->against, "phases-against");
    db_section_end(b);
}
