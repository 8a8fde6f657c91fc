/* test_yardstick.c: a yardstick that is not whole is refused when the workspace opens. */
#include "workspace_test.h"

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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        {"a whole yardstick is read, an empty one too", a_whole_yardstick_is_read, world_open,
         clean, NULL},
        {"a broken yardstick is refused", a_broken_yardstick_is_refused, world_open, clean, NULL},
    };

    return RUN(tests);
}
