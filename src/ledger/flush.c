/* flush.c: a batch of claims into the store: what is new, what is known, what corrects what. */
#include "ledger/batch_priv.h"

#include <stdlib.h>
#include <string.h>

enum { TO_ADD = -1 };

static bool
same_record(const ent_claim *a, const ent_claim *b)
{
    /* Set and indicator are pooled, so equal texts have equal addresses. */
    return a->set == b->set && a->indicator == b->indicator && strcmp(a->record, b->record) == 0 &&
           strcmp(ent_record_owner(a), ent_record_owner(b)) == 0;
}

static int
compare_keys(const void *a, const void *b)
{
    const ent_pending *x = *(const ent_pending *const *)a, *y = *(const ent_pending *const *)b;

    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    return (x->seq > y->seq) - (x->seq < y->seq);
}

/* Dyads together, their indicators together, then by time: what a query reads lies side by side. */
static int
compare_places(const void *a, const void *b)
{
    const ent_pending *x = *(const ent_pending *const *)a, *y = *(const ent_pending *const *)b;

    if (x->lo != y->lo) return x->lo < y->lo ? -1 : 1;
    if (x->hi != y->hi) return x->hi < y->hi ? -1 : 1;
    if (x->claim.indicator != y->claim.indicator)
        return strcmp(x->claim.indicator, y->claim.indicator);
    return (x->seq > y->seq) - (x->seq < y->seq);
}

static ent_status
reject_twice(ent_import *import, const ent_claim *claim, const ent_claim *first, ent_error *err)
{
    char reason[256];

    if (first)
        (void)ent_snprintf(reason, sizeof reason,
                           "record \"%.80s\" of %s: row %llu of this file says otherwise",
                           claim->record, claim->indicator, (unsigned long long)first->row);
    else
        (void)ent_snprintf(reason, sizeof reason,
                           "record \"%.80s\" of %s: an earlier row of this file says otherwise",
                           claim->record, claim->indicator);
    return ent_import_note_reject(import, claim->file, claim->row, claim->byte, reason,
                                  claim->record, err);
}

/* Was the version released after what is being imported? Only when both say when. */
static bool
released_later(const ent_version *v, const ent_import *import)
{
    int32_t mine = ent_known_day(&import->info.released, ENT_DAY_NEVER);

    return mine != ENT_DAY_NEVER && v->released_day != ENT_DAY_NEVER && v->released_day > mine;
}

static ent_status
add_link(ent_import *import, ent_link link, ent_error *err)
{
    ent_store *store = import->ledger->store;
    ent_status st;

    link.import = import->number;
    st = store->ops->supersede(store, &link, err);
    if (!st) ent_chain_link(&import->chain, &link);
    return st;
}

static ent_status
link_claims(ent_import *import, int64_t old_n, int64_t new_n, int32_t known_day, ent_error *err)
{
    return add_link(import, (ent_link){.old_n = old_n, .new_n = new_n, .known_day = known_day},
                    err);
}

/* A statement held before, made again after another one took its place, takes it back. */
static ent_status
restate(ent_import *import, const ent_pending *p, const ent_version *v, size_t n, size_t self,
        ent_error *err)
{
    int32_t known = ent_known_day(&p->claim.known_from, import->known_day);

    if (v[self].killed_day == ENT_DAY_NEVER) return ENT_OK;
    for (size_t i = 0; i < n; i++)
        if (i != self && (released_later(&v[i], import) || v[i].import == import->number))
            return ENT_OK;
    for (size_t i = 0; i < n; i++) {
        ent_status st = ENT_OK;

        if (i != self && v[i].killed_day > known)
            st = add_link(
                import,
                (ent_link){.old_n = v[i].n, .new_n = v[self].n, .known_day = known, .again = true},
                err);
        if (st) return st;
    }
    return ENT_OK;
}

/* ADD: new to the ledger. KNOWN: there already. TWICE: contradicts its own file. */
typedef enum fate { FATE_ADD = 0, FATE_KNOWN, FATE_TWICE } fate;

