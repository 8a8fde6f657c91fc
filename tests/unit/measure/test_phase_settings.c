/* test_phase_settings.c: cut points, labels and the model come from their table, whole or not at
 * all.
 */
#include "settings_test.h"

#define HEAD "scale\twhat\tvalue\torigin\treason\n"
#define LABELS                                                                                   \
    "s\tlabel.1\twar\t\t\ns\tlabel.2\tcold\t\t\ns\tlabel.3\tcool\t\t\ns\tlabel.4\tcorrect\t\t\n" \
    "s\tlabel.5\twarm\t\t\ns\tlabel.6\tallied\t\t\n"
#define CUTS \
    "s\tcut.1\t-2\t\t\ns\tcut.2\t-1\t\t\ns\tcut.3\t0\t\t\ns\tcut.4\t1\t\t\ns\tcut.5\t2\t\t\n"

static ent_status
read_table(const char *table, const char *scale, ent_arena *arena, ent_phase_settings *out,
           ent_error *err)
{
    char path[64];
    ent_status st;

    write_table(table, path);
    st = ent_measure_phase_settings(path, scale, arena, out, err);
    assert_int_equal(remove(path), 0);
    return st;
}

static void
a_table_is_read(void **state)
{
    ent_arena arena = {0};
    ent_phase_settings s = {0};

    (void)state;
    assert_int_equal(read_table("# ours\n" HEAD LABELS CUTS "t\tcut.1\t99\t\t\n"
                                "s\thazard\t0.03\t\t\ns\tlevel_mean\t-1\t\t\ns\tlevel_var\t2\t\t\n"
                                "s\tnoise_var\t0.5\t\t\ns\tnoise_phi\t0.25\t\t\ns\tshape\t2\t\t\n",
                                "s", &arena, &s, NULL),
                     ENT_OK);
    assert_string_equal(s.cuts.scale, "s");
    assert_string_equal(s.cuts.labels[5], "allied");
    assert_true(s.cuts.at[0] == -2 && s.cuts.at[4] == 2);
    assert_true(s.model.hazard == 0.03 && s.model.level_mean == -1 && s.model.level_var == 2);
    assert_true(s.model.noise_var == 0.5 && s.model.noise_phi == 0.25 && s.model.shape == 2);
    ent_arena_clear(&arena);
}

static void
the_bundled_table_is_whole(void **state)
{
    const char *const scales[] = {"conduct", "percentile"};
    ent_arena arena = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(scales); i++) {
        ent_phase_settings s = {0};

        assert_int_equal(
            ent_measure_phase_settings("data/params/phases.tsv", scales[i], &arena, &s, NULL),
            ENT_OK);
        for (size_t k = 1; k < ENT_STANCES - 1; k++)
            assert_true(s.cuts.at[k] > s.cuts.at[k - 1]);
        assert_true(i != 0 || (s.model.hazard > 0 && s.model.level_var > 0));
    }
    ent_arena_clear(&arena);
}

static void
refuses(const char *table, const char *scale, ent_status want, const char *words)
{
    ent_arena arena = {0};
    ent_phase_settings s = {0};
    ent_error err = {0};

    assert_int_equal(read_table(table, scale, &arena, &s, &err), want);
    if (!strstr(err.text, words)) fail_msg("\"%s\" does not say \"%s\"", err.text, words);
    assert_null(s.cuts.scale);
    ent_arena_clear(&arena);
}

static void
a_wrong_table_is_refused(void **state)
{
    ent_arena arena = {.limit = 1};
    ent_phase_settings s = {0};

    (void)state;
    refuses(HEAD LABELS CUTS, "other", ENT_E_UNKNOWN, "no scale \"other\"");
    refuses(HEAD LABELS, "s", ENT_E_PARSE, "wants label.1");
    refuses(HEAD CUTS "s\tlabel.1\twar\t\t\n", "s", ENT_E_PARSE, "wants label.1");
    refuses(HEAD "s\tcut.1\tx\t\t\n", "s", ENT_E_PARSE, "not a number");
    refuses(HEAD "s\tcut.6\t1\t\t\n", "s", ENT_E_UNKNOWN, "cut.6");
    refuses(HEAD "s\tmood\t1\t\t\n", "s", ENT_E_UNKNOWN, "mood");
    refuses(HEAD "s\tshape\t99\t\t\n", "s", ENT_E_PARSE, "a shape is");
    refuses(HEAD "s\tshape\tx\t\t\n", "s", ENT_E_PARSE, "not a number");
    refuses(HEAD "s\tcut.1\t1\n", "s", ENT_E_PARSE, "want 5 columns");
    assert_int_equal(ent_measure_phase_settings("no-such-table.tsv", "s", &arena, &s, NULL),
                     ENT_E_IO);
    assert_int_equal(read_table(HEAD LABELS CUTS, "s", &arena, &s, NULL), ENT_E_NOMEM);
    ent_arena_clear(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("a table of settings is read", a_table_is_read),
        FACT("the bundled table is whole", the_bundled_table_is_whole),
        FACT("a wrong table is refused", a_wrong_table_is_refused),
    };

    return RUN(tests);
}
