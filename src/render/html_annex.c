/* html_annex.c: the evidence at the page's end: figures, the claims they rest on, the sources. */
#include "render/html_priv.h"

#include <string.h>

static const char back_arrow[] = "\xe2\x86\xa9";

void
ent_html_say(ent_html *h, ent_status (*say)(const ent_claim *, ent_buf *), const ent_claim *c)
{
    ent_buf_reset(&h->text);
    ent_status st = say(c, &h->text);
    if (st && !h->o.status) h->o.status = st;
    if (!st && h->text.data) ent_rd_esc(&h->o, h->text.data);
}

static void
pair(ent_html *h, const char *term, const char *words)
{
    if (!words || !*words) return;
    ent_rd_f(&h->o, "<dt>%s</dt><dd>", term);
    ent_rd_esc(&h->o, words);
    ent_rd_s(&h->o, "</dd>");
}

static void
explain(ent_html *h, const char *id)
{
    ent_rd_s(&h->o, "<dt>Explain</dt><dd><code>entente explain ");
    ent_rd_shell(&h->o, id, true);
    ent_rd_s(&h->o, "</code></dd>");
}

/** Links back to where the text uses an entry. */
static void
back_links(ent_html *h, const char *prefix, const ent_rd_entry *entry)
{
    if (entry->uses == 0) return;
    ent_rd_s(&h->o, "<p class=\"back\">");
    for (size_t i = 1; i <= entry->uses && i <= 8; i++) {
        ent_rd_s(&h->o, "<a href=\"#u-");
        ent_rd_anchor(&h->o, prefix, entry->id);
        ent_rd_f(&h->o, "-%zu\">%s %s", i, back_arrow, i == 1 ? "back to the text" : "");
        if (i > 1) ent_rd_f(&h->o, "<span class=\"soft\">%zu</span>", i);
        ent_rd_s(&h->o, "</a> ");
    }
    ent_rd_s(&h->o, "</p>");
}

static void
lineage(ent_html *h, const ent_estimate *e)
{
    size_t absent = 0;

    if (e->n_lineage == 0) return;
    ent_rd_s(&h->o, "<dt>Claims</dt><dd>");
    for (size_t i = 0; i < e->n_lineage; i++) {
        const ent_rd_entry *entry = ent_rd_find(&h->index.claims, e->lineage[i]);
        if (!entry) {
            absent++;
            continue;
        }
        const ent_claim *c = h->index.page->claims[entry->pos];
        ent_rd_s(&h->o, "<a href=\"#");
        ent_rd_anchor(&h->o, "c-", entry->id);
        ent_rd_s(&h->o, "\"><code>");
        ent_rd_esc(&h->o, entry->id);
        ent_rd_s(&h->o, "</code></a>");
        const char *mark = ent_rd_claim_mark(c);
        if (mark) ent_rd_f(&h->o, " <span class=\"mark\">%s</span>", mark);
        ent_rd_s(&h->o, " ");
    }
    if (absent > 0)
        ent_rd_f(&h->o, "<span class=\"soft\">and %zu more, not printed here</span>", absent);
    ent_rd_s(&h->o, "</dd>");
}

static void
about_line(ent_html *h, const ent_estimate *e)
{
    char when[ENT_RD_NUM_MAX];

    ent_rd_period_words(e->first_day, e->last_day, when, sizeof when);
    ent_rd_s(&h->o, " <span class=\"soft\">");
    ent_rd_esc(&h->o, e->measure);
    if (e->from) {
        const char *name = ent_ref_line_name(e->from);
        ent_rd_s(&h->o, " \xc2\xb7 ");
        ent_rd_esc(&h->o, name ? name : e->from);
    }
    if (e->to) {
        const char *name = ent_ref_line_name(e->to);
        ent_rd_s(&h->o, " \xe2\x86\x92 ");
        ent_rd_esc(&h->o, name ? name : e->to);
    }
    ent_rd_f(&h->o, "%s%s</span>", *when ? " \xc2\xb7 " : "", when);
}

