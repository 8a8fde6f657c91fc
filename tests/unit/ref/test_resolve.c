/* test_resolve.c: what codes and names mean on a date, and what is refused. */
#include "ref_test.h"

#include "base/faults.h"

#include <pthread.h>

static int
open_ref(void **state)
{
    ent_ref *ref = NULL;

    assert_int_equal(ent_ref_open(NULL, &ref, NULL), ENT_OK);
    *state = ref;
    return 0;
}

static int
close_ref(void **state)
{
    ent_ref_close(*state);
    return 0;
}

typedef struct fact {
    const char *word;
    ent_scheme scheme;
    const char *on, *want;
} fact;

static void
hold(const ent_ref *ref, const fact *facts, size_t n)
{
    for (size_t i = 0; i < n; i++)
        means(ref, facts[i].word, facts[i].scheme, facts[i].on, facts[i].want);
}
#define HOLD(ref, facts) hold(ref, facts, sizeof facts / sizeof *facts)

static void
china_is_one_line_of_three_polities(void **state)
{
    static const fact facts[] = {
        {"China", ENT_SCHEME_NAME, "1700", "QNG"},
        {"China", ENT_SCHEME_NAME, "1900", "QNG"},
        {"China", ENT_SCHEME_NAME, "1930", "ROC"},
        {"China", ENT_SCHEME_NAME, "1949-09-30", "ROC"},
        {"China", ENT_SCHEME_NAME, "1949-10-01", "CHN"},
        {"China", ENT_SCHEME_NAME, "1969", "CHN"},
        {"China", ENT_SCHEME_NAME, "", "CHN"},
        {"CHN", ENT_SCHEME_ENT, "1900", "QNG"},
        {"710", ENT_SCHEME_COW, "1911", "QNG"},
        {"710", ENT_SCHEME_COW, "1912", "ROC"},
        {"710", ENT_SCHEME_GW, "1950", "CHN"},
        {"CH", ENT_SCHEME_FIPS, "1938", "ROC"},
        {"Qing", ENT_SCHEME_NAME, "1905", "QNG"},
        {"中国", ENT_SCHEME_NAME, "1905", "QNG"},
        {"Китай", ENT_SCHEME_NAME, "1969-03-02", "CHN"},
        {"People's Republic of China", ENT_SCHEME_NAME, "1969", "CHN"},
    };

    HOLD(*state, facts);
    assert_string_equal(ent_ref_polity("QNG")->line, "CHN");
}

static void
taiwan_is_a_line_of_its_own(void **state)
{
    static const fact facts[] = {
        {"Republic of China", ENT_SCHEME_NAME, "1930", "ROC"},
        {"Republic of China", ENT_SCHEME_NAME, "1960", "TWN"},
        {"Republic of China", ENT_SCHEME_NAME, "", "TWN"},
        {"713", ENT_SCHEME_COW, "1949", "TWN"},
        {"Republic of China", ENT_SCHEME_NAME, "1949-11-15", "TWN"},
        {"TAW", ENT_SCHEME_COW, "1955", "TWN"},
        {"TW", ENT_SCHEME_ISO2, "1947", "ROC"}, /* the China seat in vote files */
        {"TW", ENT_SCHEME_ISO2, "1949-11-15", "TWN"},
        {"TW", ENT_SCHEME_ISO2, "1970", "TWN"},
        {"CN", ENT_SCHEME_ISO2, "1947", "ROC"},
        {"Taiwan, Province of China", ENT_SCHEME_NAME, "", "TWN"},
        {"China - Taiwan", ENT_SCHEME_NAME, "1998", "TWN"},
    };

    HOLD(*state, facts);
    assert_string_equal(ent_ref_polity("ROC")->line, "CHN");
    assert_string_equal(ent_ref_polity("TWN")->line, "TWN");
}

