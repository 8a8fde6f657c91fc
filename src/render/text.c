/* text.c: the page for a terminal, 40 to 400 columns, in colour or without. */
#include "render/text_priv.h"

#include <string.h>

enum { COLUMNS_DEFAULT = 80, COLUMNS_MIN = 40, COLUMNS_MAX = 400, PROSE_MAX = 100 };

static void
styled(ent_term *t, const char *style, const char *text, const char *first, const char *rest)
{
    if (!text) return;
    ent_buf_reset(&t->text);
    ent_term_try(t, ent_buf_adds(&t->text, style));
    ent_term_try(t, ent_text_add_safe(&t->text, text));
    ent_term_wrap(t, t->text.data, first, rest);
}

static void
mast(ent_term *t, const ent_page *page)
{
    char text[160];

    styled(t, ENT_TERM_BOLD, page->title, "", "");
    styled(t, ENT_TERM_PLAIN, page->subtitle, "", "");
    (void)ent_snprintf(
        text, sizeof text, "%s%.32s%s%.32s. %zu figure%s, %zu claim%s, %zu source%s.",
        page->as_of ? "Known on " : "Everything known", page->as_of ? page->as_of : "",
        page->made ? ". Made on " : "", page->made ? page->made : "", page->n_figures,
        page->n_figures == 1 ? "" : "s", page->n_claims, page->n_claims == 1 ? "" : "s",
        page->n_sources, page->n_sources == 1 ? "" : "s");
    styled(t, ENT_TERM_DIM, text, "", "");
    for (int i = 0; i < t->columns; i++)
        ent_rd_s(&t->o, t->ascii ? "=" : "\xe2\x95\x90");
    ent_rd_s(&t->o, "\n\n");
}

/** Words before the first line and before the others, by the kind of block. */
static void
edges(const ent_term *t, ent_block_kind kind, const char **first, const char **rest)
{
    *first = *rest = "  ";
    if (kind == ENT_BLOCK_LEAD) *first = *rest = t->ascii ? "| " : "\xe2\x94\x83 ";
    if (kind == ENT_BLOCK_GAP) {
        *first = "  ? Not known: ";
        *rest = "    ";
    }
    if (kind == ENT_BLOCK_WARNING) {
        *first = "  ! Caution: ";
        *rest = "    ";
    }
    if (kind == ENT_BLOCK_ITEM) {
        *first = t->ascii ? "  - " : "  \xe2\x80\xa2 ";
        *rest = "    ";
    }
}

static void
words(ent_term *t, const ent_block *b, bool last_of_kind)
{
    const char *first, *rest;
    int columns = t->columns;
    ent_buf run = {.max = t->o.buf->max};

    edges(t, b->kind, &first, &rest);
    if (b->kind == ENT_BLOCK_HEADING) ent_term_try(t, ent_buf_adds(&run, ENT_TERM_BOLD));
    ent_term_run(t, &b->text, &run);
    if (t->columns > PROSE_MAX) t->columns = PROSE_MAX; /* longer lines are hard to read */
    if (!t->o.status) ent_term_wrap(t, run.data, first, rest);
    t->columns = columns;
    bool tight = b->kind == ENT_BLOCK_ITEM && !last_of_kind;
    if (b->kind == ENT_BLOCK_LEAD && !last_of_kind)
        ent_rd_s(&t->o, t->ascii ? "|\n" : "\xe2\x94\x83\n");
    else if (!tight)
        ent_rd_s(&t->o, "\n");
    ent_buf_clear(&run);
}

static void
section(ent_term *t, const ent_section *s)
{
    styled(t, ENT_TERM_BOLD, s->title, "", "");
    ent_term_stroke(t, (size_t)t->columns);
    ent_rd_s(&t->o, "\n");
    for (size_t i = 0; i < s->n_blocks && !t->o.status; i++) {
        const ent_block *b = &s->blocks[i];
        bool last = i + 1 == s->n_blocks || s->blocks[i + 1].kind != b->kind;
        if (b->kind == ENT_BLOCK_TABLE) {
            if (b->table) ent_term_table(t, b->table);
        } else if (b->kind == ENT_BLOCK_CHART) {
            if (b->chart) ent_term_chart(t, b->chart);
        } else
            words(t, b, last);
    }
    ent_rd_s(&t->o, "\n");
}

ent_status
ent_render_text(const ent_page *page, const ent_render_options *options, ent_buf *out,
                ent_error *err)
{
    ent_term t = {.columns = options && options->columns ? options->columns : COLUMNS_DEFAULT};
    ent_status st = ENT_OK;

    if (t.columns < COLUMNS_MIN || t.columns > COLUMNS_MAX)
        return ent_fail(err, ENT_E_DOMAIN, "%d columns; want %d to %d", t.columns, COLUMNS_MIN,
                        COLUMNS_MAX);
    t.colour = options && options->colour;
    t.ascii = options && options->ascii;
    t.text.max = out->max;
    st = ent_rd_index_init(&t.index, page, err);
    if (st) return st;
    ent_rd_begin(&t.o, out);
    t.by_number = ent_alloc(page->n_figures, sizeof *t.by_number);
    if (!t.by_number) t.o.status = ENT_E_NOMEM;
    if (!t.o.status) mast(&t, page);
    for (size_t i = 0; i < page->n_sections && !t.o.status; i++)
        section(&t, &page->sections[i]);
    if (!t.o.status) ent_term_annex(&t);
    ent_free(t.by_number);
    ent_buf_clear(&t.text);
    ent_rd_index_clear(&t.index);
    return ent_rd_end(&t.o, err);
}
