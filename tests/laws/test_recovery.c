/* test_recovery.c: what must hold for tracks of any evidence: thinning, echo, copies, order, swap,
 * units, the world's drift; and, over a few made-up worlds, that bands hold as often as they say.
 */
#include "../unit/check.h"

#include "../shared/tally.h"

enum { GRID = 8, DYADS = 6, MANY = 40000 };

static ent_track_params params;
static world made;
static double grid[GRID];

/* Tracks of all dyads on the grid, and what the evidence is worth. */
typedef struct seen {
    double mean[DYADS][GRID][ENT_TRACKS], var[DYADS][GRID][ENT_TRACKS];
    double log_lik;
} seen;

typedef struct looking {
    const ent_track_dyad *dyads;
    seen *out;
} looking;

static ent_status
take(void *ctx, size_t i, ent_track_dyad *dyad, ent_error *err)
{
    const looking *l = ctx;

    (void)err;
    *dyad = l->dyads[i];
    return ENT_OK;
}

static ent_status
put(void *ctx, size_t i, const ent_track_result *r, ent_error *err)
{
    looking *l = ctx;

    (void)err;
    for (size_t g = 0; g < GRID; g++)
        for (size_t k = 0; k < ENT_TRACKS; k++) {
            l->out->mean[i][g][k] = r->smoothed[g * ENT_TRACKS + k];
            l->out->var[i][g][k] = r->smoothed_cov[g * ENT_TRACK_COVS + ent_track_cov_at(k, k)];
        }
    l->out->log_lik += r->log_lik;
    return ENT_OK;
}

static void
look(const ent_track_params *p, const ent_track_dyad *dyads, seen *out)
{
    looking l = {.dyads = dyads, .out = out};
    ent_track_io io = {.ctx = &l, .take = take, .put = put};
    ent_track_options options = {.grid = grid, .n_grid = GRID, .no_filtered = true};
    ent_error err = {0};

    memset(out, 0, sizeof *out);
    if (ent_tracks_run(p, DYADS, &io, &options, &err)) fail_msg("run: %s", err.text);
}

static int
begin(void **state)
{
    world_spec spec = {.seed = 5,
                       .n_dyads = DYADS,
                       .n_years = 4,
                       .volume = 8,
                       .growth = 4,
                       .survey_share = 0.5,
                       .outlier_sd = 5};

    (void)state;
    world_params(2000, 2004, &params);
    for (size_t g = 0; g < GRID; g++)
        grid[g] = 2000.25 + 0.5 * (double)g;
    return world_make(&spec, &params, &made);
}

static int
end(void **state)
{
    (void)state;
    world_clear(&made);
    return 0;
}

static ent_track_obs room[MANY];

/* A copy of the evidence in which `change` may alter, drop (0) or repeat (n) each value. */
static void
change_all(int (*change)(ent_track_obs *o, ent_random *random), ent_track_dyad dyads[DYADS])
{
    ent_random random = ent_random_at(77, 0);
    size_t at = 0;

    for (size_t d = 0; d < DYADS; d++) {
        dyads[d] = made.dyads[d];
        dyads[d].obs = room + at;
        dyads[d].n_obs = 0;
        for (size_t i = 0; i < made.dyads[d].n_obs; i++) {
            ent_track_obs o = made.dyads[d].obs[i];
            int n = change(&o, &random);

            assert_true(at + (size_t)n <= MANY);
            for (int k = 0; k < n; k++, dyads[d].n_obs++)
                room[at++] = o;
        }
    }
}

static bool
is_tone(const ent_track_obs *o)
{
    return o->source == WORLD_TONE_B || o->source == WORLD_TONE_R;
}

/* 70 % of the reports are lost, whatever they say. Their mean then has more noise of its own. */
static int
thin(ent_track_obs *o, ent_random *random)
{
    const ent_track_source *s = &params.sources[o->source];
    double kept;

    if (!is_tone(o)) return 1;
    kept = ent_random_binomial(random, (uint64_t)o->n, 0.3);
    if (kept < 1) return 0;
    o->value += s->sigma * sqrt((1 - s->rho) * (1 / kept - 1 / o->n)) * ent_random_normal(random);
    o->n = kept;
    return 1;
}