static void
russia_keeps_its_number_through_the_revolution(void **state)
{
    static const fact facts[] = {
        {"365", ENT_SCHEME_COW, "1914", "RUE"},
        {"365", ENT_SCHEME_COW, "1917-11-06", "RUE"},
        {"365", ENT_SCHEME_COW, "1917-11-07", "RSF"},
        {"365", ENT_SCHEME_COW, "1919", "RSF"},
        {"365", ENT_SCHEME_COW, "1922-12-29", "RSF"},
        {"365", ENT_SCHEME_COW, "1922-12-30", "SUN"},
        {"365", ENT_SCHEME_GW, "1991-12-25", "SUN"},
        {"365", ENT_SCHEME_GW, "1991-12-26", "RUS"},
        {"RUS", ENT_SCHEME_ENT, "1700", "RUT"},
        {"RUS", ENT_SCHEME_ISO3, "1960", "SUN"}, /* today's code on history, as data sets do */
        {"Russia", ENT_SCHEME_NAME, "1950", "SUN"},
        {"Soviet Union", ENT_SCHEME_NAME, "", "SUN"},
        {"SUN", ENT_SCHEME_ISO3, "", "SUN"},
        {"U.S.S.R.", ENT_SCHEME_NAME, "1970", "SUN"},
        {"СССР", ENT_SCHEME_NAME, "1970", "SUN"},
        {"苏联", ENT_SCHEME_NAME, "1970", "SUN"},
        {"Россия", ENT_SCHEME_NAME, "2020", "RUS"},
        {"俄罗斯", ENT_SCHEME_NAME, "", "RUS"},
        {"RS", ENT_SCHEME_FIPS, "2020", "RUS"},
        {"Kremlin", ENT_SCHEME_NAME, "1980", "SUN"},
        {"UA", ENT_SCHEME_ISO2, "1960", "UKS"}, /* a UN member in its own name */
        {"BY", ENT_SCHEME_ISO2, "1960", "BYS"},
    };

    HOLD(*state, facts);
}

static void
germany_answers_by_code_and_hesitates_by_name(void **state)
{
    static const fact facts[] = {
        {"255", ENT_SCHEME_COW, "1700", "BRP"},
        {"255", ENT_SCHEME_COW, "1866", "PRU"},
        {"255", ENT_SCHEME_COW, "1914", "DER"},
        {"260", ENT_SCHEME_COW, "1970", "FRG"},
        {"265", ENT_SCHEME_COW, "1970", "DDR"},
        {"255", ENT_SCHEME_COW, "1991", "DEU"},
        {"260", ENT_SCHEME_GW, "2000", "DEU"},
        {"255", ENT_SCHEME_GW, "1940", "DER"},
        {"DEU", ENT_SCHEME_ENT, "1947", "DEO"},
        {"DE", ENT_SCHEME_ISO2, "1970", "FRG"},
        {"DD", ENT_SCHEME_ISO2, "1974", "DDR"},
        {"Germany", ENT_SCHEME_NAME, "", "DEU"},
        {"Germany", ENT_SCHEME_NAME, "1914", "DER"},
        {"Germany", ENT_SCHEME_NAME, "1990-10-03", "DEU"},
        {"West Germany", ENT_SCHEME_NAME, "1970", "FRG"},
        {"Germany, Federal Republic of", ENT_SCHEME_NAME, "1970", "FRG"},
        {"East Germany", ENT_SCHEME_NAME, "", "DDR"},
    };

    HOLD(*state, facts);
    refused(*state, "Germany", ENT_SCHEME_NAME, "1970", ENT_E_AMBIGUOUS,
            WORDS("Germany", "1970", "West Germany", "FRG", "1949-05-23", "DDR", "1949-10-07"));
    refused(*state, "Germany", ENT_SCHEME_NAME, "1990", ENT_E_AMBIGUOUS, NULL);
}

