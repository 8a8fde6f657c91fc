/* html.c: the page as one HTML file that asks nobody for anything and runs no script. */
#include "render/html_priv.h"
#include "render/svg_priv.h"

static void
head(ent_html *h, const ent_page *page)
{
    ent_rd_s(&h->o, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                    "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
                    "form-action 'none'\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                    "<meta name=\"color-scheme\" content=\"light dark\">\n"
                    "<meta name=\"referrer\" content=\"no-referrer\">\n"
                    "<meta name=\"generator\" content=\"entente\">\n<title>");
    ent_rd_esc(&h->o, page->title);
    ent_rd_s(&h->o, "</title>\n<style>");
    for (size_t i = 0; ent_html_css[i]; i++)
        ent_rd_s(&h->o, ent_html_css[i]);
    ent_rd_s(&h->o, ent_svg_css);
    /* inside the page, charts stand on the page's paper */
    ent_rd_s(&h->o, ".chart svg.ch{--paper:#fdfcfa}@media (prefers-color-scheme:dark)"
                    "{.chart svg.ch{--paper:#15181c}}@media print{.chart svg.ch{--paper:#fff}}"
                    "</style>\n</head>\n");
}

static void
mast(ent_html *h, const ent_page *page)
{
    ent_rd_s(&h->o, "<body>\n<a class=\"skip\" href=\"#main\">Skip to the bottom line</a>\n"
                    "<div class=\"page\">\n<header class=\"mast\">"
                    "<p class=\"kicker\">Entente dossier</p>\n<h1>");
    ent_rd_esc(&h->o, page->title);
    ent_rd_s(&h->o, "</h1>\n");
    if (page->subtitle) {
        ent_rd_s(&h->o, "<p class=\"subtitle\">");
        ent_rd_esc(&h->o, page->subtitle);
        ent_rd_s(&h->o, "</p>\n");
    }
    ent_rd_s(&h->o, "<p class=\"meta\">");
    if (page->as_of) {
        ent_rd_s(&h->o, "What was known on <span class=\"nw\">");
        ent_rd_esc(&h->o, page->as_of);
        ent_rd_s(&h->o, "</span>");
    } else
        ent_rd_s(&h->o, "Everything known to this ledger");
    if (page->made) {
        ent_rd_s(&h->o, " \xc2\xb7 made on <span class=\"nw\">");
        ent_rd_esc(&h->o, page->made);
        ent_rd_s(&h->o, "</span>");
    }
    ent_rd_f(&h->o, " \xc2\xb7 %zu figure%s, %zu claim%s, %zu source%s</p></header>\n",
             page->n_figures, page->n_figures == 1 ? "" : "s", page->n_claims,
             page->n_claims == 1 ? "" : "s", page->n_sources, page->n_sources == 1 ? "" : "s");
}

static void
contents(ent_html *h, const ent_page *page)
{
    ent_rd_s(&h->o,
             "<nav aria-labelledby=\"h-contents\"><h2 id=\"h-contents\">Contents</h2>\n<ol>");
    for (size_t i = 0; i < page->n_sections; i++) {
        ent_rd_f(&h->o, "<li><a href=\"#");
        ent_rd_anchor(&h->o, "sec-", page->sections[i].id);
        ent_rd_s(&h->o, "\">");
        ent_rd_esc(&h->o, page->sections[i].title);
        ent_rd_s(&h->o, "</a></li>\n");
    }
    ent_rd_s(&h->o, "<li><a href=\"#evidence\">The evidence</a></li>"
                    "<li><a href=\"#sources\">Sources</a></li></ol></nav>\n");
}

static void
section(ent_html *h, const ent_section *s, bool first, size_t *charts)
{
    ent_rd_s(&h->o, first ? "<section class=\"first\" id=\"" : "<section id=\"");
    ent_rd_anchor(&h->o, "sec-", s->id);
    ent_rd_s(&h->o, "\" aria-labelledby=\"");
    ent_rd_anchor(&h->o, "h-sec-", s->id);
    ent_rd_s(&h->o, "\"><h2 id=\"");
    ent_rd_anchor(&h->o, "h-sec-", s->id);
    ent_rd_s(&h->o, "\">");
    ent_rd_esc(&h->o, s->title);
    ent_rd_s(&h->o, "</h2>\n");
    ent_html_blocks(h, s, charts);
    ent_rd_s(&h->o, "</section>\n");
}

ent_status
ent_render_html(const ent_page *page, ent_buf *out, ent_error *err)
{
    ent_html h = {0};
    ent_status st = ENT_OK;
    size_t charts = 0;

    st = ent_rd_index_init(&h.index, page, err);
    if (st) return st;
    h.text.max = out->max;
    ent_rd_begin(&h.o, out);
    head(&h, page);
    mast(&h, page);
    contents(&h, page);
    ent_rd_s(&h.o, "<main id=\"main\" tabindex=\"-1\">\n");
    for (size_t i = 0; i < page->n_sections; i++)
        section(&h, &page->sections[i], i == 0, &charts);
    ent_html_annex(&h);
    ent_rd_s(&h.o, "</main>\n<footer><p>Zero, missing and not covered are three different things "
                   "on this page. Numbers carry their interval; a claim marked unchecked or "
                   "without weight moves none of them.</p><p>Page format ");
    ent_rd_esc(&h.o, page->schema ? page->schema : "entente-page-1");
    ent_rd_s(&h.o, ".</p></footer>\n</div>\n</body>\n</html>\n");
    ent_buf_clear(&h.text);
    ent_rd_index_clear(&h.index);
    return ent_rd_end(&h.o, err);
}
