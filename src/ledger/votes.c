/* votes.c: roll calls on their way in: what a call's votes share is kept once, and so is a voter.
 */
#include "ledger/batch_priv.h"

#include <stdlib.h>
#include <string.h>

enum { UNASKED = 0, ON, OFF };
enum { VOTES_MAX = 1 << 22 };

static bool
same_text(const char *a, const char *b)
{
    if (a == b) return true;
    return a && b && strcmp(a, b) == 0;
}

static bool
same_date(const ent_date *a, const ent_date *b)
{
    return a->year == b->year && a->month == b->month && a->day == b->day &&
           a->precision == b->precision && a->calendar == b->calendar && a->circa == b->circa;
}

/* What all votes of an import have in common; layer and directedness follow from the indicator. */
static bool
same_frame(const ent_claim *a, const ent_claim *b)
{
    return same_text(a->set, b->set) && same_text(a->source, b->source) &&
           same_text(a->coverage, b->coverage) && same_text(a->event_scheme, b->event_scheme) &&
           same_text(a->coder, b->coder) && same_text(a->file, b->file) && a->kind == b->kind &&
           a->attribution == b->attribution && a->reliability == b->reliability &&
           a->credibility == b->credibility && a->checked == b->checked;
}

static bool
same_call(const ent_claim *a, const ent_claim *b)
{
    return same_text(a->record, b->record) && same_text(a->cluster, b->cluster) &&
           same_text(a->label, b->label) && same_text(a->locator, b->locator) &&
           same_date(&a->valid_from, &b->valid_from) && same_date(&a->known_from, &b->known_from);
}

static bool
same_voter(const ent_claim *a, const ent_claim *b)
{
    return same_text(a->from, b->from) && same_text(a->from_code, b->from_code) &&
           same_text(a->event_code, b->event_code) && a->sign == b->sign;
}

/* ---- lists -------------------------------------------------------------------------------------
 */

static ent_status
add_claim(ent_import *import, ent_claim_list *list, ent_keymap *map, uint64_t key,
          const ent_claim *claim)
{
    ent_claim *copy;
    ent_status st;

    if (list->n == list->cap) {
        size_t cap = list->cap ? list->cap * 2 : 256;
        ent_claim *v = ent_realloc(list->v, cap, sizeof *v);

        if (!v) return ENT_E_NOMEM;
        list->v = v;
        list->cap = cap;
    }
    copy = &list->v[list->n];
    *copy = *claim;
    st = ent_claim_pool_texts(&import->votes.pool, copy);
    if (!st) st = ent_pool_add(&import->votes.pool, claim->record, &copy->record);
    if (!st) st = ent_pool_add(&import->votes.pool, claim->locator, &copy->locator);
    if (!st) st = ent_keymap_add(map, key, list->n + 1);
    if (!st) list->n++;
    return st;
}

static uint64_t
record_hash(const ent_claim *c)
{
    return ent_hash_mix(ent_hash_text(ENT_HASH_SEED, c->record));
}

static uint64_t
voter_hash(const ent_claim *c)
{
    uint64_t h = ent_hash_text(ENT_HASH_SEED, c->from);

    h = ent_hash_text(h, c->from_code);
    return ent_hash_mix(ent_hash_text(h, c->event_code));
}

/* The call of a vote, SIZE_MAX: a new one. *odd: another call has its record. */
static size_t
find_call(const ent_vote_pack *p, const ent_claim *c, bool *odd)
{
    uint64_t key, place;
    size_t at = 0;

    *odd = false;
    if (p->calls.n && same_call(&p->calls.v[p->calls.n - 1], c)) return p->calls.n - 1;
    key = record_hash(c);
    while ((place = ent_keymap_next(&p->by_record, key, &at)) != 0) {
        const ent_claim *call = &p->calls.v[place - 1];

        if (strcmp(call->record, c->record) != 0) continue;
        *odd = !same_call(call, c);
        return place - 1;
    }
    return SIZE_MAX;
}

