/* test_shared_table.c: the published files of the state side, read whole; no row vanishes.
 *
 * Where the counts come from: rows are those of each set's SOURCE.md, but for the trade register,
 * whose 25,036 lines are 11 of preamble, one header and 25,024 deals. The other columns were
 * checked by a second count in another language, written from the codebooks without this code:
 *
 *  - spells (ATOP, COW alliances, MID, GML, wars by year): runs of years per pair and pledge;
 *    kept = rows in which a run begins, absent = rows with all flags 0, other = rows that continue
 *    one, or stand in the second order of an undirected pair;
 *  - sides (MIDB, GML participants, inter-state wars): opponents whose days overlap; "other" of
 *    the wars are the rows of the second side, whose pairs stand in those of the first;
 *  - figures (trade, capabilities, memberships, democracy, ideal points, FBIC): fields not empty;
 *  - "not a state": a code that our table of polities has no state for on that date: members of
 *    alliances before independence, dependencies in the trade totals before it (521), gainers and
 *    losers that are peoples or dependencies (229), states gone by 2001 in the table of capitals
 *    (2,547), rebels among SIPRI's recipients, Hong Kong and Macao in FBIC;
 *  - rejected: alliances that end the day before they begin (22), MIDB rows with side 2 or
 *    hostility 0 (3), an intra-state war that ends on day "?", a claim that ends in "20012", code
 *    324 of the rivalries, 751 of UCDP and 815 of the capitals, which we do not know.
 */
#include <stdio.h>
#include <stdlib.h>

#include "read_help.h"

typedef struct expectation {
    const char *file, *reader;
    uint64_t rows, kept, rejected, missing, aggregate, not_state, self, absent, other, claims;
} expectation;

