/* ucdp_acd.c: UCDP/PRIO armed conflict 20.1, one conflict-year (and pair of parties) a row. */
#include <string.h>

#include "table_priv.h"

extern const ent_reader ent_reader_ucdp_acd;

static const char *const columns[] = {"conflict_id",      "year",        "intensity_level",
                                      "type_of_conflict", "gwno_a",      "?gwno_a_2nd",
                                      "gwno_b",           "?gwno_b_2nd", NULL};
enum { ID, YEAR, INTENSITY, TYPE, A, A2, B, B2 };
static const char *const missing[] = {"NA", "-99", NULL};
enum { PARTIES_MAX = 64, CODE_MAX = 8 };

static const ent_coverage window[] = {
    {.id = "ucdp-acd-20.1-interstate",
     .set = "ucdp-acd",
     .indicators = "conflict.interstate",
     .from_actors = "*",
     .to_actors = "*",
     .from = ENT_TAB_YEAR(1946),
     .to = ENT_TAB_YEAR(2024),
     .absence_is_zero = true,
     .threshold = "25 battle deaths a year"},
    {.id = "ucdp-acd-20.1-state",
     .set = "ucdp-acd",
     .indicators = "conflict.state",
     .from_actors = "*",
     .to_actors = "*",
     .from = ENT_TAB_YEAR(1946),
     .to = ENT_TAB_YEAR(2024),
     .absence_is_zero = true,
     .threshold = "25 battle deaths a year"},
};

/** States of one side. */
typedef struct side {
    char code[PARTIES_MAX][CODE_MAX];
    const char *polity[PARTIES_MAX];
    size_t n;
} side;

/** Add the codes of a field: "666", or a list "666, 651". */
static ent_status
add_parties(ent_tab *t, int col, const ent_date *on, side *out)
{
    const char *s = ent_tab_text(t, col);

    while (s && *s) {
        size_t n = strcspn(s, ", ");
        ent_status st;

        if (n >= CODE_MAX || out->n == PARTIES_MAX)
            return ent_tab_wrong(t, "column %s is no list of state numbers", ent_tab_name(t, col));
        if (n) {
            memcpy(out->code[out->n], s, n);
            out->code[out->n][n] = '\0';
            st = ent_tab_country_of(t, ent_tab_name(t, col), out->code[out->n], ENT_SCHEME_GW, on,
                                    &out->polity[out->n]);
            if (st > ENT_NONE) return st;
            if (st == ENT_OK) out->n++;
        }
        s += n;
        s += strspn(s, ", ");
    }
    return ENT_OK;
}

static ent_claim *
start(ent_tab *t, const char *indicator, const ent_date *on, int64_t level)
{
    ent_claim *c = ent_tab_claim(t, indicator);

    if (!c) return NULL;
    c->valid_from = *on;
    c->sign = -1;
    ent_tab_level(c, level, ent_tab_text(t, INTENSITY), "UCDP-intensity");
    c->cluster = ent_tab_join(t, "UCDP", ent_tab_text(t, ID), NULL);
    c->label = ent_tab_format(t, "UCDP conflict %s", ent_tab_text(t, ID));
    return c;
}

/** Every state of side A with every state of side B; those who sent troops count too. */
static ent_status
give_pairs(ent_tab *t, const ent_date *on, int64_t level)
{
    side a = {.n = 0}, b = {.n = 0};
    ent_status st;

    if ((st = add_parties(t, A, on, &a)) != ENT_OK || (st = add_parties(t, A2, on, &a)) != ENT_OK ||
        (st = add_parties(t, B, on, &b)) != ENT_OK || (st = add_parties(t, B2, on, &b)) != ENT_OK)
        return st;
    for (size_t i = 0; i < a.n; i++) {
        for (size_t j = 0; j < b.n; j++) {
            ent_claim *c;

            if (strcmp(a.polity[i], b.polity[j]) == 0) continue;
            if (!(c = start(t, "conflict.interstate", on, level))) return ENT_E_NOMEM;
            c->from = a.polity[i];
            c->to = b.polity[j];
            c->from_code = ent_tab_join(t, a.code[i], NULL);
            c->to_code = ent_tab_join(t, b.code[j], NULL);
            c->record = ent_tab_join(t, ent_tab_text(t, ID), ent_tab_raw(t, YEAR), c->from_code,
                                     c->to_code, NULL);
        }
    }
    return ENT_OK;
}

/** LIMIT: states that sent troops into another's civil war are not given. */
static ent_status
give_state(ent_tab *t, const ent_date *on, int64_t level)
{
    side a = {.n = 0};
    ent_status st = add_parties(t, A, on, &a);

    for (size_t i = 0; st == ENT_OK && i < a.n; i++) {
        ent_claim *c = start(t, "conflict.state", on, level);

        if (!c) return ENT_E_NOMEM;
        c->from = a.polity[i];
        c->from_code = ent_tab_join(t, a.code[i], NULL);
        c->record = ent_tab_join(t, ent_tab_text(t, ID), ent_tab_raw(t, YEAR), c->from_code, NULL);
    }
    return st;
}

static ent_status
conflict_row(ent_tab *t, void *ctx, ent_error *err)
{
    const char *type = ent_tab_text(t, TYPE);
    ent_date on = {0};
    int64_t level = 0;
    ent_status st;

    (void)ctx;
    (void)err;
    if ((st = ent_tab_year(t, YEAR, &on)) != ENT_OK ||
        (st = ent_tab_int_in(t, INTENSITY, 1, 2, &level)) != ENT_OK)
        return st;
    if (!ent_tab_text(t, ID) || !type)
        return ent_tab_wrong(t, "conflict_id and type_of_conflict are needed");
    (void)ent_tab_skip(t, ENT_SKIP_NOT_STATE);
    if (strcmp(type, "interstate") == 0 || strcmp(type, "2") == 0) return give_pairs(t, &on, level);
    return give_state(t, &on, level);
}

static ent_status
read_conflicts(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    ent_tab_spec spec = {.reader = &ent_reader_ucdp_acd,
                         .columns = columns,
                         .missing = missing,
                         .coverage = window,
                         .n_coverage = 2};

    return ent_tab_run(in, sink, &spec, conflict_row, NULL, err);
}

const ent_reader ent_reader_ucdp_acd = {
    .name = "ucdp-acd",
    .version = 1,
    .set = "ucdp-acd",
    .what = "armed conflicts by year, between states and on a state's side, 1946-2024",
    .header = "conflict_id,year,gwno_a",
    .read = read_conflicts,
};
