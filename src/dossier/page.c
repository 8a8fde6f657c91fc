/* page.c: the page under construction: runs of text, blocks, tables, charts, figures, annex. */
#include "build_priv.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void
db_nomem(build *b)
{
    if (!b->st) b->st = ent_fail(b->err, ENT_E_NOMEM, "no memory for the dossier");
}

void *
db_room(build *b, void *items, size_t n, size_t *cap, size_t size)
{
    size_t grown_cap = *cap ? 2 * *cap : 8;
    void *grown;

    if (b->st) return NULL;
    if (n < *cap) return items;
    grown = ent_arena_alloc(b->arena, grown_cap, size);
    if (!grown) {
        db_nomem(b);
        return NULL;
    }
    if (n) memcpy(grown, items, n * size);
    *cap = grown_cap;
    return grown;
}

char *
db_printf(build *b, const char *fmt, ...)
{
    char text[1024];
    va_list args;
    char *out;

    if (b->st) return NULL;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    out = ent_arena_strdup(b->arena, text);
    if (!out) db_nomem(b);
    return out;
}

void
db_section_begin(build *b, const char *id, const char *title)
{
    ent_section *grown =
        db_room(b, b->sections, b->n_sections, &b->cap_sections, sizeof *b->sections);

    if (!grown) return;
    b->sections = grown;
    b->sections[b->n_sections] = (ent_section){.id = id, .title = title};
    b->blocks = NULL;
    b->n_blocks = b->cap_blocks = 0;
}

void
db_section_end(build *b)
{
    if (b->st || b->n_blocks == 0) return;
    b->sections[b->n_sections].blocks = b->blocks;
    b->sections[b->n_sections].n_blocks = b->n_blocks;
    b->n_sections++;
}

static void
add_span(build *b, ent_span_kind kind, const char *text, const char *ref)
{
    ent_span *grown = db_room(b, b->spans, b->n_spans, &b->cap_spans, sizeof *b->spans);

    if (!grown) return;
    b->spans = grown;
    b->spans[b->n_spans++] = (ent_span){kind, text, ref};
}

void
db_text(build *b, const char *fmt, ...)
{
    char text[1024];
    va_list args;
    char *copy;

    if (b->st) return;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    copy = ent_arena_strdup(b->arena, text);
    if (!copy)
        db_nomem(b);
    else
        add_span(b, ENT_SPAN_TEXT, copy, NULL);
}

void
db_strong(build *b, const char *text)
{
    add_span(b, ENT_SPAN_STRONG, text, NULL);
}

void
db_mark(build *b, const char *text)
{
    add_span(b, ENT_SPAN_MARK, text, NULL);
}

/* The first claim of an id wins: claims of the pair, then about either side, then the other pair.
 */
static void
index_claims(build *b)
{
    const ent_pair_evidence *pairs[2] = {&b->in->pair, b->in->against};

    for (int k = 0; k < 2 && pairs[k]; k++) {
        const ent_claim *lists[3] = {pairs[k]->claims, pairs[k]->about_a, pairs[k]->about_b};
        size_t sizes[3] = {pairs[k]->n_claims, pairs[k]->n_about_a, pairs[k]->n_about_b};

        for (int l = 0; l < 3; l++)
            for (size_t i = 0; i < sizes[l] && !b->st; i++)
                if (!id_map_put(&b->held, b->arena, lists[l][i].id, &lists[l][i])) db_nomem(b);
    }
}

const ent_claim *
db_find_claim(build *b, const char *id)
{
    if (b->held.cap == 0) index_claims(b);
    return b->st ? NULL : id_map_find(&b->held, id);
}

void
db_use_claim(build *b, const ent_claim *claim)
{
    const ent_claim **grown;

    if (b->st || !claim || id_map_find(&b->used, claim->id)) return;
    if (!id_map_put(&b->used, b->arena, claim->id, claim)) {
        db_nomem(b);
        return;
    }
    grown = db_room(b, b->claims, b->n_claims, &b->cap_claims, sizeof *b->claims);
    if (!grown) return;
    b->claims = grown;
    b->claims[b->n_claims++] = claim;
}