static void
divided_names_are_not_guessed(void **state)
{
    refused(*state, "Korea", ENT_SCHEME_NAME, "1960", ENT_E_AMBIGUOUS, WORDS("KOR", "PRK"));
    refused(*state, "Korea", ENT_SCHEME_NAME, "", ENT_E_AMBIGUOUS, WORDS("KOR", "PRK"));
    refused(*state, "Vietnam", ENT_SCHEME_NAME, "1965", ENT_E_AMBIGUOUS, WORDS("VDR", "RVN"));
    refused(*state, "Congo", ENT_SCHEME_NAME, "", ENT_E_AMBIGUOUS, WORDS("COG", "COD"));
    refused(*state, "Congo", ENT_SCHEME_NAME, "2010", ENT_E_AMBIGUOUS, WORDS("COG", "COD"));
    refused(*state, "Congolese", ENT_SCHEME_NAME, "2010", ENT_E_AMBIGUOUS, WORDS("COG", "COD"));
    refused(*state, "Virgin Islands", ENT_SCHEME_NAME, "", ENT_E_AMBIGUOUS, WORDS("VGB", "VIR"));
    means(*state, "Korea", ENT_SCHEME_NAME, "1900", "JOS");
    means(*state, "Vietnam", ENT_SCHEME_NAME, "", "VNM");
    means(*state, "Vietnam", ENT_SCHEME_NAME, "1850", "VNN");
    means(*state, "Congo", ENT_SCHEME_NAME, "1900", "CFS");
    means(*state, "Congo", ENT_SCHEME_NAME, "1985", "COG"); /* the other one was Zaire */
    means(*state, "Guinea", ENT_SCHEME_NAME, "", "GIN");
    means(*state, "Papua New Guinea", ENT_SCHEME_NAME, "", "PNG");
    means(*state, "Niger", ENT_SCHEME_NAME, "", "NER");
}

static void
the_same_letters_differ_by_scheme(void **state)
{
    static const fact facts[] = {
        {"CH", ENT_SCHEME_ISO2, "", "CHE"},       {"CH", ENT_SCHEME_FIPS, "", "CHN"},
        {"CI", ENT_SCHEME_FIPS, "", "CHL"},       {"CI", ENT_SCHEME_ISO2, "", "CIV"},
        {"SW", ENT_SCHEME_FIPS, "", "SWE"},       {"RS", ENT_SCHEME_ISO2, "", "SRB"},
        {"AUS", ENT_SCHEME_ISO3, "", "AUS"},      {"AUS", ENT_SCHEME_COW, "", "AUT"},
        {"SWZ", ENT_SCHEME_COW, "", "CHE"},       {"SWZ", ENT_SCHEME_ISO3, "", "SWZ"},
        {"ROM", ENT_SCHEME_CAMEO, "", "ROU"},     {"ROM", ENT_SCHEME_ISO3, "1995", "ROU"},
        {"ZAR", ENT_SCHEME_ISO3, "", "COD"},      {"TMP", ENT_SCHEME_ISO3, "", "TLS"},
        {"YUG", ENT_SCHEME_ISO3, "1985", "YUG"},  {"YUG", ENT_SCHEME_ISO3, "1999", "SCG"},
        {"CS", ENT_SCHEME_ISO2, "1985", "CSK"},   {"CS", ENT_SCHEME_ISO2, "2004", "SCG"},
        {"NA", ENT_SCHEME_ISO2, "", "NAM"},       {"UKG", ENT_SCHEME_ANY, "1900", "GBR"},
        {"us", ENT_SCHEME_ISO2, "", "USA"},       {" ag ", ENT_SCHEME_FIPS, "", "DZA"},
        {"002", ENT_SCHEME_COW, "", "USA"},       {"FRA", ENT_SCHEME_ANY, "", "FRA"},
        {"China", ENT_SCHEME_ANY, "1900", "QNG"},
    };

    HOLD(*state, facts);
    refused(*state, "CH", ENT_SCHEME_ANY, "", ENT_E_AMBIGUOUS,
            WORDS("iso2 CH", "Switzerland", "fips CH", "China"));
    refused(*state, "AUS", ENT_SCHEME_ANY, "", ENT_E_AMBIGUOUS, WORDS("Australia", "cow AUS"));
}

