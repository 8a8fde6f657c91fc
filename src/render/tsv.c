/* tsv.c: every table cell and every figure of the text as rows of a TSV. */
#include "render/render_priv.h"

static const char *
first_figure(const ent_text_run *run)
{
    for (size_t i = 0; i < run->n; i++)
        if (run->spans[i].kind == ENT_SPAN_FIGURE) return run->spans[i].ref;
    return NULL;
}

static void
fields(ent_rd_out *o, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        ent_rd_tsv(o, words[i]);
        ent_rd_s(o, i + 1 < n ? "\t" : "\n");
    }
}

static void
table(ent_rd_out *o, const char *section, const ent_table *t)
{
    ent_buf name = {.max = o->buf->max}, text = {.max = o->buf->max};

    for (size_t i = 0; i < t->n_rows * t->n_columns && !o->status; i++) {
        if (i % t->n_columns == 0) { /* a row is named by its first cell */
            ent_buf_reset(&name);
            o->status = ent_rd_run_text(&t->cells[i], &name);
        }
        ent_buf_reset(&text);
        if (!o->status) o->status = ent_rd_run_text(&t->cells[i], &text);
        const char *const words[] = {section,   t->id,
                                     name.data, t->columns[i % t->n_columns].title,
                                     text.data, first_figure(&t->cells[i])};
        fields(o, words, 6);
    }
    ent_buf_clear(&name);
    ent_buf_clear(&text);
}

static void
text_figures(ent_rd_out *o, const char *section, const ent_text_run *run)
{
    for (size_t i = 0; i < run->n; i++) {
        const ent_span *span = &run->spans[i];
        if (span->kind != ENT_SPAN_FIGURE) continue;
        const char *const words[] = {section, NULL, NULL, NULL, span->text, span->ref};
        fields(o, words, 6);
    }
}

ent_status
ent_render_tsv(const ent_page *page, ent_buf *out, ent_error *err)
{
    ent_rd_out o;

    ent_rd_begin(&o, out);
    ent_rd_s(&o, "section\ttable\trow\tcolumn\ttext\tfigure\n");
    for (size_t i = 0; i < page->n_sections; i++) {
        const ent_section *s = &page->sections[i];
        for (size_t k = 0; k < s->n_blocks; k++) {
            const ent_block *b = &s->blocks[k];
            if (b->kind == ENT_BLOCK_TABLE && b->table)
                table(&o, s->id, b->table);
            else if (b->kind == ENT_BLOCK_CHART && b->chart)
                table(&o, s->id, &b->chart->table);
            else if (b->kind != ENT_BLOCK_TABLE && b->kind != ENT_BLOCK_CHART)
                text_figures(&o, s->id, &b->text);
        }
    }
    for (size_t i = 0; i < page->n_figures; i++) {
        const char *const words[] = {"evidence",         NULL, NULL, NULL, page->figures[i].text,
                                     page->figures[i].id};
        fields(&o, words, 6);
    }
    return ent_rd_end(&o, err);
}
