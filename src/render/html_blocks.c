/* html_blocks.c: the blocks of a section: words, lists, boxes, tables, charts with their data. */
#include "render/html_priv.h"
#include "render/svg_priv.h"

#include <string.h>

static void
open_link(ent_html *h, const char *css, const char *prefix, ent_rd_entry *entry)
{
    entry->uses++;
    ent_rd_f(&h->o, "<a class=\"%s\" href=\"#", css);
    ent_rd_anchor(&h->o, prefix, entry->id);
    /* where the text uses it, so that the evidence can lead back */
    ent_rd_s(&h->o, "\" id=\"u-");
    ent_rd_anchor(&h->o, prefix, entry->id);
    ent_rd_f(&h->o, "-%zu\"", entry->uses);
}

static void
figure_span(ent_html *h, const ent_span *span)
{
    ent_rd_entry *entry = ent_rd_find(&h->index.figures, span->ref);
    char text[ENT_RD_LINE_MAX];

    if (!entry) {
        ent_rd_esc(&h->o, span->text);
        return;
    }
    open_link(h, span->text && strlen(span->text) > 24 ? "fig long" : "fig", "f-", entry);
    const ent_estimate *e = h->index.page->figures[entry->pos].estimate;
    if (e && e->state == ENT_VALUE) {
        ent_rd_interval(e, text, sizeof text);
        ent_rd_s(&h->o, " title=\"");
        ent_rd_esc(&h->o, text);
        ent_rd_s(&h->o, "\"");
    }
    ent_rd_s(&h->o, ">");
    ent_rd_esc(&h->o, span->text);
    ent_rd_s(&h->o, "</a>");
}

static void
linked_span(ent_html *h, const ent_span *span, const char *css, const char *prefix,
            const ent_rd_list *list)
{
    ent_rd_entry *entry = ent_rd_find(list, span->ref);

    if (entry) {
        open_link(h, css, prefix, entry);
        ent_rd_s(&h->o, ">");
    }
    ent_rd_esc(&h->o, span->text);
    if (entry) ent_rd_s(&h->o, "</a>");
}

void
ent_html_run(ent_html *h, const ent_text_run *run)
{
    for (size_t i = 0; i < run->n; i++) {
        const ent_span *span = &run->spans[i];
        switch (span->kind) {
        case ENT_SPAN_STRONG:
            ent_rd_s(&h->o, "<strong>");
            ent_rd_esc(&h->o, span->text);
            ent_rd_s(&h->o, "</strong>");
            break;
        case ENT_SPAN_FIGURE:
            figure_span(h, span);
            break;
        case ENT_SPAN_CLAIM:
            linked_span(h, span, "clm", "c-", &h->index.claims);
            break;
        case ENT_SPAN_SOURCE:
            linked_span(h, span, "src", "s-", &h->index.sources);
            break;
        case ENT_SPAN_MARK:
            ent_rd_s(&h->o, "<span class=\"mark\">");
            ent_rd_esc(&h->o, span->text);
            ent_rd_s(&h->o, "</span>");
            break;
        case ENT_SPAN_TEXT:
            ent_rd_esc(&h->o, span->text);
            break;
        }
    }
}

static void
table_head(ent_html *h, const ent_table *t)
{
    ent_rd_s(&h->o, "<thead><tr>");
    for (size_t i = 0; i < t->n_columns; i++) {
        ent_rd_s(&h->o, "<th scope=\"col\"");
        if (t->columns[i].align == ENT_ALIGN_RIGHT) ent_rd_s(&h->o, " class=\"r\"");
        ent_rd_s(&h->o, ">");
        ent_rd_esc(&h->o, t->columns[i].title);
        ent_rd_s(&h->o, "</th>");
    }
    ent_rd_s(&h->o, "</tr></thead>");
}

static void
table_rows(ent_html *h, const ent_table *t, size_t from, size_t to, const char *part)
{
    if (from >= to) return;
    ent_rd_f(&h->o, "<%s>", part);
    for (size_t r = from; r < to; r++) {
        ent_rd_s(&h->o, "<tr>");
        for (size_t i = 0; i < t->n_columns; i++) {
            const char *cell = i == 0 ? "th" : "td";
            ent_rd_f(&h->o, "<%s%s%s>", cell, i == 0 ? " scope=\"row\"" : "",
                     t->columns[i].align == ENT_ALIGN_RIGHT ? " class=\"r\"" : "");
            ent_html_run(h, &t->cells[r * t->n_columns + i]);
            ent_rd_f(&h->o, "</%s>", cell);
        }
        ent_rd_s(&h->o, "</tr>");
    }
    ent_rd_f(&h->o, "</%s>\n", part);
}

