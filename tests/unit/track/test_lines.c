/* test_lines.c: curves against differences and sums; the mode and the weights as they are defined.
 */
#include "oracle.h"

#include "track/track_priv.h"

static const ent_track_source ordered = {
    .kind = ENT_OBS_ORDERED, .lam = 1, .n_levels = 4, .tau = {-1.5, .25, 1}};
static const ent_track_source binomial = {.kind = ENT_OBS_BINOMIAL, .lam = 1};
static const ent_track_source counts = {.kind = ENT_OBS_COUNT, .lam = 1, .phi = 2.5};
static const ent_track_source tone = {.kind = ENT_OBS_TONE, .lam = 1, .sigma = 2, .outliers = .02};

static track_point
curved(const ent_track_source *s, double y, double n)
{
    track_point p = {.source = s, .y = y, .n = n, .power = 1, .shift = .3, .family = FAMILY_CURVED};

    p.constant = ent_track_curve_constant(&p);
    return p;
}

static void
check_derivatives(const track_point *p)
{
    for (double zeta = -6; zeta <= 6; zeta += .75) {
        track_curve low, mid, high;
        double h = 1e-5;

        ent_track_curve_at(p, zeta - h, &low);
        ent_track_curve_at(p, zeta, &mid);
        ent_track_curve_at(p, zeta + h, &high);
        check_near((high.log_p - low.log_p) / (2 * h), mid.slope, 1e-6 * (1 + fabs(mid.slope)),
                   "slope");
        check_near(-(high.slope - low.slope) / (2 * h), mid.bend, 1e-6 * (1 + mid.bend), "bend");
        check_near(-(high.bend - low.bend) / (2 * h), mid.third, 1e-6 * (1 + fabs(mid.third)),
                   "third");
        assert_true(mid.bend > 0);
    }
}

static void
test_curves(void **state)
{
    (void)state;
    for (double y = 0; y < 4; y++) {
        track_point p = curved(&ordered, y, 0);

        check_derivatives(&p);
        p = curved(&counts, y * 3, 20);
        check_derivatives(&p);
        p = curved(&binomial, y * 5, 15);
        check_derivatives(&p);
        p.power = .4;
        check_derivatives(&p);
    }
}

static void
test_sums_to_one(void **state)
{
    (void)state;
    for (double zeta = -4; zeta <= 4; zeta += .5) {
        double levels = 0, shares = 0, numbers = 0;
        track_curve c;

        for (int y = 0; y < 4; y++) {
            track_point p = curved(&ordered, y, 0);

            ent_track_curve_at(&p, zeta, &c);
            levels += exp(c.log_p);
        }
        for (int y = 0; y <= 15; y++) {
            track_point p = curved(&binomial, y, 15);

            ent_track_curve_at(&p, zeta, &c);
            shares += exp(c.log_p);
        }
        for (int y = 0; y <= 3000; y++) {
            track_point p = curved(&counts, y, .4);

            ent_track_curve_at(&p, zeta, &c);
            numbers += exp(c.log_p);
        }
        check_near(levels, 1, 1e-12, "levels");
        check_near(shares, 1, 1e-12, "shares");
        check_near(numbers, 1, 1e-9, "counts");
    }
}

static void
test_mode_ahead(void **state)
{
    dice d = {61};

    (void)state;
    for (int round = 0; round < 200; round++) {
        const ent_track_source *s = round % 3 == 0   ? &ordered
                                    : round % 3 == 1 ? &binomial
                                                     : &counts;
        track_point p = curved(s, dice_below(&d, 4), 15);
        double mean = 12 * dice_unit(&d) - 6, var = .01 + 9 * dice_unit(&d);
        track_line line;
        track_curve c;

        ent_track_line_start(&p, 0, 1, &line);
        ent_track_line_ahead(&p, mean, var, &line);
        ent_track_curve_at(&p, line.at, &c);
        check_near(c.slope, (line.at - mean) / var, 1e-7, "slope at the mode");
        check_near(line.y, line.at + c.slope / c.bend, 1e-9, "pseudo-value");
        check_near(line.h, 1 / c.bend, 1e-12 / c.bend, "variance");
    }
}

static double
density(double x, double var)
{
    return exp(-.5 * x * x / var) / sqrt(2 * 3.14159265358979323846 * var);
}

static void
test_weights(void **state)
{
    track_point p = {
        .source = &tone, .y = 1, .v = .8, .power = 1, .given_q = -1, .family = FAMILY_OUTLIERS};

    (void)state;
    for (double away = 0; away < 12; away += .7) {
        double var = .35, out = .02 * density(away, var + 25 * p.v);
        double q = out / (out + .98 * density(away, var + p.v));
        track_line line;

        ent_track_line_start(&p, 0, 1, &line);
        ent_track_line_ahead(&p, p.y - away, var, &line);
        check_near(line.q, q, 1e-13, "probability of an outlier");
        check_near(line.h, p.v / (1 - q + q / 25), 1e-12, "variance");
        check_near(line.y, p.y, 0, "the value stays");
        check_near(ent_track_line_lacks_ahead(&p, &line, p.y - away, var) +
                       log(density(away, var + line.h)),
                   log(.98 * density(away, var + p.v) + out), 1e-12, "log-likelihood");
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("slope, bend and third are derivatives of log p", test_curves),
        FACT("probabilities of all levels, shares and counts sum to one", test_sums_to_one),
        FACT("filtering linearises at the mode given the past", test_mode_ahead),
        FACT("outliers are weighed by their deletion residual", test_weights),
    };

    return RUN(tests);
}
