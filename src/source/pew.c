/* pew.c: Pew Global Attitudes, shares that favour the United States and trust its president. */
#include "society_priv.h"

extern const ent_reader ent_reader_pew_us, ent_reader_pew_president;

static const char *const columns[] = {"year", NULL};
enum { YEAR };

static const ent_coverage us_window[] = {{
    .id = "pew-us",
    .set = "pew",
    .indicators = "opinion.favourable",
    .from_actors = "*",
    .to_actors = "USA",
    .from = ENT_TAB_YEAR(2000),
    .to = ENT_TAB_YEAR(2017),
    .absence_is_zero = false,
    .note = "37 countries, not all in every year; China is absent",
}};
static const ent_coverage president_window[] = {{
    .id = "pew-president",
    .set = "pew",
    .indicators = "opinion.trust",
    .from_actors = "*",
    .to_actors = "USA",
    .from = ENT_TAB_YEAR(2001),
    .to = ENT_TAB_YEAR(2017),
    .absence_is_zero = false,
    .note = "confidence in the president of the United States",
}};
static const ent_tab_spec us_spec = {
    .reader = &ent_reader_pew_us, .columns = columns, .coverage = us_window, .n_coverage = 1};
static const ent_tab_spec president_spec = {.reader = &ent_reader_pew_president,
                                            .columns = columns,
                                            .coverage = president_window,
                                            .n_coverage = 1};

typedef struct question {
    ent_wide wide;
    const char *indicator, *note;
} question;

static ent_status
give_cell(ent_tab *t, const question *q, const ent_date *year, size_t place)
{
    const ent_polity *holder = q->wide.polity[place];
    ent_claim *c = ent_tab_claim(t, q->indicator);
    ent_status st;

    if (!c) return ENT_E_NOMEM;
    c->record = ent_tab_join(t, t->header[place], ent_tab_raw(t, YEAR), NULL);
    c->from = holder->code;
    c->from_code = t->header[place];
    c->to = "USA";
    c->valid_from = *year;
    c->denominator = ent_tab_format(t, "adults in %s", holder->code);
    c->note = q->note;
    c->quantity_state = ENT_VALUE;
    c->unit = "percent";
    st = ent_tab_number_of(t, t->header[place], t->field[place], &c->quantity, &c->digits);
    if (st == ENT_OK && (c->quantity < 0 || c->quantity > 100))
        return ent_tab_wrong(t, "column %.60s is %.40s; want a share, 0 to 100", t->header[place],
                             t->field[place]);
    return st;
}

static ent_status
read_row(ent_tab *t, void *ctx, ent_error *err)
{
    question *q = ctx;
    ent_date year = {0};
    ent_status st = ent_wide_ready(t, &q->wide, err);

    if (st) return st;
    if ((st = ent_tab_year(t, YEAR, &year)) != ENT_OK) return st;
    t->skip = ENT_SKIP_MISSING;
    for (size_t i = q->wide.first; st == ENT_OK && i < t->n_header && i < t->n_fields; i++)
        if (q->wide.polity[i] && t->field[i][0] && ent_nation_stands(q->wide.polity[i], &year))
            st = give_cell(t, q, &year, i);
    return st;
}

static ent_status
read_us(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    question q = {.wide = {.first = 1, .not_a_country = "avg"}, .indicator = "opinion.favourable"};

    return ent_tab_run(in, sink, &us_spec, read_row, &q, err);
}

static ent_status
read_president(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    question q = {.wide = {.first = 1, .not_a_country = "avg"},
                  .indicator = "opinion.trust",
                  .note = "confidence in the president"};

    return ent_tab_run(in, sink, &president_spec, read_row, &q, err);
}

/* Both files have the same header: their names tell them apart. */
static ent_status
is_us(const char *first_bytes, size_t n, const char *file_name)
{
    return ent_file_is(first_bytes, n, "year,avg,") && !ent_file_named(file_name, "pres")
               ? ENT_OK
               : ENT_NONE;
}

static ent_status
is_president(const char *first_bytes, size_t n, const char *file_name)
{
    return ent_file_is(first_bytes, n, "year,avg,") && !ent_file_named(file_name, "-us") ? ENT_OK
                                                                                         : ENT_NONE;
}

const ent_reader ent_reader_pew_us = {
    .name = "pew-us",
    .version = 1,
    .set = "pew",
    .what = "share with a favourable view of the United States, 2000-2017 (Pew)",
    .recognise = is_us,
    .read = read_us,
};

const ent_reader ent_reader_pew_president = {
    .name = "pew-president",
    .version = 1,
    .set = "pew",
    .what = "share with confidence in the president of the United States, 2001-2017 (Pew)",
    .recognise = is_president,
    .read = read_president,
};
