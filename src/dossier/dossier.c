/* dossier.c: the sections in their order, and the annex of claims and sources they used. */
#include "build_priv.h"

#include <string.h>

static size_t
claims_of_source(const build *b, const char *code)
{
    size_t n = 0;

    for (size_t i = 0; i < b->n_claims; i++)
        n += strcmp(b->claims[i]->source, code) == 0;
    return n;
}

/* Once each; a code without a citation is still listed, by its code. */
static void
add_source(build *b, const char *code, ent_page_source *out, size_t *n)
{
    ent_page_source *s = &out[*n];

    for (size_t k = 0; k < *n; k++)
        if (strcmp(out[k].code, code) == 0) return;
    *s = (ent_page_source){.code = code, .type = "misc", .title = code};
    for (size_t k = 0; k < b->in->n_citations; k++)
        if (strcmp(b->in->citations[k].code, code) == 0) *s = b->in->citations[k];
    s->n_claims = claims_of_source(b, code);
    ++*n;
}

/* Of the claims in the annex, then the sets whose rows figures count in bulk. */
static void
gather_sources(build *b, ent_page *page)
{
    ent_page_source *out = ent_arena_alloc(b->arena, b->n_claims + b->n_figures + 1, sizeof *out);

    if (!out) {
        db_nomem(b);
        return;
    }
    page->sources = out;
    for (size_t i = 0; i < b->n_claims; i++)
        add_source(b, b->claims[i]->source, out, &page->n_sources);
    for (size_t i = 0; i < b->n_figures; i++)
        if (b->figures[i].estimate->set)
            add_source(b, b->figures[i].estimate->set, out, &page->n_sources);
}

static void
name_page(build *b, ent_page *page)
{
    const ent_pair_evidence *p = &b->in->pair, *q = b->in->against;

    page->title = db_printf(b, "%s and %s", p->name_a, p->name_b);
    page->subtitle = q ? db_printf(b, "beside %s and %s", q->name_a, q->name_b) : NULL;
    page->schema = "entente-page-1";
    page->as_of = b->in->as_of;
    page->made = b->in->made;
}

ent_status
ent_dossier_build(const ent_dossier_input *input, ent_arena *arena, ent_page *out, ent_error *err)
{
    build b = {.in = input, .arena = arena, .err = err};
    ent_page page = {0};

    if (strcmp(input->pair.a, input->pair.b) == 0)
        return ent_fail(err, ENT_E_DOMAIN, "a dossier needs two countries, not %s twice",
                        input->pair.a);
    name_page(&b, &page);
    section_bottom_line(&b);
    section_without(&b);
    section_trade(&b);
    section_society(&b);
    section_stance(&b);
    section_events(&b);
    section_timeline(&b);
    section_ladder(&b);
    section_territory(&b);
    section_memory(&b);
    section_compare(&b);
    section_disagree(&b);
    section_missing(&b);
    section_clocks(&b);
    gather_sources(&b, &page);
    if (b.st) return b.st;
    page.sections = b.sections;
    page.n_sections = b.n_sections;
    page.figures = b.figures;
    page.n_figures = b.n_figures;
    page.claims = b.claims;
    page.n_claims = b.n_claims;
    *out = page;
    return ENT_OK;
}
