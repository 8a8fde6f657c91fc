/* memory.c: what the past left, what was said and done since, and what was repaired. */
#include "build_priv.h"

#include <string.h>

typedef struct group {
    const char *id, *title;
    const char *patterns[8];
} group;

static const group GROUPS[] = {
    {"losses",
     "Losses and grievances",
     {"indemnity", "damage", "occupation", "deaths", "exclusion", "grievance", "war.battle_deaths",
      NULL}},
    {"repair",
     "Repair and memory",
     {"repair", "indemnity.remitted", "territory.return", "border.settled", "commemoration", NULL}},
    {"words",
     "Words and acts of states",
     {"statement", "act.material", "leader.visit", "sanction", "tariff", "finance.*", NULL}},
    {"arms", "Arms and exercises", {"arms.tiv.ordered", "arms.tiv", "exercise.joint", NULL}},
};

/* A set loaded whole may hold hundreds of rows of one kind; a page holds what a reader can take in,
 * and says what it left out. */
enum { ROWS_MAX = 40 };

static void
claim_row(build *b, ent_table *t, const ent_pair_evidence *p, const ent_claim *c)
{
    const ent_indicator *what = ent_ref_indicator(c->indicator);
    char words[WORDS_MAX];

    words_claim_time(c, words, sizeof words);
    db_text(b, "%s", words);
    db_cell(b, t);
    db_claim(b, c, c->label ? c->label : what ? what->title : c->indicator);
    db_claim_mark(b, c);
    db_cell(b, t);
    db_text(b, "%s %s %s", ev_name(p, ev_side(p, c->from)), c->directed ? "\u2192" : "\u2013",
            ev_name(p, ev_side(p, c->to)));
    db_cell(b, t);
    words_claim_quantity(c, words, sizeof words);
    db_text(b, "%s", words);
    db_cell(b, t);
    db_source(b, c->source);
    db_cell(b, t);
}

static void
group_table(build *b, const group *g)
{
    static const char *const TITLES[] = {"when", "what", "who to whom", "figure", "source"};
    const ent_pair_evidence *p = &b->in->pair;
    ent_table *t = db_table(b, g->id, g->title, 5, TITLES, "lllrl");
    size_t left_out = 0;

    for (size_t k = 0; g->patterns[k] && t; k++) {
        const ent_claim *c;
        size_t i = 0;

        while ((c = ev_next(p, g->patterns[k], &i))) {
            if (t->n_rows < ROWS_MAX)
                claim_row(b, t, p, c);
            else
                left_out++;
        }
    }
    if (left_out && t)
        t->note = db_printf(b, "%zu more row%s held; `entente export --as claims` gives them all.",
                            left_out, left_out == 1 ? " is" : "s are");
    db_table_block(b, t);
}

void
section_memory(build *b)
{
    db_section_begin(b, "memory", "What the past left, and what was said and done since");
    for (size_t i = 0; i < sizeof GROUPS / sizeof GROUPS[0]; i++)
        group_table(b, &GROUPS[i]);
    db_section_end(b);
}
