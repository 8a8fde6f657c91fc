/* ref/key.c: the form of a name under which it is looked up. */
#include "ref/ref_priv.h"

#include <string.h>

/* Words without which a name is the same name, and words written short. Twins of DROPPED and LENT
 * in tools/gen_ref.py. */
static const char *const dropped[] = {"and", "of", "the"};
static const char *const lent[][2] = {{"dem", "democratic"}, {"rep", "republic"}, {"st", "saint"}};

static bool
token_is(const char *s, size_t n, const char *word)
{
    return strlen(word) == n && memcmp(s, word, n) == 0;
}

static ent_status
add_token(ent_buf *key, const char *s, size_t n)
{
    ent_status st = ENT_OK;

    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
        if (token_is(s, n, dropped[i])) return ENT_OK;
    if (key->len > 0) st = ent_buf_addc(key, ' ');
    for (size_t i = 0; !st && i < sizeof lent / sizeof *lent; i++)
        if (token_is(s, n, lent[i][0])) return ent_buf_adds(key, lent[i][1]);
    return st ? st : ent_buf_add(key, s, n);
}

ent_status
ref_key(const char *name, char **out, ent_error *err)
{
    ent_status st;
    char *folded = NULL;
    ent_buf key = {.max = 64 * REF_WORD_MAX};
    const char *s;

    st = ent_text_fold(name, &folded, err);
    if (st) goto out;
    st = ent_buf_adds(&key, "");
    for (s = folded; !st && *s;) {
        size_t n = strcspn(s, " ");

        if (n > 0) st = add_token(&key, s, n);
        s += n + (s[n] == ' ');
    }
    if (st) {
        st = ent_fail(err, st, "a name of %zu bytes cannot be looked up", strlen(name));
        goto out;
    }
    *out = key.data;
    key.data = NULL;

out:
    ent_free(folded);
    ent_buf_clear(&key);
    return st;
}