static void
numbers_change_with_their_states(void **state)
{
    static const fact facts[] = {
        {"678", ENT_SCHEME_COW, "1985", "YAR"},       {"679", ENT_SCHEME_COW, "1995", "YEM"},
        {"680", ENT_SCHEME_COW, "1985", "YMD"},       {"678", ENT_SCHEME_GW, "1995", "YEM"},
        {"345", ENT_SCHEME_COW, "1900", "SRP"},       {"340", ENT_SCHEME_GW, "1900", "SRP"},
        {"345", ENT_SCHEME_GW, "1980", "YUG"},        {"340", ENT_SCHEME_GW, "2010", "SRB"},
        {"345", ENT_SCHEME_COW, "2010", "SRB"},       {"816", ENT_SCHEME_COW, "1960", "VDR"},
        {"817", ENT_SCHEME_COW, "1960", "RVN"},       {"816", ENT_SCHEME_COW, "1990", "VNM"},
        {"815", ENT_SCHEME_GW, "1850", "VNN"},        {"300", ENT_SCHEME_COW, "1850", "HAB"},
        {"300", ENT_SCHEME_COW, "1900", "AUH"},       {"305", ENT_SCHEME_COW, "1930", "AUF"},
        {"325", ENT_SCHEME_COW, "1850", "SAR"},       {"325", ENT_SCHEME_COW, "1861", "ITA"},
        {"640", ENT_SCHEME_COW, "1910", "OTT"},       {"640", ENT_SCHEME_COW, "1930", "TUR"},
        {"651", ENT_SCHEME_COW, "1959", "UAR"},       {"Syria", ENT_SCHEME_NAME, "1959", "UAR"},
        {"510", ENT_SCHEME_COW, "1962", "TGY"},       {"510", ENT_SCHEME_COW, "1970", "TZA"},
        {"511", ENT_SCHEME_COW, "1964-01-12", "ZAN"}, {"99", ENT_SCHEME_GW, "1825", "GCL"},
        {"711", ENT_SCHEME_GW, "1930", "TBT"},        {"563", ENT_SCHEME_GW, "1905", "TRV"},
        {"327", ENT_SCHEME_COW, "1850", "PAP"},       {"240", ENT_SCHEME_GW, "1868", "HAN"},
    };

    HOLD(*state, facts);
}

static void
names_of_one_state_over_time(void **state)
{
    static const fact facts[] = {
        {"Zaire", ENT_SCHEME_NAME, "1980", "COD"},
        {"Upper Volta", ENT_SCHEME_NAME, "1970", "BFA"},
        {"Burma", ENT_SCHEME_NAME, "1850", "BUK"},
        {"Burma", ENT_SCHEME_NAME, "", "MMR"},
        {"Siam", ENT_SCHEME_NAME, "1900", "THA"},
        {"Persia", ENT_SCHEME_NAME, "1800", "IRN"},
        {"Ceylon", ENT_SCHEME_NAME, "1960", "LKA"},
        {"Swaziland", ENT_SCHEME_NAME, "", "SWZ"},
        {"Turkey", ENT_SCHEME_NAME, "1900", "OTT"},
        {"Türkiye", ENT_SCHEME_NAME, "", "TUR"},
        {"Austria", ENT_SCHEME_NAME, "1900", "AUH"},
        {"Poland", ENT_SCHEME_NAME, "1700", "PLC"},
        {"England", ENT_SCHEME_NAME, "1689", "ENG"},
        {"Britain", ENT_SCHEME_NAME, "1750", "GBK"},
        {"India", ENT_SCHEME_NAME, "1946", "INB"},
        {"Yugoslavia", ENT_SCHEME_NAME, "1930", "YUK"},
        {"Macedonia (FYROM)", ENT_SCHEME_NAME, "2000", "MKD"},
    };

    HOLD(*state, facts);
}