void
db_figure(build *b, const ent_estimate *e)
{
    char words[WORDS_MAX];
    ent_figure *grown;
    char *text;

    if (b->st || !e) return;
    words_estimate(e, words, sizeof words);
    text = ent_arena_strdup(b->arena, words);
    if (!text) {
        db_nomem(b);
        return;
    }
    add_span(b, ENT_SPAN_FIGURE, text, e->id);
    if (id_map_find(&b->shown, e->id)) return;
    if (!id_map_put(&b->shown, b->arena, e->id, e)) {
        db_nomem(b);
        return;
    }
    grown = db_room(b, b->figures, b->n_figures, &b->cap_figures, sizeof *b->figures);
    if (!grown) return;
    b->figures = grown;
    b->figures[b->n_figures++] = (ent_figure){e->id, text, e};
    for (size_t i = 0; i < e->n_lineage; i++)
        db_use_claim(b, db_find_claim(b, e->lineage[i]));
}

void
db_claim(build *b, const ent_claim *claim, const char *text)
{
    char *copy;

    if (b->st) return;
    copy = ent_arena_strdup(b->arena, text);
    if (!copy) {
        db_nomem(b);
        return;
    }
    add_span(b, ENT_SPAN_CLAIM, copy, claim->id);
    db_use_claim(b, claim);
}

void
db_source(build *b, const char *code)
{
    add_span(b, ENT_SPAN_SOURCE, code, code);
}

void
db_claim_mark(build *b, const ent_claim *claim)
{
    if (ent_claim_has_weight(claim)) return;
    db_text(b, " ");
    db_mark(b, claim->checked == ENT_CHECKED_MEMORY ? "unchecked" : "no weight");
}

ent_text_run
db_take(build *b)
{
    ent_text_run run = {b->spans, b->n_spans};

    b->spans = NULL;
    b->n_spans = b->cap_spans = 0;
    return run;
}

static ent_block *
new_block(build *b, ent_block_kind kind)
{
    ent_block *grown = db_room(b, b->blocks, b->n_blocks, &b->cap_blocks, sizeof *b->blocks);

    if (!grown) return NULL;
    b->blocks = grown;
    b->blocks[b->n_blocks] = (ent_block){.kind = kind};
    return &b->blocks[b->n_blocks++];
}

void
db_block(build *b, ent_block_kind kind)
{
    ent_text_run run = db_take(b);
    ent_block *block = new_block(b, kind);

    if (block) block->text = run;
}

ent_table *
db_table(build *b, const char *id, const char *title, size_t n_columns, const char *const *titles,
         const char *aligns)
{
    ent_table *t = ent_arena_alloc(b->arena, 1, sizeof *t);
    ent_column *columns = ent_arena_alloc(b->arena, n_columns, sizeof *columns);

    if (!t || !columns) {
        db_nomem(b);
        return NULL;
    }
    for (size_t i = 0; i < n_columns; i++)
        columns[i] = (ent_column){titles[i], aligns[i] == 'r' ? ENT_ALIGN_RIGHT : ENT_ALIGN_LEFT};
    *t = (ent_table){.id = id, .title = title, .columns = columns, .n_columns = n_columns};
    return t;
}

/* A table keeps its cells in one block, remade at twice the size when full; a row counts once it is
 * whole. */
void
db_cell(build *b, ent_table *t)
{
    ent_text_run run = db_take(b);
    size_t n;

    if (b->st || !t) return;
    n = t->n_pending + t->n_rows * t->n_columns;
    if (n == t->cap_cells) {
        size_t cap = n ? 2 * n : 4 * t->n_columns;
        ent_text_run *grown = ent_arena_alloc(b->arena, cap, sizeof *grown);

        if (!grown) {
            db_nomem(b);
            return;
        }
        if (n) memcpy(grown, t->cells, n * sizeof *grown);
        t->cells = grown;
        t->cap_cells = cap;
    }
    t->cells[n] = run;
    if (++t->n_pending == t->n_columns) {
        t->n_pending = 0;
        t->n_rows++;
    }
}

