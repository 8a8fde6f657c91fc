/* figures.c: turns each row of a table of figures into one claim per figure. */
#include "figures_priv.h"

#include <string.h>

/** What the row says once, for all its figures. */
typedef struct row_head {
    const char *from, *to, *from_code, *to_code, *key;
    ent_date when, until;
    bool ongoing;
} row_head;

static ent_status
read_time(ent_tab *t, const ent_figures *f, int col, ent_date *out)
{
    ent_status st;

    switch (f->form) {
    case ENT_WHEN_YYYYMM:
        return ent_tab_yyyymm(t, col, out);
    case ENT_WHEN_DATE:
        return ent_tab_date(t, col, out);
    case ENT_WHEN_MONTH_OF_DATE:
        st = ent_tab_date(t, col, out);
        if (st == ENT_OK && out->precision == ENT_PREC_DAY) {
            out->day = 0;
            out->precision = ENT_PREC_MONTH;
        }
        return st;
    case ENT_WHEN_YEAR:
    default:
        break;
    }
    if (f->year_offset) {
        int64_t n = 0;

        st = ent_tab_int_in(t, col, 0, 1000, &n);
        if (st == ENT_OK)
            *out = (ent_date){.year = (int32_t)n + f->year_offset, .precision = ENT_PREC_YEAR};
        return st;
    }
    return ent_tab_year(t, col, out);
}

static ent_status
read_times(ent_tab *t, const ent_figures *f, row_head *head)
{
    ent_status st;

    if (f->fixed_when.precision != ENT_PREC_NONE) {
        head->when = f->fixed_when;
        return ENT_OK;
    }
    st = read_time(t, f, f->when, &head->when);
    if (st || !f->until) return st;
    st = read_time(t, f, f->until, &head->until);
    if (st == ENT_END || (st == ENT_OK && f->closed.precision != ENT_PREC_NONE &&
                          !ent_tab_before(&head->until, &f->closed))) {
        head->ongoing = true;
        head->until = (ent_date){0};
        return ENT_OK;
    }
    if (st == ENT_OK && ent_tab_before(&head->until, &head->when))
        return ent_tab_wrong(t, "column %s is \"%.40s\", before %s \"%.40s\"",
                             ent_tab_name(t, f->until), ent_tab_raw(t, f->until),
                             ent_tab_name(t, f->when), ent_tab_raw(t, f->when));
    if (head->until.precision == head->when.precision && head->until.year == head->when.year &&
        head->until.month == head->when.month && head->until.day == head->when.day)
        head->until = (ent_date){0}; /* a spell of one year is that year */
    return st;
}

/** Does the pair stand in its second order? Codes are numbers in all such tables. */
static bool
second_order(const char *a, const char *b)
{
    int64_t x = 0, y = 0;

    if (ent_parse_i64(a, &x, NULL) || ent_parse_i64(b, &y, NULL)) return strcmp(a, b) > 0;
    return x > y;
}

static ent_status
read_place(ent_tab *t, const ent_figures *f, int col, const ent_date *on, const char **out)
{
    return f->name_of ? f->name_of(t, col, on, out) : ent_tab_country(t, col, f->scheme, on, out);
}

static ent_status
read_head(ent_tab *t, const ent_figures *f, row_head *head)
{
    ent_status st = read_times(t, f, head);
    const char *time = NULL;

    if (st) return st;
    if (f->year_offset)
        time = ent_tab_format(t, "%d", (int)head->when.year);
    else if (f->fixed_when.precision == ENT_PREC_NONE)
        time = ent_tab_raw(t, f->when);
    head->from_code = ent_tab_raw(t, f->from);
    head->to_code = f->to >= 0 ? ent_tab_raw(t, f->to) : NULL;
    if (f->both_orders && head->from_code && head->to_code &&
        second_order(head->from_code, head->to_code))
        return ent_tab_skip(t, ENT_SKIP_OTHER);
    if ((st = read_place(t, f, f->from, &head->when, &head->from)) != ENT_OK) return st;
    if (f->to < 0) {
        head->key = ent_tab_join(t, head->from_code, time, NULL);
        return ENT_OK;
    }
    if ((st = read_place(t, f, f->to, &head->when, &head->to)) != ENT_OK) return st;
    if (strcmp(head->from, head->to) == 0) return ent_tab_skip(t, ENT_SKIP_SELF);
    if (f->from2)
        head->key = ent_tab_join(t, head->from_code, ent_tab_raw(t, f->from2), head->to_code,
                                 ent_tab_raw(t, f->to2), time, NULL);
    else
        head->key = ent_tab_join(t, head->from_code, head->to_code, time, NULL);
    return ENT_OK;
}

