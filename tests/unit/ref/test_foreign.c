/* test_foreign.c: translated names lead to our own, and a damaged catalogue does no harm. */
#include "mo_test.h"

#include "base/faults.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEADER "Content-Type: text/plain; charset=UTF-8\n"

/* A folder of two catalogues of German. */
static char folder[64];

static void
place(char *out, size_t size, const char *tail)
{
    assert_true(ent_snprintf(out, size, "%s%s", folder, tail));
}

static void
put(const char *name, const void *bytes, size_t n)
{
    char path[128];

    place(path, sizeof path, name);
    assert_int_equal(ent_file_write(path, bytes, n, NULL), ENT_OK);
}

static int
make_folder(void **state)
{
    static const char *const pairs[] = {"",
                                        HEADER,
                                        "Norway",
                                        "Norwegen",
                                        "Georgia",
                                        "Land Kartlien",
                                        "Samoa",
                                        "Land Kartlien",
                                        "France",
                                        "",
                                        "Nowhere at all",
                                        "Nirgendwo",
                                        "Spain",
                                        "Spanien \xff",
                                        "St. Kitts & Nevis",
                                        "St. Kitts und Nevis"};
    static const char *const former[] = {"USSR, Union of Soviet Socialist Republics", "Rote Union"};
    char path[128];
    mo_bytes mo;

    (void)state;
    (void)ent_snprintf(folder, sizeof folder, "/tmp/ent-ref-XXXXXX");
    if (!mkdtemp(folder)) return 1;
    place(path, sizeof path, "/de");
    if (mkdir(path, 0700) != 0) return 1;
    place(path, sizeof path, "/de/LC_MESSAGES");
    if (mkdir(path, 0700) != 0) return 1;
    mo_write(&mo, pairs, 8, false);
    put("/de/LC_MESSAGES/iso_3166-1.mo", mo.at, mo.n);
    mo_write(&mo, former, 1, true);
    put("/de/LC_MESSAGES/iso_3166-3.mo", mo.at, mo.n);
    return 0;
}

static int
drop_folder(void **state)
{
    static const char *const tails[] = {"/de/LC_MESSAGES/iso_3166-1.mo",
                                        "/de/LC_MESSAGES/iso_3166-3.mo"};
    char path[128];

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        place(path, sizeof path, tails[i]);
        (void)unlink(path);
    }
    place(path, sizeof path, "/de/LC_MESSAGES");
    (void)rmdir(path);
    place(path, sizeof path, "/de");
    (void)rmdir(path);
    return rmdir(folder);
}

static size_t
find(ref_foreign *f, const char *key, const char *const **owns)
{
    size_t n = 99;

    assert_int_equal(ref_foreign_find(f, key, owns, &n, NULL), ENT_OK);
    return n;
}

static void
a_translation_leads_to_our_name(void **state)
{
    ref_foreign *f = NULL;
    const char *const *owns = NULL;

    (void)state;
    assert_int_equal(ref_foreign_new(folder, &f, NULL), ENT_OK);
    assert_int_equal(find(f, "norwegen", &owns), 1);
    assert_string_equal(owns[0], "norway");
    assert_int_equal(find(f, "rote union", &owns), 1);
    assert_int_equal(find(f, "saint kitts und nevis", &owns), 1);
    assert_int_equal(find(f, "land kartlien", &owns), 2); /* one word for two countries: both */
    assert_int_equal(find(f, "nirgendwo", &owns), 0);     /* a name we do not hold */
    assert_int_equal(find(f, "spanien", &owns), 0);       /* not UTF-8 */
    assert_int_equal(find(f, "", &owns), 0);
    assert_string_equal(ref_foreign_problem(f), "");
    ref_foreign_free(f);
}

static void
one_foreign_word_for_two_countries_is_ambiguous(void **state)
{
    ent_ref *ref = NULL;

    (void)state;
    assert_int_equal(ent_ref_open(folder, &ref, NULL), ENT_OK);
    means(ref, "Norwegen", ENT_SCHEME_NAME, "", "NOR");
    means(ref, "Rote Union", ENT_SCHEME_ANY, "", "SUN");
    refused(ref, "Land Kartlien", ENT_SCHEME_NAME, "", ENT_E_AMBIGUOUS, WORDS("GEO", "WSM"));
    ent_ref_close(ref);
}

