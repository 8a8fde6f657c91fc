/* test_events.c: events go in commit by commit, whole or not at all, and never twice. */
#include "event_test.h"

static uint64_t
imports(held_ledger *h)
{
    ent_verify_report r = verify(h);

    if (!r.intact) fail_msg("%s", r.problem);
    return r.imports;
}

/* Field by field: what lies between the fields is nobody's. */
static void
same(const ent_event_cell *a, const ent_event_cell *b)
{
    assert_int_equal(ent_event_cell_compare(a, b), 0);
    assert_int_equal(a->n, b->n);
    assert_int_equal(a->intensity_tenths, b->intensity_tenths);
    assert_int_equal(a->intensity_sq, b->intensity_sq);
    assert_int_equal(a->n_tone, b->n_tone);
    assert_int_equal(a->tone_milli, b->tone_milli);
    assert_int_equal(a->tone_sq, b->tone_sq);
    assert_int_equal(a->mentions, b->mentions);
    assert_int_equal(a->sources, b->sources);
    assert_int_equal(a->articles, b->articles);
    assert_int_equal(a->reports, b->reports);
}

static void
what_was_sent_is_held(void **state)
{
    held_ledger *h = *state;
    ent_event_cell c[3] = {cell("2020-01-05", 1, 2), cell("2020-01-06", 1, 1),
                           cell("2020-01-05", 19, 4)};
    ent_event_segment g = stretch("a.csv", 1, 7, "2020-01-05", "2020-01-06");
    ent_event_cells *held = NULL;
    ent_import_record *r = NULL;
    ent_coverage *w = NULL;
    size_t n = 0;

    c[1].known_day += 3;
    c[1].tone_sq += 1; /* no square of its sum */
    feed_once(h, "feed-a", &g, c, 3);
    assert_int_equal(imports(h), 1);
    assert_int_equal(pair_cells(h, NULL, &held), 1);
    assert_string_equal(held[0].set, "feed-a");
    assert_int_equal(held[0].n, 3);
    same(&held[0].cells[0], &c[0]); /* by day, then class */
    same(&held[0].cells[1], &c[2]);
    same(&held[0].cells[2], &c[1]);
    assert_int_equal(ent_ledger_imports(h->ledger, &h->arena, &r, &n, &h->err), ENT_OK);
    assert_int_equal(n, 1);
    assert_string_equal(r[0].set, "feed-a");
    assert_string_equal(r[0].file, "a.csv");
    assert_string_equal(r[0].reader, "made-up-feed");
    assert_int_equal(r[0].tally.rows, 10);
    assert_int_equal(r[0].tally.kept, 7);
    assert_int_equal(r[0].tally.rejected, 1);
    assert_int_equal(r[0].tally.skipped[ENT_SKIP_AGGREGATE], 2);
    assert_int_equal(r[0].first_valid.day, 5);
    assert_int_equal(r[0].last_valid.day, 6);
    assert_int_equal(ent_ledger_coverage(h->ledger, "feed-a", &h->arena, &w, &n, &h->err), ENT_OK);
    assert_int_equal(n, 1);
    assert_string_equal(w[0].id, "feed-a-events-2020-01-05");
    assert_true(w[0].absence_is_zero);
    assert_int_equal(w[0].to.day, 6);
}

static void
the_same_stretch_changes_nothing(void **state)
{
    held_ledger *h = *state;
    ent_event_cell c = cell("2020-01-05", 1, 2);
    ent_event_segment g = stretch("a.csv", 1, 2, "2020-01-05", "2020-01-05");
    ent_event_segment copy = g;
    ent_event_sink *sink;
    bool known = false;

    feed_once(h, "feed-a", &g, &c, 1);
    copy.file = "a.csv.zip:a.csv"; /* the same text, packed */
    sink = begin_events(h, "feed-a");
    assert_int_equal(send_stretch(sink, &copy, &c, 1, &h->err), ENT_NONE);
    assert_int_equal(sink->commit(sink, &h->err), ENT_OK); /* of nothing */
    assert_int_equal(imports(h), 1);
    /* One that does not ask is refused. */
    assert_int_equal(sink->segment(sink, &copy, &h->err), ENT_E_DOMAIN);
    HAS(h->err.text, "already");
    ent_ledger_events_end(h->ledger, sink);
    assert_int_equal(imports(h), 1);
    /* Another set may be of the same bytes. */
    sink = begin_events(h, "feed-b");
    assert_int_equal(sink->known(sink, &g, &known, &h->err), ENT_OK);
    assert_false(known);
    /* Within one commit too. */
    assert_int_equal(sink->segment(sink, &g, &h->err), ENT_OK);
    assert_int_equal(sink->known(sink, &copy, &known, &h->err), ENT_OK);
    assert_true(known);
    assert_int_equal(sink->segment(sink, &copy, &h->err), ENT_E_DOMAIN);
    ent_ledger_events_end(h->ledger, sink);
}

