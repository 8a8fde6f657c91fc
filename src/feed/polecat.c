/* feed/polecat.c: POLECAT, ngecEventsDV-*.txt of the Dataverse: PLOVER types, header, tabs. */
#include "feed/columns_priv.h"
#include "feed/roles_priv.h"

enum {
    EVENT_ID,
    EVENT_DATE,
    EVENT_TYPE,
    INTENSITY,
    CONTEXTS,
    ACTOR_COUNTRY,
    ACTOR_SECTOR,
    RECIPIENT_COUNTRY,
    RECIPIENT_SECTOR,
    PUBLICATION_DATE,
    COLUMNS_USED
};

static const feed_column_name names[COLUMNS_USED] = {
    [EVENT_ID] = {"Event ID", NULL, false},
    [EVENT_DATE] = {"Event Date", NULL, false},
    [EVENT_TYPE] = {"Event Type", NULL, false},
    [INTENSITY] = {"Intensity", "Event Intensity", false},
    [CONTEXTS] = {"Contexts", NULL, true},
    [ACTOR_COUNTRY] = {"Actor Country", NULL, false},
    [ACTOR_SECTOR] = {"Primary Actor Sector", NULL, false},
    [RECIPIENT_COUNTRY] = {"Recipient Country", NULL, false},
    [RECIPIENT_SECTOR] = {"Primary Recipient Sector", NULL, false},
    [PUBLICATION_DATE] = {"Publication Date", NULL, true},
};

/* Columns that some files name in the header and leave out of the rows. */
static const feed_column_name withheld[] = {{"Headline", NULL, true},
                                            {"Event Text", NULL, true},
                                            {"Feed", NULL, true},
                                            {"Story ID", NULL, true}};
enum { WITHHELD = sizeof withheld / sizeof *withheld };

/* Where the columns are in a row as wide as the header, and in one without what is withheld. */
typedef struct polecat {
    uint16_t at[COLUMNS_USED], at_short[COLUMNS_USED];
    uint32_t columns, columns_short;
} polecat;

static ent_status
find(const feed_head *head, polecat *it, ent_error *err)
{
    uint16_t out[WITHHELD];
    uint32_t again = 0;
    ent_status st = feed_columns_find(head, '\t', names, COLUMNS_USED, it->at, &it->columns, err);

    if (!st) st = feed_columns_find(head, '\t', withheld, WITHHELD, out, &again, err);
    if (st) return st;
    it->columns_short = it->columns;
    for (int i = 0; i < COLUMNS_USED; i++)
        it->at_short[i] = it->at[i];
    for (int k = 0; k < WITHHELD; k++) {
        if (out[k] == FEED_COLUMN_NONE) continue;
        it->columns_short--;
        for (int i = 0; i < COLUMNS_USED; i++)
            if (it->at[i] != FEED_COLUMN_NONE && it->at[i] > out[k]) it->at_short[i]--;
    }
    return ENT_OK;
}

static bool
recognise(const feed_head *head)
{
    polecat it;

    return find(head, &it, NULL) == ENT_OK;
}

static ent_status
begin(const feed_head *head, void **state, ent_error *err)
{
    polecat *it = ent_alloc(1, sizeof *it);
    ent_status st;

    if (!it) return ent_fail(err, ENT_E_NOMEM, "no memory to read %s", head->name);
    st = find(head, it, err);
    if (st)
        ent_free(it);
    else
        *state = it;
    return st;
}

/* Which of the two layouts a row has; NULL for neither. Columns too many are allowed when empty. */
static const uint16_t *
layout(const polecat *it, const feed_line *line)
{
    if (line->n_fields == it->columns_short) return it->at_short;
    if (line->n_fields < it->columns) return NULL;
    for (uint32_t i = it->columns; i < line->n_fields; i++)
        if (feed_field(line, i).n > 0) return NULL;
    return it->at;
}

/* "None" is how the coder writes that there is nothing. */
static feed_text
get(const feed_line *line, uint16_t at)
{
    feed_text t = feed_columns_get(line, at);

    return feed_text_is(t, "None") ? (feed_text){t.p, 0} : t;
}

/*
 * One country of a side. "IRN; IRN" is IRN.
 * LIMIT: a side of several countries is left as it is written, no country has such a code, and the
 * row is counted as of an unknown actor: it cannot be said who of them did it.
 */
