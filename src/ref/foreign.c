/* ref/foreign.c: country names in other languages, from the catalogues of Debian's iso-codes. */
#include "ref/ref_priv.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { REF_CATALOGUE_MAX = 4 << 20 };

/* The languages read, in no order that matters: all their names are held side by side. */
static const char *const languages[] = {
    "ar", "bg", "bn", "cs",    "da", "de", "el", "es",    "et",    "fa",    "fi",
    "fr", "he", "hi", "hu",    "hy", "id", "it", "ja",    "ka",    "kk",    "ko",
    "lt", "lv", "mn", "nb_NO", "nl", "pl", "pt", "pt_BR", "ro",    "ru",    "sk",
    "sl", "sr", "sv", "ta",    "th", "tr", "uk", "vi",    "zh_CN", "zh_TW",
};
static const char *const catalogues[] = {"iso_3166-1.mo", "iso_3166-3.mo"};

typedef struct pair {
    const char *key; /* the translation, in the arena */
    const char *own; /* the key in our tables, static */
} pair;

struct ref_foreign {
    pthread_mutex_t lock; /* guards what follows until loaded is true; after that all is constant */
    bool loaded;
    char *dir;
    ent_arena arena;
    pair *pairs;
    size_t n, cap;
    const char **owns; /* owns[i] = pairs[i].own, for handing out runs */
    char problem[ENT_ERROR_FILE_MAX];
};

ent_status
ref_foreign_new(const char *dir, ref_foreign **out, ent_error *err)
{
    ref_foreign *f = ent_alloc(1, sizeof *f);

    if (!f) goto nomem;
    f->dir = ent_strdup(dir);
    if (!f->dir) goto nomem;
    if (pthread_mutex_init(&f->lock, NULL) != 0) {
        ent_free(f->dir);
        goto nomem;
    }
    *out = f;
    return ENT_OK;

nomem:
    ent_free(f);
    return ent_fail(err, ENT_E_NOMEM, "no memory for the country tables");
}

static void
drop_names(ref_foreign *f)
{
    ent_arena_clear(&f->arena);
    ent_free(f->pairs);
    ent_free(f->owns);
    f->pairs = NULL;
    f->owns = NULL;
    f->n = f->cap = 0;
}

void
ref_foreign_free(ref_foreign *foreign)
{
    if (!foreign) return;
    drop_names(foreign);
    ent_free(foreign->dir);
    (void)pthread_mutex_destroy(&foreign->lock);
    ent_free(foreign);
}

static ent_status
push(ref_foreign *f, const char *key, const char *own)
{
    if (f->n == f->cap) {
        size_t cap = f->cap ? 2 * f->cap : 4096;
        pair *grown = ent_realloc(f->pairs, cap, sizeof *grown);

        if (!grown) return ENT_E_NOMEM;
        f->pairs = grown;
        f->cap = cap;
    }
    key = ent_arena_strdup(&f->arena, key);
    if (!key) return ENT_E_NOMEM;
    f->pairs[f->n++] = (pair){.key = key, .own = own};
    return ENT_OK;
}

/* One English name and its translation. A name that we do not hold is passed over. */
static ent_status
take_pair(ref_foreign *f, const char *id, const char *text)
{
    ent_status st;
    char *id_key = NULL, *key = NULL;
    const ref_entry *ours;
    size_t n;

    if (!*id || !*text || strlen(id) > REF_WORD_MAX || strlen(text) > REF_WORD_MAX) return ENT_OK;
    st = ref_key(id, &id_key, NULL);
    if (st) goto out;
    ours = ref_find(ENT_SCHEME_NAME, id_key, &n);
    if (!ours) goto out;
    st = ref_key(text, &key, NULL);
    if (st) goto out;
    if (*key && strcmp(key, ours->key) != 0) st = push(f, key, ours->key);

out:
    ent_free(id_key);
    ent_free(key);
    return st == ENT_E_NOMEM ? st : ENT_OK;
}

static ent_status
take_catalogue(ref_foreign *f, const char *path)
{
    ent_status st;
    ent_buf bytes = {.max = REF_CATALOGUE_MAX};
    ref_mo mo = {0};
    ent_error why = {0};

    st = ent_file_read(path, &bytes, &why);
    if (st == ENT_E_IO) { /* this language is not installed */
        st = ENT_OK;
        goto out;
    }
    if (st == ENT_OK) st = ref_mo_open(&mo, bytes.data, bytes.len, &why);
    if (st != ENT_OK && st != ENT_E_NOMEM) {
        if (!*f->problem)
            (void)ent_snprintf(f->problem, sizeof f->problem, "%.120s was passed over: %.100s",
                               path, why.text);
        st = ENT_OK;
        goto out;
    }
    for (uint32_t i = 0; st == ENT_OK && i < mo.count; i++) {
        const char *id, *text;

        ref_mo_pair(&mo, i, &id, &text);
        st = take_pair(f, id, text);
    }

out:
    ent_buf_clear(&bytes);
    return st;
}

static int
by_key(const void *a, const void *b)
{
    const pair *x = a, *y = b;
    int order = strcmp(x->key, y->key);

    return order ? order : strcmp(x->own, y->own);
}

static ent_status
load(ref_foreign *f)
{
    ent_status st = ENT_OK;
    size_t kept = 0;

    f->problem[0] = '\0';
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        for (size_t j = 0; j < sizeof catalogues / sizeof *catalogues; j++) {
            char path[4096];

            if (!ent_snprintf(path, sizeof path, "%s/%s/LC_MESSAGES/%s", f->dir, languages[i],
                              catalogues[j]))
                continue;
            st = take_catalogue(f, path);
            if (st) goto out;
        }
    }
    if (f->n > 0) qsort(f->pairs, f->n, sizeof *f->pairs, by_key);
    for (size_t i = 0; i < f->n; i++)
        if (i == 0 || by_key(&f->pairs[i], &f->pairs[kept - 1]) != 0)
            f->pairs[kept++] = f->pairs[i];
    f->n = kept;
    f->owns = ent_alloc(f->n, sizeof *f->owns);
    if (!f->owns) {
        st = ENT_E_NOMEM;
        goto out;
    }
    for (size_t i = 0; i < f->n; i++)
        f->owns[i] = f->pairs[i].own;
    f->loaded = true;

out:
    if (st) drop_names(f); /* the next call tries again */
    return st;
}

ent_status
ref_foreign_find(ref_foreign *foreign, const char *key, const char *const **out, size_t *n,
                 ent_error *err)
{
    ent_status st = ENT_OK;
    size_t lo = 0, hi, end;

    if (pthread_mutex_lock(&foreign->lock) != 0)
        return ent_fail(err, ENT_E_NOMEM, "the country tables cannot be locked");
    if (!foreign->loaded) st = load(foreign);
    (void)pthread_mutex_unlock(&foreign->lock);
    if (st) return ent_fail(err, st, "no memory for country names in other languages");
    for (hi = foreign->n; lo < hi;) {
        size_t mid = lo + (hi - lo) / 2;

        if (strcmp(foreign->pairs[mid].key, key) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (end = lo; end < foreign->n && strcmp(foreign->pairs[end].key, key) == 0;)
        end++;
    *out = foreign->owns + lo;
    *n = end - lo;
    return ENT_OK;
}

const char *
ref_foreign_problem(const ref_foreign *foreign)
{
    return foreign->problem;
}
