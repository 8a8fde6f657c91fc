/* test_buf.c: a buffer grows, ends in NUL, has a maximum, and keeps its content when it fails. */
#include "base_test.h"

#include <limits.h>
#include <wchar.h>

static void
what_is_added_comes_out_in_order(void **state)
{
    ent_buf b = {0};

    (void)state;
    assert_int_equal(ent_buf_add(&b, "ab\0c", 4), ENT_OK);
    assert_int_equal(ent_buf_adds(&b, "de"), ENT_OK);
    assert_int_equal(ent_buf_addc(&b, 'f'), ENT_OK);
    assert_int_equal(ent_buf_addf(&b, "%03d", 7), ENT_OK);
    assert_int_equal(b.len, 10);
    assert_memory_equal(b.data, "ab\0cdef007", 11);
    ent_buf_clear(&b);
    assert_null(b.data);
}

static void
adding_nothing_makes_an_empty_text(void **state)
{
    ent_buf b = {0};

    (void)state;
    assert_int_equal(ent_buf_add(&b, NULL, 0), ENT_OK);
    assert_string_equal(b.data, "");
    ent_buf_clear(&b);
}

static void
it_grows_to_its_maximum_and_no_further(void **state)
{
    ent_buf b = {.max = 1000};
    int i;

    (void)state;
    for (i = 0; i < 1000; i++)
        assert_int_equal(ent_buf_addc(&b, (char)('a' + i % 26)), ENT_OK);
    assert_int_equal(ent_buf_addc(&b, 'x'), ENT_E_LIMIT);
    assert_int_equal(ent_buf_addf(&b, "%s", "x"), ENT_E_LIMIT);
    assert_int_equal(b.len, 1000);
    assert_int_equal(b.data[999], 'a' + 999 % 26);
    assert_int_equal(b.data[1000], '\0');
    ent_buf_clear(&b);
}

static void
without_a_maximum_it_has_the_default(void **state)
{
    ent_buf b = {0};

    (void)state;
    assert_int_equal(ent_buf_add(&b, "x", ENT_BUF_MAX_DEFAULT + 1), ENT_E_LIMIT);
    assert_null(b.data);
    b.len = 5; /* a sum that wraps around is a limit too */
    assert_int_equal(ent_buf_add(&b, "x", SIZE_MAX), ENT_E_LIMIT);
}

static void
a_long_formatted_text_comes_whole(void **state)
{
    ent_buf b = {0};

    (void)state;
    assert_int_equal(ent_buf_addf(&b, "%s|%1000d|", "x", 5), ENT_OK);
    assert_int_equal(b.len, 1003);
    assert_int_equal(b.data[1001], '5');
    b.max = 1100;
    assert_int_equal(ent_buf_addf(&b, "%1000d", 5), ENT_E_LIMIT);
    assert_int_equal(b.len, 1003);
    assert_int_equal(b.data[1002], '|');
    ent_buf_clear(&b);
}

static void
a_text_that_cannot_be_formatted_is_refused(void **state)
{
    ent_buf b = {0};
    const wchar_t wide[] = {0x7FFFFFFF, 0}; /* no character in any locale */

    (void)state;
    assert_int_equal(ent_buf_addf(&b, "%ls", wide), ENT_E_LIMIT);
    ent_buf_clear(&b);
}

static void
a_reset_keeps_the_memory_and_not_the_text(void **state)
{
    ent_buf b = {0};
    char *memory;

    (void)state;
    ent_buf_reset(&b);
    assert_int_equal(ent_buf_adds(&b, "abc"), ENT_OK);
    memory = b.data;
    ent_buf_reset(&b);
    assert_int_equal(b.len, 0);
    assert_string_equal(b.data, "");
    assert_ptr_equal(b.data, memory);
    ent_buf_clear(&b);
    ent_buf_clear(NULL);
}

static void
no_memory_leaves_what_was_there(void **state)
{
    ent_buf b = {0};

    (void)state;
    NEEDS_FAULTS();
    assert_int_equal(ent_buf_adds(&b, "abc"), ENT_OK);
    FAIL_FROM(ENT_FAULT_ALLOC, 1);
    assert_int_equal(ent_buf_addf(&b, "%500d", 1), ENT_E_NOMEM);
    assert_int_equal(ent_buf_addf(&b, "%200d", 1), ENT_E_NOMEM);
    NO_FAULTS(ENT_FAULT_ALLOC);
    assert_string_equal(b.data, "abc");
    ent_buf_clear(&b);
}

static void
a_cut_text_is_reported_and_ended(void **state)
{
    char out[4];

    (void)state;
    assert_true(ent_snprintf(out, sizeof out, "%d", 123));
    assert_string_equal(out, "123");
    assert_false(ent_snprintf(out, sizeof out, "%d", 1234));
    assert_string_equal(out, "123");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_added_comes_out_in_order),
        cmocka_unit_test(adding_nothing_makes_an_empty_text),
        cmocka_unit_test(it_grows_to_its_maximum_and_no_further),
        cmocka_unit_test(without_a_maximum_it_has_the_default),
        cmocka_unit_test(a_long_formatted_text_comes_whole),
        cmocka_unit_test(a_text_that_cannot_be_formatted_is_refused),
        cmocka_unit_test(a_reset_keeps_the_memory_and_not_the_text),
        cmocka_unit_test(no_memory_leaves_what_was_there),
        cmocka_unit_test(a_cut_text_is_reported_and_ended),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
