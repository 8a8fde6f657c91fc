/* json.c: the whole page as JSON: sections, tables, charts, figures, claims, sources. */
#include "render/json_writer.h"

#include <string.h>

static void
run(ent_json *j, const char *key, const ent_text_run *r)
{
    static const char *const kinds[] = {"text", "strong", "figure", "claim", "source", "mark"};

    ent_json_open(j, key, '[');
    for (size_t i = 0; i < r->n; i++) {
        const ent_span *span = &r->spans[i];
        ent_json_open(j, NULL, '{');
        ent_json_string(j, "kind", kinds[span->kind]);
        ent_json_string(j, "text", span->text ? span->text : "");
        ent_json_maybe(j, "ref", span->ref);
        ent_json_close(j, '}');
    }
    ent_json_close(j, ']');
}

static void
table(ent_json *j, const char *key, const ent_table *t)
{
    ent_json_open(j, key, '{');
    ent_json_maybe(j, "id", t->id);
    ent_json_maybe(j, "title", t->title);
    ent_json_maybe(j, "note", t->note);
    ent_json_open(j, "columns", '[');
    for (size_t i = 0; i < t->n_columns; i++) {
        ent_json_open(j, NULL, '{');
        ent_json_string(j, "title", t->columns[i].title);
        ent_json_string(j, "align", t->columns[i].align == ENT_ALIGN_RIGHT ? "right" : "left");
        ent_json_close(j, '}');
    }
    ent_json_close(j, ']');
    ent_json_integer(j, "foot_rows", (int64_t)t->n_foot);
    ent_json_open(j, "rows", '[');
    for (size_t r = 0; r < t->n_rows; r++) {
        ent_json_open(j, NULL, '[');
        for (size_t i = 0; i < t->n_columns; i++)
            run(j, NULL, &t->cells[r * t->n_columns + i]);
        ent_json_close(j, ']');
    }
    ent_json_close(j, ']');
    ent_json_close(j, '}');
}

static void
mark(ent_json *j, const ent_chart *c, const ent_mark *m)
{
    bool dated = c->kind != ENT_CHART_MIRROR && c->kind != ENT_CHART_DUMBBELL;
    bool valued = c->kind != ENT_CHART_TIMELINE;

    ent_json_open(j, NULL, '{');
    ent_json_maybe(j, "label", m->label);
    ent_json_string(j, "state", ent_state_name(m->state));
    if (dated) {
        ent_json_number(j, "x", m->x);
        if (m->x_end > m->x) ent_json_number(j, "x_end", m->x_end);
        if (m->x_low > 0) ent_json_number(j, "x_low", m->x_low);
        if (m->x_high > 0) ent_json_number(j, "x_high", m->x_high);
    }
    if (valued && m->state == ENT_VALUE) {
        ent_json_number(j, "value", m->y);
        ent_json_number(j, "low", m->low);
        ent_json_number(j, "high", m->high);
    }
    if (m->weak) ent_json_bool(j, "weak", true);
    if (m->open_end) ent_json_bool(j, "open_end", true);
    ent_json_maybe(j, "ref", m->ref);
    ent_json_close(j, '}');
}

static void
chart(ent_json *j, const ent_chart *c)
{
    static const char *const kinds[] = {"line", "mirror", "timeline", "dumbbell", "ladder"};

    ent_json_open(j, "chart", '{');
    ent_json_maybe(j, "id", c->id);
    ent_json_string(j, "kind", kinds[c->kind]);
    ent_json_string(j, "title", c->title);
    ent_json_maybe(j, "description", c->description);
    ent_json_maybe(j, "x_title", c->x_title);
    ent_json_maybe(j, "y_title", c->y_title);
    if (c->x_max > c->x_min) {
        ent_json_number(j, "x_min", c->x_min);
        ent_json_number(j, "x_max", c->x_max);
    }
    if (c->y_max > c->y_min) {
        ent_json_number(j, "y_min", c->y_min);
        ent_json_number(j, "y_max", c->y_max);
    }
    ent_json_bool(j, "y_log", c->y_log);
    ent_json_bool(j, "y_percent", c->y_percent);
    ent_json_open(j, "series", '[');
    for (size_t i = 0; i < c->n_series; i++) {
        ent_json_open(j, NULL, '{');
        ent_json_string(j, "name", c->series[i].name);
        ent_json_integer(j, "pair", c->series[i].pair);
        ent_json_integer(j, "side", c->series[i].side);
        ent_json_open(j, "marks", '[');
        for (size_t k = 0; k < c->series[i].n; k++)
            mark(j, c, &c->series[i].marks[k]);
        ent_json_close(j, ']');
        ent_json_close(j, '}');
    }
    ent_json_close(j, ']');
    if (c->n_breaks) {
        ent_json_open(j, "breaks", '[');
        for (size_t i = 0; i < c->n_breaks; i++) {
            const ent_mark *b = &c->breaks[i];
            ent_json_open(j, NULL, '{');
            ent_json_maybe(j, "label", b->label);
            ent_json_number(j, "x", b->x);
            ent_json_number(j, "x_low", b->x_low);
            ent_json_number(j, "x_high", b->x_high);
            ent_json_number(j, "p", b->y);
            ent_json_close(j, '}');
        }
        ent_json_close(j, ']');
    }
    ent_json_maybe(j, "source_line", c->source_line);
    table(j, "table", &c->table);
    ent_json_close(j, '}');
}

