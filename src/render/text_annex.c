/* text_annex.c: the evidence at the end of the terminal page: [n] figures, claims, sources. */
#include "render/text_priv.h"

#include <string.h>

enum { CLAIMS_MAX = 100 };

static void
add(ent_term *t, const char *ours)
{
    if (!t->o.status) ent_term_try(t, ent_buf_adds(&t->text, ours));
}

static void
add_safe(ent_term *t, const char *theirs)
{
    if (!t->o.status && theirs) ent_term_try(t, ent_text_add_safe(&t->text, theirs));
}

static void
heading(ent_term *t, const char *title)
{
    ent_buf_reset(&t->text);
    add(t, ENT_TERM_BOLD);
    add(t, title);
    ent_term_wrap(t, t->text.data, "", "");
    ent_term_stroke(t, (size_t)t->columns);
    ent_rd_s(&t->o, "\n");
}

static void
flush(ent_term *t, const char *first, const char *rest)
{
    if (t->text.len > 0) ent_term_wrap(t, t->text.data, first, rest);
    ent_buf_reset(&t->text);
}

static void
figure(ent_term *t, const ent_figure *f, size_t number)
{
    char text[ENT_RD_LINE_MAX], first[32];
    const ent_estimate *e = f->estimate;

    ent_buf_reset(&t->text);
    add(t, ENT_TERM_BOLD);
    add_safe(t, f->text);
    add(t, ENT_TERM_PLAIN "  ");
    if (e && e->state == ENT_VALUE) {
        ent_rd_interval(e, text, sizeof text);
        add_safe(t, text);
        add(t, ", ");
        ent_rd_basis(e, text, sizeof text);
        add_safe(t, text);
    } else if (e)
        add(t, ent_state_name(e->state));
    if (e && e->formula) {
        add(t, "; ");
        add_safe(t, e->formula);
    }
    if (e && e->note) {
        add(t, ". ");
        add_safe(t, e->note);
    }
    if (number > 0)
        (void)ent_snprintf(first, sizeof first, "%s[%zu] ", number < 10 ? " " : "", number);
    else
        (void)ent_snprintf(first, sizeof first, "     ");
    char rest[32];
    (void)ent_snprintf(rest, sizeof rest, "%*s", (int)strlen(first), "");
    flush(t, first, rest);
    add(t, ENT_TERM_DIM "entente explain ");
    if (!t->o.status) {
        ent_rd_out o;
        ent_rd_begin(&o, &t->text);
        ent_rd_shell(&o, f->id, false);
        ent_term_try(t, o.status);
        ent_buf_clear(&o.tmp);
    }
    if (e && e->n_lineage > 0) {
        (void)ent_snprintf(text, sizeof text, "  from %zu claim%s", e->n_lineage,
                           e->n_lineage == 1 ? "" : "s");
        add(t, text);
    }
    flush(t, rest, rest);
}

static void
claim(ent_term *t, const ent_claim *c)
{
    char grade[ENT_RD_LINE_MAX];
    ent_buf words = {.max = t->o.buf->max};
    const char *mark = ent_rd_claim_mark(c);

    ent_buf_reset(&t->text);
    ent_term_try(t, ent_rd_claim_says(c, &words));
    add_safe(t, words.data);
    if (mark) {
        add(t, " " ENT_TERM_WARN "(");
        add(t, mark);
        add(t, ")" ENT_TERM_PLAIN);
    }
    flush(t, mark ? "  ! " : "    ", "    ");
    ent_buf_reset(&words);
    ent_term_try(t, ent_rd_claim_when(c, &words));
    ent_term_try(t, ent_buf_adds(&words, ". "));
    if (c->source) ent_term_try(t, ent_buf_adds(&words, c->source));
    if (c->locator) ent_term_try(t, ent_buf_addf(&words, ", %s", c->locator));
    if (c->file && c->row) ent_term_try(t, ent_buf_adds(&words, ", "));
    ent_term_try(t, ent_rd_claim_place(c, &words));
    ent_rd_grade(c, grade, sizeof grade);
    ent_term_try(
        t, ent_buf_addf(&words, ". %s; %s. %s", grade, ent_rd_checked_words(c->checked), c->id));
    add(t, ENT_TERM_DIM);
    add_safe(t, words.data);
    flush(t, "      ", "      ");
    ent_buf_clear(&words);
}

static void
source(ent_term *t, const ent_page_source *s)
{
    const char *const parts[] = {s->author,    s->year, s->title ? s->title : s->code,
                                 s->publisher, s->url,  s->licence};
    bool any = false;

    ent_buf_reset(&t->text);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i] || !*parts[i]) continue;
        bool dot = any && t->text.len > 0 && t->text.data[t->text.len - 1] == '.';
        if (any) add(t, i == 5 ? ". Licence: " : dot ? " " : ". ");
        add_safe(t, parts[i]);
        any = true;
    }
    flush(t, "    ", "      ");
}

void
ent_term_annex(ent_term *t)
{
    const ent_page *page = t->index.page;
    char text[96];

    if (page->n_figures > 0) {
        heading(t, "Evidence: figures");
        for (size_t i = 0; i < t->numbered; i++)
            figure(t, &page->figures[t->by_number[i]], i + 1);
        for (size_t i = 0; i < page->n_figures; i++) {
            const ent_rd_entry *entry = ent_rd_find(&t->index.figures, page->figures[i].id);
            if (!entry || entry->number == 0) figure(t, &page->figures[i], 0);
        }
        ent_rd_s(&t->o, "\n");
    }
    if (page->n_claims > 0) {
        heading(t, "Evidence: claims");
        for (size_t i = 0; i < page->n_claims && i < CLAIMS_MAX; i++)
            claim(t, page->claims[i]);
        if (page->n_claims > CLAIMS_MAX) {
            (void)ent_snprintf(text, sizeof text,
                               "+%zu more claims: --format json or html lists them all",
                               page->n_claims - CLAIMS_MAX);
            ent_term_say(t, text);
        }
        ent_rd_s(&t->o, "\n");
    }
    if (page->n_sources == 0) return;
    heading(t, "Sources");
    for (size_t i = 0; i < page->n_sources; i++)
        source(t, &page->sources[i]);
}
