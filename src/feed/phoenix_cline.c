/* feed/phoenix_cline.c: the Cline Center's Historical Phoenix, CSV with a header, 1945-2019. */
#include "feed/columns_priv.h"
#include "feed/phoenix_priv.h"

enum {
    EID,
    YEAR,
    MONTH,
    DAY,
    SOURCE_ROOT,
    SOURCE_AGENT,
    SOURCE_OTHERS,
    TARGET_ROOT,
    TARGET_AGENT,
    TARGET_OTHERS,
    CODE,
    GOLDSTEIN,
    AID,
    COLUMNS_USED
};

static const feed_column_name names[COLUMNS_USED] = {
    [EID] = {"eid", NULL, false},
    [YEAR] = {"year", NULL, false},
    [MONTH] = {"month", NULL, false},
    [DAY] = {"day", NULL, false},
    [SOURCE_ROOT] = {"source_root", NULL, false},
    [SOURCE_AGENT] = {"source_agent", NULL, false},
    [SOURCE_OTHERS] = {"source_others", NULL, false},
    [TARGET_ROOT] = {"target_root", NULL, false},
    [TARGET_AGENT] = {"target_agent", NULL, false},
    [TARGET_OTHERS] = {"target_others", NULL, false},
    [CODE] = {"code", NULL, false},
    [GOLDSTEIN] = {"goldstein", NULL, true},
    [AID] = {"aid", NULL, true},
};

typedef struct cline {
    uint16_t at[COLUMNS_USED];
    uint32_t columns;
} cline;

static bool
recognise(const feed_head *head)
{
    cline it;

    return feed_columns_find(head, ',', names, COLUMNS_USED, it.at, &it.columns, NULL) == ENT_OK;
}

static ent_status
begin(const feed_head *head, void **state, ent_error *err)
{
    cline *it = ent_alloc(1, sizeof *it);
    ent_status st;

    if (!it) return ent_fail(err, ENT_E_NOMEM, "no memory to read %s", head->name);
    st = feed_columns_find(head, ',', names, COLUMNS_USED, it->at, &it->columns, err);
    if (st)
        ent_free(it);
    else
        *state = it;
    return st;
}

/* R writes "NA" where there is nothing. Of the columns read here only the actors' roots could mean
 * it, and Namibia's code is NAM. */
static feed_text
get(const cline *it, const feed_line *line, int column)
{
    feed_text t = it->at[column] < line->n_fields ? feed_field_bare(line, it->at[column])
                                                  : (feed_text){"", 0};

    return feed_text_is(t, "NA") ? (feed_text){t.p, 0} : t;
}

/* The day from its three columns: story_date is written in more than one way. */
static bool
read_day(const cline *it, const feed_line *line, int32_t *out)
{
    uint32_t year, month, day;
    char text[9];

    if (!feed_read_count(get(it, line, YEAR), &year) ||
        !feed_read_count(get(it, line, MONTH), &month) ||
        !feed_read_count(get(it, line, DAY), &day) || year > 9999 || month > 12 || day > 31)
        return false;
    for (int i = 3; i >= 0; i--, year /= 10)
        text[i] = (char)('0' + year % 10);
    text[4] = (char)('0' + month / 10);
    text[5] = (char)('0' + month % 10);
    text[6] = (char)('0' + day / 10);
    text[7] = (char)('0' + day % 10);
    return feed_read_day8((feed_text){text, 8}, out);
}

static bool
parse(const void *state, const feed_line *line, feed_row *row, feed_reason *why)
{
    const cline *it = state;

    if (line->n_fields != it->columns)
        return feed_refuse(why, 0, "", (feed_text){line->text, 0},
                           "another number of columns than the header has");
    if (!read_day(it, line, &row->day))
        return feed_refuse(why, it->at[YEAR] + 1u, "year", get(it, line, YEAR),
                           "want year, month and day of the calendar, 1900 to 2099");
    row->known_day = row->day;
    row->id = get(it, line, EID);
    row->from = feed_phoenix_country(get(it, line, SOURCE_ROOT));
    row->to = feed_phoenix_country(get(it, line, TARGET_ROOT));
    row->from_role = feed_phoenix_role(get(it, line, SOURCE_AGENT), get(it, line, SOURCE_OTHERS));
    row->to_role = feed_phoenix_role(get(it, line, TARGET_AGENT), get(it, line, TARGET_OTHERS));
    row->report = get(it, line, AID);
    row->event_code = feed_phoenix_code(get(it, line, CODE));
    return feed_phoenix_intensity(get(it, line, GOLDSTEIN), it->at[GOLDSTEIN], row, why);
}

static const struct ent_feed_format format = {
    .expects = "25 columns between commas, header eid, story_date",
    .separator = ',',
    .quotes = true,
    .fields_min = 20,
    .fields_max = 40,
    .header_lines = 1,
    .actors = ENT_SCHEME_CAMEO,
    .event_column = 14,
    .event_name = "code",
    .coder = "petrarch-2 machine coder",
    .intensity_scale = "goldstein",
    .recognise = recognise,
    .begin = begin,
    .end = ent_free,
    .parse = parse,
};

const ent_feed feed_phoenix_cline = {
    .name = "phoenix-cline",
    .version = 1,
    .set = "phoenix-cline",
    .what = "Cline Center Historical Phoenix, CSV with a header, 1945-2019",
    .scheme = ENT_EVENT_CAMEO,
    .format = &format,
};
