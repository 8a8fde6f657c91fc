/* test_interval.c: the interval a claim implies, by hedge, digits, sample and range. */
#include "claim_test.h"

static const ent_claim exact = {.quantity_state = ENT_VALUE, .unit = "persons"};

static void
spans(ent_claim c, double want_low, double want_high, ent_basis want)
{
    double low = 0, high = 0;
    ent_basis basis = ENT_BASIS_NONE;
    double tolerance = 1e-9 * (1 + fabs(c.quantity));

    assert_int_equal(ent_claim_interval(&c, &low, &high, &basis), ENT_OK);
    assert_int_equal(basis, want);
    assert_true(low == want_low || fabs(low - want_low) < tolerance);
    assert_true(high == want_high || fabs(high - want_high) < tolerance);
}

/* A figure with so many digits printed, hedged or not, is good to plus or minus this. */
static void
within(double quantity, int digits, ent_approx approx, double half)
{
    ent_claim c = exact;

    c.quantity = quantity;
    c.digits = digits;
    c.approx = approx;
    spans(c, quantity - half, quantity + half, ENT_BASIS_DIGITS);
}

static void
an_exact_figure_is_good_to_half_its_last_digit(void **state)
{
    (void)state;
    within(282473, 6, ENT_APPROX_EXACT, 0.5);
    within(240.11, 5, ENT_APPROX_EXACT, 0.005);
    within(38000, 2, ENT_APPROX_EXACT, 500);
    within(38000, 5, ENT_APPROX_EXACT, 0.5);
    within(47, 3, ENT_APPROX_EXACT, 0.05); /* printed 47.0 */
    within(0.05, 1, ENT_APPROX_EXACT, 0.005);
    within(0.05, 2, ENT_APPROX_EXACT, 0.0005);
    within(-9.5, 2, ENT_APPROX_EXACT, 0.05);
    within(3e20, 1, ENT_APPROX_EXACT, 0.5e20);
    within(1.5e-7, 2, ENT_APPROX_EXACT, 0.5e-8);
}

static void
unknown_digits_are_those_of_the_number(void **state)
{
    (void)state;
    within(240.11, 0, ENT_APPROX_EXACT, 0.005);
    within(38000, 0, ENT_APPROX_EXACT, 0.5);
    within(240.11, 99, ENT_APPROX_EXACT, 0.005); /* no double has so many */
}

static void
about_is_good_to_a_whole_digit(void **state)
{
    (void)state;
    within(38000, 2, ENT_APPROX_ABOUT, 1000);
    within(240.1, 4, ENT_APPROX_ABOUT, 0.1);
    within(2500000, 2, ENT_APPROX_ABOUT, 100000);
    within(40000, 2, ENT_APPROX_ABOUT, 1000); /* the coder says two */
}

static void
zeros_that_only_fill_are_no_digits_of_an_about(void **state)
{
    (void)state;
    within(38000, 5, ENT_APPROX_ABOUT, 1000);
    within(38000, 0, ENT_APPROX_ABOUT, 1000);
    within(40000, 5, ENT_APPROX_ABOUT, 10000);
    within(38001, 5, ENT_APPROX_ABOUT, 1);
    within(38000, 6, ENT_APPROX_ABOUT, 0.1); /* printed 38,000.0 */
}

static void
people_are_never_fewer_than_none_and_a_score_may_be(void **state)
{
    ent_claim c = exact;

    (void)state;
    spans(c, 0, 0.5, ENT_BASIS_DIGITS);
    c.approx = ENT_APPROX_ABOUT;
    spans(c, 0, 1, ENT_BASIS_DIGITS);
    c.unit = "index";
    spans(c, -1, 1, ENT_BASIS_DIGITS);
    c.unit = "level";
    spans(c, -1, 1, ENT_BASIS_DIGITS);
    c.unit = NULL;
    spans(c, -1, 1, ENT_BASIS_DIGITS);
}

static void
over_and_under_leave_one_side_open(void **state)
{
    ent_claim c = exact;

    (void)state;
    c.quantity = 100;
    c.approx = ENT_APPROX_OVER;
    spans(c, 100, HUGE_VAL, ENT_BASIS_BOUND);
    c.approx = ENT_APPROX_UNDER;
    spans(c, 0, 100, ENT_BASIS_BOUND);
    c.unit = "index";
    spans(c, -HUGE_VAL, 100, ENT_BASIS_BOUND);
    c.unit = "persons";
    c.quantity = -3; /* as its source has it */
    spans(c, -HUGE_VAL, -3, ENT_BASIS_BOUND);
}

static void
a_range_is_the_sources_own(void **state)
{
    ent_claim c = exact;

    (void)state;
    c.quantity = 11;
    c.quantity_low = 10;
    c.quantity_high = 15;
    c.approx = ENT_APPROX_RANGE;
    c.standard_error = 7; /* the range is what the source stands by */
    spans(c, 10, 15, ENT_BASIS_STATED);
}

static void
a_standard_error_gives_ninety_per_cent(void **state)
{
    ent_claim c = exact;

    (void)state;
    c.quantity = 10;
    c.standard_error = 2;
    spans(c, 10 - 2 * 1.6448536269514722, 10 + 2 * 1.6448536269514722, ENT_BASIS_SAMPLING);
}

