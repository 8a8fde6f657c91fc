/* test_yardstick.c: a yardstick that is not whole is refused when the workspace opens; tracks enter
 * it as they are printed. */
#include "track_world.h"

#include "workspace/yardstick_priv.h"

/* A data folder whose yardstick holds this text. */
static ent_status
open_with(world *w, const char *text, ent_workspace **ws, ent_error *err)
{
    char path[200];
    ent_workspace_options options = {.data_dir = w->dir, .create = true, .now = ""};
    FILE *f;

    snprintf(path, sizeof path, "%s/starter", w->dir);
    (void)mkdir(path, 0777);
    snprintf(path, sizeof path, "%s/starter/yardstick.tsv", w->dir);
    f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    assert_int_equal(fclose(f), 0);
    return ent_workspace_open(&options, ws, err);
}

static int
clean(void **state)
{
    world *w = *state;
    char path[200];

    snprintf(path, sizeof path, "%s/starter/yardstick.tsv", w->dir);
    (void)unlink(path);
    snprintf(path, sizeof path, "%s/starter", w->dir);
    (void)rmdir(path);
    return world_close(state);
}

static void
a_whole_yardstick_is_read(void **state)
{
    world *w = *state;
    ent_workspace *ws = NULL;

    OK(open_with(w, "# made up\ntrade.total\t2019\t2019\t600\t3\t0\t10\t1e9\n", &ws, NULL));
    ent_workspace_close(ws);
    OK(open_with(w, "", &ws, NULL));
    ent_workspace_close(ws);
}

static void
a_broken_yardstick_is_refused(void **state)
{
    static const char *const BROKEN[] = {
        "trade.total\t2019\n",
        "trade.total\tlast year\t2019\t600\t3\t0\t10\t20\n",
        "trade.total\t2019\t2019\tmany\t3\t0\t10\t20\n",
        "trade.total\t2019\t2019\t600\t4\t0\t10\t20\n",
        "trade.total\t2019\t2019\t600\t1\t0\n",
        "trade.total\t2019\t2019\t600\t3\t0\tten\t20\n",
    };
    world *w = *state;

    for (size_t i = 0; i < COUNT(BROKEN); i++) {
        ent_workspace *ws = NULL;
        ent_error err = {0};

        assert_int_equal(open_with(w, BROKEN[i], &ws, &err), ENT_E_PARSE);
        assert_null(ws);
        assert_true(err.text[0] != '\0');
    }
}

/* ---- tracks -----------------------------------------------------------------------------------
 */

typedef struct met {
    size_t n[WS_YARDSTICK_TRACKS];
    double behaviour_1960;
} met;

static ent_status
meet(void *ctx, size_t quantity, int year, double value, ent_error *err)
{
    met *m = ctx;

    (void)err;
    assert_int_equal(year % 5, 0);
    m->n[quantity]++;
    if (quantity == 0 && year == 1960) m->behaviour_1960 = value;
    return ENT_OK;
}

static void
tracks_enter_as_they_are_printed(void **state)
{
    static const row MEMBERS[] = {
        {.from = "CHN", .indicator = "system.member", .valid_from = "1949", .valid_to = "2016"},
        {.from = "RUS", .indicator = "system.member", .valid_from = "1816", .valid_to = "2016"}};
    world *w = *state;
    met m = {.behaviour_1960 = 0};

    OK(ws_yardstick_tracks(w->ws, meet, &m, NULL));
    assert_int_equal(m.n[0], 0);
    LOAD(w, MEMBERS);
    load_pair(w);
    OK(ws_yardstick_tracks(w->ws, meet, &m, NULL));
    assert_int_equal(m.n[0], 13); /* 1950 to 2010 */
    assert_int_equal(m.n[1], 0);
    assert_int_equal(m.n[2], 0);
    assert_true(
        m.behaviour_1960 ==
        value_of(measure(w, "CHN", "RUS", NULL), "track.behaviour.pair:CHN>RUS@1960")->value);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        {"a whole yardstick is read, an empty one too", a_whole_yardstick_is_read, world_open,
         clean, NULL},
        {"a broken yardstick is refused", a_broken_yardstick_is_refused, world_open, clean, NULL},
        IN_TRACK_WORLD("tracks enter as they are printed", tracks_enter_as_they_are_printed),
    };

    return RUN(tests);
}
