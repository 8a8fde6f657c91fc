/* test_page.c: runs, cells, sections, figures and claims of a page under construction. */
#include "fixture.h"

static build
started(fixture *f)
{
    return (build){.in = &f->in, .arena = &f->page_arena};
}

static void
a_section_without_blocks_is_left_out(void **state)
{
    fixture *f = *state;
    build b = started(f);

    db_section_begin(&b, "one", "One");
    db_section_end(&b);
    db_section_begin(&b, "two", "Two");
    db_text(&b, "%d words", 2);
    db_block(&b, ENT_BLOCK_PARAGRAPH);
    db_section_end(&b);
    assert_int_equal(b.st, ENT_OK);
    assert_int_equal(b.n_sections, 1);
    assert_string_equal(b.sections[0].id, "two");
    assert_string_equal(b.sections[0].blocks[0].text.spans[0].text, "2 words");
}

static void
a_run_grows_and_is_taken_whole(void **state)
{
    fixture *f = *state;
    build b = started(f);
    ent_text_run run;

    for (int i = 0; i < 100; i++)
        db_text(&b, "%d", i);
    run = db_take(&b);
    assert_int_equal(run.n, 100);
    assert_string_equal(run.spans[99].text, "99");
    assert_int_equal(db_take(&b).n, 0);
}

static void
a_row_counts_once_it_is_whole(void **state)
{
    static const char *const TITLES[] = {"a", "b", "c"};
    fixture *f = *state;
    build b = started(f);
    ent_table *t = db_table(&b, "t", "T", 3, TITLES, "lrl");

    assert_int_equal(t->columns[0].align, ENT_ALIGN_LEFT);
    assert_int_equal(t->columns[1].align, ENT_ALIGN_RIGHT);
    for (int i = 0; i < 50; i++) {
        assert_int_equal(t->n_rows, (size_t)i / 3);
        db_text(&b, "%d", i);
        db_cell(&b, t);
    }
    for (int i = 0; i < 48; i++) {
        char want[8];

        assert_true(ent_snprintf(want, sizeof want, "%d", i));
        assert_string_equal(t->cells[i].spans[0].text, want);
    }
}

static void
a_table_without_rows_is_no_block(void **state)
{
    static const char *const TITLES[] = {"a"};
    fixture *f = *state;
    build b = started(f);

    db_table_block(&b, db_table(&b, "t", "T", 1, TITLES, "l"));
    assert_int_equal(b.n_blocks, 0);
}

static void
a_figure_said_twice_is_listed_once_with_its_claims(void **state)
{
    fixture *f = *state;
    build b = started(f);
    const ent_estimate *e;

    e = fixture_estimate(f, "trade.dependence", RUR, BOR, 2009, 2009, 0.1, 0.1, 0.1, "share",
                         "goods-rb world-r nowhere");
    db_figure(&b, e);
    db_figure(&b, e);
    db_figure(&b, NULL);
    assert_int_equal(b.n_figures, 1);
    assert_int_equal(b.n_spans, 2);
    assert_int_equal(b.n_claims, 2);
    assert_string_equal(b.figures[0].text, "10 %");
}

static void
claims_are_found_wherever_the_input_holds_them(void **state)
{
    fixture *f = *state;
    build b = started(f);

    assert_ptr_equal(db_find_claim(&b, "stu-rb"), fixture_find(f, "stu-rb"));
    assert_ptr_equal(db_find_claim(&b, "pop-r"), &f->about_a[2]);
    assert_null(db_find_claim(&b, "other"));
    fixture_against(f);
    b = started(f); /* a page under construction knows the claims of its beginning */
    assert_ptr_equal(db_find_claim(&b, "other"), &f->other[0]);
}

static void
marks_tell_unchecked_from_weightless(void **state)
{
    fixture *f = *state;
    build b = started(f);

    db_claim_mark(&b, fixture_find(f, "stu-rb"));
    assert_int_equal(b.n_spans, 0);
    db_claim_mark(&b, fixture_find(f, "isle"));
    db_claim_mark(&b, fixture_find(f, "post"));
    assert_int_equal(b.n_spans, 4); /* each mark stands apart from what it marks */
    assert_int_equal(b.spans[1].kind, ENT_SPAN_MARK);
    assert_string_equal(b.spans[1].text, "unchecked");
    assert_string_equal(b.spans[3].text, "no weight");
}

static void
many_sources_are_named_up_to_six(void **state)
{
    static const char *const CODES[] = {"a", "b", "c", "d", "e", "f", "g"};
    fixture *f = *state;
    build b = started(f);
    ent_chart *c = db_chart(&b, ENT_CHART_LINE, "c", "C", "");
    ent_chart_series *s = db_series(&b, c, "s", 0);

    assert_string_equal(db_source_line(&b, c), "");
    for (size_t i = 0; i < COUNT(CODES); i++) {
        ent_claim *claim = &f->claims[i];

        claim->source = CODES[i];
        db_mark_add(&b, s)->ref = claim->id;
    }
    assert_string_equal(db_source_line(&b, c), "Sources: a; b; c; d; e; f and others.");
}

static void
after_an_error_nothing_is_added(void **state)
{
    fixture *f = *state;
    ent_error err = {0};
    build b = {.in = &f->in, .arena = &f->page_arena, .err = &err};

    db_nomem(&b);
    assert_int_equal(b.st, ENT_E_NOMEM);
    assert_int_equal(err.status, ENT_E_NOMEM);
    db_section_begin(&b, "one", "One");
    db_text(&b, "text");
    db_block(&b, ENT_BLOCK_PARAGRAPH);
    db_section_end(&b);
    db_use_claim(&b, fixture_find(f, "stu-rb"));
    assert_null(db_printf(&b, "text"));
    assert_true(b.n_sections == 0 && b.n_blocks == 0 && b.n_spans == 0 && b.n_claims == 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        ON_EMPTY("a section without blocks is left out", a_section_without_blocks_is_left_out),
        ON_EMPTY("a run grows and is taken whole", a_run_grows_and_is_taken_whole),
        ON_EMPTY("a row counts once it is whole", a_row_counts_once_it_is_whole),
        ON_EMPTY("a table without rows is no block", a_table_without_rows_is_no_block),
        ON_FULL("a figure said twice is listed once, with its claims",
                a_figure_said_twice_is_listed_once_with_its_claims),
        ON_FULL("claims are found wherever the input holds them",
                claims_are_found_wherever_the_input_holds_them),
        ON_FULL("marks tell unchecked from weightless", marks_tell_unchecked_from_weightless),
        ON_FULL("many sources are named up to six", many_sources_are_named_up_to_six),
        ON_FULL("after an error nothing is added", after_an_error_nothing_is_added),
    };

    return RUN(tests);
}