static size_t
find_voter(const ent_vote_pack *p, const ent_claim *c)
{
    uint64_t key = voter_hash(c), place;
    size_t at = 0;

    while ((place = ent_keymap_next(&p->by_voter, key, &at)) != 0)
        if (same_voter(&p->choices.v[place - 1], c)) return place - 1;
    return SIZE_MAX;
}

/* ---- taking ------------------------------------------------------------------------------------
 */

/* Whole, and such as the store holds? If not, the usual way will say what is wrong. */
static ent_status
check_vote(const ent_claim *claim, ent_claim *out, bool *fit, ent_error *err)
{
    ent_error why = {0};
    ent_status st;

    *out = *claim;
    st = ent_claim_check(out, &why);
    *fit = st == ENT_OK && !ent_claim_unfit(out);
    if (st && st != ENT_E_DOMAIN) return ent_fail(err, st, "%s", why.text);
    return ENT_OK;
}

static ent_status
add_parts(ent_import *import, const ent_claim *claim, size_t *call, size_t *voter, bool *fit,
          ent_error *err)
{
    ent_vote_pack *p = &import->votes;
    ent_claim whole;
    ent_status st = check_vote(claim, &whole, fit, err);

    if (st || !*fit) return st;
    if (*call == SIZE_MAX) {
        ent_claim c = whole;

        c.from = c.from_code = NULL;
        st = add_claim(import, &p->calls, &p->by_record, record_hash(claim), &c);
        *call = p->calls.n - 1;
    }
    if (!st && *voter == SIZE_MAX) {
        ent_claim c = whole;

        c.record = c.cluster = c.label = c.locator = NULL;
        c.valid_from = c.known_from = (ent_date){.precision = ENT_PREC_NONE};
        st = add_claim(import, &p->choices, &p->by_voter, voter_hash(claim), &c);
        *voter = p->choices.n - 1;
    }
    *fit = st != ENT_E_PARSE; /* a text that is not UTF-8 */
    return st == ENT_E_NOMEM ? ent_fail(err, st, "no memory for votes") : ENT_OK;
}

static ent_status
keep_vote(ent_import *import, size_t call, size_t voter, const ent_claim *claim, ent_error *err)
{
    ent_vote_pack *p = &import->votes;

    if (p->n_votes == p->cap_votes) {
        size_t cap = p->cap_votes ? p->cap_votes * 2 : 4096;
        ent_vote *v = ent_realloc(p->votes, cap, sizeof *v);

        if (!v) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu votes", cap);
        p->votes = v;
        p->cap_votes = cap;
    }
    p->votes[p->n_votes++] = (ent_vote){
        .call = (uint32_t)call, .choice = (uint32_t)voter, .row = claim->row, .byte = claim->byte};
    import->row_kept = true;
    import->totals.tally.claims++;
    return ENT_OK;
}

/* From now on votes are claims one by one; those packed so far are written, to be found. */
static ent_status
turn_off(ent_import *import, ent_error *err)
{
    import->votes.state = OFF;
    return ent_votes_flush(import, err);
}

static ent_status
ask(ent_import *import, const ent_claim *claim, ent_error *err)
{
    ent_store *store = import->ledger->store;
    bool held = false;
    ent_status st = store->ops->set_held(store, claim->set, &held, err);

    if (!st) import->votes.state = held ? OFF : ON;
    return st;
}

/* Can it be kept beside those that are? */
static bool
fits_in(const ent_import *import, const ent_claim *c)
{
    const ent_vote_pack *p = &import->votes;

    if (!c->set || !c->record || !c->from || !ent_claim_is_vote(c)) return false;
    if (c->row > INT64_MAX || c->byte > INT64_MAX || p->n_votes == VOTES_MAX) return false;
    if (!import->row_open || import->row_kept || import->row_pending) return false;
    return !p->calls.n || same_frame(&p->calls.v[0], c);
}