/* A feed is cut off after each of its calls, and then run again from its start. */
static void
a_feed_that_was_cut_off_goes_on_where_it_was(void **state)
{
    held_ledger *h = *state;
    ent_event_cell c[2] = {cell("2020-01-05", 1, 2), cell("2020-02-05", 1, 1)};
    ent_event_segment g[2] = {stretch("a.csv", 1, 2, "2020-01-05", "2020-01-05"),
                              stretch("a.csv", 2, 1, "2020-02-05", "2020-02-05")};
    ent_event_cells *held = NULL;
    ent_event_sink *sink = begin_events(h, "feed-a");

    assert_int_equal(send_stretch(sink, &g[0], &c[0], 1, &h->err), ENT_OK);
    assert_int_equal(sink->segment(sink, &g[1], &h->err), ENT_OK);
    assert_int_equal(sink->cells(sink, &c[1], 1, &h->err), ENT_OK);
    ent_ledger_events_end(h->ledger, sink); /* without its commit */
    assert_int_equal(imports(h), 1);
    sink = begin_events(h, "feed-a");
    assert_int_equal(send_stretch(sink, &g[0], &c[0], 1, &h->err), ENT_NONE);
    assert_int_equal(send_stretch(sink, &g[1], &c[1], 1, &h->err), ENT_OK);
    ent_ledger_events_end(h->ledger, sink);
    assert_int_equal(imports(h), 2);
    assert_int_equal(pair_cells(h, NULL, &held), 1);
    assert_int_equal(held[0].n, 2);
}

static void
commits_of_one_sink_are_imports_each(void **state)
{
    held_ledger *h = *state;
    ent_event_sink *sink = begin_events(h, "feed-a");
    ent_import_record *r = NULL;
    size_t n = 0;

    for (int i = 0; i < 3; i++) {
        ent_event_segment g[3] = {stretch("a.csv", i, 1, "2020-01-05", "2020-01-05"),
                                  stretch("b.csv", i, 1, "2020-01-06", "2020-01-06"),
                                  stretch("c.csv", i, 1, "2020-01-06", "2020-01-06")};
        ent_event_cell c = cell("2020-01-05", 1, 3);

        for (int k = 0; k < i + 1; k++)
            assert_int_equal(sink->segment(sink, &g[k], &h->err), ENT_OK);
        assert_int_equal(sink->cells(sink, &c, 1, &h->err), ENT_OK);
        assert_int_equal(sink->commit(sink, &h->err), ENT_OK);
    }
    ent_ledger_events_end(h->ledger, sink);
    assert_int_equal(imports(h), 3);
    assert_int_equal(ent_ledger_imports(h->ledger, &h->arena, &r, &n, &h->err), ENT_OK);
    assert_string_equal(r[0].file, "a.csv");
    assert_string_equal(r[1].file, "a.csv and 1 more");
    assert_string_equal(r[2].file, "a.csv and 2 more");
}

static void
rejects_and_single_rows_are_kept(void **state)
{
    held_ledger *h = *state;
    ent_event_segment g = stretch("a.csv", 1, 1, "2020-01-05", "2020-01-05");
    ent_error why = {.text = "column 31 is \"x\"", .row = 9, .byte = 99, .file = "a.csv"};
    ent_claim one = goods("1", "2020-01-05", 1), bad = one, got;
    ent_event_sink *sink = begin_events(h, "feed-a");
    ent_reject *r = NULL;
    ent_claim *c = NULL;
    ent_query q = {.a = "CHN", .b = "RUS"};
    size_t n = 0;

    bad.indicator = "no such";
    assert_int_equal(sink->segment(sink, &g, &h->err), ENT_OK);
    assert_int_equal(sink->reject(sink, &why, "raw", &h->err), ENT_OK);
    assert_int_equal(sink->report(sink, &one, &h->err), ENT_OK);
    assert_int_equal(sink->report(sink, &bad, &h->err), ENT_OK); /* kept as a reject */
    assert_int_equal(sink->commit(sink, &h->err), ENT_OK);
    ent_ledger_events_end(h->ledger, sink);
    assert_int_equal(imports(h), 1);
    assert_int_equal(ent_ledger_rejects(h->ledger, 1, 0, &h->arena, &r, &n, &h->err), ENT_OK);
    assert_int_equal(n, 2);
    assert_string_equal(r[0].raw, "raw");
    assert_int_equal(find(h, &q, &c), 1);
    assert_int_equal(ent_ledger_claim(h->ledger, c[0].id, &h->arena, &got, &h->err), ENT_OK);
    assert_int_equal(got.row, 7);
    assert_int_equal(got.byte, 300);
}

