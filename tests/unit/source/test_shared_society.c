/* test_shared_society.c: the published files of ties and denominators, read whole; counts and
 * figures as an independent count of the files has them. Skips files that are not there. */
#include "reading_test.h"

enum { PATH = 4096 };

/* The sets lie outside the repository. */
static bool
find_file(const char *name, char *path)
{
    const char *given = getenv("ENTENTE_SHARED");
    const char *root = given ? given : "../shared";
    const char *const forms[] = {"", "data/"}; /* ENTENTE_SHARED may name either folder */

    for (int i = 0; i < 2; i++) {
        FILE *f;

        assert_true(ent_snprintf(path, PATH, "%s/%s%s", root, forms[i], name));
        if ((f = fopen(path, "rb")) == NULL) continue;
        assert_int_equal(fclose(f), 0);
        return true;
    }
    return false;
}

/* One file: what becomes of its rows. */
typedef struct expectation {
    const char *file, *reader;
    uint64_t rows, kept, rejected, missing, aggregate, not_state, self, other, claims;
} expectation;

static const expectation table[] = {
    {"un-migrant-stock/UN_MigrantStockByOriginAndDestination_2019_clean.csv", "un-migrants", 1659,
     1566, 0, 7, 35, 51, 0, 0, 73478},
    {"open-doors/open_doors_origin_1949_2024.csv", "open-doors-origin", 9504, 7112, 14, 853, 1368,
     157, 0, 0, 7112},
    {"open-doors/open_doors_origin_level_2000_2024.csv", "open-doors-level", 24772, 20565, 0, 587,
     3532, 88, 0, 0, 20565},
    {"us-visas-niv/us_niv_issuances_by_nationality_1997_2024.csv", "us-visas", 191554, 173261, 4, 0,
     18215, 74, 0, 0, 173261},
    {"passport-index/passport-index-tidy-iso3.csv", "passport-index", 39601, 39402, 0, 0, 0, 0, 199,
     0, 39402},
    {"pew-us-favourability/TRUMPWORLD-us.csv", "pew-us", 17, 17, 0, 0, 0, 0, 0, 0, 325},
    {"pew-us-favourability/TRUMPWORLD-pres.csv", "pew-president", 15, 15, 0, 0, 0, 0, 0, 0, 289},
    {"world-bank/population.csv", "world-bank-population", 17195, 12193, 0, 0, 3120, 1882, 0, 0,
     12193},
    {"world-bank/gdp.csv", "world-bank-gdp", 13979, 10672, 0, 0, 2833, 474, 0, 0, 10672},
    {"us-cpi/cpiai.csv", "us-cpi", 1360, 1360, 0, 0, 0, 0, 0, 0, 1360},
    {"us-cpi/cpi_us_annual.csv", "us-cpi-annual", 114, 112, 0, 2, 0, 0, 0, 0, 112},
    {"cepii-geodist/dist_cepii.csv", "cepii-dist", 50176, 24976, 0, 0, 0, 0, 224, 24976, 124083},
    {"cepii-geodist/geo_cepii.csv", "cepii-geo", 238, 225, 0, 0, 0, 0, 0, 13, 225},
    {"cia-factbook-trade-partners/trade_partners.csv", "factbook-partners", 2327, 2316, 1, 0, 10, 0,
     0, 0, 2316},
};

static void
every_row_of_a_file_is_accounted_for(void **state)
{
    int read = 0;

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        const expectation *e = &table[i];
        const ent_reader *reader = NULL;
        reading r;
        char path[PATH];

        if (!find_file(e->file, path)) continue;
        read++;
        assert_int_equal(ent_reader_recognise(path, &reader, NULL), ENT_OK);
        assert_string_equal(reader->name, e->reader);
        read_file(&r, NULL, path, 20);
        assert_int_equal(r.st, ENT_OK);
        print_message("%s\n", e->reader);
        assert_int_equal(r.sink.tally.rows, e->rows);
        assert_int_equal(r.sink.tally.kept, e->kept);
        assert_int_equal(r.sink.tally.rejected, e->rejected);
        assert_skipped(&r, (int)e->missing, (int)e->aggregate, (int)e->not_state, (int)e->self,
                       (int)e->other);
        assert_int_equal(r.sink.tally.claims, e->claims);
        assert_int_equal(e->rows, e->kept + e->rejected + e->missing + e->aggregate + e->not_state +
                                      e->self + e->other);
        close_reading(&r);
    }
    if (!read) skip();
}

