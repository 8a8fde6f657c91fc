/* test_anchor.c: which spans of years an anchor covers, and what may be compared across them. */
#include "../check.h"

#include "../../shared/world.h"

enum { DYADS = 12 };

static ent_track_params p;
static ent_track_obs obs[DYADS][40];
static ent_track_dyad dyads[DYADS];

/* Disputes 2000-2004 and 2007-2009 for all dyads, tone always, one lone value in 2005. */
static void
begin(void)
{
    world_params(2000, 2010, &p);
    for (size_t d = 0; d < DYADS; d++) {
        size_t n = 0;

        for (int year = 2000; year < 2010; year++) {
            ent_track_obs o = {.t_first = year, .t_last = year + 1, .n = 1, .grade = 1};

            o.source = WORLD_TONE_B;
            obs[d][n++] = o;
            o.source = WORLD_ANCHOR_B;
            o.on = ENT_ON_B;
            if (year < 2005 || year > 2006 || (year == 2005 && d == 3)) {
                obs[d][n++] = o;
                obs[d][n++] = o;
            }
        }
        dyads[d] = (ent_track_dyad){.t_start = 2000, .t_end = 2010, .obs = obs[d], .n_obs = n};
    }
}

static void
spans_are_those_with_enough_dyads(void **state)
{
    ent_track_anchor anchors[ENT_TRACK_ANCHORS_MAX];
    size_t n = 0;

    (void)state;
    begin();
    assert_int_equal(ent_track_anchors(&p, dyads, DYADS, anchors, &n, NULL), ENT_OK);
    assert_int_equal(n, 2);
    assert_int_equal(anchors[0].kind, 0);
    assert_int_equal(anchors[0].source, WORLD_ANCHOR_B);
    assert_true(anchors[0].t_first == 2000 && anchors[0].t_last == 2005);
    assert_true(anchors[1].t_first == 2007 && anchors[1].t_last == 2010);
    assert_int_equal(ent_track_anchors(&p, dyads, 9, anchors, &n, NULL), ENT_OK);
    assert_int_equal(n, 0);
}

static void
a_drifting_source_or_one_without_weight_holds_nothing(void **state)
{
    ent_track_anchor anchors[ENT_TRACK_ANCHORS_MAX];
    size_t n = 9;

    (void)state;
    begin();
    p.sources[WORLD_ANCHOR_B].n_knots = 2;
    assert_int_equal(ent_track_anchors(&p, dyads, DYADS, anchors, &n, NULL), ENT_OK);
    assert_int_equal(n, 0);
    begin();
    for (size_t i = 0; i < 40; i++)
        obs[0][i].grade = obs[1][i].grade = obs[2][i].grade = HUGE_VAL;
    assert_int_equal(ent_track_anchors(&p, dyads, DYADS, anchors, &n, NULL), ENT_OK);
    assert_int_equal(n, 0);
}

static void
two_times_compare_where_one_anchor_holds_both(void **state)
{
    static const ent_track_anchor anchors[] = {
        {0, 2, 2000, 2005}, {0, 2, 2007, 2010}, {0, 3, 2012, 2014}, {1, 4, 1990, 2014}};
    size_t n = COUNT(anchors);

    (void)state;
    assert_true(ent_track_anchored(anchors, n, 0, 2000.5, 2004));
    assert_true(ent_track_anchored(anchors, n, 0, 2001, 2009)); /* a gap, but the same thresholds */
    assert_true(ent_track_anchored(anchors, n, 0, 2009, 2001));
    assert_false(ent_track_anchored(anchors, n, 0, 2001, 2006)); /* nothing looked then */
    assert_false(ent_track_anchored(anchors, n, 0, 2001, 2013)); /* two rulers */
    assert_false(ent_track_anchored(anchors, n, 2, 2001, 2002));
    assert_true(ent_track_anchored(anchors, n, 1, 1991, 2013));
    assert_false(ent_track_anchored(NULL, 0, 0, 2001, 2001));
}

static void
times_beyond_reason_are_refused(void **state)
{
    ent_track_anchor anchors[ENT_TRACK_ANCHORS_MAX];
    size_t n = 9;

    (void)state;
    begin();
    dyads[0].t_end = 1e9;
    assert_int_equal(ent_track_anchors(&p, dyads, DYADS, anchors, &n, NULL), ENT_E_DOMAIN);
    assert_int_equal(ent_track_anchors(&p, dyads, 0, anchors, &n, NULL), ENT_OK);
    assert_int_equal(n, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("spans are those with enough dyads", spans_are_those_with_enough_dyads),
        FACT("a drifting source, or one without weight, holds nothing",
             a_drifting_source_or_one_without_weight_holds_nothing),
        FACT("two times compare where one anchor holds both",
             two_times_compare_where_one_anchor_holds_both),
        FACT("times beyond reason are refused", times_beyond_reason_are_refused),
    };

    return RUN(tests);
}