static feed_text
country(feed_text t)
{
    for (uint32_t at = 3; at < t.n; at += 5)
        if (t.n - at < 5 || memcmp(t.p + at, "; ", 2) != 0 || memcmp(t.p + at + 2, t.p, 3) != 0)
            return t;
    return t.n > 3 ? (feed_text){t.p, 3} : t;
}

static uint8_t
role(feed_text sector)
{
    return sector.n == 3 ? (uint8_t)feed_role_cameo(sector.p) : (uint8_t)ENT_ROLE_NONE;
}

/* Does a list of words, ";" between, hold this one? */
static bool
has_word(feed_text list, const char *word)
{
    size_t n = strlen(word);

    for (uint32_t at = 0; at + n <= list.n; at++) {
        bool starts = at == 0 || list.p[at - 1] == ';' || list.p[at - 1] == ' ';

        if (starts && memcmp(list.p + at, word, n) == 0 &&
            (at + n == list.n || list.p[at + n] == ';'))
            return true;
    }
    return false;
}

/* Event ID is the story's number, "_" and the event's: the story is the report. */
static feed_text
story(feed_text id)
{
    const char *end = id.n > 0 ? memchr(id.p, '_', id.n) : NULL;

    return end && end > id.p ? (feed_text){id.p, (uint32_t)(end - id.p)} : id;
}

static bool
read_figures(const feed_line *line, const uint16_t *at, feed_row *row, feed_reason *why)
{
    feed_text date = get(line, at[EVENT_DATE]), intensity = get(line, at[INTENSITY]);
    feed_text published = get(line, at[PUBLICATION_DATE]);
    int32_t tenths = 0;

    if (date.n != 10 || !feed_read_day10(date, &row->day))
        return feed_refuse(why, at[EVENT_DATE] + 1u, "Event Date", date,
                           "want YYYY-MM-DD, 1900 to 2099");
    row->known_day = row->day;
    if (published.n > 0 && (published.n < 10 || !feed_read_day10(published, &row->known_day)))
        return feed_refuse(why, at[PUBLICATION_DATE] + 1u, "Publication Date", published,
                           "want YYYY-MM-DD, 1900 to 2099");
    if (row->known_day < row->day) row->known_day = row->day; /* it tells what is to come */
    row->has_intensity = intensity.n > 0;
    if (intensity.n > 0 && (!feed_read_decimal(intensity, 1, &tenths) ||
                            tenths < -FEED_INTENSITY_MAX || tenths > FEED_INTENSITY_MAX))
        return feed_refuse(why, at[INTENSITY] + 1u, "Intensity", intensity,
                           "want a number in -10..10");
    row->intensity_tenths = (int16_t)tenths;
    return true;
}

static bool
parse(const void *state, const feed_line *line, feed_row *row, feed_reason *why)
{
    const uint16_t *at = layout(state, line);
    feed_text contexts;

    if (!at)
        return feed_refuse(why, 0, "", (feed_text){line->text, 0},
                           "another number of columns than the header has");
    if (!read_figures(line, at, row, why)) return false;
    row->id = get(line, at[EVENT_ID]);
    row->report = story(row->id);
    row->from = country(get(line, at[ACTOR_COUNTRY]));
    row->to = country(get(line, at[RECIPIENT_COUNTRY]));
    row->from_role = role(get(line, at[ACTOR_SECTOR]));
    row->to_role = role(get(line, at[RECIPIENT_SECTOR]));
    contexts = get(line, at[CONTEXTS]);
    /* what did not happen has no code */
    if (!has_word(contexts, "negation") && !has_word(contexts, "hypothetical"))
        row->event_code = get(line, at[EVENT_TYPE]);
    return true;
}

static const struct ent_feed_format format = {
    .expects = "40 columns between tabs, header Event ID, Event Date, Event Type",
    .separator = '\t',
    .fields_min = 9,
    .fields_max = 64,
    .header_lines = 1,
    .actors = ENT_SCHEME_ISO3,
    .event_column = 3,
    .event_name = "Event Type",
    .coder = "ngec machine coder",
    .intensity_scale = "goldstein",
    .recognise = recognise,
    .begin = begin,
    .end = ent_free,
    .parse = parse,
};

const ent_feed feed_polecat = {
    .name = "polecat",
    .version = 1,
    .set = "polecat",
    .what = "POLECAT events, ngecEventsDV .txt files with a header, 2018-",
    .scheme = ENT_EVENT_PLOVER,
    .has_known_day = true,
    .format = &format,
};
