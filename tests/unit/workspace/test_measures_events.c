/* test_measures_events.c: a feed's yearly figures of a pair, also over runs of months with gaps. */
#include "workspace_test.h"

#include <math.h>

static void
bring(world *w, const char *path)
{
    ent_feed_request request = {.paths = &path, .n_paths = 1};
    ent_feed_summary s = {0};
    ent_error err = {0};

    if (ent_workspace_import_feed(w->ws, &request, &s, &err)) fail_msg("%s", err.text);
    assert_true(s.kept > 0);
}

static void
a_feed_gives_rate_tone_and_conflict_both_ways(void **state)
{
    world *w = *state;
    const ent_estimate *e;
    figures f;

    bring(w, "tests/data/feed/icews.tab");
    f = measure(w, "CHN", "RUS", NULL);
    e = find(f, "events.rate.verbal.icews:CHN>RUS@2018");
    assert_non_null(e);
    assert_true(e->value > 0 && e->low <= e->value && e->value <= e->high);
    assert_string_equal(e->set, "icews");
    e = find(f, "events.tone.verbal.icews:RUS>CHN@2018");
    assert_non_null(e);
    assert_true(fabs(e->value - 1) < 1e-12);
    e = find(f, "events.rate.material.icews:RUS>CHN@2018");
    assert_non_null(e);
    assert_true(e->value == 0 && e->high > 0);
}

static void
a_set_left_out_leaves_no_figure(void **state)
{
    world *w = *state;
    static const char *const sets[] = {"icews"};
    figures f;

    bring(w, "tests/data/feed/icews.tab");
    OK(ent_ledger_set_without(ent_workspace_ledger(w->ws), sets, 1, NULL));
    f = measure(w, "CHN", "RUS", NULL);
    assert_int_equal(f.n, 0);
}

/* February and October of one year are one year's figure, and the months between are no silence. */
static void
runs_of_months_with_a_gap_make_one_figure_a_year(void **state)
{
    static const char *const head =
        "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO "
        "Code\tIntensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence "
        "Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n";
    static const char *const line =
        "%d\t2018-%s-01\tFrance\tNA\tFrance\tConsult\t040\t1\tGermany\tNA"
        "\tGermany\t7%d\t1\tMade Up Wire\tNA\tNA\tNA\tFreedonia\t1\t2\n";
    world *w = *state;
    figures f;
    size_t n = 0;

    for (int i = 0; i < 2; i++) {
        char text[1024], name[16], path[160];

        snprintf(text, sizeof text, "%s", head);
        snprintf(text + strlen(text), sizeof text - strlen(text), line, i, i ? "10" : "02", i);
        snprintf(name, sizeof name, "part%d.tab", i);
        write_text(w, name, text);
        snprintf(path, sizeof path, "%s/%s", w->dir, name);
        bring(w, path);
    }
    f = measure(w, "FRA", "DEU", NULL);
    for (size_t i = 0; i < f.n; i++)
        n += strcmp(f.items[i].id, "events.rate.verbal.icews:FRA>DEU@2018") == 0;
    assert_int_equal(n, 1);
    assert_non_null(strstr(find(f, "events.rate.verbal.icews:FRA>DEU@2018")->formula,
                           "2 of 2 rows in 2 months"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD("a feed gives rate, tone and conflict both ways",
                 a_feed_gives_rate_tone_and_conflict_both_ways),
        IN_WORLD("a set left out leaves no figure", a_set_left_out_leaves_no_figure),
        IN_WORLD("runs of months with a gap make one figure a year",
                 runs_of_months_with_a_gap_make_one_figure_a_year),
    };

    return RUN(tests);
}
