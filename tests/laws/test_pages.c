/* test_pages.c: what must hold for any page: swap the names, exchange the roles, shuffle, double,
 * shift in time. */
#include "../unit/dossier/fixture.h"

#include <ctype.h>
#include <stdlib.h>

/* ---- helpers --------------------------------------------------------------------------------- */

static const char *const ALL[] = {"bottom-line", "trade",     "society", "stance",   "timeline",
                                  "ladder",      "territory", "memory",  "disagree", "missing"};

/* Text in which the two names have changed places; lives as long as the fixture's page. */
static const char *
names_exchanged(fixture *f, const char *text)
{
    static const char *const NAMES[2] = {"Ruritania", "Borduria"};
    ent_buf out = {0};
    const char *copy;

    while (*text) {
        int found = -1;

        for (int i = 0; i < 2; i++)
            if (strncmp(text, NAMES[i], strlen(NAMES[i])) == 0) found = i;
        if (found >= 0) {
            assert_int_equal(ent_buf_adds(&out, NAMES[1 - found]), ENT_OK);
            text += strlen(NAMES[found]);
        } else {
            assert_int_equal(ent_buf_addc(&out, *text++), ENT_OK);
        }
    }
    copy = ent_arena_strdup(&f->page_arena, out.data ? out.data : "");
    ent_buf_clear(&out);
    return copy;
}

static int
by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* All figures, or all claims and sources, of a page as one sorted text. */
static const char *
joined(fixture *f, const char **items, size_t n)
{
    ent_buf out = {0};
    const char *copy;

    if (n) qsort(items, n, sizeof *items, by_text);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(ent_buf_addf(&out, "%s\n", items[i]), ENT_OK);
    copy = ent_arena_strdup(&f->page_arena, out.data ? out.data : "");
    ent_buf_clear(&out);
    return copy;
}

static const char *
figures_of(fixture *f, bool with_id)
{
    const char *items[4 * FIXTURE_MAX];

    for (size_t i = 0; i < f->page.n_figures; i++) {
        const ent_estimate *e = f->page.figures[i].estimate;

        items[i] = ent_arena_printf(&f->page_arena, "%s %s = %.17g [%.17g, %.17g] %s",
                                    with_id ? e->id : e->measure, f->page.figures[i].text, e->value,
                                    e->low, e->high, ent_state_name(e->state));
    }
    return joined(f, items, f->page.n_figures);
}

static const char *
annex_of(fixture *f)
{
    const char *items[4 * FIXTURE_MAX];
    size_t n = 0;

    for (size_t i = 0; i < f->page.n_claims; i++)
        items[n++] = f->page.claims[i]->id;
    for (size_t i = 0; i < f->page.n_sources; i++)
        items[n++] = ent_arena_printf(&f->page_arena, "%s on %zu claims", f->page.sources[i].code,
                                      f->page.sources[i].n_claims);
    return joined(f, items, n);
}

static void
same(const char *got, const char *want)
{
    if (strcmp(got, want) != 0) fail_msg("got:\n%s\nwant:\n%s", got, want);
}

static const char *
whole_text(fixture *f)
{
    ent_buf out = {0};
    const char *copy;

    for (size_t i = 0; i < COUNT(ALL); i++)
        assert_int_equal(ent_buf_adds(&out, fixture_text(f, ALL[i])), ENT_OK);
    copy = ent_arena_strdup(&f->page_arena, out.data);
    ent_buf_clear(&out);
    return copy;
}

/* ---- swapping the names ---------------------------------------------------------------------- */

static void
asking_the_other_way_round_gives_the_same_figures(void **state)
{
    fixture *f = *state, *g = fixture_full();

    fixture_against(f);
    fixture_against(g);
    fixture_swap(g);
    fixture_build(f);
    fixture_build(g);
    page_holds(g);
    same(figures_of(g, true), figures_of(f, true));
    same(annex_of(g), annex_of(f));
    fixture_free(g);
}

static void
undirected_statements_are_the_same(void **state)
{
    static const char *const UNDIRECTED[] = {"stance", "disagree"};
    fixture *f = *state, *g = fixture_full();

    fixture_swap(g);
    fixture_build(f);
    fixture_build(g);
    for (size_t i = 0; i < COUNT(UNDIRECTED); i++)
        same(names_exchanged(g, fixture_text(g, UNDIRECTED[i])), fixture_text(f, UNDIRECTED[i]));
    same(fixture_text(g, "timeline"), fixture_text(f, "timeline"));
    same(fixture_text(g, "territory"), fixture_text(f, "territory"));
    same(fixture_text(g, "memory"), fixture_text(f, "memory"));
    fixture_free(g);
}

