/* feed/gdelt.c: GDELT event files 1.0 (57 and 58 columns) and 2.0 (61): one line to one row. */
#include "feed/feed_priv.h"
#include "feed/roles_priv.h"

/* Columns from 0 that all vintages share; the two at the end differ. */
enum {
    COL_ID = 0,
    COL_SQLDATE = 1,
    COL_COUNTRY_1 = 7,
    COL_TYPE_1 = 12, /* Actor1Type1Code, Actor1Type2Code, Actor1Type3Code */
    COL_COUNTRY_2 = 17,
    COL_TYPE_2 = 22,
    COL_EVENT = 26,
    COL_GOLDSTEIN = 30,
    COL_MENTIONS = 31,
    COL_SOURCES = 32,
    COL_ARTICLES = 33,
    COL_TONE = 34,
    COL_ADDED_1 = 56,
    COL_URL_1 = 57,
    COL_ADDED_2 = 59,
    COL_URL_2 = 60,
    COLUMNS_1_EARLY = 57,
    COLUMNS_1 = 58,
    COLUMNS_2 = 61
};

/* ---- fields --------------------------------------------------------------------------------- */

static uint8_t
role_of(const feed_line *line, unsigned first)
{
    for (unsigned i = first; i < first + 3; i++) {
        feed_text t = feed_field(line, i);
        ent_role role;

        if (t.n == 0) break;
        role = t.n == 3 ? feed_role_cameo(t.p) : ENT_ROLE_NONE;
        if (role != ENT_ROLE_NONE) return (uint8_t)role;
    }
    return ENT_ROLE_NONE;
}

/* Both clocks. DATEADDED is YYYYMMDD in 1.0 and YYYYMMDDHHMMSS in 2.0. */
static bool
read_days(const feed_line *line, unsigned added_column, feed_row *row, feed_reason *why)
{
    feed_text day = feed_field(line, COL_SQLDATE), added = feed_field(line, added_column);

    if (day.n != 8 || !feed_read_day8(day, &row->day))
        return feed_refuse(why, COL_SQLDATE + 1, "SQLDATE", day,
                           "want a day YYYYMMDD of 1900 to 2099");
    if (added.n == (added_column == COL_ADDED_2 ? 14 : 8) && memcmp(added.p, day.p, 8) == 0)
        row->known_day = row->day; /* most rows */
    else if (added.n != (added_column == COL_ADDED_2 ? 14 : 8) ||
             !feed_read_day8(added, &row->known_day))
        return feed_refuse(why, added_column + 1, "DATEADDED", added,
                           added_column == COL_ADDED_2
                               ? "want a time YYYYMMDDHHMMSS of 1900 to 2099"
                               : "want a day YYYYMMDD of 1900 to 2099");
    for (uint32_t i = 8; i < added.n; i++)
        if ((unsigned char)(added.p[i] - '0') > 9)
            return feed_refuse(why, added_column + 1, "DATEADDED", added,
                               "want digits only: YYYYMMDDHHMMSS");
    if (row->day > row->known_day)
        return feed_refuse(why, COL_SQLDATE + 1, "SQLDATE", day,
                           "want no day after the one it was added (DATEADDED)");
    return true;
}

static bool
read_figures(const feed_line *line, feed_row *row, feed_reason *why)
{
    feed_text goldstein = feed_field(line, COL_GOLDSTEIN), tone = feed_field(line, COL_TONE);
    uint32_t *const counts[] = {&row->mentions, &row->sources, &row->articles};
    static const char *const names[] = {"NumMentions", "NumSources", "NumArticles"};
    int32_t tenths = 0;

    for (unsigned i = 0; i < 3; i++) {
        feed_text t = feed_field(line, COL_MENTIONS + i);

        if (!feed_read_count(t, counts[i]))
            return feed_refuse(why, COL_MENTIONS + i + 1, names[i], t,
                               "want a whole number below 1000000000");
    }
    row->has_intensity = goldstein.n > 0;
    if (goldstein.n && (!feed_read_decimal(goldstein, 1, &tenths) || tenths > FEED_INTENSITY_MAX ||
                        tenths < -FEED_INTENSITY_MAX))
        return feed_refuse(why, COL_GOLDSTEIN + 1, "GoldsteinScale", goldstein,
                           "want a number in -10..10");
    row->intensity_tenths = (int16_t)tenths;
    row->has_tone = tone.n > 0;
    if (tone.n && (!feed_read_decimal(tone, 3, &row->tone_milli) ||
                   row->tone_milli > FEED_TONE_MAX || row->tone_milli < -FEED_TONE_MAX))
        return feed_refuse(why, COL_TONE + 1, "AvgTone", tone, "want a number in -100..100");
    return true;
}

/* The feed's own way to say that it has no code: "---" and the empty field. */
static feed_text
code_of(feed_text t)
{
    for (uint32_t i = 0; i < t.n; i++)
        if (t.p[i] != '-') return t;
    return (feed_text){t.p, 0};
}