static const expectation files[] = {
    {"cow-states/cow_majors_2016.csv", "cow-majors", 14, 14, 0, 0, 0, 0, 0, 0, 0, 14},
    {"cow-states/cow_states_2016.csv", "cow-states", 243, 243, 0, 0, 0, 0, 0, 0, 0, 243},
    {"cow-states/majors2016.csv", "cow-majors-named", 14, 14, 0, 0, 0, 0, 0, 0, 0, 14},
    {"cow-states/states2016.csv", "cow-states", 243, 243, 0, 0, 0, 0, 0, 0, 0, 243},
    {"cow-alliances/alliance_v4.1_by_directed.csv", "cow-alliances-directed", 6444, 6309, 22, 0, 0,
     80, 0, 33, 0, 12937},
    {"cow-alliances/cow_alliance_v41_directed_dyad_year.csv", "cow-alliances-years", 120784, 5366,
     0, 0, 0, 26, 0, 10, 115382, 9808},
    {"atop-alliances/atop_v5_directed_dyad_year.csv", "atop-years", 273296, 14629, 0, 0, 0, 2, 0,
     170, 258495, 22114},
    {"cow-mid/MIDB_4.2.csv", "cow-midb", 5511, 5502, 3, 0, 0, 0, 0, 6, 0, 7022},
    {"cow-mid/cow_mid_dirdisps_v5.csv", "cow-mid-dirdisp", 11390, 7461, 0, 0, 0, 0, 0, 0, 3929,
     7461},
    {"gml-mid/gml_part_v221.csv", "gml-mid-part", 5217, 5211, 0, 0, 0, 0, 0, 6, 0, 6558},
    {"gml-mid/gml_dirdisp_v221.csv", "gml-mid-dirdisp", 10276, 6662, 0, 0, 0, 0, 0, 0, 3614, 6662},
    {"cow-wars/Extra-StateWarData_v4.0.csv", "cow-wars-extra", 198, 198, 0, 0, 0, 0, 0, 0, 0, 201},
    {"cow-wars/INTRA-STATE_WARS_v5.1.csv", "cow-wars-intra", 420, 378, 1, 0, 0, 41, 0, 0, 0, 410},
    {"cow-wars/Inter-StateWarData_v4.0.csv", "cow-wars-inter", 337, 289, 0, 0, 0, 0, 0, 0, 48, 614},
    {"cow-wars/Non-StateWarData_v4.0.csv", "cow-wars-non-state", 62, 0, 0, 0, 0, 62, 0, 0, 0, 0},
    {"cow-wars/cow_war_inter_directed_dyad_year_v4.csv", "cow-wars-years", 1932, 384, 0, 0, 0, 0, 0,
     0, 1548, 384},
    {"cow-wars/orig/Extra-StateWarData_v4.0.orig-cr.csv", "cow-wars-extra", 198, 198, 0, 0, 0, 0, 0,
     0, 0, 201},
    {"cow-wars/orig/Inter-StateWarData_v4.0.orig-cr.csv", "cow-wars-inter", 337, 289, 0, 0, 0, 0, 0,
     0, 48, 614},
    {"cow-wars/orig/Non-StateWarData_v4.0.orig-cr.csv", "cow-wars-non-state", 62, 0, 0, 0, 0, 62, 0,
     0, 0, 0},
    {"cow-territorial-change/tc2018.csv", "cow-tc", 842, 611, 0, 0, 0, 229, 2, 0, 0, 611},
    {"cow-territorial-change/contcol.csv", "cow-contiguity-colonial", 1349, 1349, 0, 0, 0, 0, 0, 0,
     0, 1349},
    {"cow-contiguity/contdir.csv", "cow-contiguity", 847, 847, 0, 0, 0, 0, 0, 0, 0, 847},
    {"cow-contiguity/cow_contdir_v32_directed.csv", "cow-contiguity-directed", 1874, 937, 0, 0, 0,
     0, 0, 0, 937, 937},
    {"cow-diplomatic-exchange/diplomatic_exchange_2006v1_excerpt_2-710_365-710.csv",
     "cow-diplomatic", 56, 56, 0, 0, 0, 0, 0, 0, 0, 112},
    {"cow-igo/cow_igo_v3_nondirected_dyad_spells.csv", "cow-igo-dyads", 443157, 443157, 0, 0, 0, 0,
     0, 0, 0, 443157},
    {"cow-igo/cow_igo_v3_state_year.csv", "cow-igo-states", 15557, 15557, 0, 0, 0, 0, 0, 0, 0,
     15557},
    {"cow-trade/cow_trade_v4_nondirected_dyad_year.csv.gz", "cow-trade-dyads", 673654, 673654, 0, 0,
     0, 0, 0, 0, 0, 1296475},
    {"cow-trade/cow_trade_v4_state_year.csv", "cow-trade-totals", 14410, 13292, 0, 597, 0, 521, 0,
     0, 0, 25976},
    {"cow-nmc/cow_nmc_v6.csv", "cow-nmc", 17121, 17121, 0, 0, 0, 0, 0, 0, 0, 116489},
    {"icow-territorial-claims/ICOWclaimdy.csv", "icow-claimdy", 416, 191, 0, 0, 0, 0, 0, 0, 225,
     191},
    {"icow-territorial-claims/icow_ext2017_v2.csv", "icow-extended", 848, 847, 1, 0, 0, 0, 0, 0, 0,
     847},
    {"rivalries/grh_arms_races.csv", "arms-races", 71, 71, 0, 0, 0, 0, 0, 0, 0, 71},
    {"rivalries/td_rivalries.csv", "rivalries-td", 197, 192, 1, 0, 0, 4, 0, 0, 0, 192},
    {"rivalries/tss_rivalries.csv", "rivalries-tss", 264, 257, 1, 0, 0, 6, 0, 0, 0, 257},
    {"archigos-leaders/archigos_v41.csv", "archigos", 3409, 3391, 0, 0, 0, 18, 0, 0, 0, 3391},
    {"capitals-distance/capdist.csv", "capdist", 41006, 17765, 190, 0, 0, 2547, 2, 0, 20502, 17765},
    {"capitals-distance/cow_mindist_cshapes2_spells.csv", "cshapes-mindist", 26733, 26733, 0, 0, 0,
     0, 0, 0, 0, 26733},
    {"cow-gdp-democracy/cw_democracy.csv", "cow-democracy", 17706, 16834, 0, 872, 0, 0, 0, 0, 0,
     31125},
    {"ucdp-acd/ucdp_acd_v201.csv", "ucdp-acd", 5652, 5649, 3, 0, 0, 0, 0, 0, 0, 6200},
    {"sipri-arms-transfers/sipri_tiv_by_order_year_1950_2018.csv", "sipri-orders", 13591, 13423, 0,
     0, 45, 122, 1, 0, 0, 13423},
    {"sipri-arms-transfers/trade_register_1995_2025.csv", "sipri-register", 25024, 24574, 0, 260,
     64, 126, 0, 0, 0, 24574},
    {"fbic-china-russia/FBIC.csv", "fbic", 11834, 10139, 0, 421, 0, 1274, 0, 0, 0, 59729},
    {"un-votes-cow/un_votes_ccode_1946_2015.csv.gz", "un-votes-cow", 812092, 738764, 0, 0, 0, 0, 0,
     73328, 0, 738764},
    {"un-votes/un_votes_1946_2019.csv.gz", "un-votes", 870109, 870082, 0, 0, 0, 27, 0, 0, 0,
     870082},
    {"un-ideal-points/IdealpointestimatesAll_Apr2020.csv", "un-idealpoints-session", 10469, 10468,
     0, 0, 0, 1, 0, 0, 0, 10468},
    {"un-ideal-points/IdealpointestimatesAll_Jun2024.csv", "un-idealpoints-session", 11238, 11237,
     0, 0, 0, 1, 0, 0, 0, 11237},
    {"un-ideal-points/IdealpointestimatesHumanRights_Apr2020.csv", "un-idealpoints-session", 8440,
     8440, 0, 0, 0, 0, 0, 0, 0, 8440},
    {"un-ideal-points/IdealpointestimatesImportant_Apr2020.csv", "un-idealpoints-session", 6443,
     6443, 0, 0, 0, 0, 0, 0, 0, 6443},
    {"un-ideal-points/IdealpointestimatesMiddleEast_Apr2020.csv", "un-idealpoints-session", 7896,
     7896, 0, 0, 0, 0, 0, 0, 0, 7896},
    {"un-ideal-points/IdealpointestimatesNoNukes_Apr2020.csv", "un-idealpoints-session", 10468,
     10467, 0, 0, 0, 1, 0, 0, 0, 10467},
    {"un-ideal-points/IdealpointestimatesNuclear_Apr2020.csv", "un-idealpoints-session", 7203, 7203,
     0, 0, 0, 0, 0, 0, 0, 7203},
    {"un-ideal-points/idealpoints_july2025.csv", "un-idealpoints", 11440, 11422, 0, 17, 0, 1, 0, 0,
     0, 22651},
};