/* Wilson's interval is where the score test of a share just accepts: (p - q)^2 n = z^2 q (1 - q).
 */
static void
accepts_just(double p, double n, double q)
{
    const double z = 1.6448536269514722;

    assert_true(fabs((p - q) * (p - q) * n - z * z * q * (1 - q)) < 1e-9);
}

static void
a_share_of_a_sample_has_wilsons_interval(void **state)
{
    static const struct {
        double share;
        int64_t n;
    } cases[] = {{0.5, 100}, {0.47, 3029}, {0.02, 50}, {0.99, 20}, {0.3, 1}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ent_claim c = exact;
        double low = 0, high = 0;
        ent_basis basis = ENT_BASIS_NONE;

        c.unit = "share";
        c.quantity = cases[i].share;
        c.n = cases[i].n;
        assert_int_equal(ent_claim_interval(&c, &low, &high, &basis), ENT_OK);
        assert_int_equal(basis, ENT_BASIS_SAMPLING);
        assert_true(0 <= low && low < c.quantity && c.quantity < high && high <= 1);
        accepts_just(c.quantity, (double)c.n, low);
        accepts_just(c.quantity, (double)c.n, high);
        c.unit = "percent";
        c.quantity *= 100;
        spans(c, 100 * low, 100 * high, ENT_BASIS_SAMPLING);
    }
}

static void
nobody_and_everybody_end_where_shares_end(void **state)
{
    ent_claim c = exact;
    const double z2 = 1.6448536269514722 * 1.6448536269514722;

    (void)state;
    c.unit = "share";
    c.n = 100;
    c.quantity = 0;
    spans(c, 0, z2 / (100 + z2), ENT_BASIS_SAMPLING);
    c.quantity = 1;
    spans(c, 100 / (100 + z2), 1, ENT_BASIS_SAMPLING);
}

static void
a_sample_of_no_share_falls_back_to_digits(void **state)
{
    ent_claim c = exact;

    (void)state;
    c.n = 100;
    c.quantity = 50;
    spans(c, 49.5, 50.5, ENT_BASIS_DIGITS); /* persons */
    c.unit = "share";
    spans(c, 49.5, 50.5, ENT_BASIS_DIGITS); /* beyond 1 */
    c.quantity = -50;
    spans(c, -50.5, -49.5, ENT_BASIS_DIGITS);
    c.unit = NULL;
    spans(c, -50.5, -49.5, ENT_BASIS_DIGITS);
    c.quantity = 0.5;
    c.unit = "share";
    c.n = 0;
    spans(c, 0.45, 0.55, ENT_BASIS_DIGITS);
}

static void
no_quantity_has_no_interval(void **state)
{
    ent_claim c = exact;
    double low = 7, high = 8;
    ent_basis basis = ENT_BASIS_SPREAD;

    (void)state;
    c.quantity_state = ENT_MISSING;
    assert_int_equal(ent_claim_interval(&c, &low, &high, &basis), ENT_NONE);
    c.quantity_state = ENT_UNCOVERED;
    assert_int_equal(ent_claim_interval(&c, &low, &high, &basis), ENT_NONE);
    assert_true(low == 7 && high == 8 && basis == ENT_BASIS_SPREAD);
}

static void
memory_posters_the_improbable_and_the_unjudged_weigh_nothing(void **state)
{
    ent_claim c = whole_claim();

    (void)state;
    assert_true(ent_claim_has_weight(&c));
    c.checked = ENT_CHECKED_MEMORY;
    assert_false(ent_claim_has_weight(&c));
    c = whole_claim();
    c.attribution = ENT_ATTR_POSTER;
    assert_false(ent_claim_has_weight(&c));
    c = whole_claim();
    c.reliability = 'F';
    assert_false(ent_claim_has_weight(&c));
    c = whole_claim();
    c.credibility = '4';
    assert_true(ent_claim_has_weight(&c));
    c.credibility = '5';
    assert_false(ent_claim_has_weight(&c));
    c.credibility = '6';
    assert_false(ent_claim_has_weight(&c));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_exact_figure_is_good_to_half_its_last_digit),
        cmocka_unit_test(unknown_digits_are_those_of_the_number),
        cmocka_unit_test(about_is_good_to_a_whole_digit),
        cmocka_unit_test(zeros_that_only_fill_are_no_digits_of_an_about),
        cmocka_unit_test(people_are_never_fewer_than_none_and_a_score_may_be),
        cmocka_unit_test(over_and_under_leave_one_side_open),
        cmocka_unit_test(a_range_is_the_sources_own),
        cmocka_unit_test(a_standard_error_gives_ninety_per_cent),
        cmocka_unit_test(a_share_of_a_sample_has_wilsons_interval),
        cmocka_unit_test(nobody_and_everybody_end_where_shares_end),
        cmocka_unit_test(a_sample_of_no_share_falls_back_to_digits),
        cmocka_unit_test(no_quantity_has_no_interval),
        cmocka_unit_test(memory_posters_the_improbable_and_the_unjudged_weigh_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
