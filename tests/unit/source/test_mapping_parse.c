/* test_mapping_parse.c: a mistake in a mapping file is said with its line. */
#include <stdio.h>

#include "read_help.h"

static ent_status
read_mapped(const char *data, const char *mapping, ent_counting_sink *out, ent_error *err)
{
    ent_ref *ref = NULL;
    ent_read_input in = {.path = data, .mapping = mapping};
    ent_status st;

    assert_int_equal(ent_ref_open(NULL, &ref, NULL), ENT_OK);
    in.ref = ref;
    st = read_with(&in, "mapping", out, err);
    ent_ref_close(ref);
    return st;
}

/** Write a mapping, try it on the capabilities, and see what is said. */
static void
assert_says(const char *mapping, uint64_t row, const char *says)
{
    char path[] = "/tmp/entente-mapping-test.tsv";
    ent_counting_sink s;
    ent_error err = {0};

    assert_int_equal(ent_file_write(path, mapping, strlen(mapping), &err), ENT_OK);
    if (read_mapped(DATA "cow_nmc.csv", path, &s, &err) == ENT_OK) fail_msg("was taken: %s", says);
    assert_text_has(err.text, says);
    assert_string_equal(err.file, path);
    assert_int_equal(err.row, row);
    ent_counting_sink_clear(&s);
    (void)remove(path);
}

static void
a_mistake_in_the_mapping_is_said_with_its_line(void **state)
{
    (void)state;
    assert_says("field\thow\targument\nclaim\nindicator\tconst\tcinc\n", 1, "set");
    assert_says("set\tconst\thand\nclaim\nindicater\tconst\tcinc\n", 3, "indicater");
    assert_says("set\tconst\thand\nclaim\nindicator\tconst\tcincc\nfrom\tcow\tccode\n"
                "valid_from\tyear\tyear\n",
                3, "not in the table of indicators");
    assert_says("set\tconst\thand\nclaim\nindicator\tconst\tcinc\nfrom\tcow\tccode\n", 2,
                "no \"valid_from\"");
    assert_says("set\tconst\thand\nfrom\tcowe\tccode\n", 2, "cowe");
    assert_says("set\tconst\thand\nvalid_from\tdays\tyear\n", 2, "days");
    assert_says("set\tconst\thand\ntable\tseparator\tcolon\n", 2, "semicolon");
    assert_says("set\tconst\thand\nclaim\nquantity\tcolumn\t@value\n", 3, "melt");
    assert_says("set\tconst\thand\nclaim\nfrom\tcow\tccode\nindicator\tconst\tcinc\n"
                "valid_from\tyear\tyeer\n",
                5, "no column \"yeer\"");
    assert_says("set\tconst\thand\nsign\tmap\tccode\n", 2, "becomes");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mistake_in_the_mapping_is_said_with_its_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