static void
figure_entry(ent_html *h, const ent_figure *f, const ent_rd_entry *entry)
{
    char text[ENT_RD_LINE_MAX];
    const ent_estimate *e = f->estimate;

    ent_rd_s(&h->o, "<article id=\"");
    ent_rd_anchor(&h->o, "f-", f->id);
    ent_rd_s(&h->o, "\"><h4>");
    ent_rd_esc(&h->o, f->text);
    if (e) about_line(h, e);
    ent_rd_s(&h->o, "</h4><dl>");
    if (e && e->state == ENT_VALUE) {
        ent_rd_value(e->value, e->unit, 3, text, sizeof text);
        pair(h, "Value", text);
        ent_rd_interval(e, text, sizeof text);
        pair(h, "Interval", text);
        ent_rd_basis(e, text, sizeof text);
        pair(h, "Basis", text);
    } else if (e)
        pair(h, "State", ent_state_name(e->state));
    if (e) {
        pair(h, "Formula", e->formula);
        pair(h, "Unit", e->unit);
        pair(h, "Note", e->note);
        lineage(h, e);
    }
    explain(h, f->id);
    ent_rd_s(&h->o, "</dl>");
    if (entry) back_links(h, "f-", entry);
    ent_rd_s(&h->o, "</article>\n");
}

static void
claim_source(ent_html *h, const ent_claim *c)
{
    const ent_rd_entry *entry = ent_rd_find(&h->index.sources, c->source);

    ent_rd_s(&h->o, "<dt>Source</dt><dd>");
    if (entry) {
        const ent_page_source *s = &h->index.page->sources[entry->pos];
        ent_rd_s(&h->o, "<a href=\"#");
        ent_rd_anchor(&h->o, "s-", s->code);
        ent_rd_s(&h->o, "\">");
        ent_rd_esc(&h->o, s->title ? s->title : s->code);
        ent_rd_s(&h->o, "</a>");
        if (s->year) {
            ent_rd_s(&h->o, ", ");
            ent_rd_esc(&h->o, s->year);
        }
    } else
        ent_rd_esc(&h->o, c->source);
    if (c->locator) {
        ent_rd_s(&h->o, ", ");
        ent_rd_esc(&h->o, c->locator);
    }
    if (c->file && c->row) {
        ent_rd_s(&h->o, " <code>");
        ent_html_say(h, ent_rd_claim_place, c);
        ent_rd_s(&h->o, "</code>");
    }
    ent_rd_s(&h->o, "</dd>");
}

static void
claim_users(ent_html *h, const ent_rd_entry *entry)
{
    if (entry->n_users == 0) return;
    ent_rd_s(&h->o, "<dt>Used by</dt><dd>");
    for (size_t i = 0; i < entry->n_users && i < ENT_RD_USERS_MAX; i++) {
        const ent_figure *f = &h->index.page->figures[entry->users[i]];
        ent_rd_s(&h->o, i ? ", <a href=\"#" : "<a href=\"#");
        ent_rd_anchor(&h->o, "f-", f->id);
        ent_rd_s(&h->o, "\">");
        ent_rd_esc(&h->o, f->text);
        ent_rd_s(&h->o, "</a>");
    }
    if (entry->n_users > ENT_RD_USERS_MAX)
        ent_rd_f(&h->o, " and %zu more", entry->n_users - ENT_RD_USERS_MAX);
    ent_rd_s(&h->o, "</dd>");
}

static void
claim_entry(ent_html *h, const ent_claim *c)
{
    char grade[ENT_RD_LINE_MAX];
    const ent_rd_entry *entry = ent_rd_find(&h->index.claims, c->id);
    const char *mark = ent_rd_claim_mark(c);

    ent_rd_s(&h->o, mark ? "<article class=\"unsure\" id=\"" : "<article id=\"");
    ent_rd_anchor(&h->o, "c-", c->id);
    ent_rd_s(&h->o, "\"><p><strong><bdi>");
    ent_html_say(h, ent_rd_claim_says, c);
    ent_rd_s(&h->o, "</bdi></strong>");
    if (mark) ent_rd_f(&h->o, " <span class=\"mark\">%s</span>", mark);
    ent_rd_s(&h->o, "</p><dl><dt>When</dt><dd>");
    ent_html_say(h, ent_rd_claim_when, c);
    ent_rd_s(&h->o, "</dd>");
    claim_source(h, c);
    ent_rd_grade(c, grade, sizeof grade);
    pair(h, "Grade", grade);
    pair(h, "Checked", ent_rd_checked_words(c->checked));
    pair(h, "Note", c->note);
    if (entry) claim_users(h, entry);
    explain(h, c->id);
    ent_rd_s(&h->o, "</dl>");
    if (entry) back_links(h, "c-", entry);
    ent_rd_s(&h->o, "</article>\n");
}

