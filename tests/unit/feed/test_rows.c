/* test_rows.c: the correctness matrix: what becomes of one row, good, odd or bad. */
#include "feed_test.h"

static ent_feed_summary sum;

/* Run these rows; the table is the caller's to clear. */
static void
run_rows(ent_buf *text, ent_event_table *t)
{
    sum = run_bytes(text->data, text->len, NULL, NULL, t);
    check_account(&sum, t);
    ent_buf_clear(text);
}

static void
run_one(test_row r, ent_event_table *t)
{
    ent_buf text = {0};

    put_row(&text, (test_row){.id = "1", .from = ""}); /* so that the feed is recognised */
    put_row(&text, r);
    run_rows(&text, t);
    assert_int_equal(sum.rows, 2);
    assert_int_equal(sum.skipped[ENT_EVENT_SKIP_NO_ACTOR] >= 1, 1);
}

static void
is_skipped(test_row r, ent_event_skip why)
{
    ent_event_table t;

    run_one(r, &t);
    assert_int_equal(sum.skipped[why], why == ENT_EVENT_SKIP_NO_ACTOR ? 2 : 1);
    assert_int_equal(t.n_cells, 0);
    ent_event_table_clear(&t);
}

static void
is_rejected(test_row r, const char *part)
{
    ent_event_table t;
    ent_buf first = {0};

    put_row(&first, (test_row){.id = "1", .from = ""});
    run_one(r, &t);
    assert_int_equal(sum.rejected, 1);
    check_reject(&t, 0, 2, first.len, part);
    assert_int_equal(t.n_cells, 0);
    ent_buf_clear(&first);
    ent_event_table_clear(&t);
}

/* The only cell of the row. */
static ent_event_cell
cell_of(test_row r)
{
    ent_event_table t;
    ent_event_cell c;

    run_one(r, &t);
    if (t.n_rejects) fail_msg("%s", t.rejects[0].text);
    assert_int_equal(t.n_cells, 1);
    c = t.cells[0];
    ent_event_table_clear(&t);
    return c;
}

static int32_t
day_of(int year, int month, int day)
{
    ent_date d;
    int32_t first = 0, last = 0;

    assert_int_equal(ent_date_make(year, month, day, &d, NULL), ENT_OK);
    assert_true(ent_date_span(&d, &first, &last));
    return first;
}

static void
a_good_row_is_one_cell(void **state)
{
    ent_event_cell c = cell_of((test_row){0});

    (void)state;
    assert_string_equal(ent_event_line_code(c.from), "CHN");
    assert_string_equal(ent_event_line_code(c.to), "RUS");
    assert_int_equal(c.from_role, ENT_ROLE_GOV);
    assert_int_equal(c.to_role, ENT_ROLE_NONE);
    assert_string_equal(ent_event_class_at(c.class_number)->code, "03");
    assert_int_equal(c.day, day_of(2019, 10, 24));
    assert_int_equal(c.known_day, c.day);
    assert_int_equal(c.n, 1);
    assert_int_equal(c.intensity_tenths, 40);
    assert_int_equal(c.intensity_sq, 1600);
    assert_int_equal(c.n_tone, 1);
    assert_int_equal(c.tone_milli, -4743);
    assert_int_equal(c.tone_sq, 4743 * 4743);
    assert_int_equal(c.mentions, 5);
    assert_int_equal(c.sources, 2);
    assert_int_equal(c.articles, 3);
    assert_int_equal(c.reports, 1);
}

static void
both_clocks_are_kept(void **state)
{
    ent_event_cell c = cell_of((test_row){.day = "20091024", .added = "20191024000000"});

    (void)state;
    assert_int_equal(c.day, day_of(2009, 10, 24));
    assert_int_equal(c.known_day, day_of(2019, 10, 24));
}

static void
states_are_their_lines_at_the_time(void **state)
{
    ent_event_cell c = cell_of((test_row){.day = "19800101", .from = "SUN", .to = "USA"});

    (void)state;
    assert_string_equal(ent_event_line_code(c.from), "RUS");
    c = cell_of((test_row){.from = "ROM", .to = "USA"});
    assert_string_equal(ent_event_line_code(c.from), "ROU");
}

static void
leading_zeros_are_part_of_a_code(void **state)
{
    (void)state;
    assert_string_equal(ent_event_class_at(cell_of((test_row){.code = "010"}).class_number)->code,
                        "01");
    assert_string_equal(ent_event_class_at(cell_of((test_row){.code = "0211"}).class_number)->code,
                        "02");
    assert_string_equal(ent_event_class_at(cell_of((test_row){.code = "204"}).class_number)->code,
                        "20");
    is_rejected((test_row){.code = "10000"}, "column 27, EventCode, is \"10000\"");
    is_rejected((test_row){.code = "999"}, "column 27, EventCode");
}