static void
spelling_does_not_matter(void **state)
{
    static const fact facts[] = {
        {"St. Kitts & Nevis", ENT_SCHEME_NAME, "", "KNA"},
        {"SAINT KITTS AND NEVIS", ENT_SCHEME_NAME, "", "KNA"},
        {"Cote d'Ivoire", ENT_SCHEME_NAME, "", "CIV"},
        {"CÔTE D’IVOIRE", ENT_SCHEME_NAME, "", "CIV"},
        {"Gambia, The", ENT_SCHEME_NAME, "", "GMB"},
        {"The Gambia", ENT_SCHEME_NAME, "", "GMB"},
        {"Korea, Dem. People's Rep. of", ENT_SCHEME_NAME, "", "PRK"},
        {"Congo, Dem. Rep. of the (Kinshasa)", ENT_SCHEME_NAME, "", "COD"},
        {"  Viet   Nam ", ENT_SCHEME_NAME, "", "VNM"},
        {"Bolivia (Plurinational State of)", ENT_SCHEME_NAME, "", "BOL"},
        {"Russian", ENT_SCHEME_NAME, "2000", "RUS"},
        {"Chinese", ENT_SCHEME_NAME, "1946", "ROC"},
        {"Beijing", ENT_SCHEME_NAME, "2000", "CHN"},
        {"Washington", ENT_SCHEME_NAME, "", "USA"},
    };

    HOLD(*state, facts);
}

static void
a_missing_code_is_no_country(void **state)
{
    static const char *const words[] = {"", "NA", ".", "-9", "..", "-", "N/A", "-8"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        refused(*state, words[i], ENT_SCHEME_COW, "", ENT_NONE, WORDS("missing"));
        refused(*state, words[i], ENT_SCHEME_ANY, "", ENT_NONE, WORDS("missing"));
        if (strcmp(words[i], "NA") != 0)
            refused(*state, words[i], ENT_SCHEME_ISO2, "", ENT_NONE, WORDS("missing"));
    }
    refused(*state, "NA", ENT_SCHEME_ISO2, "1960", ENT_E_DOMAIN, WORDS("Namibia", "1990-03-21"));
}

static void
regions_and_organisations_are_known_to_be_none(void **state)
{
    refused(*state, "EUR", ENT_SCHEME_CAMEO, "", ENT_NONE, WORDS("Europe"));
    refused(*state, "WST", ENT_SCHEME_CAMEO, "", ENT_NONE, WORDS("West"));
    refused(*state, "SAF", ENT_SCHEME_CAMEO, "", ENT_NONE, WORDS("Southern Africa"));
    refused(*state, "EUU", ENT_SCHEME_ISO3, "", ENT_NONE, WORDS("World Bank"));
    refused(*state, "NATO**", ENT_SCHEME_NAME, "", ENT_NONE, WORDS("organisation"));
    refused(*state, "WORLD TOTAL", ENT_SCHEME_NAME, "", ENT_NONE, WORDS("world"));
    refused(*state, "Middle East, Unspecified", ENT_SCHEME_NAME, "", ENT_NONE, WORDS("region"));
    refused(*state, "Hamas (Palestine)*", ENT_SCHEME_NAME, "", ENT_NONE, WORDS("armed group"));
    means(*state, "SAF", ENT_SCHEME_COW, "", "ZAF"); /* a region there, a country here */
}

static void
a_little_outside_its_dates_a_code_still_means_its_line(void **state)
{
    static const fact facts[] = {
        {"Czechoslovakia", ENT_SCHEME_NAME, "1994", "CSK"},
        {"SUN", ENT_SCHEME_ISO3, "1992", "RUS"}, /* the line went on: its polity of that date */
        {"265", ENT_SCHEME_COW, "1949-06-01", "DDR"},
        {"347", ENT_SCHEME_COW, "2007", "XKX"},
        {"IN", ENT_SCHEME_ISO2, "1946-12-14", "INB"},
        {"PH", ENT_SCHEME_ISO2, "1946-01-10", "PHL"},
    };

    HOLD(*state, facts);
    refused(*state, "Czechoslovakia", ENT_SCHEME_NAME, "1996", ENT_E_DOMAIN,
            WORDS("1996", "1918-10-28 .. 1992-12-31"));
    refused(*state, "Korea", ENT_SCHEME_NAME, "1947", ENT_E_AMBIGUOUS, NULL);
    refused(*state, "Berlin", ENT_SCHEME_NAME, "1989", ENT_E_DOMAIN, NULL); /* no capital then */
}

