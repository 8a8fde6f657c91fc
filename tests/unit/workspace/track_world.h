/* track_world.h: parameters for tests of tracks, and a workspace whose data folder holds them. */
#ifndef TESTS_UNIT_WORKSPACE_TRACK_WORLD_H
#define TESTS_UNIT_WORKSPACE_TRACK_WORLD_H

#include "workspace_test.h"

static inline void
source(ent_track_params *p, const char *name, ent_track_kind kind, size_t n_levels)
{
    ent_track_source *s = &p->sources[p->n_sources++];

    *s = (ent_track_source){
        .kind = kind, .lam = 1, .sigma = 0.5, .rho = 0.1, .phi = 1, .n_levels = n_levels};
    assert_true(ent_snprintf(s->name, sizeof s->name, "%s", name));
    for (size_t i = 0; i + 1 < n_levels; i++)
        s->tau[i] = (double)i - 2;
}

/* Plausible, made up, and of every source that the ledger feeds. */
static inline const ent_track_params *
test_params(void)
{
    static ent_track_params p;

    if (p.n_sources) return &p;
    (void)ent_snprintf(p.origin, sizeof p.origin, "made up for tests");
    for (int k = 0; k < ENT_TRACK_KINDS; k++) {
        p.kappa[k] = 1;
        p.fast.mood[k] = p.level.mood[k] = 0.5;
        p.fast.own[k] = p.level.own[k] = 0.5;
        p.slow.own[k] = 0.1;
    }
    p.volatility[2] = 1;
    source(&p, "mid", ENT_OBS_ORDERED, 4);
    source(&p, "alliance", ENT_OBS_ORDERED, 3);
    source(&p, "un.idealpoint", ENT_OBS_GAUSSIAN, 0);
    source(&p, "opinion.favourable", ENT_OBS_SHARE, 0);
    source(&p, "icews.words", ENT_OBS_TONE, 0);
    source(&p, "icews.deeds", ENT_OBS_TONE, 0);
    OK(ent_track_params_check(&p, NULL));
    return &p;
}

static const char SCALE[] = "# made up\nkind\trows\tmean\tsd\nB\t9\t0\t2\nR\t9\t0\t1\nO\t9\t0\t1\n";
static const char NEARNESS[] = "# made up\nyear\tpairs\tmean\tsd\n2017\t100\t1\t0.5\n";

static inline int
track_world_open(void **state)
{
    ent_workspace_options options = {.create = true, .now = "2025-11-23T00:00:00Z"};
    world *w = calloc(1, sizeof *w);
    ent_buf text = {0};
    char path[160];

    if (!w) return -1;
    snprintf(w->dir, sizeof w->dir, "tracks-XXXXXX");
    if (getenv("TMPDIR")) snprintf(w->dir, sizeof w->dir, "%.40s/tr-XXXXXX", getenv("TMPDIR"));
    *state = w;
    if (!mkdtemp(w->dir)) return -1;
    snprintf(path, sizeof path, "%s/params", w->dir);
    if (mkdir(path, 0777)) return -1;
    snprintf(path, sizeof path, "%s/params/tracks-1.tsv", w->dir);
    if (ent_track_params_write(test_params(), &text, NULL) ||
        ent_file_write(path, text.data, text.len, NULL))
        return -1;
    ent_buf_clear(&text);
    snprintf(path, sizeof path, "%s/params/tracks-1.scale.tsv", w->dir);
    if (ent_file_write(path, SCALE, sizeof SCALE - 1, NULL)) return -1;
    snprintf(path, sizeof path, "%s/params/un_nearness.tsv", w->dir);
    if (ent_file_write(path, NEARNESS, sizeof NEARNESS - 1, NULL)) return -1;
    options.data_dir = w->dir;
    return ent_workspace_open(&options, &w->ws, NULL) != ENT_OK;
}

static inline int
track_world_close(void **state)
{
    world *w = *state;
    char path[160];

    snprintf(path, sizeof path, "%s/params/tracks-1.tsv", w->dir);
    (void)unlink(path);
    snprintf(path, sizeof path, "%s/params/tracks-1.scale.tsv", w->dir);
    (void)unlink(path);
    snprintf(path, sizeof path, "%s/params/un_nearness.tsv", w->dir);
    (void)unlink(path);
    snprintf(path, sizeof path, "%s/params", w->dir);
    (void)rmdir(path);
    return world_close(state);
}
#define IN_TRACK_WORLD(name, function)                            \
    {                                                             \
        name, function, track_world_open, track_world_close, NULL \
    }

static inline ent_pair
pair_of(world *w, const char *a, const char *b)
{
    ent_pair pair = {0};

    OK(ent_workspace_pair(w->ws, a, b, &pair, NULL));
    return pair;
}

/* A complete list with one dispute, of 1969: level 4 by China, 2 by the Soviet Union. */
static inline void
load_disputes(world *w)
{
    ent_import_summary done = {0};
    ent_error err = {0};
    char path[160];
    ent_import_request request = {.path = path};

    write_text(w, "disputes.csv",
               "dispnum,ccode1,ccode2,year,dispongoing,disponset,sidea1,sidea2,fatality1,fatality2,"
               "fatalpre1,fatalpre2,hiact1,hiact2,hostlev1,hostlev2,orig1,orig2\n"
               "9001,710,365,1969,1,1,1,0,0,0,0,0,16,7,4,2,1,1\n"
               "9001,365,710,1969,1,1,0,1,0,0,0,0,7,16,2,4,1,1\n");
    snprintf(path, sizeof path, "%s/disputes.csv", w->dir);
    if (ent_workspace_import(w->ws, &request, &done, &err)) fail_msg("%s", err.text);
    assert_int_equal(done.tally.rejected, 0);
}

/* That list, a survey in 2018, and UN positions of 2017. */
static inline void
load_pair(world *w)
{
    static const row rows[] = {
        {.from = "RUS",
         .to = "CHN",
         .indicator = "opinion.favourable",
         .valid_from = "2018",
         .quantity = "65",
         .unit = "percent"},
        {.from = "CHN",
         .indicator = "un.idealpoint",
         .valid_from = "2017",
         .quantity = "-0.75",
         .unit = "index"},
        {.from = "RUS",
         .indicator = "un.idealpoint",
         .valid_from = "2017",
         .quantity = "-0.25",
         .unit = "index"},
    };

    load_disputes(w);
    LOAD(w, rows);
}

#endif
