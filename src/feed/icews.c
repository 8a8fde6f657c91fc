/* feed/icews.c: the ICEWS coded event data, .tab files of the Dataverse: 20 columns, header. */
#include "feed/columns_priv.h"
#include "feed/roles_priv.h"

enum {
    EVENT_ID,
    EVENT_DATE,
    SOURCE_NAME,
    SOURCE_SECTORS,
    SOURCE_COUNTRY,
    CAMEO_CODE,
    INTENSITY,
    TARGET_SECTORS,
    TARGET_COUNTRY,
    STORY_ID,
    SENTENCE,
    COLUMNS_USED
};

static const feed_column_name names[COLUMNS_USED] = {
    [EVENT_ID] = {"Event ID", NULL, false},
    [EVENT_DATE] = {"Event Date", NULL, false},
    [SOURCE_NAME] = {"Source Name", NULL, false},
    [SOURCE_SECTORS] = {"Source Sectors", NULL, false},
    [SOURCE_COUNTRY] = {"Source Country", NULL, false},
    [CAMEO_CODE] = {"CAMEO Code", NULL, false},
    [INTENSITY] = {"Intensity", NULL, false},
    [TARGET_SECTORS] = {"Target Sectors", NULL, false},
    [TARGET_COUNTRY] = {"Target Country", NULL, false},
    [STORY_ID] = {"Story ID", NULL, false},
    [SENTENCE] = {"Sentence Number", NULL, false},
};

typedef struct icews {
    uint16_t at[COLUMNS_USED];
    uint32_t columns;
} icews;

static bool
recognise(const feed_head *head)
{
    icews it;

    return feed_columns_find(head, '\t', names, COLUMNS_USED, it.at, &it.columns, NULL) == ENT_OK;
}

static ent_status
begin(const feed_head *head, void **state, ent_error *err)
{
    icews *it = ent_alloc(1, sizeof *it);
    ent_status st;

    if (!it) return ent_fail(err, ENT_E_NOMEM, "no memory to read %s", head->name);
    st = feed_columns_find(head, '\t', names, COLUMNS_USED, it->at, &it->columns, err);
    if (st)
        ent_free(it);
    else
        *state = it;
    return st;
}

/* A column's text; nothing where the file says that there is nothing. No country is called "NA" or
 * "NULL": ICEWS writes names, "Namibia". */
static feed_text
get(const icews *it, const feed_line *line, int column)
{
    feed_text t = feed_columns_get(line, it->at[column]);

    return feed_text_is(t, "NA") || feed_text_is(t, "NULL") ? (feed_text){t.p, 0} : t;
}

/* One sentence of one story is one report, whatever events it was coded to. The two columns stand
 * side by side; where they do not, the story is. */
static feed_text
report_of(const icews *it, const feed_line *line)
{
    feed_text story = get(it, line, STORY_ID);

    if (story.n == 0 || it->at[SENTENCE] != it->at[STORY_ID] + 1) return story;
    return (feed_text){story.p, story.n + 1 + feed_field(line, it->at[SENTENCE]).n};
}

static bool
parse(const void *state, const feed_line *line, feed_row *row, feed_reason *why)
{
    const icews *it = state;
    feed_text date = get(it, line, EVENT_DATE), intensity = get(it, line, INTENSITY);
    feed_text sectors;
    int32_t tenths = 0;

    if (line->n_fields != it->columns)
        return feed_refuse(why, 0, "", (feed_text){line->text, 0},
                           "another number of columns than the header has");
    if (date.n != 10 || !feed_read_day10(date, &row->day))
        return feed_refuse(why, it->at[EVENT_DATE] + 1u, "Event Date", date,
                           "want YYYY-MM-DD, 1900 to 2099");
    row->known_day = row->day;
    row->event_code = get(it, line, CAMEO_CODE);
    row->has_intensity = intensity.n > 0;
    if (intensity.n > 0 && (!feed_read_decimal(intensity, 1, &tenths) ||
                            tenths < -FEED_INTENSITY_MAX || tenths > FEED_INTENSITY_MAX))
        return feed_refuse(why, it->at[INTENSITY] + 1u, "Intensity", intensity,
                           "want a number in -10..10");
    row->intensity_tenths = (int16_t)tenths;
    row->id = get(it, line, EVENT_ID);
    row->from = get(it, line, SOURCE_COUNTRY);
    row->to = get(it, line, TARGET_COUNTRY);
    sectors = get(it, line, SOURCE_SECTORS);
    row->from_role = (uint8_t)feed_role_sectors(sectors.p, sectors.n);
    sectors = get(it, line, TARGET_SECTORS);
    row->to_role = (uint8_t)feed_role_sectors(sectors.p, sectors.n);
    row->report = report_of(it, line);
    return true;
}

static const struct ent_feed_format format = {
    .expects = "20 columns between tabs, header Event ID, Event Date",
    .separator = '\t',
    .fields_min = 20,
    .fields_max = 20,
    .header_lines = 1,
    .actors = ENT_SCHEME_NAME,
    .event_column = 7,
    .event_name = "CAMEO Code",
    .coder = "icews machine coder",
    .intensity_scale = "goldstein",
    .recognise = recognise,
    .begin = begin,
    .end = ent_free,
    .parse = parse,
};

const ent_feed feed_icews = {
    .name = "icews",
    .version = 1,
    .set = "icews",
    .what = "ICEWS coded events, .tab files with a header of 20 columns, 1995-2023",
    .scheme = ENT_EVENT_CAMEO,
    .format = &format,
};