/* A figure that anybody can look up in the file. */
static const struct {
    const char *file, *indicator, *record, *from, *to;
    double quantity;
} figures[] = {
    {"open-doors/open_doors_origin_1949_2024.csv", "students", "China-1979/80", "CHN", "USA", 1000},
    {"open-doors/open_doors_origin_1949_2024.csv", "students", "China-2019/20", "CHN", "USA",
     372532},
    {"open-doors/open_doors_origin_1949_2024.csv", "students", "Russia-2024/25", "RUS", "USA",
     4948},
    {"open-doors/open_doors_origin_level_2000_2024.csv", "students.graduate",
     "China-2019/20-Graduate", "CHN", "USA", 137096},
    {"us-visas-niv/us_niv_issuances_by_nationality_1997_2024.csv", "visas.issued",
     "China - mainland-1997", "CHN", "USA", 250503},
    {"us-visas-niv/us_niv_issuances_by_nationality_1997_2024.csv", "visas.issued",
     "China - mainland-2021", "CHN", "USA", 108646},
    {"un-migrant-stock/UN_MigrantStockByOriginAndDestination_2019_clean.csv", "migrants.stock",
     "China-Russian Federation-2019", "CHN", "RUS", 56157},
    {"un-migrant-stock/UN_MigrantStockByOriginAndDestination_2019_clean.csv", "migrants.stock",
     "China-United States of America-2019", "CHN", "USA", 2899267},
    {"pew-us-favourability/TRUMPWORLD-us.csv", "opinion.favourable", "Russia-2017", "RUS", "USA",
     41},
    {"pew-us-favourability/TRUMPWORLD-us.csv", "opinion.favourable", "Jordan-2003", "JOR", "USA",
     1},
};

/* A sink that looks for one record. */
typedef struct finder {
    ent_sink sink;
    const char *indicator, *record;
    char from[8], to[8];
    double quantity;
    int found;
} finder;

static ent_status
find_row(ent_sink *sink, ent_error *err)
{
    (void)sink;
    (void)err;
    return ENT_OK;
}

static ent_status
find_claim(ent_sink *sink, const ent_claim *c, ent_error *err)
{
    finder *f = sink->ctx;

    (void)err;
    if (strcmp(c->indicator, f->indicator) || strcmp(c->record, f->record)) return ENT_OK;
    f->found++;
    f->quantity = c->quantity;
    assert_true(ent_snprintf(f->from, sizeof f->from, "%s", c->from));
    assert_true(ent_snprintf(f->to, sizeof f->to, "%s", c->to));
    return ENT_OK;
}

static ent_status
find_skip(ent_sink *sink, ent_skip why, ent_error *err)
{
    (void)why;
    return find_row(sink, err);
}

static ent_status
find_reject(ent_sink *sink, const ent_error *why, const char *raw, ent_error *err)
{
    (void)why;
    (void)raw;
    return find_row(sink, err);
}

static void
known_figures_come_through_unchanged(void **state)
{
    ent_ref *ref = NULL;
    int read = 0;

    (void)state;
    assert_int_equal(ent_ref_open(NULL, &ref, NULL), ENT_OK);
    for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++) {
        const ent_reader *reader = NULL;
        char path[PATH];
        ent_read_input in = {.ref = ref, .path = path};
        finder f = {.indicator = figures[i].indicator, .record = figures[i].record};

        if (!find_file(figures[i].file, path)) continue;
        read++;
        f.sink = (ent_sink){.row = find_row,
                            .accept = find_claim,
                            .skip = find_skip,
                            .reject = find_reject,
                            .ctx = &f};
        assert_int_equal(ent_reader_recognise(path, &reader, NULL), ENT_OK);
        assert_int_equal(reader->read(&in, &f.sink, NULL), ENT_OK);
        assert_int_equal(f.found, 1);
        assert_string_equal(f.from, figures[i].from);
        assert_string_equal(f.to, figures[i].to);
        assert_true(f.quantity == figures[i].quantity);
    }
    ent_ref_close(ref);
    if (!read) skip();
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_of_a_file_is_accounted_for),
        cmocka_unit_test(known_figures_come_through_unchanged),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
