/* page_text.c: a page as plain text, and the promises that every page must keep. */
#include "fixture.h"

#include <ctype.h>
#include <stdlib.h>

/* ---- as text --------------------------------------------------------------------------------- */

static void
add_run(ent_buf *out, const ent_text_run *run)
{
    for (size_t i = 0; i < run->n; i++) {
        const ent_span *s = &run->spans[i];
        bool mark = s->kind == ENT_SPAN_MARK;

        assert_non_null(s->text);
        assert_int_equal(ent_buf_addf(out, "%s%s%s", mark ? "[" : "", s->text, mark ? "]" : ""),
                         ENT_OK);
    }
}

static void
add_table(ent_buf *out, const ent_table *t)
{
    assert_int_equal(ent_buf_addf(out, "%s\n", t->title), ENT_OK);
    for (size_t i = 0; i < t->n_rows * t->n_columns; i++) {
        bool last = (i + 1) % t->n_columns == 0;

        add_run(out, &t->cells[i]);
        assert_int_equal(ent_buf_adds(out, last ? "\n" : " | "), ENT_OK);
    }
    if (t->note) assert_int_equal(ent_buf_addf(out, "%s\n", t->note), ENT_OK);
}

static const char *
kept(fixture *f, ent_buf *text)
{
    const char *copy = ent_arena_strdup(&f->page_arena, text->data ? text->data : "");

    ent_buf_clear(text);
    assert_non_null(copy);
    return copy;
}

const char *
fixture_run(fixture *f, const ent_text_run *run)
{
    ent_buf text = {0};

    add_run(&text, run);
    return kept(f, &text);
}

const char *
fixture_text(fixture *f, const char *section)
{
    ent_buf text = {0};

    for (size_t s = 0; s < f->page.n_sections; s++) {
        const ent_section *at = &f->page.sections[s];

        for (size_t i = 0; i < at->n_blocks && strcmp(at->id, section) == 0; i++) {
            const ent_block *b = &at->blocks[i];

            if (b->kind == ENT_BLOCK_TABLE)
                add_table(&text, b->table);
            else if (b->kind == ENT_BLOCK_CHART)
                add_table(&text, &b->chart->table);
            else
                add_run(&text, &b->text);
            assert_int_equal(ent_buf_adds(&text, "\n"), ENT_OK);
        }
    }
    return kept(f, &text);
}

const ent_table *
fixture_table(const ent_page *page, const char *id)
{
    for (size_t s = 0; s < page->n_sections; s++)
        for (size_t i = 0; i < page->sections[s].n_blocks; i++) {
            const ent_block *b = &page->sections[s].blocks[i];

            if (b->kind == ENT_BLOCK_TABLE && strcmp(b->table->id, id) == 0) return b->table;
        }
    return NULL;
}

const ent_chart *
fixture_chart(const ent_page *page, const char *id)
{
    for (size_t s = 0; s < page->n_sections; s++)
        for (size_t i = 0; i < page->sections[s].n_blocks; i++) {
            const ent_block *b = &page->sections[s].blocks[i];

            if (b->kind == ENT_BLOCK_CHART && strcmp(b->chart->id, id) == 0) return b->chart;
        }
    return NULL;
}

void
says(const char *text, const char *words)
{
    if (!strstr(text, words)) fail_msg("want \"%s\" in:\n%s", words, text);
}

void
never_says(const char *text, const char *words)
{
    if (strstr(text, words)) fail_msg("want no \"%s\" in:\n%s", words, text);
}

/* ---- every reference leads somewhere --------------------------------------------------------- */

static const ent_figure *
figure_of(const ent_page *p, const char *id)
{
    for (size_t i = 0; i < p->n_figures; i++)
        if (strcmp(p->figures[i].id, id) == 0) return &p->figures[i];
    return NULL;
}

static bool
in_annex(const ent_page *p, const char *id)
{
    for (size_t i = 0; i < p->n_claims; i++)
        if (strcmp(p->claims[i]->id, id) == 0) return true;
    return false;
}