static void
section(ent_json *j, const ent_section *s)
{
    static const char *const kinds[] = {"paragraph", "lead",  "gap",   "warning",
                                        "item",      "table", "chart", "heading"};

    ent_json_open(j, NULL, '{');
    ent_json_string(j, "id", s->id);
    ent_json_string(j, "title", s->title);
    ent_json_open(j, "blocks", '[');
    for (size_t i = 0; i < s->n_blocks; i++) {
        const ent_block *b = &s->blocks[i];
        ent_json_open(j, NULL, '{');
        ent_json_string(j, "kind", kinds[b->kind]);
        if (b->kind == ENT_BLOCK_TABLE && b->table)
            table(j, "table", b->table);
        else if (b->kind == ENT_BLOCK_CHART && b->chart)
            chart(j, b->chart);
        else
            run(j, "text", &b->text);
        ent_json_close(j, '}');
    }
    ent_json_close(j, ']');
    ent_json_close(j, '}');
}

static void
figure(ent_json *j, const ent_figure *f)
{
    const ent_estimate *e = f->estimate;
    char when[ENT_RD_NUM_MAX];

    ent_json_open(j, NULL, '{');
    ent_json_string(j, "id", f->id);
    ent_json_string(j, "text", f->text);
    if (e) {
        ent_json_maybe(j, "measure", e->measure);
        ent_json_maybe(j, "from", e->from);
        ent_json_maybe(j, "to", e->to);
        ent_rd_period(e->first_day, e->last_day, when, sizeof when);
        ent_json_string(j, "time", when);
        ent_json_string(j, "state", ent_state_name(e->state));
        if (e->state == ENT_VALUE) {
            ent_json_number(j, "value", e->value);
            ent_json_number(j, "low", e->low);
            ent_json_number(j, "high", e->high);
            ent_json_number(j, "level", e->level_0to1);
            ent_json_string(j, "basis", ent_basis_title(e->basis));
        }
        ent_json_maybe(j, "unit", e->unit);
        ent_json_maybe(j, "formula", e->formula);
        ent_json_maybe(j, "note", e->note);
        ent_json_open(j, "claims", '[');
        for (size_t i = 0; i < e->n_lineage; i++)
            ent_json_string(j, NULL, e->lineage[i]);
        ent_json_close(j, ']');
    }
    ent_json_close(j, '}');
}

static void
date(ent_json *j, const char *key, const ent_date *d)
{
    char text[ENT_DATE_TEXT_MAX];

    if (d->precision == ENT_PREC_NONE) return;
    ent_date_format(d, text, sizeof text);
    ent_json_string(j, key, text);
}

static void
claim_quantity(ent_json *j, const ent_claim *c)
{
    if (c->quantity_state == ENT_UNCOVERED) return; /* it carries none */
    ent_json_string(j, "quantity_state", ent_state_name(c->quantity_state));
    ent_json_maybe(j, "unit", c->unit);
    ent_json_maybe(j, "denominator", c->denominator);
    if (c->quantity_state != ENT_VALUE) return;
    ent_json_number(j, "quantity", c->quantity);
    ent_json_string(j, "approx", ent_approx_name(c->approx));
    if (c->approx == ENT_APPROX_RANGE) {
        ent_json_number(j, "quantity_low", c->quantity_low);
        ent_json_number(j, "quantity_high", c->quantity_high);
    }
    if (c->standard_error > 0) ent_json_number(j, "standard_error", c->standard_error);
    if (c->n > 0) ent_json_integer(j, "n", c->n);
}