static int
echo(ent_track_obs *o, ent_random *random)
{
    (void)random;
    if (is_tone(o)) o->n *= 10;
    return 1;
}

/* Mean over B and R of the widths of bands, and of |a - b| in units of b's sd. */
static double
width(const seen *s)
{
    double sum = 0;

    for (size_t d = 0; d < DYADS; d++)
        for (size_t g = 0; g < GRID; g++)
            for (size_t k = 0; k < ENT_TRACKS; k++)
                if (k % 3 < 2) sum += sqrt(s->var[d][g][k]);
    return sum / (DYADS * GRID * 4);
}

static double
mean_difference(const seen *a, const seen *b)
{
    double sum = 0;

    for (size_t d = 0; d < DYADS; d++)
        for (size_t g = 0; g < GRID; g++)
            for (size_t k = 0; k < ENT_TRACKS; k++)
                if (k % 3 < 2) sum += a->mean[d][g][k] - b->mean[d][g][k];
    return sum / (DYADS * GRID * 4);
}

static seen whole, other;
static ent_track_dyad changed[DYADS];

static void
losing_reports_widens_bands_and_moves_little(void **state)
{
    (void)state;
    look(&params, made.dyads, &whole);
    change_all(thin, changed);
    look(&params, changed, &other);
    check_near(mean_difference(&other, &whole), 0, 0.1, "the mean");
    assert_true(width(&other) > 1.04 * width(&whole));
    assert_true(width(&other) < 2 * width(&whole));
}

/* Without the parts that learn from how far values lie apart: copies that claim more than they
 * know look like outliers and a restless dyad, and rightly widen the bands again. */
static void
copies_of_reports_count_as_the_echo_term_allows(void **state)
{
    ent_track_params p = params;
    double with_echo, without;

    (void)state;
    memset(p.volatility, 0, sizeof p.volatility);
    p.volatility[2] = 1;
    p.sources[WORLD_TONE_B].outliers = p.sources[WORLD_TONE_R].outliers = 0;
    change_all(echo, changed);
    look(&p, made.dyads, &whole);
    look(&p, changed, &other);
    with_echo = width(&other) / width(&whole);
    p.sources[WORLD_TONE_B].rho = p.sources[WORLD_TONE_R].rho = 0;
    look(&p, made.dyads, &whole);
    look(&p, changed, &other);
    without = width(&other) / width(&whole);
    assert_true(with_echo < 1 && with_echo > 0.8); /* the variance keeps its floor rho sigma^2 */
    assert_true(without < with_echo - 0.1);
}

static int
stretch(ent_track_obs *o, ent_random *random)
{
    (void)random;
    if (is_tone(o)) o->value *= 3;
    if (o->source == WORLD_ANCHOR_R) o->value *= 3;
    return 1;
}

static void
scale_spread(ent_track_spread *s, double by)
{
    for (int k = 0; k < ENT_TRACK_KINDS; k++) {
        s->mood[k] *= by;
        s->lean[k] *= by;
        s->own[k] *= by;
    }
}

static void
a_change_of_unit_changes_nothing_else(void **state)
{
    ent_track_params p = params;

    (void)state;
    look(&params, made.dyads, &whole);
    change_all(stretch, changed);
    scale_spread(&p.fast, 3);
    scale_spread(&p.slow, 3);
    scale_spread(&p.level, 3);
    for (int k = 0; k < ENT_TRACK_KINDS; k++) {
        for (int c = 0; c < ENT_TRACK_CLASSES; c++)
            p.mu[c][k] *= 3;
        for (size_t j = 0; j < p.n_world; j++)
            p.world_w[k][j] *= 3;
    }
    for (size_t i = 0; i < WORLD_SOURCES; i++) {
        ent_track_source *s = &p.sources[i];
        bool in_unit = i != WORLD_ANCHOR_B && i != WORLD_SURVEY;

        if (!in_unit) s->lam /= 3;
        if (in_unit) s->sigma *= 3;
        for (size_t j = 0; in_unit && j < s->n_knots; j++)
            s->knot_b[j] *= 3;
    }
    look(&p, changed, &other);
    for (size_t d = 0; d < DYADS; d++)
        for (size_t g = 0; g < GRID; g++)
            for (size_t k = 0; k < ENT_TRACKS; k++) {
                check_near(other.mean[d][g][k], 3 * whole.mean[d][g][k], 1e-6, "mean");
                check_relative(other.var[d][g][k], 9 * whole.var[d][g][k], 1e-6, "variance");
            }
}