static void
numbers_are_exact(void **state)
{
    ent_event_cell c = cell_of((test_row){.goldstein = "-0.4", .tone = "0.0005"});

    (void)state;
    assert_int_equal(c.intensity_tenths, -4);
    assert_int_equal(c.tone_milli, 1);
    assert_int_equal(cell_of((test_row){.tone = "-0.0005"}).tone_milli, -1);
    assert_int_equal(cell_of((test_row){.tone = "0.00049999999999"}).tone_milli, 0);
    assert_int_equal(cell_of((test_row){.tone = "-1.23456E-05"}).tone_milli, 0);
    assert_int_equal(cell_of((test_row){.goldstein = "-10"}).intensity_tenths, -100);
    c = cell_of((test_row){.tone = ""});
    assert_int_equal(c.n_tone, 0);
    /* without the column, the scale's own value of the code: 036, "express intent to meet" */
    assert_int_equal(cell_of((test_row){.goldstein = ""}).intensity_tenths,
                     ent_event_code_find(ENT_EVENT_CAMEO, "036", 3)->intensity_tenths);
}

static void
wrong_numbers_are_rejected(void **state)
{
    (void)state;
    is_rejected((test_row){.goldstein = "x"}, "column 31, GoldsteinScale, is \"x\"; want");
    is_rejected((test_row){.goldstein = "10.1"}, "column 31, GoldsteinScale");
    is_rejected((test_row){.tone = "101"}, "column 35, AvgTone");
    is_rejected((test_row){.tone = "1.2.3"}, "column 35, AvgTone");
    is_rejected((test_row){.mentions = "-1"}, "column 32, NumMentions");
    is_rejected((test_row){.mentions = ""}, "column 32, NumMentions");
    is_rejected((test_row){.mentions = "1000000000"}, "column 32, NumMentions");
    is_rejected((test_row){.id = ""}, "column 1, GLOBALEVENTID");
}

static void
days_out_of_range_are_rejected(void **state)
{
    (void)state;
    is_rejected((test_row){.day = "20190230"}, "column 2, SQLDATE, is \"20190230\"");
    is_rejected((test_row){.day = "18991231"}, "column 2, SQLDATE");
    is_rejected((test_row){.day = "2019102"}, "column 2, SQLDATE");
    is_rejected((test_row){.day = "20191025"}, "no day after the one it was added");
    is_rejected((test_row){.added = "20191024"}, "column 60, DATEADDED");
    is_rejected((test_row){.added = "2019102414300x"}, "column 60, DATEADDED");
    is_rejected((test_row){.added = "21001024143000"}, "column 60, DATEADDED");
}

static void
sides_that_are_no_states_are_skipped(void **state)
{
    (void)state;
    is_skipped((test_row){.from = ""}, ENT_EVENT_SKIP_NO_ACTOR);
    is_skipped((test_row){.to = ""}, ENT_EVENT_SKIP_NO_ACTOR);
    is_skipped((test_row){.from = "EUR"}, ENT_EVENT_SKIP_REGION);
    is_skipped((test_row){.to = "AFR"}, ENT_EVENT_SKIP_REGION);
    is_skipped((test_row){.from = "QQX"}, ENT_EVENT_SKIP_UNKNOWN);
    is_skipped((test_row){.from = "EUR", .to = "QQX"}, ENT_EVENT_SKIP_REGION);
    is_skipped((test_row){.from = "SSD", .day = "19800101"}, ENT_EVENT_SKIP_UNKNOWN);
    is_skipped((test_row){.to = "CHN"}, ENT_EVENT_SKIP_DOMESTIC);
    is_skipped((test_row){.from = "SUN", .day = "19800101"}, ENT_EVENT_SKIP_DOMESTIC);
    is_skipped((test_row){.code = "---"}, ENT_EVENT_SKIP_NO_CLASS);
    is_skipped((test_row){.code = ""}, ENT_EVENT_SKIP_NO_CLASS);
}