typedef ent_status wrong(ent_event_sink *sink, ent_error *err);

static ent_event_segment
good_segment(void)
{
    return stretch("a.csv", 1, 2, "2020-01-05", "2020-01-06");
}

static ent_status
send_cells(ent_event_sink *sink, const ent_event_cell *c, size_t n, ent_error *err)
{
    ent_event_segment g = good_segment();
    ent_status st = sink->segment(sink, &g, err);

    return st ? st : sink->cells(sink, c, n, err);
}

#define WRONG_CELL(name, ...)                                                       \
    static ent_status name(ent_event_sink *sink, ent_error *err)                    \
    {                                                                               \
        ent_event_cell c[2] = {cell("2020-01-05", 1, 2), cell("2020-01-06", 1, 2)}; \
        __VA_ARGS__;                                                                \
        return send_cells(sink, c, 2, err);                                         \
    }
#define WRONG_SEGMENT(name, ...)                                 \
    static ent_status name(ent_event_sink *sink, ent_error *err) \
    {                                                            \
        ent_event_segment g = good_segment();                    \
        __VA_ARGS__;                                             \
        return sink->segment(sink, &g, err);                     \
    }

/* clang-format off */
WRONG_CELL(no_line, c[1].from = 0)
WRONG_CELL(one_line, c[1].from = c[1].to)
WRONG_CELL(no_class, c[1].class_number = 250)
WRONG_CELL(no_role, c[1].to_role = ENT_ROLE_COUNT)
WRONG_CELL(known_too_early, c[1].known_day--)
WRONG_CELL(no_rows, c[1].n = 0)
WRONG_CELL(more_tones_than_rows, c[1].n_tone = 3)
WRONG_CELL(more_reports_than_rows, c[1].reports = 3)
WRONG_CELL(negative_square, c[1].tone_sq = -1)
WRONG_CELL(too_many_mentions, c[1].mentions = UINT64_MAX)
WRONG_CELL(the_same_cell_twice, c[1] = c[0])
WRONG_CELL(cells_out_of_order, c[1].day -= 9)
WRONG_SEGMENT(no_digest, g.digest[63] = '\0')
WRONG_SEGMENT(digest_of_letters, memset(g.digest, 'g', 64))
WRONG_SEGMENT(no_file, g.file = "")
WRONG_SEGMENT(file_no_utf8, g.file = "\xff")
WRONG_SEGMENT(other_feed, g.feed = "another")
WRONG_SEGMENT(other_version, g.feed_version = 2)
WRONG_SEGMENT(rows_do_not_add_up, g.rows++)
WRONG_SEGMENT(rows_overflow, g.kept = UINT64_MAX - 2)
WRONG_SEGMENT(skipped_overflow, g.skipped[0] = UINT64_MAX)
WRONG_SEGMENT(byte_out_of_range, g.first_byte = UINT64_MAX)
/* clang-format on */

static ent_status
cells_without_segment(ent_event_sink *sink, ent_error *err)
{
    ent_event_cell c = cell("2020-01-05", 1, 2);

    return sink->cells(sink, &c, 1, err);
}

static ent_status
segment_after_cells(ent_event_sink *sink, ent_error *err)
{
    ent_event_segment g = stretch("b.csv", 1, 2, "2020-01-05", "2020-01-06");
    ent_status st = send_cells(sink, NULL, 0, err);

    return st ? ENT_E_CORRUPT : sink->segment(sink, &g, err);
}

static ent_status
exposure_that_does_not_add_up(ent_event_sink *sink, ent_error *err)
{
    ent_event_exposure e = {.class_number = 1, .rows = 1, .dyadic = 2};
    ent_event_segment g = good_segment();
    ent_status st = sink->segment(sink, &g, err);

    return st ? ENT_E_CORRUPT : sink->exposure(sink, &e, 1, err);
}

static ent_status
actor_with_too_many_rows(ent_event_sink *sink, ent_error *err)
{
    ent_event_actor a = {.code = "CHN", .became = "CHN", .rows = UINT64_MAX};
    ent_event_segment g = good_segment();
    ent_status st = sink->segment(sink, &g, err);

    return st ? ENT_E_CORRUPT : sink->actors(sink, &a, 1, err);
}

