/* test_bottom_line.c: the first sentences: who needs whom, how near a clash, and what is not known.
 */
#include "fixture.h"

static const char *
lead(fixture *f)
{
    fixture_build(f);
    page_holds(f);
    return fixture_text(f, "bottom-line");
}

static void
the_side_that_depends_more_is_named(void **state)
{
    fixture *f = *state;
    const char *text = lead(f);

    says(text, "In 2001, Borduria made up 20 % (19 to 21 %) of Ruritania's goods trade, and "
               "Ruritania 4.0 % (3.0 to 5.0 %) of Borduria's.");
    says(text, "Ruritania depends more on Borduria than the other way round: asymmetry 0.67 (0.58 "
               "to 0.75) on a scale from -1 to 1.");
    says(text, "The latest two-way total is 44.0 m USD (2002).");
}

static void
an_interval_over_zero_settles_nothing(void **state)
{
    fixture *f = *state;

    for (size_t i = 0; i < f->in.pair.n_estimates; i++) {
        ent_estimate *e = &f->estimates[i];

        if (strcmp(e->measure, "trade.asymmetry") != 0) continue;
        e->low = e->value > 0 ? -0.1 : -0.75;
        e->high = e->value > 0 ? 0.75 : 0.1;
    }
    says(lead(f), "Which side depends more is not settled: for Ruritania, asymmetry 0.67 (-0.10 to "
                  "0.75)");
    never_says(lead(f), "than the other way round");
}

static void
without_national_totals_only_the_total_is_said(void **state)
{
    fixture *f = *state;

    fixture_quantity(fixture_claim(f, "t", "trade.total", RUR, BOR, "2002"), 44, "USD_million");
    fixture_estimate(f, "trade.total", RUR, BOR, 2002, 2002, 4.4e7, 4.35e7, 4.45e7, "USD", "t");
    says(lead(f), "Goods trade both ways came to 44.0 m USD (43.5 to 44.5 m USD) in 2002; without "
                  "both national totals of one year, who depends on whom cannot be said.");
}

static void
years_of_both_sides_are_matched(void **state)
{
    fixture *f = *state;

    fixture_estimate(f, "trade.dependence", RUR, BOR, 2005, 2005, 0.5, 0.5, 0.5, "share",
                     "goods-rb");
    says(lead(f), "In 2001, Borduria made up 20 % (19 to 21 %) of Ruritania's goods trade, and "
                  "Ruritania 4.0 %");
    says(lead(f), "In 2005, Borduria made up 50 % of Ruritania's goods trade. The");
}

static void
one_is_a_student_and_two_are_students(void **state)
{
    fixture *f = *state;

    says(lead(f), "1,200 students from Ruritania in Borduria (2001); 1 student from Borduria in "
                  "Ruritania (2001).");
    says(lead(f), "5,300 (5,000 to 5,600) people born in Ruritania live in Borduria (2000).");
    never_says(lead(f), "1 students");
}

static void
a_survey_on_one_side_only_is_said_so(void **state)
{
    fixture *f = *state;

    says(lead(f), "In Ruritania, 45 % of respondents viewed Borduria favourably (2002); no survey "
                  "in Borduria is held.");
    fixture_find(f, "view-02")->checked = ENT_CHECKED_MEMORY;
    says(lead(f), "In Ruritania, 12 % of respondents named Borduria a threat or an enemy (2001)");
    fixture_find(f, "view-03")->checked = ENT_CHECKED_MEMORY;
    never_says(lead(f), "Attitudes.");
}

static void
a_survey_on_the_second_side_only_is_said_so(void **state)
{
    fixture *f = *state;

    fixture_quantity(fixture_claim(f, "v", "opinion.friend", BOR, RUR, "2002"), 45, "percent");
    says(lead(f), "In Borduria, 45 % of respondents named Ruritania a friend (2002); no survey in "
                  "Ruritania is held.");
}

