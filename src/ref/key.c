/* ref/key.c: the form of a name under which it is looked up. */
#include "ref/ref_priv.h"

#include <string.h>

/* Length of the token at s; tokens are parted by single blanks. */
static size_t
token_length(const char *s) {
    return strcspn(s, " ");
}

static bool
token_is(const char *s, size_t n, const char *word) {
    return strlen(word) == n && memcmp(s, word, n) == 0;
}

ent_status
ref_key(const char *name, char **out, ent_error *err) {
    ent_status st;
    char *folded = NULL;
    ent_buf key = {.max = 8 * REF_WORD_MAX};
    const char *s;

    st = ent_text_fold(name, &folded, err);
    if (st) goto out;
    st = ent_buf_adds(&key, "");
    for (s = folded; !st && *s;) {
        size_t n = token_length(s);

        if (n > 0 && !token_is(s, n, "and") && !token_is(s, n, "the")) {
            if (key.len > 0) st = ent_buf_addc(&key, ' ');
            if (!st && token_is(s, n, "st"))
                st = ent_buf_adds(&key, "saint");
            else if (!st)
                st = ent_buf_add(&key, s, n);
        }
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