static void
a_missing_folder_holds_no_names(void **state)
{
    ref_foreign *f = NULL;
    const char *const *owns = NULL;

    (void)state;
    assert_int_equal(ref_foreign_new("/nowhere", &f, NULL), ENT_OK);
    assert_int_equal(find(f, "norwegen", &owns), 0);
    assert_string_equal(ref_foreign_problem(f), "");
    ref_foreign_free(f);
    ref_foreign_free(NULL);
}

static void
a_damaged_catalogue_is_passed_over_and_named(void **state)
{
    static const char junk[] = "this is no catalogue, whatever its name says";
    ent_ref *ref = NULL;

    (void)state;
    put("/de/LC_MESSAGES/iso_3166-3.mo", junk, sizeof junk);
    assert_int_equal(ent_ref_open(folder, &ref, NULL), ENT_OK);
    means(ref, "Norwegen", ENT_SCHEME_NAME, "", "NOR");
    refused(ref, "Rote Union", ENT_SCHEME_NAME, "", ENT_E_UNKNOWN,
            WORDS("iso_3166-3.mo was passed over", "begins with"));
    ent_ref_close(ref);
}

static void
no_memory_is_said_and_the_next_call_tries_again(void **state)
{
#ifdef ENT_FAULTS
    const char *const *owns = NULL;
    ent_status st = ENT_E_NOMEM;
    uint64_t nth;

    (void)state;
    for (nth = 1; st == ENT_E_NOMEM && nth < 2000; nth++) {
        ref_foreign *f = NULL;
        size_t n = 0;

        assert_int_equal(ref_foreign_new(folder, &f, NULL), ENT_OK);
        ent_fault_set(ENT_FAULT_ALLOC, nth, false);
        st = ref_foreign_find(f, "norwegen", &owns, &n, NULL);
        ent_fault_set(ENT_FAULT_ALLOC, 0, false);
        assert_true(st == ENT_OK || st == ENT_E_NOMEM);
        assert_int_equal(find(f, "norwegen", &owns), 1);
        ref_foreign_free(f);
    }
    assert_true(nth > 10);
    assert_int_equal(st, ENT_OK);
    for (nth = 1, st = ENT_E_NOMEM; st == ENT_E_NOMEM; nth++) {
        ref_foreign *f = NULL;

        ent_fault_set(ENT_FAULT_ALLOC, nth, false);
        st = ref_foreign_new(folder, &f, NULL);
        ref_foreign_free(f);
    }
    ent_fault_set(ENT_FAULT_ALLOC, 0, false);
#else
    (void)state;
    skip();
#endif
}

/* Every English name in the installed catalogues is one of ours. */
static void
the_installed_catalogues_name_only_whom_we_know(void **state)
{
    static const char *const files[] = {"/usr/share/locale/fr/LC_MESSAGES/iso_3166-1.mo",
                                        "/usr/share/locale/fr/LC_MESSAGES/iso_3166-3.mo"};
    ent_ref *ref = NULL;
    size_t known = 0, unknown = 0;

    (void)state;
    if (access(files[0], R_OK) != 0) skip();
    assert_int_equal(ent_ref_open(NULL, &ref, NULL), ENT_OK);
    for (size_t f = 0; f < 2; f++) {
        ent_buf bytes = {0};
        ref_mo mo = {0};

        assert_int_equal(ent_file_read(files[f], &bytes, NULL), ENT_OK);
        assert_int_equal(ref_mo_open(&mo, bytes.data, bytes.len, NULL), ENT_OK);
        for (uint32_t i = 0; i < mo.count; i++) {
            const char *id, *text;
            ent_error err;

            ref_mo_pair(&mo, i, &id, &text);
            if (!*id) continue;
            if (strcmp(ask(ref, id, ENT_SCHEME_NAME, "", &err), "unknown") == 0) {
                print_message("# unknown: %s\n", id);
                unknown++;
            } else {
                known++;
            }
        }
        ent_buf_clear(&bytes);
    }
    print_message("# %zu names known, %zu not\n", known, unknown);
    assert_true(known > 400);
    assert_int_equal(unknown, 0);
    ent_ref_close(ref);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_translation_leads_to_our_name),
        cmocka_unit_test(one_foreign_word_for_two_countries_is_ambiguous),
        cmocka_unit_test(a_missing_folder_holds_no_names),
        cmocka_unit_test(no_memory_is_said_and_the_next_call_tries_again),
        cmocka_unit_test(a_damaged_catalogue_is_passed_over_and_named),
        cmocka_unit_test(the_installed_catalogues_name_only_whom_we_know),
    };

    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
