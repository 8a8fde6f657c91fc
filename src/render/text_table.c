/* text_table.c: tables fitted to the terminal: the widest columns wrap, or rows become records. */
#include "render/text_priv.h"

#include <string.h>

enum { BETWEEN = 2, NARROWEST = 5, WORD_MAX = 14 };

typedef struct grid {
    const ent_table *table;
    ent_buf text;      /* all cells, NUL-terminated, header first */
    size_t *at;        /* start of each cell in text */
    size_t *width;     /* of each column */
    size_t *least;     /* to which a column may shrink */
    const char **left; /* what is still to be printed of each cell of a row */
    char *style;
} grid;

static size_t
longest_word(const char *s)
{
    size_t most = 0;

    while (*s) {
        size_t n = strcspn(s, " ");
        char word[256];
        size_t keep = n < sizeof word - 1 ? n : sizeof word - 1;
        memcpy(word, s, keep);
        word[keep] = '\0';
        size_t w = n < sizeof word ? ent_term_width(word) : WORD_MAX;
        if (w > most) most = w;
        s += n + (s[n] == ' ');
    }
    return most;
}

static const char *
cell(const grid *g, size_t i)
{
    return g->text.data + g->at[i];
}

static void
add_cell(ent_term *t, grid *g, size_t i, const ent_text_run *run, const char *title)
{
    g->at[i] = g->text.len;
    if (run)
        ent_term_run(t, run, &g->text);
    else if (!t->o.status)
        ent_term_try(t, ent_text_add_safe(&g->text, title ? title : ""));
    if (!t->o.status) ent_term_try(t, ent_buf_addc(&g->text, '\0'));
}

static void
measure(grid *g)
{
    size_t n = g->table->n_columns, all = n * (g->table->n_rows + 1);

    for (size_t i = 0; i < all; i++) {
        size_t w = ent_term_width(cell(g, i)), word = longest_word(cell(g, i));
        if (w > g->width[i % n]) g->width[i % n] = w;
        if (word > WORD_MAX) word = WORD_MAX;
        if (word > g->least[i % n]) g->least[i % n] = word;
    }
    for (size_t c = 0; c < n; c++) {
        if (g->least[c] < NARROWEST) g->least[c] = NARROWEST;
        if (g->least[c] > g->width[c]) g->least[c] = g->width[c];
    }
}

/** Take from the widest column that can still give. @return does it fit? */
static bool
fit(grid *g, size_t room)
{
    size_t n = g->table->n_columns, total = BETWEEN * (n - 1);

    for (size_t c = 0; c < n; c++)
        total += g->width[c];
    while (total > room) {
        size_t widest = n;
        for (size_t c = 0; c < n; c++)
            if (g->width[c] > g->least[c] && (widest == n || g->width[c] > g->width[widest]))
                widest = c;
        if (widest == n) return false;
        g->width[widest]--;
        total--;
    }
    return true;
}

static void
rule(ent_term *t, const grid *g)
{
    size_t total = BETWEEN * (g->table->n_columns - 1);

    for (size_t c = 0; c < g->table->n_columns; c++)
        total += g->width[c];
    ent_rd_s(&t->o, "  ");
    ent_term_stroke(t, total);
    ent_rd_s(&t->o, "\n");
}

/** A row of cells from `first` on, as many lines as its longest cell wraps to. */
static void
draw_row(ent_term *t, grid *g, size_t first, bool bold)
{
    size_t n = g->table->n_columns;
    bool more = true;

    for (size_t c = 0; c < n; c++) {
        g->left[c] = cell(g, first + c);
        g->style[c] = bold ? 1 : 5;
    }
    while (more && !t->o.status) {
        more = false;
        ent_rd_s(&t->o, "  ");
        for (size_t c = 0; c < n; c++) {
            size_t cols = 0, bytes = ent_term_line(g->left[c], g->width[c], &cols);
            bool right = g->table->columns[c].align == ENT_ALIGN_RIGHT;
            bool last = c + 1 == n;
            ent_term_cell(t, g->left[c], bytes, cols, last && !right ? cols : g->width[c], right,
                          &g->style[c]);
            if (!last) ent_term_blank(t, BETWEEN);
            for (g->left[c] += bytes; *g->left[c] == ' ';)
                g->left[c]++;
            more = more || *g->left[c];
        }
        while (!t->o.status && t->o.buf->len > 0 && t->o.buf->data[t->o.buf->len - 1] == ' ')
            t->o.buf->len--; /* no blanks at the end of a line */
        ent_rd_s(&t->o, "\n");
    }
}