static void
source_entry(ent_html *h, const ent_page_source *s)
{
    const ent_rd_entry *entry = ent_rd_find(&h->index.sources, s->code);

    ent_rd_s(&h->o, "<article id=\"");
    ent_rd_anchor(&h->o, "s-", s->code);
    ent_rd_s(&h->o, "\"><p>");
    if (s->author) {
        ent_rd_esc(&h->o, s->author);
        ent_rd_s(&h->o, s->year ? " (" : ". ");
    }
    if (s->year) {
        ent_rd_s(&h->o, s->author ? "" : "(");
        ent_rd_esc(&h->o, s->year);
        ent_rd_s(&h->o, "). ");
    }
    ent_rd_s(&h->o, "<cite>");
    ent_rd_esc(&h->o, s->title ? s->title : s->code);
    ent_rd_s(&h->o, "</cite>.");
    if (s->publisher) {
        ent_rd_s(&h->o, " ");
        ent_rd_esc(&h->o, s->publisher);
        ent_rd_s(&h->o, ".");
    }
    if (ent_rd_url_ok(s->url)) {
        ent_rd_s(&h->o, " <a rel=\"noreferrer\" href=\"");
        ent_rd_esc(&h->o, s->url);
        ent_rd_s(&h->o, "\">");
        ent_rd_esc(&h->o, s->url);
        ent_rd_s(&h->o, "</a>");
    } else if (s->url) {
        ent_rd_s(&h->o, " ");
        ent_rd_esc(&h->o, s->url);
    }
    ent_rd_s(&h->o, "</p><dl>");
    pair(h, "Licence", s->licence);
    pair(h, "Note", s->note);
    ent_rd_f(&h->o, "<dt>Claims here</dt><dd>%zu</dd></dl>", s->n_claims);
    if (entry) back_links(h, "s-", entry);
    ent_rd_s(&h->o, "</article>\n");
}

static void
bibtex(ent_html *h)
{
    ent_buf bib = {.max = h->o.buf->max};
    ent_error why = {0};
    ent_status st = ent_render_bibtex(h->index.page, &bib, &why);

    if (st && !h->o.status) h->o.status = st;
    ent_rd_s(&h->o, "<details><summary>All sources as BibTeX</summary><pre>");
    for (const char *line = bib.data; line && *line;) { /* line by line: the escape folds \n */
        size_t n = strcspn(line, "\n");
        bool more = line[n] == '\n';
        ((char *)(uintptr_t)line)[n] = '\0';
        ent_rd_esc(&h->o, line);
        ent_rd_s(&h->o, "\n");
        line += n + (more ? 1 : 0);
    }
    ent_rd_s(&h->o, "</pre></details>\n");
    ent_buf_clear(&bib);
}

void
ent_html_annex(ent_html *h)
{
    const ent_page *page = h->index.page;

    ent_rd_s(&h->o, "<section id=\"evidence\" aria-labelledby=\"h-evidence\" class=\"ann\">"
                    "<h2 id=\"h-evidence\">The evidence</h2>\n");
    ent_rd_s(&h->o, "<p>Every linked number above leads to its entry here, and each entry to the "
                    "claims it was made from.</p><h3 id=\"figures\">Figures</h3>\n");
    if (page->n_figures == 0) ent_rd_s(&h->o, "<p>No figures on this page.</p>\n");
    for (size_t i = 0; i < page->n_figures; i++)
        figure_entry(h, &page->figures[i], ent_rd_find(&h->index.figures, page->figures[i].id));
    ent_rd_s(&h->o, "<h3 id=\"claims\">Claims</h3>\n");
    if (page->n_claims == 0) ent_rd_s(&h->o, "<p>No claims are held on this question.</p>\n");
    for (size_t i = 0; i < page->n_claims; i++)
        claim_entry(h, page->claims[i]);
    ent_rd_s(&h->o, "<h3 id=\"sources\">Sources</h3>\n");
    if (page->n_sources == 0) ent_rd_s(&h->o, "<p>No sources.</p>\n");
    for (size_t i = 0; i < page->n_sources; i++)
        source_entry(h, &page->sources[i]);
    if (page->n_sources > 0) bibtex(h);
    ent_rd_s(&h->o, "</section>\n");
}
