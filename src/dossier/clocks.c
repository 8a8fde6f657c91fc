/* clocks.c: the two clocks of this page and what is loaded. */
#include "build_priv.h"

#include <string.h>

/* A world ledger holds dozens of files; those without a word on the page are counted, not listed.
 */
static bool
is_used(const build *b, const ent_loaded_set *s)
{
    const ent_pair_evidence *pairs[2] = {&b->in->pair, b->in->against};

    for (int k = 0; k < 2 && pairs[k]; k++)
        for (size_t i = 0; i < pairs[k]->n_claims; i++)
            if (pairs[k]->claims[i].file && strcmp(pairs[k]->claims[i].file, s->file) == 0)
                return true;
    for (size_t i = 0; i < b->n_claims; i++)
        if (b->claims[i]->file && strcmp(b->claims[i]->file, s->file) == 0) return true;
    return false;
}

static void
add_row(build *b, ent_table *t, const ent_loaded_set *s)
{
    db_text(b, "%s", s->title);
    db_cell(b, t);
    db_text(b, "%s", s->file);
    db_cell(b, t);
    db_text(b, "%s", s->span);
    db_cell(b, t);
    db_text(b, "%llu", (unsigned long long)s->claims);
    db_cell(b, t);
    db_text(b, "%llu", (unsigned long long)s->rejected);
    db_cell(b, t);
    db_text(b, "%s", s->released);
    db_cell(b, t);
}

void
section_clocks(build *b)
{
    static const char *const TITLES[] = {"set", "file", "about", "claims", "rejected", "released"};
    ent_table *t = db_table(b, "loaded", "Files that this page draws on", 6, TITLES, "lllrrl");
    size_t others = 0;

    db_section_begin(b, "clocks", "Two clocks, and what is loaded");
    if (b->in->as_of)
        db_text(b,
                "Every claim has the time it is about and the time it became known. This page "
                "uses only what was known by %s.",
                b->in->as_of);
    else
        db_text(b,
                "Every claim has the time it is about and the time it became known. This page "
                "uses everything known to its ledger%s%s.",
                b->in->made ? " on " : "", b->in->made ? b->in->made : "");
    db_block(b, ENT_BLOCK_PARAGRAPH);
    for (size_t i = 0; i < b->in->n_loaded && t; i++) {
        if (is_used(b, &b->in->loaded[i]))
            add_row(b, t, &b->in->loaded[i]);
        else
            others++;
    }
    if (others && t)
        t->note =
            others == 1
                ? "1 more file is loaded and holds nothing used here."
                : db_printf(b, "%zu more files are loaded and hold nothing used here.", others);
    db_table_block(b, t);
    db_section_end(b);
}
