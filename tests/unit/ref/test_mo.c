/* test_mo.c: message catalogues are read in both byte orders, and damaged ones refused. */
#include "mo_test.h"

#define HEADER "Content-Type: text/plain; charset=UTF-8\n"
static const char *const pairs[] = {"", HEADER, "France", "Frankreich", "Norway", "Norwegen"};

/* Bytes on the heap with nothing behind them, so that the address sanitizer sees one too many. */
static ent_status
open_exact(const mo_bytes *mo, size_t n, char *text, size_t size)
{
    ent_error err = {0};
    ref_mo found = {0};
    unsigned char *copy = ent_alloc(n, 1);
    ent_status st;

    assert_non_null(copy);
    memcpy(copy, mo->at, n);
    st = ref_mo_open(&found, copy, n, &err);
    for (uint32_t i = 0; st == ENT_OK && i < found.count; i++) {
        const char *id, *translation;

        ref_mo_pair(&found, i, &id, &translation);
        assert_true(strlen(id) < n && strlen(translation) < n);
    }
    if (text) (void)ent_snprintf(text, size, "%s", err.text);
    ent_free(copy);
    return st;
}

static void
both_byte_orders_read_the_same(void **state)
{
    (void)state;
    for (int swapped = 0; swapped < 2; swapped++) {
        mo_bytes mo;
        ref_mo found = {0};
        const char *id, *text;

        mo_write(&mo, pairs, 3, swapped);
        assert_int_equal(ref_mo_open(&found, mo.at, mo.n, NULL), ENT_OK);
        assert_int_equal(found.count, 3);
        ref_mo_pair(&found, 2, &id, &text);
        assert_string_equal(id, "Norway");
        assert_string_equal(text, "Norwegen");
    }
}

static void
an_empty_catalogue_is_one(void **state)
{
    mo_bytes mo;

    (void)state;
    mo_write(&mo, pairs, 0, false);
    assert_int_equal(open_exact(&mo, mo.n, NULL, 0), ENT_OK);
}

static void
every_shorter_file_is_refused(void **state)
{
    mo_bytes mo;

    (void)state;
    mo_write(&mo, pairs, 3, false);
    for (size_t n = 0; n < mo.n; n++)
        assert_int_equal(open_exact(&mo, n, NULL, 0), ENT_E_PARSE);
}

static void
damage_is_named(void **state)
{
    mo_bytes mo;
    char text[ENT_ERROR_TEXT_MAX];

    (void)state;
    mo_write(&mo, pairs, 3, false);
    assert_int_equal(open_exact(&mo, 5, text, sizeof text), ENT_E_PARSE);
    assert_non_null(strstr(text, "too few"));
    mo.at[0] ^= 1;
    assert_int_equal(open_exact(&mo, mo.n, text, sizeof text), ENT_E_PARSE);
    assert_non_null(strstr(text, "begins with"));
    mo_write(&mo, pairs, 3, false);
    mo_word(&mo, 4, 2U << 16);
    assert_int_equal(open_exact(&mo, mo.n, text, sizeof text), ENT_E_PARSE);
    assert_non_null(strstr(text, "revision"));
}

static void
offsets_outside_the_file_are_refused(void **state)
{
    static const size_t places[] = {8, 12, 16, 28, 32, 36, 40, 52, 56};
    static const uint32_t words[] = {0x7fffffffU, 0xffffffffU, 0x20000000U, 2000};
    char text[ENT_ERROR_TEXT_MAX];

    (void)state;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        for (size_t j = 0; j < sizeof words / sizeof *words; j++) {
            mo_bytes mo;

            mo_write(&mo, pairs, 3, false);
            mo_word(&mo, places[i], words[j]);
            assert_int_equal(open_exact(&mo, mo.n, text, sizeof text), ENT_E_PARSE);
            assert_non_null(strstr(text, "outside"));
        }
    }
}

static void
a_string_without_its_end_is_refused(void **state)
{
    mo_bytes mo;

    (void)state;
    mo_write(&mo, pairs, 3, false);
    mo.at[mo.n - 1] = 'x';
    assert_int_equal(open_exact(&mo, mo.n, NULL, 0), ENT_E_PARSE);
}

static void
only_utf8_is_read(void **state)
{
    static const char *const latin[] = {"France", "Francia", "", "charset=ISO-8859-1\n"};
    static const char *const silent[] = {"", "Language: de\n", "France", "Frankreich"};
    char text[ENT_ERROR_TEXT_MAX];
    mo_bytes mo;

    (void)state;
    mo_write(&mo, latin, 2, false);
    assert_int_equal(open_exact(&mo, mo.n, text, sizeof text), ENT_E_PARSE);
    assert_non_null(strstr(text, "UTF-8"));
    mo_write(&mo, silent, 2, false);
    assert_int_equal(open_exact(&mo, mo.n, NULL, 0), ENT_OK);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_byte_orders_read_the_same),
        cmocka_unit_test(an_empty_catalogue_is_one),
        cmocka_unit_test(every_shorter_file_is_refused),
        cmocka_unit_test(damage_is_named),
        cmocka_unit_test(offsets_outside_the_file_are_refused),
        cmocka_unit_test(a_string_without_its_end_is_refused),
        cmocka_unit_test(only_utf8_is_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
