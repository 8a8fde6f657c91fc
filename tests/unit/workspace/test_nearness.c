/* test_nearness.c: the table of distances in the Assembly: found by year, absent, or wrong. */
#include "track_world.h"

#include "workspace/workspace_priv.h"

static void
a_year_is_found_or_nobody_computed_it(void **state)
{
    world *w = *state;
    const ws_nearness *n;

    OK(ws_nearness_load(w->ws, NULL));
    OK(ws_nearness_load(w->ws, NULL));
    n = ws_nearness_of(w->ws, 2017);
    assert_non_null(n);
    assert_true(n->mean == 1 && n->sd == 0.5);
    assert_null(ws_nearness_of(w->ws, 1900));
}

static void
without_a_data_folder_there_is_none(void **state)
{
    world *w = *state;

    OK(ws_nearness_load(w->ws, NULL));
    assert_null(ws_nearness_of(w->ws, 2017));
}

static void
a_wrong_table_is_told(void **state)
{
    static const char *const wrong[] = {"year\tpairs\tmean\tsd\n2017\t100\t1\t0\n",
                                        "year\tpairs\tmean\tsd\n2017\t100\t1\n",
                                        "year\tpairs\tmean\tsd\nx\t100\t1\t1\n"};
    world *w = *state;
    char path[160];

    snprintf(path, sizeof path, "%s/params/un_nearness.tsv", w->dir);
    for (size_t i = 0; i < COUNT(wrong); i++) {
        OK(ent_file_write(path, wrong[i], strlen(wrong[i]), NULL));
        assert_int_equal(ws_nearness_load(w->ws, NULL), ENT_E_PARSE);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        IN_TRACK_WORLD("a year is found, or nobody computed it",
                       a_year_is_found_or_nobody_computed_it),
        IN_WORLD("without a data folder there is none", without_a_data_folder_there_is_none),
        IN_TRACK_WORLD("a wrong table is told", a_wrong_table_is_told),
    };

    return RUN(tests);
}
