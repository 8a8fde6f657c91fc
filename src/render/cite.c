/* cite.c: the sources of a page as BibTeX and as CSL-JSON. */
#include "render/json_writer.h"

#include <string.h>

/** BibTeX types, and what CSL calls them; the first is what an unknown type becomes. */
static const struct {
    const char *bibtex, *csl;
} types[] = {{"misc", "document"},
             {"article", "article-journal"},
             {"book", "book"},
             {"report", "report"},
             {"dataset", "dataset"},
             {"online", "webpage"},
             {"incollection", "chapter"},
             {"thesis", "thesis"}};

static size_t
type_of(const ent_page_source *s)
{
    for (size_t i = 0; s->type && i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i].bibtex, s->type) == 0) return i;
    return 0;
}

static const char *
tex_escape(char c)
{
    switch (c) {
    case '{':
        return "\\{";
    case '}':
        return "\\}";
    case '%':
        return "\\%";
    case '&':
        return "\\&";
    case '#':
        return "\\#";
    case '_':
        return "\\_";
    case '$':
        return "\\$";
    case '\\':
        return "\\textbackslash ";
    case '~':
        return "\\textasciitilde ";
    case '^':
        return "\\textasciicircum ";
    default:
        return NULL;
    }
}

/** braces: kept from being re-cased or split into names. */
static void
bib_field(ent_rd_out *o, const char *name, const char *s, bool braces, bool raw)
{
    if (!s || !*s || o->status) return;
    ent_buf_reset(&o->tmp);
    o->status = ent_text_add_safe(&o->tmp, s);
    ent_rd_f(o, ",\n  %s = {%s", name, braces ? "{" : "");
    for (size_t i = 0; i < o->tmp.len && !o->status; i++) {
        const char *escaped = raw ? NULL : tex_escape(o->tmp.data[i]);
        if (escaped)
            ent_rd_s(o, escaped);
        else
            ent_rd_n(o, o->tmp.data + i, 1);
    }
    ent_rd_s(o, braces ? "}}" : "}");
}

/** A citation key: letters, digits and '-' of the code. */
static void
bib_key(ent_rd_out *o, const char *code)
{
    bool any = false;

    for (const char *p = code ? code : ""; *p; p++) {
        bool plain = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') ||
                     (*p >= '0' && *p <= '9') || *p == '-' || *p == ':' || *p == '.';
        ent_rd_n(o, plain ? p : "-", 1);
        any = true;
    }
    if (!any) ent_rd_s(o, "source");
}

ent_status
ent_render_bibtex(const ent_page *page, ent_buf *out, ent_error *err)
{
    ent_rd_out o;

    ent_rd_begin(&o, out);
    for (size_t i = 0; i < page->n_sources; i++) {
        const ent_page_source *s = &page->sources[i];
        ent_rd_f(&o, "%s@%s{", i ? "\n" : "", types[type_of(s)].bibtex);
        bib_key(&o, s->code);
        bib_field(&o, "author", s->author, true, false);
        bib_field(&o, "title", s->title, true, false);
        bib_field(&o, "year", s->year, false, false);
        bib_field(&o, "publisher", s->publisher, false, false);
        if (ent_rd_url_ok(s->url)) bib_field(&o, "url", s->url, false, true);
        bib_field(&o, "note", s->note, false, false);
        bib_field(&o, "copyright", s->licence, false, false);
        ent_rd_s(&o, "\n}\n");
    }
    return ent_rd_end(&o, err);
}

static void
csl_issued(ent_json *j, const char *year)
{
    int64_t value = 0;

    if (!year || !*year) return;
    ent_json_open(j, "issued", '{');
    if (ent_parse_i64(year, &value, NULL) == ENT_OK) {
        ent_json_open(j, "date-parts", '[');
        ent_json_open(j, NULL, '[');
        ent_json_integer(j, NULL, value);
        ent_json_close(j, ']');
        ent_json_close(j, ']');
    } else
        ent_json_string(j, "literal", year);
    ent_json_close(j, '}');
}

ent_status
ent_render_csl(const ent_page *page, ent_buf *out, ent_error *err)
{
    ent_rd_out o;
    ent_json j = {.o = &o};

    ent_rd_begin(&o, out);
    ent_json_open(&j, NULL, '[');
    for (size_t i = 0; i < page->n_sources; i++) {
        const ent_page_source *s = &page->sources[i];
        ent_json_open(&j, NULL, '{');
        ent_json_string(&j, "id", s->code ? s->code : "source");
        ent_json_string(&j, "type", types[type_of(s)].csl);
        ent_json_maybe(&j, "title", s->title);
        if (s->author) {
            ent_json_open(&j, "author", '[');
            ent_json_open(&j, NULL, '{');
            ent_json_string(&j, "literal", s->author);
            ent_json_close(&j, '}');
            ent_json_close(&j, ']');
        }
        csl_issued(&j, s->year);
        ent_json_maybe(&j, "publisher", s->publisher);
        if (ent_rd_url_ok(s->url)) ent_json_string(&j, "URL", s->url);
        ent_json_maybe(&j, "note", s->note);
        ent_json_close(&j, '}');
    }
    ent_json_close(&j, ']');
    return ent_rd_end(&o, err);
}
