/* feed/graph_names.c: names that the numbers of a graph set stand for, from the tables beside it.
 */
#include "feed/graph_priv.h"

#include "entente/event.h"
#include "feed/roles_priv.h"

/* One line of a table: a name and its number, and where it stands. */
typedef struct named {
    const char *name;
    size_t n, id;
    const char *file;
    uint64_t row, byte;
} named;

typedef ent_status (*take_name)(void *ctx, const named *line, ent_error *err);

/* "folder/train.txt" and "entity2id.txt" to "folder/entity2id.txt". */
static ent_status
beside(const char *path, const char *file, ent_buf *out, ent_error *err)
{
    const char *slash = strrchr(path, '/');
    ent_status st = slash ? ent_buf_add(out, path, (size_t)(slash + 1 - path)) : ENT_OK;

    if (!st) st = ent_buf_adds(out, file);
    return st ? ent_fail(err, st, "no room for the path of %s", file) : ENT_OK;
}

static feed_text
trim(feed_text t)
{
    while (t.n > 0 && (t.p[0] == ' ' || t.p[0] == '\r'))
        t.p++, t.n--;
    while (t.n > 0 && (t.p[t.n - 1] == ' ' || t.p[t.n - 1] == '\r'))
        t.n--;
    return t;
}

/* "name TAB id", blanks around the id allowed. */
static bool
cut_line(const char *line, size_t n, named *out)
{
    uint32_t id;
    size_t at = n;

    while (at > 0 && line[at - 1] != '\t')
        at--;
    if (at < 2 || n - at > 64) return false;
    if (!feed_read_count(trim((feed_text){line + at, (uint32_t)(n - at)}), &id)) return false;
    out->name = line;
    out->n = at - 1;
    out->id = id;
    return true;
}

static ent_status
read_table(const char *path, const char *file, take_name take, void *ctx, ent_error *err)
{
    ent_buf where = {.max = 1 << 16};
    ent_lines *lines = NULL;
    const char *line = NULL;
    size_t n = 0;
    named at = {.file = file};
    ent_status st = beside(path, file, &where, err);

    if (!st) st = ent_lines_open(where.data, ENT_ENC_AUTO, &lines, err);
    while (!st && !(st = ent_lines_next(lines, &line, &n, err))) {
        at.row = ent_lines_row(lines);
        at.byte = ent_lines_byte(lines);
        if (n == 0) continue;
        if (!cut_line(line, n, &at))
            st = ent_fail_at(err, ENT_E_FORMAT, file, at.row, at.byte,
                             "want a name, a tab and a number");
        else if (at.id >= GRAPH_IDS_MAX)
            st = ent_fail_at(err, ENT_E_LIMIT, file, at.row, at.byte,
                             "number %zu; the greatest read is %d", at.id, GRAPH_IDS_MAX - 1);
        else
            st = take(ctx, &at, err);
    }
    ent_lines_close(lines);
    ent_buf_clear(&where);
    return st == ENT_END ? ENT_OK : st;
}

/* Room for item `id`; what is new is zero. */
static ent_status
make_room(void **items, size_t *cap, size_t item, size_t id, ent_error *err)
{
    size_t want = *cap ? *cap : 256;
    char *grown;

    if (id < *cap) return ENT_OK;
    while (want <= id)
        want *= 2;
    grown = ent_realloc(*items, want, item);
    if (!grown) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu names", want);
    memset(grown + *cap * item, 0, (want - *cap) * item);
    *items = grown;
    *cap = want;
    return ENT_OK;
}

/* ---- entities ------------------------------------------------------------------------------- */

/* "Police (India)" is a role and a country; "China" a country, or a person or party by name, which
 * the resolver will know or not. name is ours and may be written to. */
static graph_entity
entity_of(char *name, size_t n)
{
    size_t open = n;
    graph_entity e = {{name, (uint32_t)n}, ENT_ROLE_NONE};

    for (size_t i = 0; i < n; i++)
        if (name[i] == '_') name[i] = ' ';
    if (n < 4 || name[n - 1] != ')') return e;
    while (open > 0 && name[open - 1] != '(')
        open--;
    if (open < 2 || open == n - 1 || name[open - 2] != ' ') return e;
    e.country = (feed_text){name + open, (uint32_t)(n - 1 - open)};
    e.role = (uint8_t)feed_role_title(name, open - 2);
    return e;
}