static fate
judge(const ent_import *import, const ent_pending *p, const ent_version *v, size_t n, size_t *self)
{
    bool mine = false;

    for (size_t i = 0; i < n; i++) {
        /* Ledgers of older schemas hold votes under ids made as those of other claims. */
        if (memcmp(v[i].id, p->id, ENT_ID_BYTES) == 0 ||
            memcmp(v[i].id, p->digest, ENT_ID_BYTES) == 0) {
            *self = i;
            return FATE_KNOWN;
        }
        mine = mine || v[i].import == import->number ||
               ent_keymap_has(&import->known, p->key, (uint64_t)v[i].n);
    }
    return mine ? FATE_TWICE : FATE_ADD;
}

/* An older vintage, come in late, states what a newer one did: it was known that early. */
static ent_status
note_sighting(ent_import *import, const ent_pending *p, const ent_version *v, ent_error *err)
{
    ent_sighting sighting = {.n = v->n,
                             .import = import->number,
                             .known_day = ent_known_day(&p->claim.known_from, import->known_day)};
    ent_store *store = import->ledger->store;
    ent_status st;

    if (sighting.known_day >= v->known_day) return ENT_OK;
    st = store->ops->sight(store, &sighting, err);
    if (!st) ent_chain_sighting(&import->chain, &sighting);
    return st;
}

static ent_status
settle_known(ent_import *import, const ent_pending *p, const ent_version *v, size_t n, size_t self,
             ent_error *err)
{
    uint64_t number = (uint64_t)v[self].n;
    ent_status st;

    if (v[self].import == import->number || ent_keymap_has(&import->known, p->key, number))
        return ENT_OK;
    st = ent_keymap_add(&import->known, p->key, number);
    if (st) return ent_fail(err, st, "no memory for the records of an import");
    st = note_sighting(import, p, &v[self], err);
    return st ? st : restate(import, p, v, n, self, err);
}

/* Claims of the batch with one record, in order of arrival, against those held. */
static ent_status
settle_group(ent_import *import, ent_pending **group, size_t n, const ent_version *v, size_t n_v,
             ent_error *err)
{
    const ent_pending *first = NULL;

    for (size_t i = 0; i < n; i++) {
        ent_pending *p = group[i];
        size_t self = 0;
        ent_status st = ENT_OK;
        fate f =
            first ? (memcmp(first->digest, p->digest, ENT_SHA256_BYTES) ? FATE_TWICE : FATE_KNOWN)
                  : judge(import, p, v, n_v, &self);

        if (f == FATE_TWICE) {
            st = reject_twice(import, &p->claim, first ? &first->claim : NULL, err);
        } else {
            p->accepted = true;
            import->totals.known += f == FATE_KNOWN;
            if (f == FATE_ADD)
                p->n = TO_ADD;
            else if (!first)
                st = settle_known(import, p, v, n_v, self, err);
            if (!first) first = p;
        }
        if (st) return st;
    }
    return ENT_OK;
}

/* Claims of one record stand together in order[], moved so where hashes collide. */
static size_t
gather_group(ent_pending **order, size_t from, size_t end)
{
    size_t n = 1;

    for (size_t i = from + 1; i < end && order[i]->key == order[from]->key; i++) {
        ent_pending *p = order[i];

        if (!same_record(&p->claim, &order[from]->claim)) continue;
        memmove(&order[from + n + 1], &order[from + n], (i - from - n) * sizeof(ent_pending *));
        order[from + n++] = p;
    }
    return n;
}

static ent_status
link_added(ent_import *import, const ent_pending *p, const ent_version *v, size_t n, ent_error *err)
{
    int32_t known = ent_known_day(&p->claim.known_from, import->known_day);
    bool corrected = false;
    ent_status st = ENT_OK;

    for (size_t i = 0; i < n && !st; i++) {
        if (released_later(&v[i], import)) {
            /* An older vintage that comes in late: what is held supersedes it. */
            st = link_claims(import, p->n, v[i].n, v[i].known_day, err);
        } else if (v[i].killed_day > known) {
            st = link_claims(import, v[i].n, p->n, known, err);
            corrected = true;
        }
        if (v[i].n == p->corrects && !released_later(&v[i], import)) corrected = true;
    }
    if (!st && p->corrects) {
        bool linked = false;

        for (size_t i = 0; i < n; i++)
            linked = linked || v[i].n == p->corrects;
        if (!linked) st = link_claims(import, p->corrects, p->n, known, err);
        corrected = true;
    }
    if (corrected) import->totals.superseded++;
    return st;
}

