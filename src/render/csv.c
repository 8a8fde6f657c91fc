/* csv.c: tables and the figures of a page as comma-separated values. */
#include "render/render_priv.h"

#include <math.h>
#include <string.h>

ent_status
ent_rd_run_text(const ent_text_run *run, ent_buf *out)
{
    ent_status st = ENT_OK;

    for (size_t i = 0; i < run->n && !st; i++)
        if (run->spans[i].text) st = ent_buf_adds(out, run->spans[i].text);
    return st;
}

void
ent_rd_table_csv(ent_rd_out *o, const ent_table *t)
{
    ent_buf cell = {.max = o->buf->max};

    for (size_t i = 0; i < t->n_columns; i++) {
        if (i > 0) ent_rd_s(o, ",");
        ent_rd_csv(o, t->columns[i].title);
    }
    ent_rd_s(o, "\r\n");
    for (size_t i = 0; i < t->n_rows * t->n_columns && !o->status; i++) {
        ent_buf_reset(&cell);
        o->status = ent_rd_run_text(&t->cells[i], &cell);
        ent_rd_csv(o, cell.data);
        ent_rd_s(o, (i + 1) % t->n_columns ? "," : "\r\n");
    }
    ent_buf_clear(&cell);
}

static void
number(ent_rd_out *o, double v)
{
    char text[ENT_RD_NUM_MAX];

    if (isfinite(v)) {
        ent_format_double(v, text, sizeof text);
        ent_rd_s(o, text);
    } else
        ent_rd_s(o, v < 0 ? "-inf" : "inf");
}

static void
numbers(ent_rd_out *o, const ent_estimate *e)
{
    if (e->state != ENT_VALUE) {
        ent_rd_s(o, ",,,,");
        return;
    }
    const double values[] = {e->value, e->low, e->high, e->level_0to1};
    for (int i = 0; i < 4; i++) {
        number(o, values[i]);
        ent_rd_s(o, ",");
    }
}

static void
claim_ids(ent_rd_out *o, const ent_estimate *e)
{
    ent_buf ids = {.max = o->buf->max};

    for (size_t i = 0; i < e->n_lineage && !o->status; i++)
        o->status = ent_buf_addf(&ids, "%s%s", i ? " " : "", e->lineage[i]);
    ent_rd_csv(o, ids.data);
    ent_buf_clear(&ids);
}

ent_status
ent_render_csv(const ent_page *page, ent_buf *out, ent_error *err)
{
    static const ent_estimate unknown = {.state = ENT_UNCOVERED};
    char when[ENT_RD_NUM_MAX];
    ent_rd_out o;

    ent_rd_begin(&o, out);
    ent_rd_s(&o, "id,measure,from,to,time,value,low,high,level,basis,unit,state,claims\r\n");
    for (size_t i = 0; i < page->n_figures; i++) {
        const ent_estimate *e = page->figures[i].estimate;
        if (!e) e = &unknown;
        const char *const words[] = {page->figures[i].id, e->measure, e->from, e->to};
        for (int k = 0; k < 4; k++) {
            ent_rd_csv(&o, words[k]);
            ent_rd_s(&o, ",");
        }
        ent_rd_period(e->first_day, e->last_day, when, sizeof when);
        if (e != &unknown) ent_rd_csv(&o, when);
        ent_rd_s(&o, ",");
        numbers(&o, e);
        ent_rd_csv(&o, e->state == ENT_VALUE ? ent_basis_title(e->basis) : "");
        ent_rd_s(&o, ",");
        ent_rd_csv(&o, e->unit);
        ent_rd_s(&o, ",");
        ent_rd_csv(&o, ent_state_name(e->state));
        ent_rd_s(&o, ",");
        claim_ids(&o, e);
        ent_rd_s(&o, "\r\n");
    }
    return ent_rd_end(&o, err);
}