static int
swap(ent_track_obs *o, ent_random *random)
{
    (void)random;
    o->on = (uint8_t)ent_track_on_swap((ent_track_on)o->on);
    return 1;
}

static void
swapping_a_and_b_swaps_the_tracks_and_nothing_else(void **state)
{
    (void)state;
    look(&params, made.dyads, &whole);
    change_all(swap, changed);
    look(&params, changed, &other);
    assert_true(whole.log_lik == other.log_lik);
    for (size_t d = 0; d < DYADS; d++)
        for (size_t g = 0; g < GRID; g++)
            for (size_t k = 0; k < ENT_TRACKS; k++) {
                assert_true(other.mean[d][g][k] == whole.mean[d][g][(k + 3) % ENT_TRACKS]);
                assert_true(other.var[d][g][k] == whole.var[d][g][(k + 3) % ENT_TRACKS]);
            }
}

static void
the_order_of_evidence_does_not_matter(void **state)
{
    (void)state;
    look(&params, made.dyads, &whole);
    for (size_t d = 0, at = 0; d < DYADS; at += made.dyads[d].n_obs, d++) {
        changed[d] = made.dyads[d];
        changed[d].obs = room + at;
        for (size_t i = 0; i < made.dyads[d].n_obs; i++)
            room[at + i] = made.dyads[d].obs[made.dyads[d].n_obs - 1 - i];
    }
    look(&params, changed, &other);
    assert_memory_equal(&whole, &other, sizeof whole);
}

/* Every source under another number, as when files are read in another order. */
static int
renumber(ent_track_obs *o, ent_random *random)
{
    (void)random;
    o->source = (uint16_t)(WORLD_SOURCES - 1 - o->source);
    return 1;
}

static void
the_order_of_sources_does_not_matter(void **state)
{
    ent_track_params p = params;

    (void)state;
    look(&params, made.dyads, &whole);
    change_all(renumber, changed);
    for (size_t i = 0; i < WORLD_SOURCES; i++)
        p.sources[i] = params.sources[WORLD_SOURCES - 1 - i];
    look(&p, changed, &other);
    check_relative(other.log_lik, whole.log_lik, 1e-10, "log-likelihood");
    for (size_t d = 0; d < DYADS; d++)
        for (size_t g = 0; g < GRID; g++)
            for (size_t k = 0; k < ENT_TRACKS; k++)
                check_near(other.mean[d][g][k], whole.mean[d][g][k], 1e-7, "mean");
}

static int
twice(ent_track_obs *o, ent_random *random)
{
    (void)random;
    return o->source == WORLD_ANCHOR_R ? 2 : 1;
}

static int
twice_as_good(ent_track_obs *o, ent_random *random)
{
    (void)random;
    if (o->source == WORLD_ANCHOR_R) o->grade = 0.5;
    return 1;
}

/* Two equal readings by a source without echo weigh as one of half the variance: repeats have to
 * be taken out by their cluster before they come here. */
static void
a_reading_twice_weighs_as_one_of_half_the_variance(void **state)
{
    (void)state;
    for (size_t d = 0; d < DYADS; d++)
        changed[d] = made.dyads[d];
    change_all(twice_as_good, changed);
    for (size_t d = 0; d < DYADS; d++)
        for (size_t i = 0; i < changed[d].n_obs; i++) { /* an instant: no rest of a year's mean */
            ent_track_obs *o = room + (changed[d].obs - room) + i;

            o->t_first = o->t_last = 0.5 * (o->t_first + o->t_last);
        }
    look(&params, changed, &whole);
    change_all(twice, changed);
    for (size_t d = 0; d < DYADS; d++)
        for (size_t i = 0; i < changed[d].n_obs; i++) {
            ent_track_obs *o = room + (changed[d].obs - room) + i;

            o->t_first = o->t_last = 0.5 * (o->t_first + o->t_last);
        }
    look(&params, changed, &other);
    for (size_t d = 0; d < DYADS; d++)
        for (size_t g = 0; g < GRID; g++)
            for (size_t k = 0; k < ENT_TRACKS; k++)
                check_near(other.mean[d][g][k], whole.mean[d][g][k], 1e-6, "mean");
}

