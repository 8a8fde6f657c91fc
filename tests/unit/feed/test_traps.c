/* test_traps.c: the same traps for every format, through a whole run: line ends, damaged bytes,
 * columns too few and too many, cut and repeated rows. */
#include "folder_test.h"

/* A format's header, where it has one, and a row between two states. */
typedef struct trap_format {
    const char *feed, *header, *row;
    const char *middle; /* of the row: damage goes before it */
} trap_format;

#define T "\t"
#define T8 T T T T T T T T
static const trap_format formats[] = {
    {"gdelt-1-57", "",
     "1" T "20120304" T "201203" T "2012" T "2012.17" T "CHN" T "CHINA" T "CHN" T8 "RUS" T
     "RUSSIA" T "RUS" T8 "1" T "042" T "042" T "04" T "1" T "1.9" T "3" T "1" T "3" T
     "2.5" T8 T8 T T T T T T "20120305",
     "RUSSIA"},
    {"gdelt-1", "",
     "1" T "20130504" T "201305" T "2013" T "2013.17" T "CHN" T "CHINA" T "CHN" T8 "RUS" T
     "RUSSIA" T "RUS" T8 "1" T "042" T "042" T "04" T "1" T "1.9" T "3" T "1" T "3" T
     "2.5" T8 T8 T T T T T T "20130505" T "http://example.org/",
     "RUSSIA"},
    {"gdelt-2", "",
     "1" T "20190504" T "201905" T "2019" T "2019.17" T "CHN" T "CHINA" T "CHN" T8 "RUS" T
     "RUSSIA" T "RUS" T8 "1" T "042" T "042" T "04" T "1" T "1.9" T "3" T "1" T "3" T
     "2.5" T8 T8 T8 T "20190505101500" T "http://example.org/",
     "RUSSIA"},
    {"icews",
     "Event ID" T "Event Date" T "Source Name" T "Source Sectors" T "Source Country" T
     "Event Text" T "CAMEO Code" T "Intensity" T "Target Name" T "Target Sectors" T
     "Target Country" T "Story ID" T "Sentence Number" T "Publisher" T "City" T "District" T
     "Province" T "Country" T "Latitude" T "Longitude\n",
     "1" T "2018-06-01" T "China" T "NA" T "China" T "Make a visit" T "042" T "1.9" T "Russia" T
     "NA" T "Russian Federation" T "7" T "1" T "Paper" T "NA" T "NA" T "NA" T "China" T "1.5" T
     "2.5",
     "Paper"},
    {"phoenix-cline",
     "eid,story_date,year,month,day,source,source_root,source_agent,source_others,target,"
     "target_root,target_agent,target_others,code,root_code,quad_class,goldstein,joined_issues,"
     "lat,lon,placename,statename,countryname,aid,process\n",
     "1,02/03/1961,1961,2,3,CHN,CHN,,,SUN,SUN,,,042,04,1,1.9,,,,\"Peking, China\",,CHN,7,1",
     "Peking"},
    {"phoenix-oeda", "",
     "1" T "20150203" T "2015" T "02" T "03" T "CHN" T "CHN" T T T "RUS" T "RUS" T T T "042" T
     "04" T "1" T "1.9" T T T T "Place" T T T "7_1" T "http://example.org/" T "paper",
     "Place"},
    {"polecat",
     "Event ID" T "Event Date" T "Event Type" T "Intensity" T "Contexts" T "Actor Country" T
     "Primary Actor Sector" T "Recipient Country" T "Primary Recipient Sector" T "Placename" T
     "Publication Date\n",
     "7_1" T "2021-03-04" T "CONSULT" T "1.9" T "None" T "CHN" T "GOV" T "RUS" T "GOV" T "Place" T
     "2021-03-05",
     "Place"},
    {"icews14", "", "0" T "0" T "1" T "24" T "-1", "1" T "24"},
    {"icews18", "", "0" T "0" T "1" T "24" T "-1", "1" T "24"},
};
enum { FORMATS = sizeof formats / sizeof *formats };

static test_folder folder;

static int
make_folder(void **state)
{
    (void)state;
    folder_make(&folder);
    folder_write(&folder, "entity2id.txt", "China\t0\nRussia\t1\n");
    folder_write(&folder, "relation2id.txt", "Make a visit\t0\n");
    return 0;
}

static int
remove_folder(void **state)
{
    (void)state;
    folder_remove(&folder);
    return 0;
}