static void
the_highest_hostility_is_a_weighty_one(void **state)
{
    fixture *f = *state;

    says(lead(f),
         "The highest hostility on record is 4 of 5, use of force (March 1950); the latest "
         "militarised dispute held dates from 1960.");
    never_says(lead(f), "1970");
    fixture_find(f, "mid-60")->checked = ENT_CHECKED_MEMORY;
    says(lead(f), "use of force (March 1950); no later militarised dispute is held.");
}

static void
a_war_counts_once_however_many_sources(void **state)
{
    fixture *f = *state;

    says(lead(f), "Wars on record with both in them: War of the Lighthouse (1911 to 1912).");
    fixture_find(f, "war-two")->cluster = "another";
    says(lead(f), "War of the Lighthouse (1911 to 1912); Lighthouse War (1911 to 1912).");
}

static void
wars_are_said_without_disputes_too(void **state)
{
    fixture *f = *state;

    for (int i = 0; i < 6; i++) {
        char id[8], when[8];

        assert_true(ent_snprintf(id, sizeof id, "w%d", i));
        assert_true(ent_snprintf(when, sizeof when, "%d", 1900 + i));
        fixture_claim(f, ent_arena_strdup(&f->arena, id), "war", RUR, BOR, when);
    }
    says(lead(f), "Force. Wars on record with both in them: unnamed (1900); unnamed (1901); "
                  "unnamed (1902); unnamed (1903); and others, in the timeline.");
}

static void
agreement_of_the_other_pair_stands_beside(void **state)
{
    fixture *f = *state;

    says(lead(f), "2000\u20132009, agreement was 81 % (78 to 84 %). An abstention");
    fixture_against(f);
    says(lead(f), "; for Zubrowka\u2013Florin it was 60 % (54 to 66 %).");
}

static void
land_is_said_per_direction(void **state)
{
    fixture *f = *state;

    says(lead(f), "By the entries held, 1900, land passed from Ruritania to Borduria: 120 km\u00b2 "
                  "(100 to 140 km\u00b2) in all; the range is wide, as sources differ or round; 5 "
                  "km\u00b2 (4.50 to 5.50 km\u00b2) came back.");
    fixture_estimate(f, "territory.sum", BOR, RUR, 1920, 1931, 5, 4.9, 5.1, "km2", "back");
    says(lead(f), "came back. By the entries held, 1920\u20131931, land passed from Borduria to "
                  "Ruritania: 5 km\u00b2 (4.90 to 5.10 km\u00b2) in all.");
}

static void
starter_evidence_says_that_it_is(void **state)
{
    fixture *f = *state;

    never_says(lead(f), "starter");
    f->in.starter_only = true;
    says(lead(f), "These answers rest on the bundled starter evidence only");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        ON_FULL("the side that depends more is named", the_side_that_depends_more_is_named),
        ON_FULL("an interval over zero settles nothing", an_interval_over_zero_settles_nothing),
        ON_EMPTY("without national totals only the total is said",
                 without_national_totals_only_the_total_is_said),
        ON_FULL("years of both sides are matched", years_of_both_sides_are_matched),
        ON_FULL("one is a student and two are students", one_is_a_student_and_two_are_students),
        ON_FULL("a survey on one side only is said so", a_survey_on_one_side_only_is_said_so),
        ON_EMPTY("a survey on the second side only is said so",
                 a_survey_on_the_second_side_only_is_said_so),
        ON_FULL("the highest hostility is a weighty one", the_highest_hostility_is_a_weighty_one),
        ON_FULL("a war counts once however many sources", a_war_counts_once_however_many_sources),
        ON_EMPTY("wars are said without disputes too", wars_are_said_without_disputes_too),
        ON_FULL("agreement of the other pair stands beside",
                agreement_of_the_other_pair_stands_beside),
        ON_FULL("land is said per direction", land_is_said_per_direction),
        ON_FULL("starter evidence says that it is", starter_evidence_says_that_it_is),
    };

    return RUN(tests);
}