void
ent_html_table(ent_html *h, const ent_table *t)
{
    if (t->n_columns == 0) return;
    size_t foot = t->n_foot < t->n_rows ? t->n_foot : t->n_rows;
    /* tabindex: a box that scrolls must be reachable by keyboard */
    ent_rd_s(&h->o, "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Table: ");
    ent_rd_esc(&h->o, t->title);
    ent_rd_s(&h->o, "\"><table");
    if (t->id) {
        ent_rd_s(&h->o, " id=\"");
        ent_rd_anchor(&h->o, "tb-", t->id);
        ent_rd_s(&h->o, "\"");
    }
    ent_rd_s(&h->o, "><caption>");
    ent_rd_esc(&h->o, t->title);
    ent_rd_s(&h->o, "</caption>");
    table_head(h, t);
    table_rows(h, t, 0, t->n_rows - foot, "tbody");
    table_rows(h, t, t->n_rows - foot, t->n_rows, "tfoot");
    ent_rd_s(&h->o, "</table></div>\n");
    if (t->note) {
        ent_rd_s(&h->o, "<p class=\"note\">");
        ent_rd_esc(&h->o, t->note);
        ent_rd_s(&h->o, "</p>\n");
    }
}

/** The data as a link that saves a file: percent-encoded, since the page makes no request. */
static void
download(ent_html *h, const ent_table *t, const char *id)
{
    ent_buf csv = {.max = h->o.buf->max};
    ent_rd_out o;

    ent_rd_begin(&o, &csv);
    ent_rd_table_csv(&o, t);
    if (o.status && !h->o.status) h->o.status = o.status;
    ent_rd_s(&h->o, "<p class=\"dl\"><a href=\"data:text/csv;charset=utf-8,");
    ent_rd_percent(&h->o, csv.data);
    ent_rd_s(&h->o, "\" download=\"");
    ent_rd_anchor(&h->o, "", id ? id : "data");
    ent_rd_s(&h->o, ".csv\">Download these data (CSV)</a></p>");
    ent_buf_clear(&o.tmp);
    ent_buf_clear(&csv);
}

static void
drawing(ent_html *h, const ent_chart *c, size_t nth, bool narrow)
{
    char key[48];

    (void)ent_snprintf(key, sizeof key, "g%zu%s", nth, narrow ? "n" : "w");
    ent_rd_s(&h->o, narrow ? "<div class=\"chart n\">" : "<div class=\"chart w\">");
    (void)ent_svg_draw(c, &h->index, key, narrow, &h->o);
    ent_rd_s(&h->o, "</div>\n");
}

void
ent_html_chart(ent_html *h, const ent_chart *c, size_t nth)
{
    ent_rd_s(&h->o, "<figure");
    if (c->id) {
        ent_rd_s(&h->o, " id=\"");
        ent_rd_anchor(&h->o, "ch-", c->id);
        ent_rd_s(&h->o, "\"");
    }
    ent_rd_s(&h->o, "><p class=\"cht\">");
    ent_rd_esc(&h->o, c->title);
    ent_rd_s(&h->o, "</p>\n");
    drawing(h, c, nth, false);
    drawing(h, c, nth, true);
    ent_rd_s(&h->o, "<figcaption>");
    if (c->source_line) {
        ent_rd_s(&h->o, "<p>");
        ent_rd_esc(&h->o, c->source_line);
        ent_rd_s(&h->o, "</p>");
    }
    if (c->table.n_columns > 0 && c->table.n_rows > 0) {
        ent_rd_s(&h->o, "<details><summary>The data as a table</summary>");
        ent_html_table(h, &c->table);
        download(h, &c->table, c->id);
        ent_rd_s(&h->o, "</details>");
    }
    ent_rd_s(&h->o, "</figcaption></figure>\n");
}

/** Blocks of these kinds that follow one another share one frame. */
static bool
open_group(ent_html *h, ent_block_kind kind)
{
    switch (kind) {
    case ENT_BLOCK_LEAD:
        ent_rd_s(&h->o, "<div class=\"lead\">");
        return true;
    case ENT_BLOCK_GAP:
        ent_rd_s(&h->o, "<div class=\"box gap\" role=\"note\"><p class=\"tag\">Not known</p>");
        return true;
    case ENT_BLOCK_WARNING:
        ent_rd_s(&h->o, "<div class=\"box warn\" role=\"note\"><p class=\"tag\">Caution</p>");
        return true;
    case ENT_BLOCK_ITEM:
        ent_rd_s(&h->o, "<ul>");
        return true;
    default:
        return false;
    }
}

static void
one_block(ent_html *h, const ent_block *b, size_t *charts)
{
    switch (b->kind) {
    case ENT_BLOCK_TABLE:
        if (b->table) ent_html_table(h, b->table);
        return;
    case ENT_BLOCK_CHART:
        if (b->chart) ent_html_chart(h, b->chart, ++*charts);
        return;
    default:
        break;
    }
    const char *tag = b->kind == ENT_BLOCK_ITEM ? "li" : b->kind == ENT_BLOCK_HEADING ? "h3" : "p";
    ent_rd_f(&h->o, "<%s>", tag);
    ent_html_run(h, &b->text);
    ent_rd_f(&h->o, "</%s>\n", tag);
}

void
ent_html_blocks(ent_html *h, const ent_section *s, size_t *charts)
{
    for (size_t i = 0; i < s->n_blocks;) {
        ent_block_kind kind = s->blocks[i].kind;
        bool grouped = open_group(h, kind);
        do
            one_block(h, &s->blocks[i++], charts);
        while (grouped && i < s->n_blocks && s->blocks[i].kind == kind);
        if (grouped) ent_rd_s(&h->o, kind == ENT_BLOCK_ITEM ? "</ul>\n" : "</div>\n");
    }
}