/** Too many columns for the terminal: each row as "column: cell" lines. */
static void
draw_records(ent_term *t, grid *g)
{
    size_t n = g->table->n_columns;
    ent_buf line = {.max = t->o.buf->max};

    for (size_t r = 1; r <= g->table->n_rows && !t->o.status; r++) {
        for (size_t c = 0; c < n; c++) {
            const char *text = cell(g, r * n + c);
            if (!*text) continue;
            ent_buf_reset(&line);
            if (c == 0)
                ent_term_try(t, ent_buf_addf(&line, ENT_TERM_BOLD "%s" ENT_TERM_PLAIN, text));
            else
                ent_term_try(t, ent_buf_addf(&line, ENT_TERM_DIM "%s:" ENT_TERM_PLAIN " %s",
                                             cell(g, c), text));
            ent_term_wrap(t, line.data, c == 0 ? "  " : "    ", c == 0 ? "  " : "      ");
        }
        ent_rd_s(&t->o, "\n");
    }
    ent_buf_clear(&line);
}

static bool
make(ent_term *t, grid *g)
{
    size_t n = g->table->n_columns, all = 0;

    if (!ent_mul_size(n, g->table->n_rows + 1, &all)) return false;
    g->text.max = t->o.buf->max;
    g->at = ent_alloc(all, sizeof *g->at);
    g->width = ent_alloc(n, sizeof *g->width);
    g->least = ent_alloc(n, sizeof *g->least);
    g->left = ent_alloc(n, sizeof *g->left);
    g->style = ent_alloc(n, 1);
    if (!g->at || !g->width || !g->least || !g->left || !g->style) {
        ent_term_try(t, ENT_E_NOMEM);
        return false;
    }
    for (size_t c = 0; c < n; c++)
        add_cell(t, g, c, NULL, g->table->columns[c].title);
    for (size_t i = 0; i < n * g->table->n_rows; i++)
        add_cell(t, g, n + i, &g->table->cells[i], NULL);
    if (t->o.status) return false;
    measure(g);
    return true;
}

void
ent_term_table(ent_term *t, const ent_table *table)
{
    grid g = {.table = table};
    size_t n = table->n_columns;

    if (n == 0 || t->o.status) return;
    if (table->title) {
        ent_buf_reset(&t->text);
        ent_term_try(t, ent_buf_adds(&t->text, ENT_TERM_BOLD));
        ent_term_try(t, ent_text_add_safe(&t->text, table->title));
        ent_term_wrap(t, t->text.data, "  ", "  ");
    }
    if (!make(t, &g)) goto out;
    if (!fit(&g, (size_t)t->columns - 2)) {
        draw_records(t, &g);
        goto note;
    }
    draw_row(t, &g, 0, true);
    rule(t, &g);
    for (size_t r = 1; r <= table->n_rows; r++) {
        if (table->n_foot > 0 && r + table->n_foot == table->n_rows + 1) rule(t, &g);
        draw_row(t, &g, r * n, false);
    }
note:
    if (table->note) {
        ent_buf_reset(&t->text);
        ent_term_try(t, ent_buf_adds(&t->text, ENT_TERM_DIM));
        ent_term_try(t, ent_text_add_safe(&t->text, table->note));
        ent_term_wrap(t, t->text.data, "  ", "  ");
    }
    ent_rd_s(&t->o, "\n");
out:
    ent_buf_clear(&g.text);
    ent_free(g.at);
    ent_free(g.width);
    ent_free(g.least);
    ent_free(g.left);
    ent_free(g.style);
}