static ent_status
take(ent_import *import, const ent_claim *claim, bool *taken, ent_error *err)
{
    ent_vote_pack *p = &import->votes;
    bool odd = false, fit = true;
    size_t call = find_call(p, claim, &odd), voter = find_voter(p, claim);
    ent_status st = ENT_OK;

    if (odd) return turn_off(import, err);
    if (call == SIZE_MAX || voter == SIZE_MAX)
        st = add_parts(import, claim, &call, &voter, &fit, err);
    if (st || !fit) return st;
    *taken = true;
    return keep_vote(import, call, voter, claim, err);
}

ent_status
ent_votes_take(ent_import *import, const ent_claim *claim, bool *taken, ent_error *err)
{
    ent_vote_pack *p = &import->votes;
    bool fit;
    ent_status st = ENT_OK;

    *taken = false;
    if (p->state == OFF || !claim->indicator) return ENT_OK;
    if (!claim->supersedes && strcmp(claim->indicator, "un.vote") != 0) return ENT_OK;
    fit = fits_in(import, claim);
    if (fit && p->state == UNASKED) st = ask(import, claim, err);
    if (st || p->state != ON) return st;
    return fit ? take(import, claim, taken, err) : turn_off(import, err);
}

/* ---- writing -----------------------------------------------------------------------------------
 */

static int
compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *
line_of(const ent_claim *choice)
{
    const ent_polity *p = ent_ref_polity(choice->from);

    return p ? p->line : choice->from;
}