/* What a run over these bytes comes to. */
static ent_feed_summary
run(const trap_format *f, const ent_buf *bytes)
{
    const char *path = folder_file(&folder, "rows.txt");
    ent_event_table table;
    ent_feed_summary sum = {0};
    ent_error err = {0};
    ent_ref *ref = NULL;
    ent_feed_options options = {.paths = &path, .n_paths = 1, .feed = f->feed};

    assert_int_equal(ent_file_write(path, bytes->data ? bytes->data : "", bytes->len, NULL),
                     ENT_OK);
    assert_int_equal(ent_ref_open(NULL, &ref, NULL), ENT_OK);
    options.ref = ref;
    ent_event_table_init(&table, false);
    if (ent_feed_run(&options, &table.sink, &sum, &err)) fail_msg("%s: %s", f->feed, err.text);
    assert_int_equal(table.n_rejects, sum.rejected);
    assert_int_equal(table.n_cells, sum.kept > 0);
    for (size_t i = 0; i < table.n_rejects; i++)
        assert_true(table.rejects[i].text[0] != '\0' && table.rejects[i].row > 0);
    ent_event_table_clear(&table);
    ent_ref_close(ref);
    return sum;
}

static void
add(ent_buf *out, const char *text)
{
    assert_int_equal(ent_buf_adds(out, text), ENT_OK);
}

/* The run must come to this many rows: kept, rejected, and repeated. */
static void
comes_to(const trap_format *f, ent_buf *bytes, unsigned kept, unsigned rejected, unsigned repeated)
{
    ent_feed_summary sum = run(f, bytes);

    if (sum.kept != kept || sum.rejected != rejected ||
        sum.skipped[ENT_EVENT_SKIP_DUPLICATE] != repeated)
        fail_msg("%s: kept %u, rejected %u, repeated %u; want %u, %u, %u", f->feed,
                 (unsigned)sum.kept, (unsigned)sum.rejected,
                 (unsigned)sum.skipped[ENT_EVENT_SKIP_DUPLICATE], kept, rejected, repeated);
    assert_int_equal(sum.rows, kept + rejected + repeated);
    ent_buf_clear(bytes);
}

/* Header and row, every line end replaced by this one. */
static void
with_line_ends(const trap_format *f, const char *line_end, ent_buf *out)
{
    size_t n = strlen(f->header);

    if (n > 0) {
        assert_int_equal(ent_buf_add(out, f->header, n - 1), ENT_OK);
        add(out, line_end);
    }
    add(out, f->row);
    add(out, line_end);
}

static void
line_ends_of_all_kinds_and_none_are_read(void **state)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};

    (void)state;
    for (const trap_format *f = formats; f < formats + FORMATS; f++) {
        ent_buf text = {.max = 1 << 16};

        for (int i = 0; i < 3; i++) {
            with_line_ends(f, ends[i], &text);
            comes_to(f, &text, 1, 0, 0);
        }
        add(&text, f->header);
        add(&text, f->row);
        comes_to(f, &text, 1, 0, 0);
    }
}

static void
marks_blank_lines_and_headers_are_no_rows(void **state)
{
    (void)state;
    for (const trap_format *f = formats; f < formats + FORMATS; f++) {
        ent_buf text = {.max = 1 << 16};

        add(&text, "\xEF\xBB\xBF");
        add(&text, f->header);
        add(&text, "\n");
        add(&text, f->row);
        add(&text, "\n\n");
        comes_to(f, &text, 1, 0, 0);
        add(&text, f->header);
        comes_to(f, &text, 0, 0, 0);
    }
}

/* Header, a damaged row (bytes put in before its middle), and a good one. */
static void
damaged(const trap_format *f, const char *bytes, size_t n)
{
    ent_buf text = {.max = 1 << 16};
    const char *middle = strstr(f->row, f->middle);

    add(&text, f->header);
    assert_int_equal(ent_buf_add(&text, f->row, (size_t)(middle - f->row)), ENT_OK);
    assert_int_equal(ent_buf_add(&text, bytes, n), ENT_OK);
    add(&text, middle);
    add(&text, "\n");
    add(&text, f->row);
    add(&text, "\n");
    comes_to(f, &text, 1, 1, 0);
}

