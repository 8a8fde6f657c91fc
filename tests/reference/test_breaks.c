/* test_breaks.c: the break of the Nile's flow against strucchange's, and its whole posterior
 * against the same model written out in R (nile.R, nile.tsv).
 *
 * Cobb (1978), Biometrika 65(2); Bai & Perron (2003) as in strucchange: last year of the old level
 * 1898. Tolerance: the same year; ln evidence 1e-9; each year's probability 1e-10. */
#include "../unit/check.h"

#include "entente/measure.h"

enum { YEARS = 100 };

typedef struct nile {
    double flow[YEARS], p_change[YEARS], log_evidence;
    long before, before_low, before_high, first_year;
    size_t n;
} nile;

static double
number(const char *text)
{
    double v = 0;

    assert_int_equal(ent_parse_double(text, &v, NULL), ENT_OK);
    return v;
}

static void
read_nile(nile *out)
{
    const ent_rows_options options = {.separator = '\t', .comments = true};
    ent_lines *lines = NULL;
    ent_rows *rows = NULL;
    const char *const *f;
    size_t n;

    *out = (nile){0};
    assert_int_equal(ent_lines_open("tests/reference/nile.tsv", ENT_ENC_UTF8, &lines, NULL),
                     ENT_OK);
    assert_int_equal(ent_rows_open(lines, &options, &rows, NULL), ENT_OK);
    while (ent_rows_next(rows, &f, &n, NULL) == ENT_OK) {
        if (n == 2 && strcmp(f[0], "last_year_before") == 0) out->before = (long)number(f[1]);
        if (n == 2 && strcmp(f[0], "last_year_before_low") == 0)
            out->before_low = (long)number(f[1]);
        if (n == 2 && strcmp(f[0], "last_year_before_high") == 0)
            out->before_high = (long)number(f[1]);
        if (n == 2 && strcmp(f[0], "log_evidence") == 0) out->log_evidence = number(f[1]);
        if (n != 3 || strcmp(f[0], "year") == 0) continue;
        assert_true(out->n < YEARS);
        if (out->n == 0) out->first_year = (long)number(f[0]);
        out->flow[out->n] = number(f[1]) / 100;
        out->p_change[out->n++] = number(f[2]);
    }
    ent_rows_close(rows);
    assert_int_equal(out->n, YEARS);
}

/* As in nile.R. */
static const ent_breaks_model MODEL = {
    .hazard = 0.02, .level_mean = 9, .level_var = 4, .noise_var = 1.2, .noise_phi = 0.3};
static const double READING_VAR = 0.4;

static void
the_nile_fell_after_1898(void **state)
{
    nile want;
    double var[YEARS], forward = 0;
    ent_arena arena = {0};
    ent_breaks b = {0};
    const ent_segment *s;

    (void)state;
    read_nile(&want);
    for (size_t t = 0; t < YEARS; t++)
        var[t] = READING_VAR;
    assert_int_equal(
        ent_measure_breaks(&MODEL, &(ent_breaks_series){want.flow, var, YEARS}, &arena, &b, NULL),
        ENT_OK);
    assert_int_equal(ent_measure_breaks_online(&MODEL, &(ent_breaks_series){want.flow, var, YEARS},
                                               NULL, &forward, NULL),
                     ENT_OK);
    check_near(b.log_evidence, want.log_evidence, 1e-9, "evidence");
    check_near(forward, want.log_evidence, 1e-9, "evidence, year by year");
    for (size_t t = 0; t < YEARS; t++)
        check_near(b.p_change[t], want.p_change[t], 1e-10, "P(change)");
    assert_int_equal(b.n_segments, 2);
    s = &b.segments[1];
    assert_int_equal(want.first_year + (long)s->first - 1, want.before);
    print_message("# new level from %ld, 90 %%: %ld to %ld, probability %.4f\n",
                  want.first_year + (long)s->first, want.first_year + (long)s->start_low,
                  want.first_year + (long)s->start_high, s->p_start);
    assert_true(want.first_year + (long)s->start_low - 1 <= want.before_high);
    assert_true(want.first_year + (long)s->start_high - 1 >= want.before_low);
    assert_true(s->p_start > 0.9);
    ent_arena_clear(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("the Nile fell after 1898", the_nile_fell_after_1898),
    };

    return RUN(tests);
}
