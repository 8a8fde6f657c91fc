/* sources_table.c: reads a table of sources (citation, licence) as users write it. */
#include <string.h>

#include "table_priv.h"

enum { SOURCES_MAX = 10000 };

static const char *const columns[] = {"source",     "type", "?author", "?year", "title",
                                      "?publisher", "?url", "licence", "?note", NULL};
enum { SOURCE, TYPE, AUTHOR, YEAR, TITLE, PUBLISHER, URL, LICENCE, NOTE };

static const ent_reader sources_reader = {.name = "sources", .version = 1, .set = "hand"};

typedef struct collected {
    ent_arena *arena;
    ent_source_info *items;
    size_t n, cap;
} collected;

static bool
known_type(const char *type)
{
    static const char *const types[] = {"article", "book", "dataset", "misc", "online", "report"};

    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (strcmp(type, types[i]) == 0) return true;
    return false;
}

/** A field copied into the arena; absent is "". */
static const char *
copy(ent_tab *t, int col, ent_arena *arena)
{
    const char *s = ent_tab_raw(t, col);

    return ent_arena_strdup(arena, s ? s : "");
}

static ent_status
make_room(collected *c)
{
    size_t cap = c->cap ? c->cap * 2 : 64;
    ent_source_info *more;

    if (c->n < c->cap) return ENT_OK;
    more = cap <= SOURCES_MAX ? ent_arena_alloc(c->arena, cap, sizeof *more) : NULL;
    if (!more) return ENT_E_NOMEM;
    if (c->n) memcpy(more, c->items, c->n * sizeof *more);
    c->items = more;
    c->cap = cap;
    return ENT_OK;
}

static bool
is_there(const collected *c, const char *code)
{
    for (size_t i = 0; i < c->n; i++)
        if (strcmp(c->items[i].code, code) == 0) return true;
    return false;
}

static ent_status
read_row(ent_tab *t, void *ctx, ent_error *err)
{
    collected *c = ctx;
    ent_source_info *s;
    static const int needed[] = {SOURCE, TYPE, TITLE, LICENCE};

    (void)err;
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
        if (!ent_tab_raw(t, needed[i]))
            return ent_tab_wrong(t, "column %s is empty; it is needed", columns[needed[i]]);
    if (!known_type(ent_tab_raw(t, TYPE)))
        return ent_tab_wrong(t,
                             "column type is \"%.40s\"; want article, book, dataset, misc, "
                             "online or report",
                             ent_tab_raw(t, TYPE));
    if (is_there(c, ent_tab_raw(t, SOURCE)))
        return ent_tab_wrong(t, "source \"%.60s\" stands in the table twice",
                             ent_tab_raw(t, SOURCE));
    if (make_room(c)) return ENT_E_NOMEM;
    s = &c->items[c->n];
    *s = (ent_source_info){.code = copy(t, SOURCE, c->arena),
                           .type = copy(t, TYPE, c->arena),
                           .author = copy(t, AUTHOR, c->arena),
                           .year = copy(t, YEAR, c->arena),
                           .title = copy(t, TITLE, c->arena),
                           .publisher = copy(t, PUBLISHER, c->arena),
                           .url = copy(t, URL, c->arena),
                           .licence = copy(t, LICENCE, c->arena),
                           .note = copy(t, NOTE, c->arena)};
    if (!s->code || !s->type || !s->author || !s->year || !s->title || !s->publisher || !s->url ||
        !s->licence || !s->note)
        return ENT_E_NOMEM;
    c->n++;
    return ENT_NONE;
}

ent_status
ent_sources_read(const char *path, ent_arena *arena, ent_source_info **out, size_t *n,
                 ent_error *err)
{
    ent_read_input in = {.path = path};
    ent_sink sink = ent_tab_private_sink(true); /* without its source a claim cannot be cited */
    ent_tab_spec spec = {.reader = &sources_reader,
                         .columns = columns,
                         .rows = {.separator = '\t', .no_quotes = true, .comments = true}};
    collected c = {.arena = arena};
    ent_status st = ent_tab_run(&in, &sink, &spec, read_row, &c, err);

    if (st) return st == ENT_E_FORMAT ? ent_fail(err, ENT_E_PARSE, "%s", err ? err->text : "") : st;
    *out = c.items;
    *n = c.n;
    return ENT_OK;
}
