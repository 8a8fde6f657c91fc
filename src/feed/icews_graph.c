/* feed/icews_graph.c: ICEWS14 and ICEWS18 graph sets: quadruples of numbers, names beside them. */
#include "feed/graph_priv.h"

/* Columns. A fifth, -1 or 0, is passed over. */
enum { SUBJECT = 0, RELATION = 1, OBJECT = 2, HOURS = 3 };

/* What tells the sets apart, and their days since 1970-01-01. */
enum {
    NAMES_14 = 7128,
    NAMES_18 = 23033,
    FIRST_14 = 16071, /* 2014-01-01 */
    LAST_14 = 16435,  /* 2014-12-31 */
    FIRST_18 = 17532, /* 2018-01-01 */
    LAST_18 = 17835   /* 2018-10-31 */
};

static bool
recognise_14(const feed_head *head)
{
    return graph_looks_like_rows(head) && graph_names_count(head->path) == NAMES_14;
}

static bool
recognise_18(const feed_head *head)
{
    return graph_looks_like_rows(head) && graph_names_count(head->path) == NAMES_18;
}

static void
end(void *state)
{
    graph_names_clear(state);
    ent_free(state);
}

static ent_status
begin(const feed_head *head, int32_t first_day, int32_t last_day, void **state, ent_error *err)
{
    graph_names *names;
    ent_status st;

    if (!head->path)
        return ent_fail(err, ENT_E_FORMAT,
                        "%s: the names of a graph set lie beside its files; give it as a file",
                        head->name);
    names = ent_alloc(1, sizeof *names);
    if (!names) return ent_fail(err, ENT_E_NOMEM, "no memory to read %s", head->name);
    *names = (graph_names){.first_day = first_day, .last_day = last_day};
    st = graph_names_load(head->path, names, err);
    if (st)
        end(names);
    else
        *state = names;
    return st;
}

static ent_status
begin_14(const feed_head *head, void **state, ent_error *err)
{
    return begin(head, FIRST_14, LAST_14, state, err);
}

static ent_status
begin_18(const feed_head *head, void **state, ent_error *err)
{
    return begin(head, FIRST_18, LAST_18, state, err);
}

/* A number, the blanks that pad it taken off. */
static bool
read_number(feed_text t, uint32_t *out)
{
    while (t.n > 0 && t.p[0] == ' ')
        t.p++, t.n--;
    while (t.n > 0 && (t.p[t.n - 1] == ' ' || t.p[t.n - 1] == '\r'))
        t.n--;
    return feed_read_count(t, out);
}

static bool
read_entity(const graph_names *names, const feed_line *line, unsigned column, const char *name,
            graph_entity *out, feed_reason *why)
{
    uint32_t id;

    if (!read_number(feed_field(line, column), &id) || id >= names->n_entities ||
        names->entities[id].country.n == 0)
        return feed_refuse(why, column + 1, name, feed_field(line, column),
                           "want a number of entity2id.txt");
    *out = names->entities[id];
    return true;
}

static bool
parse(const void *state, const feed_line *line, feed_row *row, feed_reason *why)
{
    const graph_names *names = state;
    const graph_relation *relation;
    graph_entity from, to;
    uint32_t id, hours;

    if (!read_entity(names, line, SUBJECT, "subject", &from, why) ||
        !read_entity(names, line, OBJECT, "object", &to, why))
        return false;
    if (!read_number(feed_field(line, RELATION), &id) || id >= names->n_relations ||
        names->relations[id].code.n == 0)
        return feed_refuse(why, RELATION + 1, "relation", feed_field(line, RELATION),
                           "want a number of relation2id.txt");
    if (!read_number(feed_field(line, HOURS), &hours) || hours % 24 != 0 ||
        hours / 24 > (uint32_t)(names->last_day - names->first_day))
        return feed_refuse(why, HOURS + 1, "time", feed_field(line, HOURS),
                           "want hours, a multiple of 24, within the set's days");
    relation = &names->relations[id];
    row->from = from.country;
    row->from_role = from.role;
    row->to = to.country;
    row->to_role = to.role;
    row->event_code = relation->code;
    row->class_number = relation->class_number;
    row->has_intensity = true;
    row->intensity_tenths = relation->intensity_tenths;
    row->day = names->first_day + (int32_t)(hours / 24);
    row->known_day = row->day;
    return true;
}

/* ---- the two sets --------------------------------------------------------------------------- */

static const struct ent_feed_format format_14 = {
    .expects = "4 or 5 numbers between tabs, 7128 names in entity2id.txt",
    .separator = '\t',
    .fields_min = 4,
    .fields_max = 5,
    .actors = ENT_SCHEME_NAME,
    .event_column = RELATION + 1,
    .event_name = "relation",
    .coder = "icews machine coder",
    .intensity_scale = "goldstein",
    .recognise = recognise_14,
    .begin = begin_14,
    .end = end,
    .parse = parse,
};

static const struct ent_feed_format format_18 = {
    .expects = "4 or 5 numbers between tabs, 23033 names in entity2id.txt",
    .separator = '\t',
    .fields_min = 4,
    .fields_max = 5,
    .actors = ENT_SCHEME_NAME,
    .event_column = RELATION + 1,
    .event_name = "relation",
    .coder = "icews machine coder",
    .intensity_scale = "goldstein",
    .recognise = recognise_18,
    .begin = begin_18,
    .end = end,
    .parse = parse,
};

const ent_feed feed_icews14 = {
    .name = "icews14",
    .version = 1,
    .set = "icews14",
    .what = "ICEWS14 graph set: train, valid and test.txt with their tables of names, 2014",
    .scheme = ENT_EVENT_CAMEO,
    .format = &format_14,
};

const ent_feed feed_icews18 = {
    .name = "icews18",
    .version = 1,
    .set = "icews18",
    .what = "ICEWS18 graph set: train, valid and test.txt with their tables of names, 2018",
    .scheme = ENT_EVENT_CAMEO,
    .format = &format_18,
};
