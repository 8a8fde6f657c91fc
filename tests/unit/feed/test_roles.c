/* test_roles.c: sectors, agents and titles of feeds become roles, or none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "feed/roles_priv.h"

static void
is(ent_role got, const char *want, const char *what)
{
    if (strcmp(ent_role_name(got), want) != 0)
        fail_msg("\"%s\" is \"%s\", want \"%s\"", what, ent_role_name(got), want);
}

static void
cameo_agents_have_roles_and_countries_none(void **state)
{
    static const char *const pairs[][2] = {{"GOV", "GOV"}, {"MIL", "MIL"}, {"LEG", "PAR"},
                                           {"COP", "GOV"}, {"REB", "CVL"}, {"MNC", "BUS"},
                                           {"CHN", ""},    {"gov", ""},    {"G V", ""}};

    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        is(feed_role_cameo(pairs[i][0]), pairs[i][1], pairs[i][0]);
}

static void
an_actor_code_has_the_first_agent_after_its_country(void **state)
{
    static const char *const pairs[][2] = {
        {"CHN", ""},          {"CHNGOV", "GOV"}, {"USAMIL", "MIL"}, {"CHNGOVMIL", "GOV"},
        {"INDHINMED", "MED"}, {"SYRREB", "CVL"}, {"CHNGO", ""},     {"", ""},
        {"GOV", ""}};

    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        is(feed_role_cameo_actor(pairs[i][0], strlen(pairs[i][0])), pairs[i][1], pairs[i][0]);
}

static void
of_several_sectors_the_armed_forces_go_first_then_the_state(void **state)
{
    static const char *const pairs[][2] = {
        {"Executive,Foreign Ministry,Government", "GOV"},
        {"Military,Government", "MIL"},
        {"Government,Military", "MIL"},
        {"Elite,Government,International Religious,(National) Major Party,Parties", "GOV"},
        {"Legislative / Parliamentary,Parties", "PAR"},
        {"General Population / Civilian / Social,Social", "CVL"},
        {"International Government Organization,Global", ""},
        {"", ""},
        {",", ""},
        {"Govern", ""},
        {"Governments", ""},
        {"Unheard Of,Media,", "MED"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        is(feed_role_sectors(pairs[i][0], strlen(pairs[i][0])), pairs[i][1], pairs[i][0]);
}

static void
titles_are_read_by_whole_words(void **state)
{
    static const char *const pairs[][2] = {
        {"Police", "GOV"},
        {"Military_Personnel", "MIL"},
        {"Education Ministry", "GOV"},
        {"Education", "EDU"},
        {"Lawyer/Attorney", "CVL"},
        {"Attorney General", "GOV"},
        {"Women", "CVL"},
        {"Main Opposition", "PAR"},
        {"Human Rights Commission", "GOV"},
        {"Rights Activist", "NGO"},
        {"Member of Parliament", "PAR"},
        {"State Media", "MED"},
        {"Menace", ""},
        {"Al-Shabaab", ""},
        {"", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        is(feed_role_title(pairs[i][0], strlen(pairs[i][0])), pairs[i][1], pairs[i][0]);
}

static void
every_word_of_the_tables_is_found(void **state)
{
    (void)state;
    assert_int_equal(feed_role_cameo_slots_n, 26 * 26 * 26);
    for (size_t i = 0; i < feed_role_sector_words_n; i++)
        assert_int_equal(feed_role_sectors(feed_role_sector_words[i].word,
                                           strlen(feed_role_sector_words[i].word)),
                         feed_role_sector_words[i].role);
    for (size_t i = 0; i < feed_role_title_words_n; i++)
        assert_true(feed_role_title(feed_role_title_words[i].word,
                                    strlen(feed_role_title_words[i].word)) != ENT_ROLE_NONE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cameo_agents_have_roles_and_countries_none),
        cmocka_unit_test(an_actor_code_has_the_first_agent_after_its_country),
        cmocka_unit_test(of_several_sectors_the_armed_forces_go_first_then_the_state),
        cmocka_unit_test(titles_are_read_by_whole_words),
        cmocka_unit_test(every_word_of_the_tables_is_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