static bool
cited(const ent_page *p, const char *code)
{
    for (size_t i = 0; i < p->n_sources; i++)
        if (strcmp(p->sources[i].code, code) == 0) return true;
    return false;
}

static void
run_leads_somewhere(const ent_page *p, const ent_text_run *run)
{
    for (size_t i = 0; i < run->n; i++) {
        const ent_span *s = &run->spans[i];

        assert_true(s->text[0] != '\0' || s->kind == ENT_SPAN_TEXT);
        if (s->kind == ENT_SPAN_FIGURE) {
            const ent_figure *figure = figure_of(p, s->ref);

            if (!figure) fail_msg("%s is on the page and not among its figures", s->ref);
            assert_string_equal(figure->text, s->text);
        } else if (s->kind == ENT_SPAN_CLAIM) {
            if (!in_annex(p, s->ref)) fail_msg("claim %s is not in the annex", s->ref);
        } else if (s->kind == ENT_SPAN_SOURCE) {
            if (!cited(p, s->ref)) fail_msg("source %s is not in the annex", s->ref);
        } else {
            assert_null(s->ref);
        }
    }
}

static void
table_leads_somewhere(const ent_page *p, const ent_table *t)
{
    assert_true(t->n_rows > 0 && t->n_pending == 0 && t->n_foot <= t->n_rows);
    for (size_t i = 0; i < t->n_rows * t->n_columns; i++)
        run_leads_somewhere(p, &t->cells[i]);
}

static void
chart_leads_somewhere(const ent_page *p, const ent_chart *c)
{
    assert_true(c->n_series > 0 && c->title && c->description[0] && c->source_line);
    for (size_t s = 0; s < c->n_series; s++) {
        assert_true(c->series[s].name[0] != '\0');
        for (size_t m = 0; m < c->series[s].n; m++) {
            const ent_mark *mark = &c->series[s].marks[m];

            if (!figure_of(p, mark->ref) && !in_annex(p, mark->ref))
                fail_msg("mark %s of chart %s leads nowhere", mark->ref, c->id);
            assert_true(mark->low <= mark->y && mark->y <= mark->high);
        }
    }
    table_leads_somewhere(p, &c->table);
}

static void
figures_have_their_lineage(const ent_page *p)
{
    for (size_t i = 0; i < p->n_figures; i++) {
        const ent_estimate *e = p->figures[i].estimate;

        assert_string_equal(e->id, p->figures[i].id);
        assert_true(e->n_lineage > 0 || e->set) /* claims, or a set counted in bulk */;
        for (size_t k = 0; k < e->n_lineage; k++)
            if (!in_annex(p, e->lineage[k]))
                fail_msg("%s rests on %s, which is not in the annex", e->id, e->lineage[k]);
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(p->figures[k].id, e->id);
    }
}

static bool
counted_in_bulk(const ent_page *p, const char *set)
{
    for (size_t i = 0; i < p->n_figures; i++)
        if (p->figures[i].estimate->set && strcmp(p->figures[i].estimate->set, set) == 0)
            return true;
    return false;
}

static void
sources_are_complete(const ent_page *p)
{
    for (size_t i = 0; i < p->n_claims; i++) {
        size_t found = 0;

        for (size_t k = 0; k < p->n_sources; k++)
            found += strcmp(p->sources[k].code, p->claims[i]->source) == 0;
        assert_int_equal(found, 1);
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(p->claims[k]->id, p->claims[i]->id);
    }
    for (size_t k = 0; k < p->n_sources; k++) {
        size_t n = 0;

        for (size_t i = 0; i < p->n_claims; i++)
            n += strcmp(p->sources[k].code, p->claims[i]->source) == 0;
        assert_true(n > 0 || counted_in_bulk(p, p->sources[k].code));
        assert_int_equal(p->sources[k].n_claims, n);
        assert_non_null(p->sources[k].title);
    }
}

/* ---- prose ----------------------------------------------------------------------------------- */

/* Numbers that prose may hold outside figures and claims: what a scale is, and what "old" means. */
static const char *const SCALES[] = {"on a scale from -1 to 1", "of the last 3 years"};

