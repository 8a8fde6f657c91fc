/* passport_index.c: Passport Index, which visa a passport needs for a destination. */
#include <string.h>

#include "society_priv.h"

extern const ent_reader ent_reader_passport_index;

static const char *const columns[] = {"Passport", "Destination", "Requirement", NULL};
enum { PASSPORT, DESTINATION, REQUIREMENT };

/* LIMIT: the file has no date; every file of this form counts as the edition of this day. */
static const ent_date edition = ENT_TAB_DAY(2025, 1, 12);
static const ent_coverage window[] = {{
    .id = "passport-index-2025-01",
    .set = "passport-index",
    .indicators = "visa.requirement",
    .from_actors = "*",
    .to_actors = "*",
    .from = ENT_TAB_DAY(2025, 1, 12),
    .to = ENT_TAB_DAY(2025, 1, 12),
    .absence_is_zero = false,
}};
static const ent_tab_spec spec = {
    .reader = &ent_reader_passport_index,
    .columns = columns,
    .coverage = window,
    .n_coverage = 1,
};
static const char *const requirements[] = {"visa free", "visa on arrival", "eta",
                                           "e-visa",    "visa required",   "no admission"};

/** A number is the days that one may stay without a visa. */
static ent_status
fill_requirement(ent_tab *t, const char *s, ent_claim *c)
{
    int64_t days = 0;

    c->event_scheme = "passport-index";
    for (size_t i = 0; i < sizeof requirements / sizeof requirements[0]; i++)
        if (strcmp(requirements[i], s) == 0) {
            c->event_code = requirements[i];
            return ENT_OK;
        }
    if (ent_parse_i64(s, &days, NULL) || days < 1 || days > 3660)
        return ent_tab_wrong(t,
                             "column Requirement is \"%.40s\"; want days, -1, visa free, visa "
                             "on arrival, eta, e-visa, visa required or no admission",
                             s);
    c->event_code = "visa free";
    c->intensity = (double)days;
    c->intensity_scale = "days without a visa";
    return ENT_OK;
}

static ent_status
read_row(ent_tab *t, void *ctx, ent_error *err)
{
    const char *from = ent_tab_raw(t, PASSPORT), *to = ent_tab_raw(t, DESTINATION);
    const char *s = ent_tab_text(t, REQUIREMENT);
    const ent_polity *holder = NULL, *host = NULL;
    ent_claim *c;
    ent_status st;

    (void)ctx;
    (void)err;
    if (!from || !to || !s) return ent_tab_skip(t, ENT_SKIP_MISSING);
    st = ent_nation_then(t, "Passport", from, ENT_SCHEME_ISO3, &edition, &holder);
    if (st) return st;
    st = ent_nation_then(t, "Destination", to, ENT_SCHEME_ISO3, &edition, &host);
    if (st) return st;
    if (holder == host || strcmp(s, "-1") == 0) return ent_tab_skip(t, ENT_SKIP_SELF);
    if (!(c = ent_tab_claim(t, "visa.requirement"))) return ENT_E_NOMEM;
    c->record = ent_tab_join(t, from, to, NULL);
    c->from = holder->code;
    c->to = host->code;
    c->from_code = from;
    c->to_code = to;
    c->valid_from = edition;
    return fill_requirement(t, s, c);
}

static ent_status
read_passports(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    return ent_tab_run(in, sink, &spec, read_row, NULL, err);
}

const ent_reader ent_reader_passport_index = {
    .name = "passport-index",
    .version = 1,
    .set = "passport-index",
    .what = "visa requirements of every passport, January 2025 (Passport Index)",
    .header = "passport,destination,requirement",
    .read = read_passports,
};