static ent_status
take_entity(void *ctx, const named *line, ent_error *err)
{
    graph_names *names = ctx;
    char *copy;
    ent_status st = make_room((void **)&names->entities, &names->cap_entities,
                              sizeof *names->entities, line->id, err);

    if (st) return st;
    if (names->entities[line->id].country.n > 0)
        return ent_fail_at(err, ENT_E_FORMAT, line->file, line->row, line->byte,
                           "number %zu stands twice", line->id);
    copy = ent_arena_strndup(&names->arena, line->name, line->n);
    if (!copy) return ent_fail(err, ENT_E_NOMEM, "no memory for names");
    names->entities[line->id] = entity_of(copy, line->n);
    if (line->id >= names->n_entities) names->n_entities = line->id + 1;
    return ENT_OK;
}

/* ---- relations ------------------------------------------------------------------------------ */

static ent_status
take_relation(void *ctx, const named *line, ent_error *err)
{
    graph_names *names = ctx;
    const ent_event_code *code;
    graph_relation *at;
    char *title;
    ent_status st = make_room((void **)&names->relations, &names->cap_relations,
                              sizeof *names->relations, line->id, err);

    if (st) return st;
    at = &names->relations[line->id];
    if (at->code.n > 0)
        return ent_fail_at(err, ENT_E_FORMAT, line->file, line->row, line->byte,
                           "number %zu stands twice", line->id);
    title = ent_arena_strndup(&names->arena, line->name, line->n);
    if (!title) return ent_fail(err, ENT_E_NOMEM, "no memory for names");
    code = ent_event_code_titled(ENT_EVENT_CAMEO, title);
    if (!code)
        return ent_fail_at(err, ENT_E_FORMAT, line->file, line->row, line->byte,
                           "a relation that is no CAMEO title; want one of those in "
                           "data/ref/event_codes.tsv, \"Make statement\"");
    *at = (graph_relation){.code = {code->code, (uint32_t)strlen(code->code)},
                           .class_number = code->class_number,
                           .intensity_tenths = code->intensity_tenths};
    if (line->id >= names->n_relations) names->n_relations = line->id + 1;
    return ENT_OK;
}

ent_status
graph_names_load(const char *path, graph_names *names, ent_error *err)
{
    ent_status st = read_table(path, "entity2id.txt", take_entity, names, err);

    return st ? st : read_table(path, "relation2id.txt", take_relation, names, err);
}

void
graph_names_clear(graph_names *names)
{
    if (!names) return;
    ent_free(names->entities);
    ent_free(names->relations);
    ent_arena_clear(&names->arena);
    *names = (graph_names){0};
}

/* ---- what is it? ---------------------------------------------------------------------------- */

static ent_status
count_name(void *ctx, const named *line, ent_error *err)
{
    (void)line;
    (void)err;
    (*(size_t *)ctx)++;
    return ENT_OK;
}

size_t
graph_names_count(const char *path)
{
    size_t n = 0;

    if (!path || read_table(path, "entity2id.txt", count_name, &n, NULL)) return 0;
    return n;
}

bool
graph_looks_like_rows(const feed_head *head)
{
    uint32_t fields = 0, start = 0, value;

    for (uint32_t i = 0;; i++) {
        bool end = i == head->n || head->bytes[i] == '\n' || head->bytes[i] == '\r';
        feed_text t;

        if (!end && head->bytes[i] != '\t') continue;
        t = trim((feed_text){head->bytes + start, i - start});
        if (fields == 4 && t.n > 0 && t.p[0] == '-') t.p++, t.n--; /* fifth column: -1 */
        if (++fields > 5 || !feed_read_count(t, &value)) return false;
        if (end) return fields >= 4;
        start = i + 1;
    }
}