enum { PATH_BYTES = 4096 };

/** ENTENTE_SHARED may name the folder of the sets or the one above it. */
static bool
find_file(const char *name, char *path)
{
    const char *given = getenv("ENTENTE_SHARED");
    static const char *const below[] = {"data/", ""};

    for (size_t i = 0; i < sizeof below / sizeof below[0]; i++) {
        FILE *file;

        (void)ent_snprintf(path, PATH_BYTES, "%s/%s%s", given ? given : "../shared", below[i],
                           name);
        file = fopen(path, "rb");
        if (!file) continue;
        (void)fclose(file);
        return true;
    }
    return false;
}

static void
assert_expected(const expectation *e, const ent_tally *t)
{
    const uint64_t want[] = {e->rows,      e->kept, e->rejected, e->missing, e->aggregate,
                             e->not_state, e->self, e->absent,   e->other,   e->claims};
    const uint64_t is[] = {t->rows,
                           t->kept,
                           t->rejected,
                           t->skipped[ENT_SKIP_MISSING],
                           t->skipped[ENT_SKIP_AGGREGATE],
                           t->skipped[ENT_SKIP_NOT_STATE],
                           t->skipped[ENT_SKIP_SELF],
                           t->skipped[ENT_SKIP_ABSENT],
                           t->skipped[ENT_SKIP_OTHER],
                           t->claims};
    static const char *const names[] = {"rows",      "kept", "rejected", "missing", "aggregate",
                                        "not_state", "self", "absent",   "other",   "claims"};

    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++)
        if (want[i] != is[i])
            fail_msg("%s: %s is %llu, want %llu", e->file, names[i], (unsigned long long)is[i],
                     (unsigned long long)want[i]);
    assert_int_equal(e->rows, e->kept + e->rejected + e->missing + e->aggregate + e->not_state +
                                  e->self + e->absent + e->other);
}

static void
every_row_of_every_file_is_accounted_for(void **state)
{
    size_t read = 0;

    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        const ent_reader *reader = NULL;
        ent_counting_sink s;
        char path[PATH_BYTES];

        if (!find_file(files[i].file, path)) continue;
        assert_int_equal(ent_reader_recognise(path, &reader, NULL), ENT_OK);
        assert_string_equal(reader->name, files[i].reader);
        read_file(path, reader->name, &s);
        assert_expected(&files[i], &s.tally);
        ent_counting_sink_clear(&s);
        read++;
    }
    if (read == 0) {
        print_message("the published files are not there\n");
        skip();
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_of_every_file_is_accounted_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
