/* feed/phoenix_oeda.c: the Open Event Data Alliance's daily Phoenix, events.full.YYYYMMDD.txt. */
#include "feed/columns_priv.h"
#include "feed/phoenix_priv.h"

/* Columns, 0-based, in the order that the pipeline's own program writes them. */
enum {
    ID = 0,
    DATE = 1,
    YEAR = 2,
    SOURCE_ROOT = 6,
    SOURCE_AGENT = 7,
    SOURCE_OTHERS = 8,
    TARGET_ROOT = 10,
    TARGET_AGENT = 11,
    TARGET_OTHERS = 12,
    CODE = 13,
    ROOT_CODE = 14,
    GOLDSTEIN = 16,
    URLS = 24,
    COLUMNS = 26
};

/* The first line cut at its tabs; false when it has not this many fields. */
static bool
cut_first(const feed_head *head, feed_text fields[COLUMNS])
{
    uint32_t n = 0, start = 0;

    for (uint32_t i = 0;; i++) {
        bool end = i == head->n || head->bytes[i] == '\n' || head->bytes[i] == '\r';

        if (!end && head->bytes[i] != '\t') continue;
        if (n == COLUMNS) return false;
        fields[n++] = (feed_text){head->bytes + start, i - start};
        start = i + 1;
        if (end) return n == COLUMNS;
    }
}

static bool
recognise(const feed_head *head)
{
    feed_text fields[COLUMNS];
    int32_t day;
    uint32_t id;

    return cut_first(head, fields) && feed_read_count(fields[ID], &id) && fields[DATE].n == 8 &&
           feed_read_day8(fields[DATE], &day) && fields[YEAR].n == 4 &&
           memcmp(fields[YEAR].p, fields[DATE].p, 4) == 0 && fields[ROOT_CODE].n <= 2;
}

static bool
parse(const void *state, const feed_line *line, feed_row *row, feed_reason *why)
{
    feed_text date = feed_field(line, DATE);

    (void)state;
    if (date.n != 8 || !feed_read_day8(date, &row->day))
        return feed_refuse(why, DATE + 1, "Date", date, "want YYYYMMDD, 1900 to 2099");
    row->known_day = row->day;
    row->id = feed_field(line, ID);
    row->from = feed_phoenix_country(feed_field(line, SOURCE_ROOT));
    row->to = feed_phoenix_country(feed_field(line, TARGET_ROOT));
    row->from_role =
        feed_phoenix_role(feed_field(line, SOURCE_AGENT), feed_field(line, SOURCE_OTHERS));
    row->to_role =
        feed_phoenix_role(feed_field(line, TARGET_AGENT), feed_field(line, TARGET_OTHERS));
    row->report = feed_field(line, URLS);
    row->event_code = feed_phoenix_code(feed_field(line, CODE));
    return feed_phoenix_intensity(feed_field(line, GOLDSTEIN), GOLDSTEIN, row, why);
}

static const struct ent_feed_format format = {
    .expects = "26 columns between tabs, no header",
    .separator = '\t',
    .fields_min = COLUMNS,
    .fields_max = COLUMNS,
    .actors = ENT_SCHEME_CAMEO,
    .event_column = CODE + 1,
    .event_name = "EventCode",
    .coder = "petrarch machine coder",
    .intensity_scale = "goldstein",
    .recognise = recognise,
    .parse = parse,
};

const ent_feed feed_phoenix_oeda = {
    .name = "phoenix-oeda",
    .version = 1,
    .set = "phoenix-oeda",
    .what = "Open Event Data Alliance daily Phoenix, events.full.YYYYMMDD.txt, 2014-",
    .scheme = ENT_EVENT_CAMEO,
    .format = &format,
};