static bool
year_of_evidence(const ent_pair_evidence *e, int year)
{
    for (size_t i = 0; i < e->n_claims; i++) {
        const ent_claim *c = &e->claims[i];
        bool decade = c->valid_from.precision >= ENT_PREC_DECADE;

        if (year == c->valid_from.year || year == c->valid_to.year) return true;
        if (year == c->valid_from.day || year == c->valid_to.day) return true;
        if (decade && year == c->valid_from.year / 10 * 10) return true;
    }
    for (size_t i = 0; i < e->n_estimates; i++)
        if (year == words_year(&e->estimates[i]) ||
            year == ent_date_from_day(e->estimates[i].first_day).year)
            return true;
    return false;
}

/* Blanks over a phrase, so that its digits are not read. */
static void
cover_up(char *text, const char *phrase)
{
    char *at;

    if (!phrase || !*phrase) return;
    while ((at = strstr(text, phrase)))
        memset(at, '_', strlen(phrase));
}

static void
text_has_no_number_of_its_own(const fixture *f, const char *text)
{
    char copy[2048];

    assert_true(ent_snprintf(copy, sizeof copy, "%s", text));
    for (size_t i = 0; i < COUNT(SCALES); i++)
        cover_up(copy, SCALES[i]);
    cover_up(copy, f->in.as_of);
    cover_up(copy, f->in.made);
    for (const char *at = copy; *at;) {
        int year = 0;

        if (!isdigit((unsigned char)*at)) {
            at++;
            continue;
        }
        while (isdigit((unsigned char)*at))
            year = 10 * year + (*at++ - '0');
        if (!year_of_evidence(&f->in.pair, year) &&
            !(f->in.against && year_of_evidence(f->in.against, year)))
            fail_msg("%d in \"%s\" is no figure, no claim and no date", year, text);
    }
}

static void
prose_reads_cleanly(const char *text, ent_block_kind kind)
{
    static const char *const CLUMSY[] = {"  ", " .", " ,",     " ;",  "..",   ",.", ";.", "( ",
                                         " )", "()", "(null)", "nan", "inf ", "%s", "  "};
    size_t n = strlen(text);
    int open = 0;

    for (size_t i = 0; i < COUNT(CLUMSY); i++)
        if (strstr(text, CLUMSY[i])) fail_msg("\"%s\" in \"%s\"", CLUMSY[i], text);
    for (const char *at = text; *at; at++) {
        open += (*at == '(') - (*at == ')');
        if (open < 0) fail_msg("a bracket closes that never opened: %s", text);
    }
    if (open) fail_msg("a bracket stays open: %s", text);
    assert_true(n > 0 && text[0] != ' ');
    if (kind != ENT_BLOCK_HEADING && text[n - 1] != '.') fail_msg("want a full stop: %s", text);
}

static void
prose_holds(fixture *f, const ent_block *b)
{
    prose_reads_cleanly(fixture_run(f, &b->text), b->kind);
    for (size_t i = 0; i < b->text.n; i++)
        if (b->text.spans[i].kind == ENT_SPAN_TEXT || b->text.spans[i].kind == ENT_SPAN_STRONG)
            text_has_no_number_of_its_own(f, b->text.spans[i].text);
}

void
page_holds(fixture *f)
{
    const ent_page *p = &f->page;

    assert_string_equal(p->sections[0].id, "bottom-line");
    for (size_t s = 0; s < p->n_sections; s++) {
        assert_true(p->sections[s].n_blocks > 0);
        for (size_t i = 0; i < p->sections[s].n_blocks; i++) {
            const ent_block *b = &p->sections[s].blocks[i];

            if (b->kind == ENT_BLOCK_TABLE) {
                table_leads_somewhere(p, b->table);
            } else if (b->kind == ENT_BLOCK_CHART) {
                chart_leads_somewhere(p, b->chart);
            } else {
                run_leads_somewhere(p, &b->text);
                prose_holds(f, b);
            }
        }
    }
    figures_have_their_lineage(p);
    sources_are_complete(p);
}
