/* test_params_text.c: parameters read back as they were written, or not at all. */
#include "oracle.h"

#include <stdlib.h>

static ent_track_params params, back;

static void
fill(uint64_t seed)
{
    dice d = {seed};

    oracle_params(&d, &params);
    memcpy(params.origin, "made up: a test", 16);
    params.sources[2] = (ent_track_source){.name = "anchor level",
                                           .kind = ENT_OBS_ORDERED,
                                           .lam = 2,
                                           .n_levels = 4,
                                           .tau = {-1, .25, 1e-3 + 1}};
    params.sources[3] =
        (ent_track_source){.name = "counts", .kind = ENT_OBS_COUNT, .lam = 1, .phi = 2.5};
    params.n_sources = 4;
    params.houses[0] = (ent_track_house){.name = "a house", .effect = -.25, .sd = .1};
    params.houses[1] = (ent_track_house){.name = "b", .sd = .2};
    params.n_houses = 2;
    params.n_world = seed % 3;
    memset(params.world_t, 0, sizeof params.world_t);
    memset(params.world_w, 0, sizeof params.world_w);
    for (size_t j = 0; j < params.n_world; j++) {
        params.world_t[j] = 1950 + 25.5 * (double)j;
        for (size_t k = 0; k < ENT_TRACK_KINDS; k++)
            params.world_w[k][j] = (double)k - .3 * (double)j;
    }
}

static void
test_back(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 50; seed++) {
        ent_buf text = {.max = 0}, again = {.max = 0};
        ent_error err = {.status = ENT_OK};
        char hash[ENT_SHA256_HEX_MAX], same[ENT_SHA256_HEX_MAX];

        fill(seed);
        assert_int_equal(ent_track_params_write(&params, &text, &err), ENT_OK);
        memset(&back, 0, sizeof back);
        if (ent_track_params_read(text.data, text.len, "p.tsv", &back, &err) != ENT_OK)
            fail_msg("row %u: %s", (unsigned)err.row, err.text);
        assert_memory_equal(&params, &back, sizeof params);
        assert_int_equal(ent_track_params_write(&back, &again, &err), ENT_OK);
        assert_string_equal(text.data, again.data);
        assert_int_equal(ent_track_params_hash(&params, hash, &err), ENT_OK);
        assert_int_equal(ent_track_params_hash(&back, same, &err), ENT_OK);
        assert_string_equal(hash, same);
        back.kappa[0] *= 1 + 1e-15;
        assert_int_equal(ent_track_params_hash(&back, same, &err), ENT_OK);
        assert_string_not_equal(hash, same);
        ent_buf_clear(&text);
        ent_buf_clear(&again);
    }
}

/* Replace the first `from` by `to`, read, want this status. */
static void
broken(const char *from, const char *to, ent_status want)
{
    ent_buf text = {.max = 0}, wrong = {.max = 0};
    ent_error err = {.status = ENT_OK};
    const char *at;

    assert_int_equal(ent_track_params_write(&params, &text, &err), ENT_OK);
    at = strstr(text.data, from);
    if (!at) fail_msg("no \"%s\" in the text", from);
    assert_int_equal(ent_buf_add(&wrong, text.data, (size_t)(at - text.data)), ENT_OK);
    assert_int_equal(ent_buf_adds(&wrong, to), ENT_OK);
    assert_int_equal(ent_buf_adds(&wrong, at + strlen(from)), ENT_OK);
    memset(&back, 7, sizeof back);
    if (ent_track_params_read(wrong.data, wrong.len, "p.tsv", &back, &err) != want)
        fail_msg("\"%s\" for \"%s\": %s", to, from, err.text);
    assert_int_equal(((unsigned char *)&back)[0], 7);
    ent_buf_clear(&text);
    ent_buf_clear(&wrong);
}

static void
test_refusals(void **state)
{
    (void)state;
    fill(3);
    broken("process\t\tkappa\t2", "process\t\tkappa\t3", ENT_E_DOMAIN);
    broken("process\t\tkappa\t2", "process\t\tkappa\t4", ENT_E_PARSE);
    broken("process\t\tkappa\t2", "process\t\tkapa\t2", ENT_E_PARSE);
    broken("process\t\tmu.other\t2", "process\t\tmu.other\t3", ENT_E_PARSE);
    broken("process", "proces", ENT_E_PARSE);
    broken("ordered", "orderly", ENT_E_PARSE);
    broken("source\tref\tkind\t0", "source\tref\tkind\t17", ENT_E_PARSE);
    broken("source\tref\tkind\t0", "source\tref\tkind\t1", ENT_E_PARSE);
    broken("levels\t1\t4", "levels\t1\t40", ENT_E_PARSE);
    broken("source\tref\tlam", "source\tother\tlam", ENT_E_PARSE);
    broken("lam\t1\t1\n", "lam\t1\t1.0\n", ENT_E_PARSE);
    broken("lam\t1\t1\n", "lam\t1\tx\n", ENT_E_PARSE);
    broken("lam\t1\t1\n", "lam\t1\n", ENT_E_PARSE);
    broken("# entente", "# another", ENT_E_PARSE);
    broken("rho\t1\t0.1", "rho\t1\t1.1", ENT_E_DOMAIN);
    broken("house\tb", "house\ta name that is longer than all names may be", ENT_E_PARSE);
    broken("source\tcounts", "source\ta name that is longer than all names may be", ENT_E_PARSE);
}

static void
test_limit(void **state)
{
    size_t n = (size_t)1 << 23;
    char *bytes = calloc(n, 1);

    (void)state;
    assert_int_equal(ent_track_params_read(bytes, n, "p.tsv", &back, NULL), ENT_E_LIMIT);
    free(bytes);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("what is written reads back, with the same hash", test_back),
        FACT("a changed line is refused, and nothing is given", test_refusals),
        FACT("a file beyond the limit is refused", test_limit),
    };

    return RUN(tests);
}