static void
outside_its_dates_the_message_gives_them(void **state)
{
    refused(*state, "SUN", ENT_SCHEME_ISO3, "1850", ENT_E_DOMAIN,
            WORDS("SUN", "1850", "Soviet Union", "1922-12-30 .. 1991-12-26"));
    refused(*state, "AGO", ENT_SCHEME_ISO3, "1960", ENT_E_DOMAIN, WORDS("since 1975-11-11"));
}

static void
nobody_by_this_name_names_the_nearest(void **state)
{
    char longest[REF_WORD_MAX + 2];

    refused(*state, "Rusia Federation", ENT_SCHEME_NAME, "", ENT_E_UNKNOWN,
            WORDS("Russian Federation", "RUS"));
    refused(*state, "Zimbabve", ENT_SCHEME_ANY, "", ENT_E_UNKNOWN, WORDS("Zimbabwe"));
    refused(*state, "RUX", ENT_SCHEME_ISO3, "", ENT_E_UNKNOWN,
            WORDS("RUX", "iso3 code", "nearest"));
    refused(*state, "999", ENT_SCHEME_COW, "", ENT_E_UNKNOWN, WORDS("999", "cow code"));
    refused(*state, "qqqqqqqq", ENT_SCHEME_NAME, "", ENT_E_UNKNOWN, WORDS("qqqqqqqq"));
    refused(*state, "caf\xe9", ENT_SCHEME_NAME, "", ENT_E_UNKNOWN, WORDS("UTF-8"));
    refused(*state, "***", ENT_SCHEME_NAME, "", ENT_E_UNKNOWN, NULL);
    refused(*state, "China", (ent_scheme)99, "", ENT_E_UNKNOWN, WORDS("99"));
    memset(longest, 'a', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    refused(*state, longest, ENT_SCHEME_NAME, "", ENT_E_UNKNOWN, WORDS("too long"));
}

static void
a_coarse_date_takes_the_longer_of_two_in_turn(void **state)
{
    means(*state, "China", ENT_SCHEME_NAME, "1949", "ROC"); /* 273 days of the year */
    means(*state, "RUS", ENT_SCHEME_ENT, "1991", "SUN");
    means(*state, "Austria", ENT_SCHEME_NAME, "1918", "AUH"); /* two lines, one after the other */
    means(*state, "RUS", ENT_SCHEME_ENT, "1920s", "SUN");
}

static void
other_languages_come_from_the_catalogues(void **state)
{
    ent_ref *ref = NULL;
    FILE *there = fopen("/usr/share/locale/fr/LC_MESSAGES/iso_3166-1.mo", "rb");
    static const fact facts[] = {
        {"Allemagne", ENT_SCHEME_NAME, "2000", "DEU"},
        {"Federación Rusa", ENT_SCHEME_NAME, "", "RUS"},
        {"法国", ENT_SCHEME_NAME, "", "FRA"},
        {"الصين", ENT_SCHEME_NAME, "1900", "QNG"},
        {"Норвегия", ENT_SCHEME_NAME, "", "NOR"},
        {"Géorgie", ENT_SCHEME_ANY, "", "GEO"},
    };

    (void)state;
    if (!there) skip();
    fclose(there);
    assert_int_equal(ent_ref_open("/usr/share/locale", &ref, NULL), ENT_OK);
    HOLD(ref, facts);
    refused(ref, "Atlantide", ENT_SCHEME_NAME, "", ENT_E_UNKNOWN, NULL);
    ent_ref_close(ref);
}

static void
without_catalogues_our_own_names_stay(void **state)
{
    ent_ref *ref = NULL;

    (void)state;
    assert_int_equal(ent_ref_open("/nowhere", &ref, NULL), ENT_OK);
    means(ref, "俄罗斯", ENT_SCHEME_NAME, "", "RUS");
    refused(ref, "Norwegen", ENT_SCHEME_NAME, "", ENT_E_UNKNOWN, NULL);
    ent_ref_close(ref);
    ent_ref_close(NULL);
}

static void *
ask_often(void *ref)
{
    const char *const words[] = {"Norwegen", "Atlantis", "Russland", "Frankrijk"};
    size_t wrong = 0;

    for (size_t i = 0; i < 200; i++) {
        const ent_polity *polity = NULL;
        ent_status st = ent_ref_resolve(ref, words[i % 4], ENT_SCHEME_NAME, NULL, &polity, NULL);

        wrong += i % 4 == 2 ? st != ENT_OK : (st == ENT_OK) != (polity != NULL);
    }
    return wrong ? ref : NULL;
}

static void
threads_may_share_it_while_it_loads(void **state)
{
    ent_ref *ref = NULL;
    pthread_t threads[4];

    (void)state;
    assert_int_equal(ent_ref_open("/usr/share/locale", &ref, NULL), ENT_OK);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, ask_often, ref), 0);
    for (size_t i = 0; i < 4; i++) {
        void *wrong = ref;

        assert_int_equal(pthread_join(threads[i], &wrong), 0);
        assert_null(wrong);
    }
    ent_ref_close(ref);
}