static void
codes_are_tallied_with_what_they_became(void **state)
{
    ent_buf text = {0};
    ent_event_table t;
    static const char *const want[][2] = {{"CHN", "CHN"},     {"EUR", "region"},
                                          {"QQX", "unknown"}, {"RUS", "RUS"},
                                          {"SSD", "SSD"},     {"SSD", "not a state then"}};
    static const unsigned rows[] = {4, 1, 1, 2, 1, 1};

    (void)state;
    put_row(&text, (test_row){.id = "1"});
    put_row(&text, (test_row){.id = "2", .to = "EUR"});
    put_row(&text, (test_row){.id = "3", .from = "QQX"});
    put_row(&text, (test_row){.id = "4", .from = "SSD", .to = "CHN"});
    put_row(&text, (test_row){.id = "5", .from = "SSD", .to = "CHN", .day = "19800101"});
    run_rows(&text, &t);
    assert_int_equal(t.n_actors, 6);
    for (size_t i = 0; i < 6; i++) {
        assert_string_equal(t.actors[i].code, want[i][0]);
        assert_string_equal(t.actors[i].became, want[i][1]);
        assert_int_equal(t.actors[i].rows, rows[i]);
    }
    assert_int_equal(t.actors[0].first_day, day_of(1980, 1, 1));
    assert_int_equal(t.actors[0].last_day, day_of(2019, 10, 24));
    ent_event_table_clear(&t);
}

static void
exposure_counts_every_row_with_a_class(void **state)
{
    ent_buf text = {0};
    ent_event_table t;

    (void)state;
    put_row(&text, (test_row){.id = "1"});
    put_row(&text, (test_row){.id = "2", .to = ""});
    put_row(&text, (test_row){.id = "3", .to = "EUR", .goldstein = "1.0"});
    put_row(&text, (test_row){.id = "4", .code = ""});
    put_row(&text, (test_row){.id = "5", .day = "20181231"});
    run_rows(&text, &t);
    assert_int_equal(t.n_exposure, 2);
    assert_int_equal(t.exposure[0].month, 48 * 12 + 11);
    assert_int_equal(t.exposure[0].rows, 1);
    assert_int_equal(t.exposure[1].month, 49 * 12 + 9);
    assert_int_equal(t.exposure[1].rows, 3);
    assert_int_equal(t.exposure[1].dyadic, 1);
    assert_int_equal(t.exposure[1].intensity_tenths, 90);
    assert_int_equal(t.exposure[1].tone_milli, 3 * -4743);
    ent_event_table_clear(&t);
}

static void
a_repeated_row_counts_once_and_a_repeated_id_twice(void **state)
{
    ent_buf text = {0};
    ent_event_table t;

    (void)state;
    put_row(&text, (test_row){.id = "7"});
    put_row(&text, (test_row){.id = "7"});
    put_row(&text, (test_row){.id = "7", .mentions = "6"});
    run_rows(&text, &t);
    assert_int_equal(sum.skipped[ENT_EVENT_SKIP_DUPLICATE], 1);
    assert_int_equal(sum.kept, 2);
    assert_int_equal(t.cells[0].mentions, 11);
    ent_event_table_clear(&t);
}

static void
reports_of_one_address_are_one(void **state)
{
    ent_buf text = {0};
    ent_event_table t;

    (void)state;
    for (int i = 0; i < 20; i++) {
        char id[8];

        snprintf(id, sizeof id, "%d", i);
        put_row(&text, (test_row){.id = id, .url = i < 19 ? "http://a.org/x" : "http://b.org/"});
    }
    run_rows(&text, &t);
    assert_int_equal(t.n_cells, 1);
    assert_int_equal(t.cells[0].n, 20);
    assert_int_equal(t.cells[0].reports, 2);
    ent_event_table_clear(&t);
}

static void
quotes_are_ordinary_bytes(void **state)
{
    ent_event_cell c = cell_of((test_row){.url = "http://a.org/\"it's\""});

    (void)state;
    assert_int_equal(c.n, 1);
    is_rejected((test_row){.id = "7", .goldstein = "\"4.0\""}, "column 31");
}

/* A line of bytes between two good ones: rejected, and the good ones stay. */
static void
is_rejected_line(const char *bytes, size_t n, const char *part)
{
    ent_buf text = {0};
    ent_event_table t;
    size_t at;

    put_row(&text, (test_row){.id = "1"});
    at = text.len;
    assert_int_equal(ent_buf_add(&text, bytes, n), ENT_OK);
    put(&text, "\n");
    put_row(&text, (test_row){.id = "3"});
    run_rows(&text, &t);
    assert_int_equal(sum.rows, 3);
    assert_int_equal(sum.kept, 2);
    check_reject(&t, 0, 2, at, part);
    ent_event_table_clear(&t);
}

static void
shifted_and_damaged_rows_are_rejected(void **state)
{
    ent_buf row = {0};

    (void)state;
    put_columns(&row, (test_row){0}, 58);
    is_rejected_line(row.data, row.len, "has 58 columns; want 61");
    ent_buf_reset(&row);
    put_columns(&row, (test_row){0}, 300);
    is_rejected_line(row.data, row.len, "has 300 columns; want 61");
    ent_buf_reset(&row);
    put_columns(&row, (test_row){.url = "http://a.org/\xC3("}, 61);
    is_rejected_line(row.data, row.len, "not UTF-8");
    row.data[row.len - 2] = '\0';
    is_rejected_line(row.data, row.len, "NUL");
    is_rejected_line("x", 1, "has 1 columns; want 61");
    ent_buf_clear(&row);
}