static void
damaged_bytes_reject_their_row_alone(void **state)
{
    (void)state;
    for (const trap_format *f = formats; f < formats + FORMATS; f++) {
        damaged(f, "\0", 1);
        damaged(f, "\xFF", 1);
        damaged(f, "\xC3", 1);
        damaged(f, "\xED\xA0\x80", 3);
    }
}

static void
columns_too_few_or_too_many_reject_the_row(void **state)
{
    (void)state;
    for (const trap_format *f = formats; f < formats + FORMATS; f++) {
        const char *separator = strcmp(f->feed, "phoenix-cline") == 0 ? "," : "\t";
        const char *last = strrchr(f->row, separator[0]);
        ent_buf text = {.max = 1 << 16};

        add(&text, f->header);
        assert_int_equal(ent_buf_add(&text, f->row, (size_t)(last - f->row)), ENT_OK);
        if (strstr(f->feed, "icews1")) /* the fifth column may be left out, the fourth not */
            text.len -= 3;
        add(&text, "\n");
        add(&text, f->row);
        add(&text, separator);
        add(&text, "x\n");
        comes_to(f, &text, 0, 2, 0);
    }
}

static void
a_last_row_that_is_cut_is_rejected_and_a_repeated_row_skipped(void **state)
{
    (void)state;
    for (const trap_format *f = formats; f < formats + FORMATS; f++) {
        ent_buf text = {.max = 1 << 16};
        const char *middle = strstr(f->row, f->middle);

        add(&text, f->header);
        add(&text, f->row);
        add(&text, "\n");
        add(&text, f->row);
        add(&text, "\n");
        assert_int_equal(ent_buf_add(&text, f->row, (size_t)(middle - f->row)), ENT_OK);
        comes_to(f, &text, 1, 1, 1);
    }
}

static void
a_quote_that_is_not_closed_ends_with_its_line(void **state)
{
    const trap_format *f = &formats[4];
    ent_buf text = {.max = 1 << 16};

    (void)state;
    assert_string_equal(f->feed, "phoenix-cline");
    add(&text, f->header);
    add(&text, "2,\"02/03/1961,1961,2,3,CHN,CHN,,,SUN,SUN,,,042,04,1,1.9,,,,,,CHN,7,1\n");
    add(&text, f->row);
    add(&text, "\n");
    comes_to(f, &text, 1, 1, 0);
}

static void
a_folder_of_a_graph_set_is_read_without_its_tables(void **state)
{
    static const char row[] = "0\t0\t1\t24\t-1\n";
    ent_event_table table;
    ent_feed_summary sum = {0};
    ent_error err = {0};
    ent_ref *ref = NULL;
    test_folder own;
    const char *path = own.path;
    ent_feed_options options = {.paths = &path, .n_paths = 1};
    const ent_feed *feed = NULL;

    (void)state;
    folder_make(&own);
    folder_write_names(&own, 7128);
    folder_write(&own, "relation2id.txt", "Make a visit\t0\n");
    folder_write(&own, "ABOUT.md", "# no rows\n");
    folder_write(&own, "stat.txt", "7128\t230\t0\n");
    folder_write(&own, "train.txt", row);
    folder_write(&own, "valid.txt", "2\t0\t1\t48\t-1\n");
    assert_int_equal(ent_ref_open(NULL, &ref, NULL), ENT_OK);
    options.ref = ref;
    ent_event_table_init(&table, false);
    if (ent_feed_run(&options, &table.sink, &sum, &err)) fail_msg("%s", err.text);
    assert_int_equal(sum.rows, 2);
    assert_int_equal(sum.skipped[ENT_EVENT_SKIP_UNKNOWN], 2); /* "Land 0" is nobody's */
    assert_int_equal(ent_feed_of_path(path, &feed, &err), ENT_OK);
    assert_string_equal(feed->name, "icews14");
    ent_event_table_clear(&table);
    ent_ref_close(ref);
    folder_remove(&own);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(line_ends_of_all_kinds_and_none_are_read),
        cmocka_unit_test(marks_blank_lines_and_headers_are_no_rows),
        cmocka_unit_test(damaged_bytes_reject_their_row_alone),
        cmocka_unit_test(columns_too_few_or_too_many_reject_the_row),
        cmocka_unit_test(a_last_row_that_is_cut_is_rejected_and_a_repeated_row_skipped),
        cmocka_unit_test(a_quote_that_is_not_closed_ends_with_its_line),
        cmocka_unit_test(a_folder_of_a_graph_set_is_read_without_its_tables),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
