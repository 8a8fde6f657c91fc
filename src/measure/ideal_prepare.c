/* ideal_prepare.c: flat votes made into items that tell voters apart, states and session blocks. */
#include "measure/ideal_priv.h"

#include <stdlib.h>
#include <string.h>

/* Compared as one key each, so that the order is total and no sort can be unstable. */
typedef struct sorted_vote {
    uint64_t item_session; /* item << 32 | session */
    uint32_t voter, call;
    uint8_t vote;
} sorted_vote;

static int
compare(const void *a, const void *b)
{
    const sorted_vote *x = a, *y = b;

    if (x->item_session != y->item_session) return x->item_session < y->item_session ? -1 : 1;
    if (x->call != y->call) return x->call < y->call ? -1 : 1;
    if (x->voter != y->voter) return x->voter < y->voter ? -1 : 1;
    return 0;
}

static int
compare_u32(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

static ent_status
check(const ent_ideal_votes *v, ent_error *err)
{
    if (v->n == 0 || v->n_roll_calls == 0 || v->n_voters == 0)
        return ent_fail(err, ENT_E_SHAPE, "there are no votes to estimate ideal points from");
    if (v->n_roll_calls > ENT_IDEAL_CALLS_MAX || v->n_voters >= ENT_IDEAL_NOBODY)
        return ent_fail(err, ENT_E_LIMIT, "%zu roll calls of %zu voters are too many",
                        v->n_roll_calls, v->n_voters);
    for (size_t i = 0; i < v->n; i++)
        if (v->roll_call[i] >= v->n_roll_calls || v->voter[i] >= v->n_voters ||
            v->vote[i] > ENT_IDEAL_NO)
            return ent_fail(err, ENT_E_DOMAIN,
                            "vote %zu: roll call %u, voter %u, vote %u; want below %zu, below %zu "
                            "and 0, 1 or 2",
                            i, v->roll_call[i], v->voter[i], v->vote[i], v->n_roll_calls,
                            v->n_voters);
    for (size_t j = 0; v->item && j < v->n_roll_calls; j++)
        if (v->item[j] >= v->n_roll_calls)
            return ent_fail(err, ENT_E_DOMAIN, "roll call %zu: item %u; want below %zu", j,
                            v->item[j], v->n_roll_calls);
    return ENT_OK;
}

static ent_status
sort_votes(const ent_ideal_votes *v, sorted_vote *out, ent_error *err)
{
    for (size_t i = 0; i < v->n; i++) {
        uint32_t call = v->roll_call[i], item = v->item ? v->item[call] : call;

        out[i] = (sorted_vote){.item_session = (uint64_t)item << 32 | v->session[call],
                               .voter = v->voter[i],
                               .call = call,
                               .vote = v->vote[i]};
    }
    qsort(out, v->n, sizeof *out, compare);
    for (size_t i = 1; i < v->n; i++)
        if (compare(&out[i - 1], &out[i]) == 0)
            return ent_fail(err, ENT_E_DOMAIN, "voter %u voted twice on roll call %u", out[i].voter,
                            out[i].call);
    return ENT_OK;
}

static uint32_t
item_of(const sorted_vote *v)
{
    return (uint32_t)(v->item_session >> 32);
}

static uint32_t
session_of(const sorted_vote *v)
{
    return (uint32_t)v->item_session;
}

/* Keep the votes on items with more than one kind of vote; fills the items' tables. */
static size_t
keep_items(sorted_vote *v, size_t n, ideal_data *d)
{
    size_t kept = 0;

    for (size_t i = 0, end; i < n; i = end) {
        unsigned seen = 0;

        for (end = i; end < n && item_of(&v[end]) == item_of(&v[i]); end++)
            seen |= 1u << v[end].vote;
        if ((seen & (seen - 1)) == 0) continue; /* unanimous: says nothing of who stands where */
        d->item_start[d->n_items] = kept;
        d->item_id[d->n_items] = item_of(&v[i]);
        d->item_cuts[d->n_items] = seen == 7 ? 2 : 1;
        d->item_seen[d->n_items] = (uint8_t)seen;
        d->n_items++;
        memmove(v + kept, v + i, (end - i) * sizeof *v);
        kept += end - i;
    }
    d->item_start[d->n_items] = kept;
    return kept;
}

static ent_status
find_sessions(const sorted_vote *v, size_t n, ideal_data *d, ent_error *err)
{
    uint32_t *all = ent_alloc(n, sizeof *all);
    ent_status st = ENT_OK;

    if (!all) return ent_fail(err, ENT_E_NOMEM, "no memory for the sessions of %zu votes", n);
    for (size_t i = 0; i < n; i++)
        all[i] = session_of(&v[i]);
    qsort(all, n, sizeof *all, compare_u32);
    for (size_t i = 0; i < n; i++)
        if (d->n_blocks == 0 || all[d->n_blocks - 1] != all[i]) all[d->n_blocks++] = all[i];
    if (d->n_blocks > ENT_IDEAL_SESSIONS_MAX) {
        st = ent_fail(err, ENT_E_LIMIT, "%zu sessions; at most %d are taken", d->n_blocks,
                      ENT_IDEAL_SESSIONS_MAX);
        goto out;
    }
    d->session = ent_alloc(d->n_blocks, sizeof *d->session);
    d->block_start = ent_alloc(d->n_blocks + 1, sizeof *d->block_start);
    if (!d->session || !d->block_start)
        st = ent_fail(err, ENT_E_NOMEM, "no memory for %zu sessions", d->n_blocks);
    else
        memcpy(d->session, all, d->n_blocks * sizeof *all);

out:
    ent_free(all);
    return st;
}

static size_t
block_of(const ideal_data *d, uint32_t session)
{
    size_t low = 0, high = d->n_blocks;

    while (high - low > 1) {
        size_t mid = (low + high) / 2;

        if (d->session[mid] <= session)
            low = mid;
        else
            high = mid;
    }
    return low;
}

/* First and last block of each voter; a voter without votes keeps first > last. */
static void
find_spans(const sorted_vote *v, size_t n, const ideal_data *d, size_t n_voters, uint32_t *first,
           uint32_t *last)
{
    for (size_t i = 0; i < n_voters; i++) {
        first[i] = IDEAL_NONE;
        last[i] = 0;
    }
    for (size_t i = 0; i < n; i++) {
        uint32_t t = (uint32_t)block_of(d, session_of(&v[i])), who = v[i].voter;

        if (first[who] == IDEAL_NONE || t < first[who]) first[who] = t;
        if (t > last[who]) last[who] = t;
    }
}

/* States of every block, voters in order; `at` is left holding each voter's last state. */
static ent_status
make_states(const uint32_t *first, const uint32_t *last, size_t n_voters, uint32_t *at,
            ideal_data *d, ent_error *err)
{
    size_t n = 0;

    for (size_t i = 0; i < n_voters; i++)
        if (first[i] != IDEAL_NONE) n += last[i] - first[i] + 1;
    d->voter = ent_alloc(n, sizeof *d->voter);
    d->n_votes = ent_alloc(n, sizeof *d->n_votes);
    d->next = ent_alloc(n, sizeof *d->next);
    d->first = ent_alloc(n, sizeof *d->first);
    if (!d->voter || !d->n_votes || !d->next || !d->first)
        return ent_fail(err, ENT_E_NOMEM, "no memory for %zu points", n);
    for (size_t t = 0; t < d->n_blocks; t++) {
        d->block_start[t] = d->n_states;
        for (uint32_t i = 0; i < n_voters; i++) {
            size_t s = d->n_states;

            if (first[i] == IDEAL_NONE || t < first[i] || t > last[i]) continue;
            d->voter[s] = i;
            d->next[s] = IDEAL_NONE;
            d->first[s] = t == first[i];
            if (!d->first[s]) d->next[at[i]] = (uint32_t)s;
            at[i] = (uint32_t)s;
            d->n_states++;
        }
        if (d->n_states - d->block_start[t] > d->widest)
            d->widest = d->n_states - d->block_start[t];
    }
    d->block_start[d->n_blocks] = d->n_states;
    if (d->widest > ENT_IDEAL_VOTERS_MAX)
        return ent_fail(err, ENT_E_LIMIT, "%zu voters in one session; at most %d are taken",
                        d->widest, ENT_IDEAL_VOTERS_MAX);
    return ENT_OK;
}

static uint32_t
state_of(const ideal_data *d, size_t t, uint32_t voter)
{
    size_t low = d->block_start[t], high = d->block_start[t + 1];

    while (high - low > 1) {
        size_t mid = (low + high) / 2;

        if (d->voter[mid] <= voter)
            low = mid;
        else
            high = mid;
    }
    return (uint32_t)low;
}

static void
fill_obs(const sorted_vote *v, ideal_data *d)
{
    for (size_t j = 0; j < d->n_items; j++) {
        unsigned seen = d->item_seen[j];

        for (size_t i = d->item_start[j]; i < d->item_start[j + 1]; i++) {
            unsigned below = seen & ((1u << v[i].vote) - 1); /* kinds cast that lie below */

            d->obs[i].state = state_of(d, block_of(d, session_of(&v[i])), v[i].voter);
            d->obs[i].category = (uint8_t)((below & 1) + (below >> 1));
            d->n_votes[d->obs[i].state]++;
        }
    }
}

static bool
item_room(const ent_ideal_votes *votes, ideal_data *d)
{
    d->item_start = ent_alloc(votes->n_roll_calls + 1, sizeof *d->item_start);
    d->item_id = ent_alloc(votes->n_roll_calls, sizeof *d->item_id);
    d->item_seen = ent_alloc(votes->n_roll_calls, sizeof *d->item_seen);
    d->item_cuts = ent_alloc(votes->n_roll_calls, sizeof *d->item_cuts);
    d->obs = ent_alloc(votes->n, sizeof *d->obs);
    return d->item_start && d->item_id && d->item_seen && d->item_cuts && d->obs;
}

/* Sessions and states of the votes that tell voters apart. */
static ent_status
arrange(const sorted_vote *sorted, size_t n_voters, ideal_data *d, ent_error *err)
{
    uint32_t *room = ent_alloc(3 * n_voters, sizeof *room);
    uint32_t *first = room, *last = room + n_voters, *at = room + 2 * n_voters;
    ent_status st;

    if (!room) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu voters", n_voters);
    st = find_sessions(sorted, d->n_obs, d, err);
    if (!st) {
        find_spans(sorted, d->n_obs, d, n_voters, first, last);
        st = make_states(first, last, n_voters, at, d, err);
    }
    if (!st) fill_obs(sorted, d);
    ent_free(room);
    return st;
}

ent_status
ideal_prepare(const ent_ideal_votes *votes, ideal_data *out, ent_error *err)
{
    ideal_data d = {0};
    sorted_vote *sorted = NULL;
    ent_status st = check(votes, err);

    if (st) return st;
    sorted = ent_alloc(votes->n, sizeof *sorted);
    if (!sorted || !item_room(votes, &d)) {
        st = ent_fail(err, ENT_E_NOMEM, "no memory for %zu votes", votes->n);
        goto out;
    }
    if ((st = sort_votes(votes, sorted, err)) != ENT_OK) goto out;
    d.n_obs = keep_items(sorted, votes->n, &d);
    st = d.n_obs ? arrange(sorted, votes->n_voters, &d, err)
                 : ent_fail(err, ENT_E_SHAPE,
                            "every roll call was unanimous: nothing tells the voters apart");

out:
    if (st)
        ideal_data_clear(&d);
    else
        *out = d;
    ent_free(sorted);
    return st;
}

void
ideal_data_clear(ideal_data *d)
{
    ent_free(d->obs);
    ent_free(d->item_start);
    ent_free(d->item_id);
    ent_free(d->item_seen);
    ent_free(d->item_cuts);
    ent_free(d->block_start);
    ent_free(d->session);
    ent_free(d->voter);
    ent_free(d->n_votes);
    ent_free(d->next);
    ent_free(d->first);
    *d = (ideal_data){0};
}