static void
claim_place(ent_json *j, const ent_claim *c)
{
    char text[32];

    ent_json_maybe(j, "source", c->source);
    ent_json_maybe(j, "locator", c->locator);
    ent_json_maybe(j, "set", c->set);
    ent_json_maybe(j, "record", c->record);
    if (!c->file || !c->row) return;
    ent_json_string(j, "file", c->file);
    (void)ent_snprintf(text, sizeof text, "%llu", (unsigned long long)c->row);
    ent_json_string(j, "row", text); /* words: may pass 2^53 */
    (void)ent_snprintf(text, sizeof text, "%llu", (unsigned long long)c->byte);
    ent_json_string(j, "byte", text);
}

static void
claim(ent_json *j, const ent_claim *c)
{
    char grade[3] = {c->reliability, c->credibility, '\0'};
    char words[ENT_RD_LINE_MAX];

    ent_json_open(j, NULL, '{');
    ent_json_string(j, "id", c->id);
    ent_json_maybe(j, "supersedes", c->supersedes);
    ent_json_string(j, "from", c->from);
    ent_json_maybe(j, "to", c->to);
    ent_json_bool(j, "directed", c->directed);
    ent_json_maybe(j, "indicator", c->indicator);
    ent_json_string(j, "kind", ent_kind_name(c->kind));
    ent_json_maybe(j, "label", c->label);
    date(j, "valid_from", &c->valid_from);
    date(j, "valid_to", &c->valid_to);
    if (c->ongoing) ent_json_bool(j, "ongoing", true);
    date(j, "known_from", &c->known_from);
    ent_json_maybe(j, "event_code", c->event_code);
    ent_json_maybe(j, "event_scheme", c->event_scheme);
    claim_quantity(j, c);
    claim_place(j, c);
    ent_json_string(j, "attribution", ent_attribution_name(c->attribution));
    ent_json_string(j, "grade", grade);
    ent_rd_grade(c, words, sizeof words);
    ent_json_string(j, "grade_words", words);
    ent_json_string(j, "checked", ent_checked_name(c->checked));
    ent_json_bool(j, "has_weight", ent_claim_has_weight(c));
    ent_json_maybe(j, "coder", c->coder);
    ent_json_maybe(j, "cluster", c->cluster);
    ent_json_maybe(j, "note", c->note);
    ent_json_close(j, '}');
}

static void
source(ent_json *j, const ent_page_source *s)
{
    ent_json_open(j, NULL, '{');
    ent_json_string(j, "code", s->code);
    ent_json_maybe(j, "type", s->type);
    ent_json_maybe(j, "author", s->author);
    ent_json_maybe(j, "year", s->year);
    ent_json_maybe(j, "title", s->title);
    ent_json_maybe(j, "publisher", s->publisher);
    ent_json_maybe(j, "url", s->url);
    ent_json_maybe(j, "licence", s->licence);
    ent_json_maybe(j, "note", s->note);
    ent_json_integer(j, "claims", (int64_t)s->n_claims);
    ent_json_close(j, '}');
}

ent_status
ent_render_json(const ent_page *page, ent_buf *out, ent_error *err)
{
    ent_rd_out o;
    ent_json j = {.o = &o};

    ent_rd_begin(&o, out);
    ent_json_open(&j, NULL, '{');
    ent_json_string(&j, "schema", page->schema ? page->schema : "entente-page-1");
    ent_json_string(&j, "title", page->title);
    ent_json_maybe(&j, "subtitle", page->subtitle);
    ent_json_maybe(&j, "as_of", page->as_of);
    ent_json_maybe(&j, "made", page->made);
    ent_json_open(&j, "sections", '[');
    for (size_t i = 0; i < page->n_sections; i++)
        section(&j, &page->sections[i]);
    ent_json_close(&j, ']');
    ent_json_open(&j, "figures", '[');
    for (size_t i = 0; i < page->n_figures; i++)
        figure(&j, &page->figures[i]);
    ent_json_close(&j, ']');
    ent_json_open(&j, "claims", '[');
    for (size_t i = 0; i < page->n_claims; i++)
        claim(&j, page->claims[i]);
    ent_json_close(&j, ']');
    ent_json_open(&j, "sources", '[');
    for (size_t i = 0; i < page->n_sources; i++)
        source(&j, &page->sources[i]);
    ent_json_close(&j, ']');
    ent_json_close(&j, '}');
    return ent_rd_end(&o, err);
}