/* Rows are whole in a batch, but for one that is still open: its claims are counted when it closes.
 */
static void
count_rows(ent_import *import)
{
    size_t i = 0;

    while (i < import->n_batch) {
        uint64_t row = import->batch[i].row_seq;
        bool kept = false;

        for (; i < import->n_batch && import->batch[i].row_seq == row; i++) {
            kept = kept || import->batch[i].accepted;
            import->totals.tally.claims += import->batch[i].accepted;
        }
        if (row == 0 || row == import->row_accounted) continue;
        if (import->row_open && row == import->row_seq) {
            import->row_kept = import->row_kept || kept;
            import->row_rejected = import->row_rejected || !kept;
        } else if (kept) {
            import->totals.tally.kept++;
        } else {
            import->totals.tally.rejected++;
        }
    }
}

/* What waits, sorted by key, the repeats judged; *n_keys leaders are in import->keys. */
static ent_status
look_up(ent_import *import, size_t *n_keys, ent_error *err)
{
    ent_store *store = import->ledger->store;
    ent_pending **order = import->order;
    size_t n = import->n_batch, k = 0;
    const ent_version *v;
    ent_status st;

    for (size_t i = 0; i < n; i++)
        order[i] = &import->batch[i];
    qsort(order, n, sizeof(ent_pending *), compare_keys);
    for (size_t i = 0; i < n; i += gather_group(order, i, n))
        import->keys[k++] = order[i];
    import->versions.n = 0;
    st = store->ops->versions(store, import->keys, k, &import->versions, err);
    v = import->versions.v;
    for (size_t i = 0, g = 0, at = 0; g < k && !st; g++) {
        size_t size = gather_group(order, i, n), n_v = 0;

        while (v && at + n_v < import->versions.n && v[at + n_v].which == g)
            n_v++;
        st = settle_group(import, &order[i], size, v ? v + at : NULL, n_v, err);
        i += size;
        at += n_v;
    }
    *n_keys = k;
    return st;
}

static ent_status
link_all(ent_import *import, size_t n_keys, ent_error *err)
{
    const ent_versions *all = &import->versions;
    ent_status st = ENT_OK;

    /* keys[] holds each group's first claim. A later one is added only when the first was rejected
     * for contradicting an earlier batch, and then it is rejected for the same reason. */
    for (size_t g = 0, at = 0; g < n_keys && !st; g++) {
        const ent_pending *p = import->keys[g];
        size_t n_v = 0;

        while (at + n_v < all->n && all->v[at + n_v].which == g)
            n_v++;
        if (p->n > 0 && (n_v || p->corrects))
            st = link_added(import, p, all->v ? all->v + at : NULL, n_v, err);
        at += n_v;
    }
    return st;
}

static ent_status
add_new(ent_import *import, ent_error *err)
{
    ent_store *store = import->ledger->store;
    ent_pending **order = import->order;
    size_t n = 0;
    ent_status st;

    for (size_t i = 0; i < import->n_batch; i++)
        if (order[i]->n == TO_ADD) order[n++] = order[i];
    if (n) qsort(order, n, sizeof(ent_pending *), compare_places);
    st = store->ops->add(store, &import->pool, order, n, err);
    for (size_t i = 0; i < n && !st; i++) {
        st = ent_chain_claim(&import->chain, &order[i]->claim, order[i]->digest);
        if (st) return ent_fail(err, st, "no memory for the hash chain");
        ent_widen_days(&order[i]->claim, import->known_day, &import->totals.first_day,
                       &import->totals.last_day);
    }
    import->totals.added += n;
    return st;
}

ent_status
ent_batch_flush(ent_import *import, ent_error *err)
{
    size_t n_keys = 0;
    ent_status st;

    if (import->n_batch == 0) return ENT_OK;
    st = look_up(import, &n_keys, err);
    if (!st) st = add_new(import, err);
    if (!st) st = link_all(import, n_keys, err);
    if (!st) count_rows(import);
    if (st) import->broken = st;
    ent_batch_reset(import);
    return st;
}