static void
what_a_feed_gets_wrong_is_refused_whole(void **state)
{
    static wrong *const all[] = {no_line,
                                 one_line,
                                 no_class,
                                 no_role,
                                 known_too_early,
                                 no_rows,
                                 more_tones_than_rows,
                                 more_reports_than_rows,
                                 negative_square,
                                 too_many_mentions,
                                 the_same_cell_twice,
                                 cells_out_of_order,
                                 no_digest,
                                 digest_of_letters,
                                 no_file,
                                 file_no_utf8,
                                 other_feed,
                                 other_version,
                                 rows_do_not_add_up,
                                 rows_overflow,
                                 skipped_overflow,
                                 byte_out_of_range,
                                 cells_without_segment,
                                 segment_after_cells,
                                 exposure_that_does_not_add_up,
                                 actor_with_too_many_rows};
    held_ledger *h = *state;

    for (size_t i = 0; i < sizeof all / sizeof(wrong *); i++) {
        ent_event_sink *sink = begin_events(h, "feed-a");
        ent_status st = all[i](sink, &h->err);

        if (st != ENT_E_DOMAIN) fail_msg("wrong %d: %s", (int)i, ent_status_name(st));
        assert_int_equal(sink->commit(sink, &h->err), ENT_E_DOMAIN);
        ent_ledger_events_end(h->ledger, sink);
    }
    assert_int_equal(imports(h), 0);
}

static void
one_import_runs_at_a_time(void **state)
{
    held_ledger *h = *state;
    ent_event_sink *sink = begin_events(h, "feed-a"), *other = NULL;
    ent_events_info info = feed_info("feed-b");
    ent_import_info file = file_info("01", "2001");
    ent_import *import = NULL;

    assert_int_equal(ent_ledger_events_begin(h->ledger, &info, &other, &h->err), ENT_E_BUSY);
    assert_int_equal(ent_import_begin(h->ledger, &file, &import, &h->err), ENT_E_BUSY);
    ent_ledger_events_end(h->ledger, sink);
    import = begin(h, "01", "2001");
    assert_int_equal(ent_ledger_events_begin(h->ledger, &info, &other, &h->err), ENT_E_BUSY);
    ent_import_abort(import);
    info.set = "";
    assert_int_equal(ent_ledger_events_begin(h->ledger, &info, &other, &h->err), ENT_E_DOMAIN);
    ent_ledger_events_end(h->ledger, NULL);
}

static void
exposure_of_a_month_may_come_in_parts(void **state)
{
    held_ledger *h = *state;
    ent_event_segment g = stretch("a.csv", 1, 1, "2020-01-05", "2020-01-31");
    ent_event_cell c = cell("2020-01-05", 1, 1);
    ent_event_exposure e[3] = {{.month = 600, .class_number = 2, .rows = 10, .dyadic = 1},
                               {.month = 600, .class_number = 1, .rows = 5, .dyadic = 1},
                               {.month = 600, .class_number = 2, .rows = 4, .dyadic = 2}};
    ent_event_sink *sink = begin_events(h, "feed-a");
    ent_event_query q = {.from = "CHN", .to = "RUS"};
    ent_event_series *s = NULL;
    size_t n = 0;

    assert_int_equal(sink->segment(sink, &g, &h->err), ENT_OK);
    assert_int_equal(sink->exposure(sink, e, 2, &h->err), ENT_OK);
    assert_int_equal(sink->cells(sink, &c, 1, &h->err), ENT_OK);
    assert_int_equal(sink->exposure(sink, e + 2, 1, &h->err), ENT_OK);
    assert_int_equal(sink->commit(sink, &h->err), ENT_OK);
    ent_ledger_events_end(h->ledger, sink);
    assert_int_equal(imports(h), 1);
    assert_int_equal(ent_ledger_event_months(h->ledger, &q, &h->arena, &s, &n, &h->err), ENT_OK);
    assert_int_equal(n, 1);
    assert_true(s[0].exposure_rows[0] == 19);
    assert_true(s[0].exposure_dyadic[0] == 4);
}

int
main(void)
{
    const struct CMUnitTest events[] = {
        ON_EMPTY(what_was_sent_is_held),
        ON_EMPTY(the_same_stretch_changes_nothing),
        ON_EMPTY(a_feed_that_was_cut_off_goes_on_where_it_was),
        ON_EMPTY(commits_of_one_sink_are_imports_each),
        ON_EMPTY(rejects_and_single_rows_are_kept),
        ON_EMPTY(what_a_feed_gets_wrong_is_refused_whole),
        ON_EMPTY(one_import_runs_at_a_time),
        ON_EMPTY(exposure_of_a_month_may_come_in_parts),
    };

    return RUN_ON_BACKENDS(events);
}
