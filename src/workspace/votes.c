/* votes.c: the General Assembly's votes out of the ledger as flat arrays: the only place that knows
 * how the ledger keeps them. */
#include "entente/panel.h"
#include "workspace_priv.h"

#include <stdlib.h>
#include <string.h>

enum { VOID_SESSION = 19, SESSION_MONTH = 9, SESSION_ORIGIN = 1945 };

typedef struct vote_row {
    const char *record;
    uint32_t voter, session;
    uint8_t vote;
} vote_row;

typedef struct vote_list {
    vote_row *rows;
    size_t n, cap;
} vote_list;

static ent_status
no_memory(ent_error *err)
{
    return ent_fail(err, ENT_E_NOMEM, "no memory for the votes");
}

/* Session that a day falls into; the first one began in January 1946. */
static uint32_t
session_of(const ent_date *d)
{
    int n = d->year - SESSION_ORIGIN - (d->month < SESSION_MONTH);

    return n < 1 ? 1 : (uint32_t)n;
}

static ent_status
add_vote(vote_list *list, const ent_obs *o, uint32_t voter, ent_arena *arena, ent_error *err)
{
    ent_date day = ent_date_from_day(o->first_day);
    uint32_t session = session_of(&day);
    vote_row *row;

    if (!o->has_weight || !o->record || session == VOID_SESSION) return ENT_OK;
    if (list->n == list->cap) {
        size_t cap = list->cap ? 2 * list->cap : 4096;
        vote_row *more = ent_realloc(list->rows, cap, sizeof *more);

        if (!more) return no_memory(err);
        list->rows = more;
        list->cap = cap;
    }
    row = &list->rows[list->n];
    *row = (vote_row){.record = ent_arena_strdup(arena, o->record),
                      .voter = voter,
                      .session = session,
                      .vote = o->intensity > 0   ? ENT_IDEAL_YES
                              : o->intensity < 0 ? ENT_IDEAL_NO
                                                 : ENT_IDEAL_ABSTAIN};
    if (!row->record) return no_memory(err);
    list->n++;
    return ENT_OK;
}

static ent_status
read_line(ent_workspace *ws, const char *line, const ent_date *as_of, uint32_t voter,
          vote_list *list, ent_arena *arena, ent_error *err)
{
    const ent_want want = {.indicator = "un.vote", .from = line};
    ent_arena scratch = {0};
    ent_panel panel = {0};
    ent_status st = ent_ledger_panel(ws->ledger, &want, 1, as_of, &scratch, &panel, err);

    for (size_t i = 0; !st && i < panel.series[0].n_obs; i++)
        st = add_vote(list, &panel.series[0].obs[i], voter, arena, err);
    ent_arena_clear(&scratch);
    return st;
}

static int
by_record(const void *a, const void *b)
{
    const vote_row *x = a, *y = b;
    int c = strcmp(x->record, y->record);

    if (c) return c;
    if (x->voter != y->voter) return x->voter < y->voter ? -1 : 1;
    return (x->vote > y->vote) - (x->vote < y->vote);
}

static ent_status
fill(vote_list *list, ent_arena *arena, ent_votes *out, ent_error *err)
{
    size_t n = list->n;
    uint32_t *roll_call = ent_arena_alloc(arena, n, sizeof *roll_call);
    uint32_t *voter = ent_arena_alloc(arena, n, sizeof *voter);
    uint32_t *session = ent_arena_alloc(arena, n, sizeof *session);
    uint8_t *vote = ent_arena_alloc(arena, n, sizeof *vote);
    const char **records = ent_arena_alloc(arena, n, sizeof *records);
    size_t calls = 0, kept = 0;

    if (!roll_call || !voter || !session || !vote || !records) return no_memory(err);
    qsort(list->rows, n, sizeof *list->rows, by_record);
    for (size_t i = 0; i < n; i++) {
        const vote_row *r = &list->rows[i];

        if (i == 0 || strcmp(r->record, list->rows[i - 1].record) != 0) {
            records[calls] = r->record;
            session[calls++] = r->session;
        } else if (r->voter == list->rows[i - 1].voter) {
            continue; /* came in twice */
        }
        roll_call[kept] = (uint32_t)calls - 1;
        voter[kept] = r->voter;
        vote[kept++] = r->vote;
    }
    out->records = records;
    out->votes.roll_call = roll_call;
    out->votes.voter = voter;
    out->votes.vote = vote;
    out->votes.session = session;
    out->votes.n = kept;
    out->votes.n_roll_calls = calls;
    return ENT_OK;
}

static int
compare_lines(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

ent_status
ent_workspace_votes(ent_workspace *ws, const ent_date *as_of, ent_arena *arena, ent_votes *out,
                    ent_error *err)
{
    size_t n_polities = 0, n_lines = 0;
    const ent_polity *all = ent_ref_polities(&n_polities);
    const char **lines = ent_arena_alloc(arena, n_polities, sizeof *lines);
    ent_votes v = {0};
    vote_list list = {0};
    ent_status st = lines ? ENT_OK : no_memory(err);

    for (size_t i = 0; i < n_polities && !st; i++)
        lines[i] = all[i].line;
    if (!st) qsort(lines, n_polities, sizeof *lines, compare_lines);
    for (size_t i = 0; i < n_polities && !st; i++) {
        size_t before = list.n;

        if (i && strcmp(lines[i], lines[i - 1]) == 0) continue;
        st = read_line(ws, lines[i], as_of, (uint32_t)n_lines, &list, arena, err);
        if (list.n == before) continue;
        v.lines = lines;
        lines[n_lines++] = lines[i];
    }
    if (!st && list.n == 0) st = ENT_NONE;
    v.votes.n_voters = n_lines;
    if (!st) st = fill(&list, arena, &v, err);
    if (!st) *out = v;
    ent_free(list.rows);
    return st;
}
