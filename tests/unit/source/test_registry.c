/* test_registry.c: the list of readers, and the published sets they belong to. */
#include "read_help.h"

static void
every_reader_is_whole_and_its_set_is_known(void **state)
{
    size_t n = 0;
    const ent_reader *const *all = ent_readers(&n);

    (void)state;
    assert_true(n > 40);
    for (size_t i = 0; i < n; i++) {
        assert_non_null(all[i]->name);
        assert_non_null(all[i]->what);
        assert_non_null(all[i]->read);
        assert_true(all[i]->version > 0);
        if (!ent_source_set(all[i]->set)) fail_msg("%s: set %s", all[i]->name, all[i]->set);
        assert_ptr_equal(ent_reader_by_name(all[i]->name), all[i]);
        for (size_t k = i + 1; k < n; k++)
            assert_string_not_equal(all[i]->name, all[k]->name);
    }
    assert_null(ent_reader_by_name("none"));
    assert_null(ent_source_set("none"));
}

static void
no_header_begins_as_another(void **state)
{
    size_t n = 0;
    const ent_reader *const *all = ent_readers(&n);

    (void)state;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++)
            if (i != k && all[i]->header && all[k]->header && !all[i]->recognise &&
                !all[k]->recognise &&
                strncmp(all[i]->header, all[k]->header, strlen(all[i]->header)) == 0)
                fail_msg("%s begins as %s", all[k]->name, all[i]->name);
}

static void
a_set_is_cited_with_its_release(void **state)
{
    const ent_source_info *info = ent_source_set("sipri");

    (void)state;
    assert_non_null(info);
    assert_string_equal(info->publisher, "SIPRI");
    assert_date(&info->released, "2026-02-12");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_reader_is_whole_and_its_set_is_known),
        cmocka_unit_test(no_header_begins_as_another),
        cmocka_unit_test(a_set_is_cited_with_its_release),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
