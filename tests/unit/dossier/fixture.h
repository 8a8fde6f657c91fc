/* fixture.h: made-up evidence about two made-up countries, and pages built from it.
 *
 * Ruritania and Borduria, and Zubrowka and Florin beside them, borrow the codes of real states
 * because claims need codes that the tables know. Every figure, event and source is made up. */
#ifndef TESTS_DOSSIER_FIXTURE_H
#define TESTS_DOSSIER_FIXTURE_H

#include "../check.h"

#include "dossier/build_priv.h"

/** Line codes that the made-up countries borrow. */
#define RUR "ISL"
#define BOR "MLT"
#define ZUB "FJI"
#define FLO "TON"

enum { FIXTURE_MAX = 96 };

typedef struct fixture {
    ent_arena arena; /* text of the input */
    ent_claim claims[FIXTURE_MAX], about_a[FIXTURE_MAX], other[FIXTURE_MAX];
    ent_estimate estimates[FIXTURE_MAX], other_estimates[FIXTURE_MAX];
    ent_coverage coverage[8];
    ent_page_source citations[8];
    ent_loaded_set loaded[4];
    ent_yardstick yardsticks[8];
    ent_pair_evidence against;
    ent_dossier_input in;
    ent_arena page_arena;
    ent_page page;
} fixture;

/** Two countries about whom nothing is held, no source covers them; the caller clears. */
fixture *fixture_empty(void);
/** Everything a page can show, claims oldest first, estimates in their order. */
fixture *fixture_full(void);
void fixture_free(fixture *f);

/** Claim between the pair, dated as ent_date_parse reads `when` ("1950" or "1950/1951"); weighty,
 * without a quantity; filled from the indicator. The caller may change it until the build. */
ent_claim *fixture_claim(fixture *f, const char *id, const char *indicator, const char *from,
                         const char *to, const char *when);
void fixture_quantity(ent_claim *c, double quantity, const char *unit);
/** Estimate of the pair, with its id; lineage: claim ids parted by blanks. */
ent_estimate *fixture_estimate(fixture *f, const char *measure, const char *from, const char *to,
                               int first_year, int last_year, double value, double low, double high,
                               const char *unit, const char *lineage);
ent_claim *fixture_find(fixture *f, const char *id);
void fixture_cover(fixture *f, const char *set, const char *indicators, bool absence_is_zero);
/** The comparison pair with a few figures. */
void fixture_against(fixture *f);

/** For cmocka: a fixture as the test's state, freed also when the test fails. */
int fixture_start_empty(void **state);
int fixture_start_full(void **state);
int fixture_stop(void **state);
#define ON_EMPTY(name, function)                                \
    {                                                           \
        name, function, fixture_start_empty, fixture_stop, NULL \
    }
#define ON_FULL(name, function)                                \
    {                                                          \
        name, function, fixture_start_full, fixture_stop, NULL \
    }

/** Ask for the pair the other way round. */
void fixture_swap(fixture *f);
/** Sort the input as a ledger would, and build; fails the test when it does not come off. */
const ent_page *fixture_build(fixture *f);

/* ---- page_text.c: the page as plain text, and what must hold for every page ------------------ */

/** A section's blocks, a line each: "[mark]", tables as rows "a | b | c"; "" when there is none.
 * Lives as long as the fixture. */
const char *fixture_text(fixture *f, const char *section);
/** One block's run. */
const char *fixture_run(fixture *f, const ent_text_run *run);
const ent_table *fixture_table(const ent_page *page, const char *id);
const ent_chart *fixture_chart(const ent_page *page, const char *id);
/** fail_msg when the text does not hold the words, or holds them though it must not. */
void says(const char *text, const char *words);
void never_says(const char *text, const char *words);
/** Every reference leads somewhere, every figure's lineage is in the annex, sources are complete,
 * prose has no number of its own and reads cleanly. */
void page_holds(fixture *f);

#endif
