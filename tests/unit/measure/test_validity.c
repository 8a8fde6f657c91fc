/* test_validity.c: marks are read as they stand, verdicts follow them, wrong tables are refused. */
#include "settings_test.h"

#define HEAD "check\tgroup\tstatistic\tagainst\trule\tmark\treason\n"

static void
the_bundled_marks_are_read(void **state)
{
    ent_arena arena = {0};
    ent_validate_row *rows = NULL;
    size_t n = 0;

    (void)state;
    assert_int_equal(
        ent_measure_validity_marks("data/params/validity.tsv", &arena, &rows, &n, NULL), ENT_OK);
    assert_true(n > 15);
    for (size_t i = 0; i < n; i++)
        assert_true(rows[i].state == ENT_MISSING && rows[i].note && !rows[i].passed);
    assert_string_equal(rows[0].check, "b.mid");
    assert_true(rows[0].pass_mark == 0.5 && rows[0].rule == ENT_MARK_AT_LEAST);
    ent_arena_clear(&arena);
}

static void
verdicts_follow_the_rule(void **state)
{
    ent_arena arena = {0};
    ent_validate_row *r = NULL;
    ent_error err = {0};
    size_t n = 0;
    char path[64];

    (void)state;
    write_table(HEAD "a\tg\tr\tx\t>=\t0.5\tw\nb\tg\tr\tx\t<=\t0.5\tw\nc\tg\tr\tx\t<\t0.5\tw\n"
                     "d\tg\tr\tx\tlow >=\t0.5\tw\n",
                path);
    assert_int_equal(ent_measure_validity_marks(path, &arena, &r, &n, NULL), ENT_OK);
    assert_int_equal(remove(path), 0);
    assert_int_equal(n, 4);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(ent_measure_validity_judge(r, n, r[i].check,
                                                    &(ent_num_statistic){0.5, 0.4, 0.6, 9}, NULL),
                         ENT_OK);
    assert_true(r[0].passed && r[1].passed && !r[2].passed && !r[3].passed);
    assert_true(r[3].state == ENT_VALUE && r[3].n == 9 && r[3].low == 0.4 && !r[3].note);
    assert_int_equal(
        ent_measure_validity_judge(r, n, "d", &(ent_num_statistic){0.7, 0.5, 0.9, 9}, NULL),
        ENT_OK);
    assert_true(r[3].passed);
    assert_int_equal(
        ent_measure_validity_judge(r, n, "e", &(ent_num_statistic){0.7, 0.5, 0.9, 9}, &err),
        ENT_E_UNKNOWN);
    assert_int_equal(
        ent_measure_validity_judge(r, n, "d", &(ent_num_statistic){0.7, 0.8, 0.9, 9}, &err),
        ENT_E_DOMAIN);
    assert_int_equal(
        ent_measure_validity_judge(r, n, "d", &(ent_num_statistic){NAN, 0.8, 0.9, 9}, &err),
        ENT_E_DOMAIN);
    assert_true(r[3].statistic == 0.7);
    ent_arena_clear(&arena);
}

static void
refuses(const char *table, ent_status want, const char *words)
{
    ent_arena arena = {0};
    ent_validate_row *rows = NULL;
    ent_error err = {0};
    size_t n = 7;
    char path[64];

    write_table(table, path);
    assert_int_equal(ent_measure_validity_marks(path, &arena, &rows, &n, &err), want);
    if (!strstr(err.text, words)) fail_msg("\"%s\" does not say \"%s\"", err.text, words);
    assert_true(n == 7 && !rows);
    assert_int_equal(remove(path), 0);
    ent_arena_clear(&arena);
}

static void
a_wrong_table_is_refused(void **state)
{
    ent_arena arena = {0}, small = {.limit = 8};
    ent_validate_row *rows = NULL;
    size_t n = 0;

    (void)state;
    refuses(HEAD "a\tg\tr\tx\t>=\t0.5\n", ENT_E_PARSE, "want 7 columns");
    refuses(HEAD "a\tg\tr\tx\t=\t0.5\tw\n", ENT_E_PARSE, "a rule is");
    refuses(HEAD "a\tg\tr\tx\t<\thalf\tw\n", ENT_E_PARSE, "a mark is");
    refuses(HEAD "a\tg\tr\tx\t<\t1\tw\na\tg\tr\tx\t<\t1\tw\n", ENT_E_PARSE, "twice");
    assert_int_equal(ent_measure_validity_marks("no-such.tsv", &arena, &rows, &n, NULL), ENT_E_IO);
    assert_int_equal(
        ent_measure_validity_marks("data/params/validity.tsv", &small, &rows, &n, NULL),
        ENT_E_NOMEM);
    ent_arena_clear(&arena);
    ent_arena_clear(&small);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("the bundled marks are read", the_bundled_marks_are_read),
        FACT("verdicts follow the rule", verdicts_follow_the_rule),
        FACT("a wrong table is refused", a_wrong_table_is_refused),
    };

    return RUN(tests);
}