void
db_table_block(build *b, ent_table *t)
{
    ent_block *block;

    if (b->st || !t || t->n_rows == 0) return;
    block = new_block(b, ENT_BLOCK_TABLE);
    if (block) block->table = t;
}

ent_chart *
db_chart(build *b, ent_chart_kind kind, const char *id, const char *title, const char *description)
{
    ent_chart *c = ent_arena_alloc(b->arena, 1, sizeof *c);

    if (!c) {
        db_nomem(b);
        return NULL;
    }
    *c = (ent_chart){.kind = kind, .id = id, .title = title, .description = description};
    return c;
}

ent_chart_series *
db_series(build *b, ent_chart *c, const char *name, int pair)
{
    ent_chart_series *grown;

    if (b->st || !c) return NULL;
    /* A chart has few series: one copy each is cheaper than another capacity to keep. */
    grown = ent_arena_alloc(b->arena, c->n_series + 1, sizeof *grown);
    if (!grown) {
        db_nomem(b);
        return NULL;
    }
    if (c->n_series) memcpy(grown, c->series, c->n_series * sizeof *grown);
    c->series = grown;
    c->series[c->n_series] = (ent_chart_series){.name = name, .pair = pair};
    return &c->series[c->n_series++];
}

ent_mark *
db_mark_add(build *b, ent_chart_series *s)
{
    if (b->st || !s) return NULL;
    if ((s->n & (s->n - 1)) == 0) { /* 0, 1, 2, 4, 8 ...: the block is full */
        size_t cap = s->n ? 2 * s->n : 1;
        ent_mark *grown = ent_arena_alloc(b->arena, cap, sizeof *grown);

        if (!grown) {
            db_nomem(b);
            return NULL;
        }
        if (s->n) memcpy(grown, s->marks, s->n * sizeof *grown);
        s->marks = grown;
    }
    return &s->marks[s->n++];
}

void
db_chart_block(build *b, ent_chart *c)
{
    ent_block *block;

    if (b->st || !c) return;
    block = new_block(b, ENT_BLOCK_CHART);
    if (block) block->chart = c;
}

static const char *
source_of_ref(build *b, const char *ref, size_t k)
{
    const ent_estimate *e = ref ? id_map_find(&b->shown, ref) : NULL;
    const ent_claim *claim = NULL;

    if (e && e->set && k == e->n_lineage) return e->set;
    if (e)
        claim = k < e->n_lineage ? db_find_claim(b, e->lineage[k]) : NULL;
    else if (ref && k == 0)
        claim = db_find_claim(b, ref);
    return claim ? claim->source : NULL;
}

enum { SOURCES_NAMED = 6 };

static bool
collect_source(const char *code, const char **seen, size_t *n)
{
    for (size_t i = 0; i < *n; i++)
        if (strcmp(seen[i], code) == 0) return true;
    if (*n == SOURCES_NAMED) return false;
    seen[(*n)++] = code;
    return true;
}

static const char *
source_words(build *b, const char *code)
{
    for (size_t i = 0; i < b->in->n_citations; i++) {
        const ent_page_source *s = &b->in->citations[i];

        if (strcmp(s->code, code) == 0)
            return db_printf(b, "%s%s%s", s->author && *s->author ? s->author : s->title,
                             s->year && *s->year ? " " : "", s->year ? s->year : "");
    }
    return code;
}

const char *
db_source_line(build *b, const ent_chart *chart)
{
    const char *seen[SOURCES_NAMED];
    size_t n = 0;
    bool more = false;
    char *line;

    for (size_t s = 0; s < chart->n_series; s++)
        for (size_t m = 0; m < chart->series[s].n; m++)
            for (size_t k = 0; k < 4; k++) {
                const char *code = source_of_ref(b, chart->series[s].marks[m].ref, k);

                if (code && !collect_source(code, seen, &n)) more = true;
            }
    line = db_printf(b, "Sources: ");
    for (size_t i = 0; i < n && !b->st; i++)
        line = db_printf(b, "%s%s%s", line, i ? "; " : "", source_words(b, seen[i]));
    if (b->st || n == 0) return "";
    return db_printf(b, "%s%s.", line, more ? " and others" : "");
}
