/* cow_alliances.c: Correlates of War formal alliances 4.1, by directed pair with days. */
#include <string.h>

#include "table_priv.h"

extern const ent_reader ent_reader_cow_alliances;

static const char *const columns[] = {
    "version4id",   "ccode1",       "ccode2",         "dyad_st_day",   "dyad_st_month",
    "dyad_st_year", "dyad_end_day", "dyad_end_month", "dyad_end_year", "left_censor",
    "defense",      "neutrality",   "nonaggression",  "entente",       NULL};
enum { ID, CCODE1, CCODE2, ST_DAY, ST_MONTH, ST_YEAR, END_DAY, END_MONTH, END_YEAR, LEFT, PLEDGE };

static const char *const pledges[] = {"alliance.defense", "alliance.neutrality",
                                      "alliance.nonaggression", "alliance.entente"};
enum { PLEDGES = sizeof pledges / sizeof pledges[0] };

static const ent_coverage window[] = {{
    .id = "cow-alliances-4.1",
    .set = "cow-alliances",
    .indicators = "alliance.defense alliance.neutrality alliance.nonaggression alliance.entente",
    .from_actors = "cow-system",
    .to_actors = "cow-system",
    .from = ENT_TAB_YEAR(1816),
    .to = ENT_TAB_YEAR(2012),
    .absence_is_zero = true,
    .threshold = "a formal alliance",
}};

/** What the row says once for all its pledges. */
typedef struct alliance {
    ent_date from, to;
    bool ongoing;
    const char *a, *b, *record, *note;
} alliance;

/** An empty end means: in force when the set closed in 2012. */
static ent_status
read_times(ent_tab *t, alliance *x)
{
    ent_status st = ent_tab_ymd(t, ST_YEAR, ST_MONTH, ST_DAY, &x->from);

    if (st) return st;
    st = ent_tab_ymd(t, END_YEAR, END_MONTH, END_DAY, &x->to);
    x->ongoing = st == ENT_NONE;
    if (st > ENT_NONE) return st;
    if (!x->ongoing && ent_tab_before(&x->to, &x->from))
        return ent_tab_wrong(t, "it ends (%d-%02d-%02d) before it begins (%d-%02d-%02d)",
                             (int)x->to.year, x->to.month, x->to.day, (int)x->from.year,
                             x->from.month, x->from.day);
    return ENT_OK;
}

static ent_status
alliance_row(ent_tab *t, void *ctx, ent_error *err)
{
    alliance x = {0};
    char from[ENT_DATE_TEXT_MAX], to[ENT_DATE_TEXT_MAX];
    int64_t flag = 0;
    ent_status st = read_times(t, &x);

    (void)ctx;
    (void)err;
    if (st || (st = ent_tab_country(t, CCODE1, ENT_SCHEME_COW, &x.from, &x.a)) != ENT_OK ||
        (st = ent_tab_country(t, CCODE2, ENT_SCHEME_COW, &x.from, &x.b)) != ENT_OK)
        return st;
    if (strcmp(x.a, x.b) == 0) return ent_tab_skip(t, ENT_SKIP_SELF);
    ent_date_format(&x.from, from, sizeof from);
    ent_date_format(&x.to, to, sizeof to);
    x.record =
        ent_tab_join(t, ent_tab_raw(t, ID) ? ent_tab_raw(t, ID) : "0", ent_tab_raw(t, CCODE1),
                     ent_tab_raw(t, CCODE2), from, x.ongoing ? "ongoing" : to, NULL);
    if (ent_tab_raw(t, LEFT) && strcmp(ent_tab_raw(t, LEFT), "1") == 0)
        x.note = "began before 1816, when the set begins";
    (void)ent_tab_skip(t, ENT_SKIP_ABSENT);
    for (int i = 0; i < PLEDGES; i++) {
        ent_claim *c;

        st = ent_tab_int_in(t, PLEDGE + i, 0, 1, &flag);
        if (st > ENT_NONE) return st;
        if (st == ENT_NONE || flag == 0) continue;
        if (!(c = ent_tab_claim(t, pledges[i]))) return ENT_E_NOMEM;
        c->from = x.a;
        c->to = x.b;
        c->from_code = ent_tab_raw(t, CCODE1);
        c->to_code = ent_tab_raw(t, CCODE2);
        c->valid_from = x.from;
        c->valid_to = x.to;
        c->ongoing = x.ongoing;
        c->record = x.record;
        c->cluster = ent_tab_join(t, "COW-alliance", ent_tab_raw(t, ID), NULL);
        c->label = ent_tab_format(t, "COW alliance %s",
                                  ent_tab_raw(t, ID) ? ent_tab_raw(t, ID) : "without number");
        c->note = x.note;
        c->sign = 1;
    }
    return ENT_OK;
}

static ent_status
read_alliances(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    ent_tab_spec spec = {.reader = &ent_reader_cow_alliances,
                         .columns = columns,
                         .coverage = window,
                         .n_coverage = 1};

    return ent_tab_run(in, sink, &spec, alliance_row, NULL, err);
}

static ent_status
is_directed(const char *bytes, size_t n, const char *file_name)
{
    char folded[400];

    (void)file_name;
    ent_header_fold(bytes, n < 380 ? n : 380, folded, sizeof folded);
    /* by_dyad has the same columns and one more; each pledge there stands for both directions */
    return strstr(folded, ",asymmetric") ? ENT_NONE : ENT_OK;
}

const ent_reader ent_reader_cow_alliances = {
    .name = "cow-alliances-directed",
    .version = 1,
    .set = "cow-alliances",
    .what = "pledges by directed pair with days, 1816-2012 (COW 4.1 by_directed)",
    .header = "version4id,ccode1,state_name1,ccode2,state_name2,dyad_st_day",
    .recognise = is_directed,
    .read = read_alliances,
};