static void
no_memory_is_said_and_leaves_it_usable(void **state)
{
#ifdef ENT_FAULTS
    ent_ref *ref = NULL;
    const ent_polity *polity = NULL;
    ent_status st = ENT_E_NOMEM;

    (void)state;
    for (uint64_t nth = 1; st == ENT_E_NOMEM && nth < 10; nth++) {
        ent_fault_set(ENT_FAULT_ALLOC, nth, false);
        st = ent_ref_open("/usr/share/locale", &ref, NULL);
    }
    ent_fault_set(ENT_FAULT_ALLOC, 0, false);
    assert_int_equal(st, ENT_OK);
    st = ENT_E_NOMEM;
    for (uint64_t nth = 1; st == ENT_E_NOMEM && nth < 400; nth++) {
        ent_fault_set(ENT_FAULT_ALLOC, nth, false);
        st = ent_ref_resolve(ref, "Atlantis", ENT_SCHEME_NAME, NULL, &polity, NULL);
    }
    ent_fault_set(ENT_FAULT_ALLOC, 0, false);
    means(ref, "China", ENT_SCHEME_NAME, "1900", "QNG");
    ent_ref_close(ref);
#else
    (void)state;
    skip();
#endif
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(china_is_one_line_of_three_polities),
        cmocka_unit_test(taiwan_is_a_line_of_its_own),
        cmocka_unit_test(russia_keeps_its_number_through_the_revolution),
        cmocka_unit_test(germany_answers_by_code_and_hesitates_by_name),
        cmocka_unit_test(divided_names_are_not_guessed),
        cmocka_unit_test(the_same_letters_differ_by_scheme),
        cmocka_unit_test(numbers_change_with_their_states),
        cmocka_unit_test(names_of_one_state_over_time),
        cmocka_unit_test(spelling_does_not_matter),
        cmocka_unit_test(a_missing_code_is_no_country),
        cmocka_unit_test(regions_and_organisations_are_known_to_be_none),
        cmocka_unit_test(a_little_outside_its_dates_a_code_still_means_its_line),
        cmocka_unit_test(outside_its_dates_the_message_gives_them),
        cmocka_unit_test(nobody_by_this_name_names_the_nearest),
        cmocka_unit_test(a_coarse_date_takes_the_longer_of_two_in_turn),
        cmocka_unit_test(other_languages_come_from_the_catalogues),
        cmocka_unit_test(without_catalogues_our_own_names_stay),
        cmocka_unit_test(threads_may_share_it_while_it_loads),
        cmocka_unit_test(no_memory_is_said_and_leaves_it_usable),
    };

    return cmocka_run_group_tests(tests, open_ref, close_ref);
}