static void
who_depends_more_is_said_the_same_way(void **state)
{
    static const char WORDS[] = "Ruritania depends more on Borduria than the other way round: "
                                "asymmetry 0.67 (0.58 to 0.75)";
    fixture *f = *state, *g = fixture_full();

    fixture_swap(g);
    fixture_build(f);
    fixture_build(g);
    says(fixture_text(f, "bottom-line"), WORDS);
    says(fixture_text(g, "bottom-line"), WORDS);
    fixture_free(g);
}

static const char *
other_code(const char *code)
{
    if (code && strcmp(code, RUR) == 0) return BOR;
    if (code && strcmp(code, BOR) == 0) return RUR;
    return code;
}

/* Everything that was about the one is now about the other. */
static void
exchange_roles(fixture *f)
{
    for (size_t i = 0; i < f->in.pair.n_claims; i++) {
        f->claims[i].from = other_code(f->claims[i].from);
        f->claims[i].to = other_code(f->claims[i].to);
    }
    for (size_t i = 0; i < f->in.pair.n_about_a; i++)
        f->about_a[i].from = other_code(f->about_a[i].from);
    for (size_t i = 0; i < f->in.pair.n_estimates; i++) {
        ent_estimate *e = &f->estimates[i];

        e->from = other_code(e->from);
        e->to = other_code(e->to);
        e->id = ent_arena_printf(&f->arena, "%s:%s>%s@%zu", e->measure, e->from, e->to, i);
    }
}

static void
no_country_is_treated_as_itself(void **state)
{
    fixture *f = *state, *g = fixture_full();

    fixture_swap(f);
    exchange_roles(g);
    fixture_build(f);
    fixture_build(g);
    /* By a source's name, not by the number that an exchanged id carries. */
    for (size_t i = 0; i < COUNT(ALL); i++)
        if (strcmp(ALL[i], "territory") != 0)
            same(names_exchanged(g, fixture_text(g, ALL[i])), fixture_text(f, ALL[i]));
    same(figures_of(g, false), figures_of(f, false));
    same(annex_of(g), annex_of(f));
    fixture_free(g);
}

/* ---- order, doubles, time -------------------------------------------------------------------- */

static void
shuffle(dice *d, void *items, size_t n, size_t size)
{
    char kept[sizeof(ent_claim) + sizeof(ent_estimate)], *base = items;

    assert_true(size <= sizeof kept);
    for (size_t i = n; i > 1; i--) {
        size_t k = dice_below(d, (unsigned)i);

        memcpy(kept, base + (i - 1) * size, size);
        memcpy(base + (i - 1) * size, base + k * size, size);
        memcpy(base + k * size, kept, size);
    }
}

static void
the_order_of_what_is_loaded_changes_nothing(void **state)
{
    dice d = {12};
    fixture *f = *state;

    fixture_build(f);
    for (int round = 0; round < 20; round++) {
        fixture *g = fixture_full();

        shuffle(&d, g->claims, g->in.pair.n_claims, sizeof *g->claims);
        shuffle(&d, g->about_a, g->in.pair.n_about_a, sizeof *g->about_a);
        shuffle(&d, g->estimates, g->in.pair.n_estimates, sizeof *g->estimates);
        shuffle(&d, g->coverage, g->in.n_coverage, sizeof *g->coverage);
        shuffle(&d, g->yardsticks, g->in.n_yardsticks, sizeof *g->yardsticks);
        fixture_build(g);
        same(whole_text(g), whole_text(f));
        same(annex_of(g), annex_of(f));
        fixture_free(g);
    }
}

static void
claims_out_of_order_move_no_figure(void **state)
{
    dice d = {13};
    fixture *f = *state;
    ent_error err = {0};

    fixture_build(f);
    for (int round = 0; round < 20; round++) {
        fixture *g = fixture_full();

        fixture_build(g);
        shuffle(&d, g->claims, g->in.pair.n_claims, sizeof *g->claims);
        ent_arena_clear(&g->page_arena);
        assert_int_equal(ent_dossier_build(&g->in, &g->page_arena, &g->page, &err), ENT_OK);
        page_holds(g);
        same(figures_of(g, true), figures_of(f, true));
        fixture_free(g);
    }
}