static int
no_anchor(ent_track_obs *o, ent_random *random)
{
    (void)random;
    return is_tone(o);
}

/* What the likelihood says of adding `by`, growing with time, to the sources and taking it from the
 * world. */
static double
shifted(const ent_track_dyad *dyads, double by)
{
    ent_track_params p = params;

    for (size_t j = 0; j < p.n_world; j++) {
        p.world_w[0][j] -= by * (double)j;
        p.sources[WORLD_TONE_B].knot_b[j] += by * (double)j;
    }
    look(&p, dyads, &other);
    return other.log_lik;
}

static void
without_an_anchor_the_world_and_the_source_cannot_be_told_apart(void **state)
{
    double at_rest;

    (void)state;
    change_all(no_anchor, changed);
    at_rest = shifted(changed, 0);
    for (double by = -0.35; by < 0.4; by += 0.1)
        check_relative(shifted(changed, by), at_rest, 1e-12, "without an anchor");
    at_rest = shifted(made.dyads, 0);
    assert_true(shifted(made.dyads, 0.35) < at_rest - 1);
    assert_true(shifted(made.dyads, -0.35) < at_rest - 1);
}

/* The whole experiment is bench/recovery.c; this one is small, its limits wide. */
static void
bands_hold_about_as_often_as_they_say(void **state)
{
    static const ent_track_rule rules[] = {{"*", 0},
                                           {"kappa.*", 0.25},
                                           {"fast.own.*", 0.25},
                                           {"level.own.*", 0.25},
                                           {"source.tone-*.sigma", 0.25},
                                           {"source.tone-*.rho", 0.25},
                                           {"source.tone-*.outliers", 0.25}};
    static tally t;
    tally_how how = {.rules = rules, .n_rules = COUNT(rules), .draws = 4};
    world_spec spec = {.seed = 3,
                       .n_dyads = 16,
                       .n_years = 4,
                       .volume = 0.7,
                       .growth = 10,
                       .survey_share = 0.35,
                       .outlier_sd = 5};
    size_t covered = 0, n = 0;

    (void)state;
    for (spec.number = 0; spec.number < 4; spec.number++) {
        ent_error err = {0};

        if (tally_world(&t, &spec, &how, &err)) fail_msg("%s", err.text);
    }
    for (size_t i = 0; i < TALLY_TRACKS; i++) {
        assert_true(tally_cover(&t.tracks[i]) > 0.80);
        assert_true(tally_cover(&t.tracks[i]) < 0.97);
    }
    for (size_t i = 0; i < t.n_parameters; i++) {
        n += t.parameters[i].n;
        covered += t.parameters[i].covered;
    }
    assert_true((double)covered > 0.75 * (double)n);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("losing reports widens bands and moves little",
             losing_reports_widens_bands_and_moves_little),
        FACT("copies of reports count as the echo term allows",
             copies_of_reports_count_as_the_echo_term_allows),
        FACT("a change of unit changes nothing else", a_change_of_unit_changes_nothing_else),
        FACT("swapping A and B swaps the tracks and nothing else",
             swapping_a_and_b_swaps_the_tracks_and_nothing_else),
        FACT("the order of evidence does not matter", the_order_of_evidence_does_not_matter),
        FACT("the order of sources does not matter", the_order_of_sources_does_not_matter),
        FACT("a reading twice weighs as one of half the variance",
             a_reading_twice_weighs_as_one_of_half_the_variance),
        FACT("without an anchor the world and the source cannot be told apart",
             without_an_anchor_the_world_and_the_source_cannot_be_told_apart),
        FACT("bands hold about as often as they say", bands_hold_about_as_often_as_they_say),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
