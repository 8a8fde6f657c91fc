/* icow.c: Issue Correlates of War territorial claims, 1.1 and the extended data 1.01. */
#include <string.h>

#include "table_priv.h"

extern const ent_reader ent_reader_icow, ent_reader_icow_extended;

/* Release 1.1 holds river and maritime claims too; the extended file has only territorial ones. */
static const char *const columns[] = {"claimdy",  "claim",    "name",    "chal",     "tgt",
                                      "begclaim", "endclaim", "icowsal", "?terriss", NULL};
enum { CLAIMDY, CLAIM, NAME, CHAL, TGT, BEGIN, END, SALIENCE, TERRITORIAL };
static const char *const missing[] = {"NA", "-9", NULL};

static const ent_coverage claim_window[] = {{
    .id = "icow-1.1",
    .set = "icow",
    .indicators = "territory.claim",
    .from_actors = "*",
    .to_actors = "*",
    .from = ENT_TAB_YEAR(1816),
    .to = ENT_TAB_YEAR(2001),
    .absence_is_zero = false,
    .note = "the Americas and western Europe: silence elsewhere means nothing",
}};
static const ent_coverage extended_window[] = {{
    .id = "icow-extended-1.01",
    .set = "icow",
    .indicators = "territory.claim",
    .from_actors = "cow-system",
    .to_actors = "cow-system",
    .from = ENT_TAB_YEAR(1816),
    .to = ENT_TAB_YEAR(2001),
    .absence_is_zero = true,
    .threshold = "an explicit claim by official representatives",
    .note = "provisional",
}};

/** When it was made and when it ended. */
typedef struct span {
    ent_date from, to;
    ent_status end; /**< of reading the end: NONE not given, END still going on */
} span;

static ent_status
read_span(ent_tab *t, span *x)
{
    ent_status st = ent_tab_yyyymm(t, BEGIN, &x->from);

    if (st) return st == ENT_END ? ent_tab_wrong(t, "column begclaim has month 99") : st;
    x->end = ent_tab_yyyymm(t, END, &x->to);
    if (x->end > ENT_NONE) return x->end;
    if (x->end == ENT_OK && x->to.year < x->from.year)
        return ent_tab_wrong(t, "endclaim is \"%s\", before begclaim", ent_tab_text(t, END));
    return ENT_OK;
}

static void
set_record(ent_tab *t, const char *tag, ent_claim *c)
{
    const char *number = ent_tab_text(t, CLAIMDY), *claim = ent_tab_text(t, CLAIM);

    c->record = number
                    ? ent_tab_join(t, tag, number, NULL)
                    : ent_tab_join(t, tag, c->from_code, c->to_code, ent_tab_text(t, BEGIN), NULL);
    if (claim) c->cluster = ent_tab_join(t, "ICOW", claim, NULL);
}

static ent_status
claim_row(ent_tab *t, void *ctx, ent_error *err)
{
    const char *chal = NULL, *tgt = NULL, *territorial = ent_tab_text(t, TERRITORIAL);
    span x = {.end = ENT_OK};
    ent_claim *c;
    ent_status st;

    (void)err;
    if (territorial && strcmp(territorial, "1") != 0)
        return ent_tab_skip(t, ENT_SKIP_OTHER); /* a river or the sea */
    if ((st = read_span(t, &x)) != ENT_OK ||
        (st = ent_tab_country(t, CHAL, ENT_SCHEME_COW, &x.from, &chal)) != ENT_OK ||
        (st = ent_tab_country(t, TGT, ENT_SCHEME_COW, &x.from, &tgt)) != ENT_OK)
        return st;
    if (strcmp(chal, tgt) == 0) return ent_tab_skip(t, ENT_SKIP_SELF);
    if (!(c = ent_tab_claim(t, "territory.claim"))) return ENT_E_NOMEM;
    c->from = chal;
    c->to = tgt;
    c->from_code = ent_tab_raw(t, CHAL);
    c->to_code = ent_tab_raw(t, TGT);
    c->valid_from = x.from;
    c->valid_to = x.end == ENT_OK ? x.to : (ent_date){0};
    c->ongoing = x.end == ENT_END;
    if (x.end == ENT_NONE) c->note = "the source gives no end";
    c->label = ent_tab_text(t, NAME);
    c->sign = -1;
    c->unit = "index";
    c->quantity_state = ENT_MISSING;
    set_record(t, ctx, c);
    st = ent_tab_quantity(t, SALIENCE, "index", c);
    return st > ENT_NONE ? st : ENT_OK;
}

static ent_status
read_claims(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    ent_tab_spec spec = {.reader = &ent_reader_icow,
                         .columns = columns,
                         .missing = missing,
                         .coverage = claim_window,
                         .n_coverage = 1,
                         .rows = {.encoding = ENT_ENC_AUTO}};

    return ent_tab_run(in, sink, &spec, claim_row, (void *)(uintptr_t) "1.1", err);
}

static ent_status
read_extended(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    ent_tab_spec spec = {.reader = &ent_reader_icow_extended,
                         .columns = columns,
                         .missing = missing,
                         .coverage = extended_window,
                         .n_coverage = 1};

    return ent_tab_run(in, sink, &spec, claim_row, (void *)(uintptr_t) "ext", err);
}

const ent_reader ent_reader_icow = {
    .name = "icow-claimdy",
    .version = 1,
    .set = "icow",
    .what = "territorial claims with salience, Americas and western Europe, 1816-2001 (ICOW 1.1)",
    .header = "issue,terriss,riveriss,mariss,region,claimdy,claim,name",
    .read = read_claims,
};

const ent_reader ent_reader_icow_extended = {
    .name = "icow-extended",
    .version = 1,
    .set = "icow",
    .what = "territorial claims with salience, world, 1816-2001 (ICOW extended 1.01)",
    .header = "region,claimdy,claim,name,dyadnum,chal,tgt",
    .read = read_extended,
};