static bool
parse(const feed_line *line, unsigned added_column, feed_row *row, feed_reason *why)
{
    row->id = feed_field(line, COL_ID);
    if (row->id.n == 0 || row->id.n > 20)
        return feed_refuse(why, COL_ID + 1, "GLOBALEVENTID", row->id,
                           "want a number of 1 to 20 digits");
    if (!read_days(line, added_column, row, why) || !read_figures(line, row, why)) return false;
    row->from = feed_field(line, COL_COUNTRY_1);
    row->to = feed_field(line, COL_COUNTRY_2);
    row->from_role = role_of(line, COL_TYPE_1);
    row->to_role = role_of(line, COL_TYPE_2);
    row->event_code = code_of(feed_field(line, COL_EVENT));
    if (row->event_code.n > 0 && row->event_code.n < 3) /* "10" is no demand but half of "010" */
        return feed_refuse(why, COL_EVENT + 1, "EventCode", row->event_code,
                           "want 3 or 4 digits: a leading zero is lost");
    return true;
}

static bool
parse_1(const void *state, const feed_line *line, feed_row *row, feed_reason *why)
{
    (void)state;
    if (line->n_fields > COL_URL_1) row->report = feed_field(line, COL_URL_1);
    return parse(line, COL_ADDED_1, row, why);
}

static bool
parse_2(const void *state, const feed_line *line, feed_row *row, feed_reason *why)
{
    (void)state;
    row->report = feed_field(line, COL_URL_2);
    return parse(line, COL_ADDED_2, row, why);
}

/* ---- recognising ---------------------------------------------------------------------------- */

/* Columns of the first line, and whether its second is a day: no header, and tabs between. */
static bool
looks_like(const feed_head *head, unsigned columns)
{
    const char *end = head->bytes + head->n, *p = head->bytes, *second = NULL;
    unsigned tabs = 0;
    int32_t day;

    for (; p < end && *p != '\n' && *p != '\r'; p++) {
        if (*p != '\t') continue;
        if (++tabs == 1) second = p + 1;
    }
    if (tabs + 1 != columns || !second) return false;
    return feed_read_day8((feed_text){second, (uint32_t)(p - second)}, &day);
}

static bool
recognise_1_early(const feed_head *head)
{
    return looks_like(head, COLUMNS_1_EARLY);
}

static bool
recognise_1(const feed_head *head)
{
    return looks_like(head, COLUMNS_1);
}

static bool
recognise_2(const feed_head *head)
{
    return looks_like(head, COLUMNS_2);
}

/* ---- the three vintages --------------------------------------------------------------------- */

static const struct ent_feed_format format_1_early = {
    .expects = "57 columns between tabs, no header",
    .separator = '\t',
    .fields_min = COLUMNS_1_EARLY,
    .fields_max = COLUMNS_1_EARLY,
    .actors = ENT_SCHEME_CAMEO,
    .event_column = COL_EVENT + 1,
    .event_name = "EventCode",
    .coder = "gdelt machine coder",
    .intensity_scale = "goldstein",
    .recognise = recognise_1_early,
    .parse = parse_1,
};

static const struct ent_feed_format format_1 = {
    .expects = "58 columns between tabs, no header",
    .separator = '\t',
    .fields_min = COLUMNS_1,
    .fields_max = COLUMNS_1,
    .actors = ENT_SCHEME_CAMEO,
    .event_column = COL_EVENT + 1,
    .event_name = "EventCode",
    .coder = "gdelt machine coder",
    .intensity_scale = "goldstein",
    .recognise = recognise_1,
    .parse = parse_1,
};

static const struct ent_feed_format format_2 = {
    .expects = "61 columns between tabs, no header",
    .separator = '\t',
    .fields_min = COLUMNS_2,
    .fields_max = COLUMNS_2,
    .actors = ENT_SCHEME_CAMEO,
    .event_column = COL_EVENT + 1,
    .event_name = "EventCode",
    .coder = "gdelt machine coder",
    .intensity_scale = "goldstein",
    .recognise = recognise_2,
    .parse = parse_2,
};

const ent_feed feed_gdelt_1_57 = {
    .name = "gdelt-1-57",
    .version = 1,
    .set = "gdelt",
    .what = "GDELT 1.0 event files of before April 2013: 57 columns, no URL",
    .scheme = ENT_EVENT_CAMEO,
    .has_tone = true,
    .has_counts = true,
    .has_known_day = true,
    .format = &format_1_early,
};

const ent_feed feed_gdelt_1 = {
    .name = "gdelt-1",
    .version = 1,
    .set = "gdelt",
    .what = "GDELT 1.0 event files: 58 columns",
    .scheme = ENT_EVENT_CAMEO,
    .has_tone = true,
    .has_counts = true,
    .has_known_day = true,
    .format = &format_1,
};

const ent_feed feed_gdelt_2 = {
    .name = "gdelt-2",
    .version = 1,
    .set = "gdelt",
    .what = "GDELT 2.0 event files (every 15 minutes): 61 columns",
    .scheme = ENT_EVENT_CAMEO,
    .has_tone = true,
    .has_counts = true,
    .has_known_day = true,
    .format = &format_2,
};
