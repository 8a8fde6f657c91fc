/* test_gdelt.c: lines of the three vintages of GDELT, field by field. */
#include "feed_test.h"

static char room[8192];
static uint32_t ends[128];

/* The columns as the scanner would hand them over. */
static feed_line
line_of(test_row r, int columns)
{
    ent_buf text = {0};
    feed_line line = {.text = room, .ends = ends};

    put_columns(&text, r, columns);
    memcpy(room, text.data, text.len);
    line.n = (uint32_t)text.len;
    for (uint32_t i = 0; i < line.n; i++)
        if (room[i] == '\t') ends[line.n_fields++] = i;
    ends[line.n_fields++] = line.n;
    ent_buf_clear(&text);
    return line;
}

static void
is(feed_text t, const char *want)
{
    if (t.n != strlen(want) || memcmp(t.p, want, t.n) != 0)
        fail_msg("\"%.*s\", want \"%s\"", (int)t.n, t.p ? t.p : "", want);
}

static void
a_row_of_61_columns(void **state)
{
    feed_line line = line_of((test_row){.to_type = "BUS", .day = "20181024"}, 61);
    feed_row row = {0};
    feed_reason why;

    (void)state;
    assert_true(feed_gdelt_2.format->parse(NULL, &line, &row, &why));
    is(row.id, "881990832");
    is(row.from, "CHN");
    is(row.to, "RUS");
    is(row.event_code, "036");
    is(row.report, "https://example.org/a");
    assert_int_equal(row.from_role, ENT_ROLE_GOV);
    assert_int_equal(row.to_role, ENT_ROLE_BUS);
    assert_int_equal(row.known_day - row.day, 365);
    assert_int_equal(row.intensity_tenths, 40);
    assert_int_equal(row.tone_milli, -4743);
    assert_int_equal(row.mentions, 5);
    assert_int_equal(row.sources, 2);
    assert_int_equal(row.articles, 3);
    assert_true(row.has_tone && row.has_intensity);
    assert_int_equal(row.class_number, 0);
}

static feed_text
column(const feed_line *line, unsigned i)
{
    return feed_field(line, i);
}

/* Columns 57 and 58 of the older vintages, which the maker of rows does not fill. */
static bool
parse_old(const ent_feed *feed, int columns, const char *added, const char *url, feed_row *row,
          feed_reason *why)
{
    feed_line line = line_of((test_row){0}, 56);
    size_t n = line.n;

    n += (size_t)snprintf(room + n, sizeof room - n, "\t%s", added);
    ends[56] = (uint32_t)n;
    if (columns == 58) {
        n += (size_t)snprintf(room + n, sizeof room - n, "\t%s", url);
        ends[57] = (uint32_t)n;
    }
    line.n = (uint32_t)n;
    line.n_fields = (uint32_t)columns;
    is(column(&line, 56), added);
    return feed->format->parse(NULL, &line, row, why);
}

static void
rows_of_57_and_58_columns(void **state)
{
    feed_row row = {0};
    feed_reason why;

    (void)state;
    assert_true(parse_old(&feed_gdelt_1, 58, "20191025", "http://a.org", &row, &why));
    is(row.report, "http://a.org");
    assert_int_equal(row.known_day - row.day, 1);
    row = (feed_row){0};
    assert_true(parse_old(&feed_gdelt_1_57, 57, "20191024", NULL, &row, &why));
    assert_int_equal(row.report.n, 0);
    assert_false(parse_old(&feed_gdelt_1, 58, "20191024000000", "", &row, &why));
    assert_int_equal(why.column, 57);
    assert_false(parse_old(&feed_gdelt_1, 58, "20191023", "", &row, &why));
    assert_int_equal(why.column, 2);
}

static void
roles_come_from_the_first_type_that_has_one(void **state)
{
    static const char *const types[][2] = {{"", ""},       {"GOV", "GOV"}, {"MIL", "MIL"},
                                           {"OPP", "PAR"}, {"JUD", "GOV"}, {"REB", "CVL"},
                                           {"gov", ""},    {"GO", ""},     {"IGO", ""}};

    (void)state;
    for (size_t i = 0; i < COUNT(types); i++) {
        feed_line line = line_of((test_row){.from_type = types[i][0]}, 61);
        feed_row row = {0};
        feed_reason why;

        assert_true(feed_gdelt_2.format->parse(NULL, &line, &row, &why));
        assert_string_equal(ent_role_name((ent_role)row.from_role), types[i][1]);
    }
}

/* The real file, where it is at hand: nothing in it may be refused. */
static void
a_real_file_has_no_wrong_row(void **state)
{
    const char *shared = getenv("ENTENTE_SHARED");
    char path[512];
    ent_event_table t;
    ent_feed_summary sum;
    ent_error err = {0};

    (void)state;
    snprintf(path, sizeof path, "%s/data/gdelt-raw-sample/20191024143000.export.CSV",
             shared ? shared : "../shared");
    if (access(path, R_OK) != 0) skip();
    if (run_file(path, NULL, NULL, &t, &sum, &err)) fail_msg("%s", err.text);
    check_account(&sum, &t);
    assert_int_equal(sum.rows, 2111);
    assert_int_equal(sum.rejected, 0);
    assert_true(sum.kept > 300);
    ent_event_table_clear(&t);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
        FACT("a row of 61 columns", a_row_of_61_columns),
        FACT("rows of 57 and 58 columns", rows_of_57_and_58_columns),
        FACT("roles come from the first type that has one",
             roles_come_from_the_first_type_that_has_one),
        FACT("a real file has no wrong row", a_real_file_has_no_wrong_row),
    };

    return RUN(tests);
}