static ent_status
fill_bounds(ent_tab *t, const ent_figure *g, ent_claim *c)
{
    int64_t n = 0;
    ent_status st = ENT_OK;

    if (g->low && g->high && ent_tab_text(t, g->low) && ent_tab_text(t, g->high)) {
        c->approx = ENT_APPROX_RANGE;
        if ((st = ent_tab_number(t, g->low, &c->quantity_low, NULL)) > ENT_NONE ||
            (st = ent_tab_number(t, g->high, &c->quantity_high, NULL)) > ENT_NONE)
            return st;
        if (c->quantity_low > c->quantity_high)
            return ent_tab_wrong(t, "columns %s and %s: the lower bound is above the upper",
                                 ent_tab_name(t, g->low), ent_tab_name(t, g->high));
    }
    if (g->n && (st = ent_tab_int_in(t, g->n, 0, INT64_MAX, &n)) > ENT_NONE) return st;
    c->n = n;
    return ENT_OK;
}

static ent_status
fill_value(ent_tab *t, const ent_figures *f, const ent_figure *g, ent_claim *c)
{
    const char *s = ent_tab_text(t, g->column);
    int64_t level = 0;
    ent_status st;

    if (!g->scale) {
        st = ent_tab_quantity(t, g->column, g->unit, c);
        return st ? st : fill_bounds(t, g, c);
    }
    if ((st = ent_tab_int_in(t, g->column, 0, 1000, &level)) != ENT_OK) return st;
    ent_tab_level(c, level, s, g->scale);
    if (f->unknown && strcmp(s, f->unknown) == 0) { /* there, but of no known rank: not the top */
        c->intensity_scale = NULL;
        c->intensity = 0;
        c->quantity_state = ENT_MISSING;
        c->quantity = 0;
        c->note = "present, rank not known";
    }
    return ENT_OK;
}

ent_status
ent_figures_row(ent_tab *t, void *ctx, ent_error *err)
{
    const ent_figures *f = ctx;
    row_head head = {0};
    ent_status st = read_head(t, f, &head);

    (void)err;
    for (size_t i = 0; st == ENT_OK && i < f->n_figures; i++) {
        const ent_figure *g = &f->figures[i];
        ent_claim *c;

        if (!ent_tab_text(t, g->column)) {
            t->skip = ENT_SKIP_MISSING;
            continue;
        }
        if (!(c = ent_tab_claim(t, g->indicator))) return ENT_E_NOMEM;
        c->record = g->tag ? ent_tab_join(t, g->tag, head.key, NULL) : head.key;
        c->from = g->swap ? head.to : head.from;
        c->to = g->swap ? head.from : head.to;
        c->from_code = g->swap ? head.to_code : head.from_code;
        c->to_code = g->swap ? head.from_code : head.to_code;
        c->valid_from = head.when;
        c->valid_to = head.until;
        c->ongoing = head.ongoing;
        c->denominator = g->denominator;
        st = fill_value(t, f, g, c);
    }
    return st;
}

ent_status
ent_figures_read(const ent_read_input *in, ent_sink *sink, const ent_figures *figures,
                 ent_error *err)
{
    return ent_tab_run(in, sink, &figures->tab, ent_figures_row, (void *)(uintptr_t)figures, err);
}