static void
a_claim_that_came_in_twice_is_in_the_annex_once(void **state)
{
    fixture *f = *state;

    fixture_build(f);
    for (size_t i = 0; i < f->in.pair.n_claims; i++) {
        fixture *g = fixture_full();

        fixture_build(g);
        g->claims[g->in.pair.n_claims] = g->claims[i];
        g->in.pair.n_claims++;
        fixture_build(g);
        page_holds(g);
        same(figures_of(g, true), figures_of(f, true));
        same(annex_of(g), annex_of(f));
        same(fixture_text(g, "bottom-line"), fixture_text(f, "bottom-line"));
        same(fixture_text(g, "timeline"), fixture_text(f, "timeline"));
        same(fixture_text(g, "missing"), fixture_text(f, "missing"));
        fixture_free(g);
    }
}

enum { SHIFT = 100 };

static void
shift_date(ent_date *d)
{
    if (d->precision != ENT_PREC_NONE) d->year += SHIFT;
}

static int32_t
shift_day(int32_t day)
{
    ent_date d = ent_date_from_day(day);
    int32_t first = 0, last = 0;

    d.year += SHIFT;
    assert_true(ent_date_span(&d, &first, &last));
    return first;
}

static void
shift_all(fixture *f)
{
    for (size_t i = 0; i < f->in.pair.n_claims; i++) {
        shift_date(&f->claims[i].valid_from);
        shift_date(&f->claims[i].valid_to);
    }
    for (size_t i = 0; i < f->in.pair.n_estimates; i++) {
        f->estimates[i].first_day = shift_day(f->estimates[i].first_day);
        f->estimates[i].last_day = shift_day(f->estimates[i].last_day);
    }
    for (size_t i = 0; i < f->in.n_coverage; i++) {
        shift_date(&f->coverage[i].from);
        shift_date(&f->coverage[i].to);
    }
    for (size_t i = 0; i < f->in.n_yardsticks; i++)
        f->yardsticks[i].year += SHIFT;
    f->in.made = "2126-11-23";
}

/* Every number of four digits in a row is a year here: others have a comma. */
static const char *
years_shifted(fixture *f, const char *text)
{
    ent_buf out = {0};
    const char *copy;

    while (*text) {
        size_t n = strspn(text, "0123456789");

        if (n == 4) {
            assert_int_equal(ent_buf_addf(&out, "%d", atoi(text) + SHIFT), ENT_OK);
        } else if (n) {
            assert_int_equal(ent_buf_add(&out, text, n), ENT_OK);
        } else {
            assert_int_equal(ent_buf_addc(&out, *text), ENT_OK);
        }
        text += n ? n : 1;
    }
    copy = ent_arena_strdup(&f->page_arena, out.data);
    ent_buf_clear(&out);
    return copy;
}

static void
a_century_later_the_same_is_said(void **state)
{
    fixture *f = *state, *g = fixture_full();

    shift_all(g);
    fixture_build(f);
    fixture_build(g);
    page_holds(g);
    same(whole_text(g), years_shifted(f, whole_text(f)));
    same(figures_of(g, true), figures_of(f, true));
    fixture_free(g);
}

static void
the_same_input_gives_the_same_page(void **state)
{
    fixture *f = *state, *g = fixture_full();

    fixture_build(f);
    fixture_build(g);
    same(whole_text(g), whole_text(f));
    fixture_free(g);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        ON_FULL("asking the other way round gives the same figures",
                asking_the_other_way_round_gives_the_same_figures),
        ON_FULL("undirected statements are the same either way",
                undirected_statements_are_the_same),
        ON_FULL("who depends more is said the same way", who_depends_more_is_said_the_same_way),
        ON_FULL("no country is treated as itself", no_country_is_treated_as_itself),
        ON_FULL("the order of what is loaded changes nothing",
                the_order_of_what_is_loaded_changes_nothing),
        ON_FULL("claims out of order move no figure", claims_out_of_order_move_no_figure),
        ON_FULL("a claim that came in twice is in the annex once",
                a_claim_that_came_in_twice_is_in_the_annex_once),
        ON_FULL("a century later the same is said", a_century_later_the_same_is_said),
        ON_FULL("the same input gives the same page", the_same_input_gives_the_same_page),
    };

    return RUN(tests);
}