static int
compare_votes(const void *a, const void *b)
{
    const ent_vote *x = a, *y = b;

    if (x->call != y->call) return x->call < y->call ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

/* Of each choice, the place of its line among all. */
static void
rank_lines(const ent_vote_pack *p, const char **lines, uint32_t *rank, size_t *n)
{
    size_t k = 0;

    for (size_t i = 0; i < p->choices.n; i++)
        lines[i] = line_of(&p->choices.v[i]);
    qsort(lines, p->choices.n, sizeof(const char *), compare_texts);
    for (size_t i = 0; i < p->choices.n; i++)
        if (!k || strcmp(lines[k - 1], lines[i]) != 0) lines[k++] = lines[i];
    for (size_t i = 0; i < p->choices.n; i++) {
        const char *line = line_of(&p->choices.v[i]);
        const char **at = bsearch(&line, lines, k, sizeof(const char *), compare_texts);

        rank[i] = (uint32_t)(at - lines);
    }
    *n = k;
}

/* Votes line by line, each line's in order of the calls. at[]: where each line begins. */
static void
sort_votes(const ent_vote_pack *p, const uint32_t *rank, size_t n_lines, ent_vote *out, size_t *at)
{
    memset(at, 0, (n_lines + 1) * sizeof *at);
    for (size_t i = 0; i < p->n_votes; i++)
        at[rank[p->votes[i].choice] + 1]++;
    for (size_t i = 0; i < n_lines; i++)
        at[i + 1] += at[i];
    for (size_t i = 0; i < p->n_votes; i++)
        out[at[rank[p->votes[i].choice]]++] = p->votes[i];
    for (size_t i = n_lines; i > 0; i--)
        at[i] = at[i - 1];
    at[0] = 0;
    for (size_t i = 0; i < n_lines; i++) {
        bool sorted = true;

        for (size_t k = at[i] + 1; k < at[i + 1] && sorted; k++)
            sorted = out[k - 1].call <= out[k].call;
        if (!sorted) qsort(out + at[i], at[i + 1] - at[i], sizeof *out, compare_votes);
    }
}

/* A second vote of a line in a call: the same again, or against its own file. */
static ent_status
settle_second(ent_import *import, const ent_vote *first, const ent_vote *second, ent_error *err)
{
    const ent_claim *call = &import->votes.calls.v[second->call];
    ent_tally *t = &import->totals.tally;
    char reason[256];

    if (first->choice == second->choice) {
        import->totals.known++;
        return ENT_OK;
    }
    t->claims--;
    t->kept--; /* its row had this claim alone */
    t->rejected++;
    (void)ent_snprintf(reason, sizeof reason,
                       "record \"%.80s\" of %s: row %llu of this file says otherwise", call->record,
                       call->indicator, (unsigned long long)first->row);
    return ent_import_note_reject(import, call->file, second->row, second->byte, reason,
                                  call->record, err);
}

static ent_status
drop_seconds(ent_import *import, ent_vote *v, const size_t *at, size_t n_lines, size_t *n,
             ent_error *err)
{
    size_t k = 0;
    ent_status st = ENT_OK;

    for (size_t line = 0; line < n_lines && !st; line++) {
        size_t begin = k;

        for (size_t i = at[line]; i < at[line + 1] && !st; i++) {
            if (k > begin && v[k - 1].call == v[i].call)
                st = settle_second(import, &v[k - 1], &v[i], err);
            else
                v[k++] = v[i];
        }
    }
    *n = k;
    return st;
}

static ent_status
chain_votes(ent_import *import, const ent_votes *v)
{
    ent_status st = ENT_OK;

    for (size_t i = 0; i < v->n_calls && !st; i++) {
        st = ent_chain_vote_part(&import->chain, true, &v->calls[i], &import->text);
        ent_widen_days(&v->calls[i], import->known_day, &import->totals.first_day,
                       &import->totals.last_day);
    }
    for (size_t i = 0; i < v->n_choices && !st; i++)
        st = ent_chain_vote_part(&import->chain, false, &v->choices[i], &import->text);
    for (size_t i = 0; i < v->n_votes && !st; i++)
        ent_chain_vote(&import->chain, &v->votes[i]);
    return st;
}

static ent_status
write_votes(ent_import *import, ent_vote *sorted, const char **lines, uint32_t *rank, size_t *at,
            ent_error *err)
{
    const ent_vote_pack *p = &import->votes;
    ent_store *store = import->ledger->store;
    size_t n_lines = 0;
    ent_votes v = {.calls = p->calls.v,
                   .choices = p->choices.v,
                   .votes = sorted,
                   .n_calls = p->calls.n,
                   .n_choices = p->choices.n};
    ent_status st;

    rank_lines(p, lines, rank, &n_lines);
    sort_votes(p, rank, n_lines, sorted, at);
    st = drop_seconds(import, sorted, at, n_lines, &v.n_votes, err);
    if (!st) st = store->ops->votes_add(store, &v, err);
    if (st) return st;
    import->totals.added += v.n_votes;
    st = chain_votes(import, &v);
    return st ? ent_fail(err, st, "no memory for the hash chain") : ENT_OK;
}

ent_status
ent_votes_flush(ent_import *import, ent_error *err)
{
    ent_vote_pack *p = &import->votes;
    ent_vote *sorted = NULL;
    const char **lines = NULL;
    uint32_t *rank = NULL;
    size_t *at = NULL;
    ent_status st = ENT_OK;

    if (!p->n_votes) return ENT_OK;
    sorted = ent_alloc(p->n_votes, sizeof *sorted);
    lines = ent_alloc(p->choices.n, sizeof *lines);
    rank = ent_alloc(p->choices.n, sizeof *rank);
    at = ent_alloc(p->choices.n + 1, sizeof *at);
    st = sorted && lines && rank && at
             ? write_votes(import, sorted, lines, rank, at, err)
             : ent_fail(err, ENT_E_NOMEM, "no memory for %zu votes", p->n_votes);
    ent_free(sorted);
    ent_free(lines);
    ent_free(rank);
    ent_free(at);
    p->state = OFF;
    p->n_votes = 0;
    import->ledger->store->ops->forget_pool(import->ledger->store);
    if (st) import->broken = st;
    return st;
}

void
ent_votes_clear(ent_import *import)
{
    ent_vote_pack *p = &import->votes;

    ent_pool_clear(&p->pool);
    ent_free(p->calls.v);
    ent_free(p->choices.v);
    ent_free(p->votes);
    ent_keymap_clear(&p->by_record);
    ent_keymap_clear(&p->by_voter);
}
