/* test_proper.c: Brier and log score and their CORP parts against R, and their identities. */
#include "../check.h"

#include "entente/num.h"

static const double P[] = {.1, .2, .3, .4, .5, .6, .7, .8, .9, .25, .45, .65};
static const bool Y[] = {0, 1, 0, 0, 1, 0, 1, 1, 0, 0, 1, 1};

/* R 4.2.2: isoreg(sorted), means written out */
static void
it_agrees_with_r(void **state)
{
    const double want[] = {0, .25, .25, .25, 2 / 3., 2 / 3., .75, .75, .75, .25, 2 / 3., .75};
    double fitted[COUNT(P)];
    ent_num_score s = {0};

    (void)state;
    assert_int_equal(ent_num_probability_score(P, Y, COUNT(P), fitted, &s, NULL), ENT_OK);
    for (size_t i = 0; i < COUNT(P); i++)
        check_near(fitted[i], want[i], 1e-12, "recalibrated");
    check_near(s.brier, 0.244791666666666685, 1e-12, "Brier");
    check_near(s.log_score, -0.715926098436645453, 1e-12, "log score");
    check_near(s.miscalibration, 0.064236111111111133, 1e-12, "miscalibration");
    check_near(s.discrimination, 0.069444444444444448, 1e-12, "discrimination");
    check_near(s.uncertainty, 0.25, 1e-12, "uncertainty");
    assert_true(s.n == 12 && s.n_happened == 6);
}

static void
its_parts_add_up(void **state)
{
    dice d = {40};

    (void)state;
    for (int round = 0; round < 200; round++) {
        double p[50], fitted[50];
        bool y[50];
        size_t n = 1 + dice_below(&d, 50);
        ent_num_score s = {0};

        for (size_t i = 0; i < n; i++) {
            p[i] = dice_below(&d, 11) / 10.0; /* many ties */
            y[i] = dice_unit(&d) < p[i];
        }
        assert_int_equal(ent_num_probability_score(p, y, n, fitted, &s, NULL), ENT_OK);
        check_near(s.brier, s.miscalibration - s.discrimination + s.uncertainty, 1e-12, "Brier");
        assert_true(s.miscalibration >= -1e-12 && s.discrimination >= -1e-12);
        for (size_t i = 0; i < n; i++)
            for (size_t k = 0; k < n; k++)
                if (p[i] <= p[k]) assert_true(fitted[i] <= fitted[k] + 1e-15);
    }
}

static void
a_certain_failure_is_infinitely_bad(void **state)
{
    const double p[] = {1, 0.5};
    const bool y[] = {false, true};
    ent_num_score s = {0};

    (void)state;
    assert_int_equal(ent_num_probability_score(p, y, 2, NULL, &s, NULL), ENT_OK);
    assert_true(s.log_score == -HUGE_VAL);
    check_near(s.brier, 0.625, 1e-15, "Brier");
}

static void
it_refuses_what_it_is_not_defined_for(void **state)
{
    const double p[] = {0.5, 1.1}, q[] = {0.5, NAN};
    const bool y[] = {false, true};
    ent_num_score s = {.brier = 7};
    ent_error err = {0};

    (void)state;
    assert_int_equal(ent_num_probability_score(p, y, 0, NULL, &s, NULL), ENT_E_SHAPE);
    assert_int_equal(ent_num_probability_score(p, y, 2, NULL, &s, &err), ENT_E_DOMAIN);
    assert_non_null(strstr(err.text, "probability 2"));
    assert_int_equal(ent_num_probability_score(q, y, 2, NULL, &s, NULL), ENT_E_DOMAIN);
    assert_true(s.brier == 7);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("scores agree with R", it_agrees_with_r),
        FACT("the parts of the Brier score add up", its_parts_add_up),
        FACT("a certain failure is infinitely bad", a_certain_failure_is_infinitely_bad),
        FACT("scores refuse what they are not defined for", it_refuses_what_it_is_not_defined_for),
    };

    return RUN(tests);
}