static void
other_letters_are_welcome(void **state)
{
    assert_int_equal(cell_of((test_row){.url = "http://a.org/S\xC3\xA3o"}).n, 1);
    (void)state;
}

static void
line_ends_of_all_kinds_give_the_same_cells(void **state)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    ent_event_table t[3];

    (void)state;
    for (int k = 0; k < 3; k++) {
        ent_buf text = {0};

        for (int i = 0; i < 9; i++) {
            char id[8];

            snprintf(id, sizeof id, "%d", i);
            put_columns(&text, (test_row){.id = id}, i == 4 ? 58 : 61);
            put(&text, ends[k]);
        }
        put_columns(&text, (test_row){.id = "9"}, 61); /* without its line end */
        run_rows(&text, &t[k]);
        assert_int_equal(sum.rows, 10);
        assert_int_equal(sum.kept, 9);
        assert_int_equal(t[k].n_cells, 1);
        assert_memory_equal(&t[0].cells[0], &t[k].cells[0], sizeof t[k].cells[0]);
        assert_int_equal(t[k].rejects[0].row, 5);
    }
    for (int k = 0; k < 3; k++)
        ent_event_table_clear(&t[k]);
}

static void
a_last_line_that_is_cut_is_rejected(void **state)
{
    ent_buf text = {0};
    ent_event_table t;
    size_t at;

    (void)state;
    put_row(&text, (test_row){.id = "1"});
    at = text.len;
    put_columns(&text, (test_row){.id = "2"}, 60);
    run_rows(&text, &t);
    assert_int_equal(sum.kept, 1);
    check_reject(&t, 0, 2, at, "has 60 columns");
    ent_event_table_clear(&t);
}

static void
blank_lines_are_no_rows_but_lines(void **state)
{
    ent_buf text = {0};
    ent_event_table t;

    (void)state;
    put_row(&text, (test_row){.id = "1"});
    put(&text, "\n\r\n");
    put(&text, "x\n");
    run_rows(&text, &t);
    assert_int_equal(sum.rows, 2);
    check_reject(&t, 0, 4, t.rejects[0].byte, "1 columns");
    ent_event_table_clear(&t);
}

static void
a_byte_order_mark_is_no_part_of_the_first_row(void **state)
{
    ent_buf text = {0};
    ent_event_table t;

    (void)state;
    put(&text, "\xEF\xBB\xBF");
    put_row(&text, (test_row){.id = "1"});
    run_rows(&text, &t);
    assert_int_equal(sum.kept, 1);
    assert_int_equal(t.segments[0].first_byte, 0);
    ent_event_table_clear(&t);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
        FACT("a good row is one cell", a_good_row_is_one_cell),
        FACT("both clocks are kept", both_clocks_are_kept),
        FACT("states are their lines at the time", states_are_their_lines_at_the_time),
        FACT("leading zeros are part of a code", leading_zeros_are_part_of_a_code),
        FACT("numbers are exact", numbers_are_exact),
        FACT("wrong numbers are rejected", wrong_numbers_are_rejected),
        FACT("days out of range are rejected", days_out_of_range_are_rejected),
        FACT("sides that are no states are skipped", sides_that_are_no_states_are_skipped),
        FACT("codes are tallied with what they became", codes_are_tallied_with_what_they_became),
        FACT("exposure counts every row with a class", exposure_counts_every_row_with_a_class),
        FACT("a repeated row counts once, a repeated id twice",
             a_repeated_row_counts_once_and_a_repeated_id_twice),
        FACT("reports of one address are one", reports_of_one_address_are_one),
        FACT("quotes are ordinary bytes", quotes_are_ordinary_bytes),
        FACT("shifted and damaged rows are rejected", shifted_and_damaged_rows_are_rejected),
        FACT("other letters are welcome", other_letters_are_welcome),
        FACT("line ends of all kinds give the same cells",
             line_ends_of_all_kinds_give_the_same_cells),
        FACT("a last line that is cut is rejected", a_last_line_that_is_cut_is_rejected),
        FACT("blank lines are no rows but lines", blank_lines_are_no_rows_but_lines),
        FACT("a byte order mark is no part of the first row",
             a_byte_order_mark_is_no_part_of_the_first_row),
    };

    return RUN(tests);
}
