/* fbic.c: Formal Bilateral Influence Capacity, receivers by year, a group of columns a sender. */
#include <string.h>

#include "table_priv.h"

extern const ent_reader ent_reader_fbic;

static const char *const columns[] = {"iso3", "receiver", "year", NULL};
enum { ISO3, RECEIVER, YEAR };
static const char *const missing[] = {".", "NA", NULL};

static const struct {
    const char *prefix, *indicator;
} figures[] = {
    {"econb_", "influence.bandwidth"},
    {"econd_", "influence.dependence"},
    {"fbic_", "influence.fbic"},
};
enum { FIGURES = sizeof figures / sizeof figures[0], SENDERS_MAX = 256 };

static const ent_coverage window[] = {{
    .id = "fbic-1960-2020",
    .set = "fbic",
    .indicators = "influence.*",
    .from_actors = "*",
    .to_actors = "*",
    .from = ENT_TAB_YEAR(1960),
    .to = ENT_TAB_YEAR(2020),
    .absence_is_zero = false,
    .note = "only the senders whose columns the file has",
}};

/** A sender column, found in the header by its prefix. */
typedef struct sender_column {
    size_t column, figure;
    char code[8]; /**< ISO3, upper case */
} sender_column;

typedef struct senders {
    sender_column items[SENDERS_MAX];
    size_t n;
    bool found;
} senders;

static void
find_senders(const ent_tab *t, senders *s)
{
    s->found = true;
    for (size_t i = 0; i < t->n_header; i++) {
        for (size_t f = 0; f < FIGURES && s->n < SENDERS_MAX; f++) {
            size_t n = strlen(figures[f].prefix);
            const char *code = t->header[i] + n;

            if (strncmp(t->header[i], figures[f].prefix, n) != 0 || strlen(code) != 3) continue;
            s->items[s->n] = (sender_column){.column = i, .figure = f};
            for (int k = 0; k < 3; k++)
                s->items[s->n].code[k] =
                    code[k] >= 'a' && code[k] <= 'z' ? (char)(code[k] - 32) : code[k];
            s->n++;
        }
    }
}

static bool
is_missing(const char *s)
{
    return !*s || strcmp(s, ".") == 0 || strcmp(s, "NA") == 0;
}

static ent_status
give_influence(ent_tab *t, const sender_column *s, const char *receiver, const ent_date *on)
{
    const char *value = s->column < t->n_fields ? t->field[s->column] : "", *sender = NULL;
    ent_claim *c;
    ent_status st;

    if (is_missing(value)) return ent_tab_skip(t, ENT_SKIP_MISSING);
    st = ent_tab_country_of(t, t->header[s->column], s->code, ENT_SCHEME_ISO3, on, &sender);
    if (st) return st;
    if (strcmp(sender, receiver) == 0) return ent_tab_skip(t, ENT_SKIP_SELF);
    if (!(c = ent_tab_claim(t, figures[s->figure].indicator))) return ENT_E_NOMEM;
    c->from = sender;
    c->to = receiver;
    c->from_code = s->code;
    c->to_code = ent_tab_raw(t, ISO3);
    c->valid_from = *on;
    c->record = ent_tab_join(t, s->code, c->to_code, ent_tab_raw(t, YEAR), NULL);
    c->quantity_state = ENT_VALUE;
    c->unit = "index";
    return ent_tab_number_of(t, t->header[s->column], value, &c->quantity, &c->digits);
}

static ent_status
receiver_row(ent_tab *t, void *ctx, ent_error *err)
{
    senders *s = ctx;
    ent_date on = {0};
    const char *receiver = NULL;
    ent_status st;

    (void)err;
    if (!s->found) find_senders(t, s);
    if ((st = ent_tab_year(t, YEAR, &on)) != ENT_OK ||
        (st = ent_tab_country(t, ISO3, ENT_SCHEME_ISO3, &on, &receiver)) != ENT_OK)
        return st;
    for (size_t i = 0; i < s->n; i++)
        if ((st = give_influence(t, &s->items[i], receiver, &on)) > ENT_NONE) return st;
    return ENT_OK;
}

static ent_status
read_influence(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    senders s = {.n = 0};
    ent_tab_spec spec = {.reader = &ent_reader_fbic,
                         .columns = columns,
                         .missing = missing,
                         .coverage = window,
                         .n_coverage = 1};

    return ent_tab_run(in, sink, &spec, receiver_row, &s, err);
}

const ent_reader ent_reader_fbic = {
    .name = "fbic",
    .version = 1,
    .set = "fbic",
    .what = "influence capacity of senders over receivers, 1960-2020 (FBIC)",
    .header = "iso3,receiver,year,econb_",
    .read = read_influence,
};
