/* index.c: from the ids of figures, claims and sources to their places on the page. */
#include "render/render_priv.h"

#include <stdlib.h>
#include <string.h>

static int
entry_compare(const void *a, const void *b)
{
    const ent_rd_entry *x = a, *y = b;
    int order = strcmp(x->id, y->id);

    if (order) return order;
    return x->pos < y->pos ? -1 : x->pos > y->pos;
}

static ent_status
list_new(ent_rd_list *list, size_t n)
{
    list->entries = ent_alloc(n, sizeof *list->entries);
    if (!list->entries) return ENT_E_NOMEM;
    list->n = n;
    return ENT_OK;
}

static void
list_set(ent_rd_list *list, size_t i, const char *id)
{
    list->entries[i].id = id ? id : "";
    list->entries[i].pos = i;
}

static void
list_sort(ent_rd_list *list)
{
    if (list->n > 1) qsort(list->entries, list->n, sizeof *list->entries, entry_compare);
}

ent_rd_entry *
ent_rd_find(const ent_rd_list *list, const char *id)
{
    size_t lo = 0, hi = list->n;

    if (!id || !*id) return NULL;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (strcmp(list->entries[mid].id, id) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < list->n && strcmp(list->entries[lo].id, id) == 0 ? &list->entries[lo] : NULL;
}

/** Which figures rest on each claim. */
static void
note_users(ent_rd_index *index)
{
    const ent_page *page = index->page;

    for (size_t i = 0; i < page->n_figures; i++) {
        const ent_estimate *e = page->figures[i].estimate;
        for (size_t k = 0; e && k < e->n_lineage; k++) {
            ent_rd_entry *claim = ent_rd_find(&index->claims, e->lineage[k]);
            if (!claim) continue;
            if (claim->n_users < ENT_RD_USERS_MAX) claim->users[claim->n_users] = i;
            claim->n_users++;
        }
    }
}

ent_status
ent_rd_index_init(ent_rd_index *index, const ent_page *page, ent_error *err)
{
    ent_status st = ENT_OK;

    *index = (ent_rd_index){.page = page};
    st = list_new(&index->figures, page->n_figures);
    if (!st) st = list_new(&index->claims, page->n_claims);
    if (!st) st = list_new(&index->sources, page->n_sources);
    if (st) {
        ent_rd_index_clear(index);
        return ent_fail(err, st, "no memory for the index of a page");
    }
    for (size_t i = 0; i < page->n_figures; i++)
        list_set(&index->figures, i, page->figures[i].id);
    for (size_t i = 0; i < page->n_claims; i++)
        list_set(&index->claims, i, page->claims[i]->id);
    for (size_t i = 0; i < page->n_sources; i++)
        list_set(&index->sources, i, page->sources[i].code);
    list_sort(&index->figures);
    list_sort(&index->claims);
    list_sort(&index->sources);
    note_users(index);
    return ENT_OK;
}

void
ent_rd_index_clear(ent_rd_index *index)
{
    if (!index) return;
    ent_free(index->figures.entries);
    ent_free(index->claims.entries);
    ent_free(index->sources.entries);
    *index = (ent_rd_index){0};
}
