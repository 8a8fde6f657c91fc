/* fuzz_resolve.c: any bytes as a country's code or name, in any scheme, on any date. */
#include "entente/ref.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* First byte: the scheme; second: the date; the rest is the word. */
enum { HEAD_BYTES = 2, FIRST_YEAR = 1640, YEARS_A_STEP = 3 };

static void
check_answer(ent_status st, const ent_polity *polity, const ent_error *err)
{
    if (st == ENT_OK)
        ENT_ASSERT(polity && ent_ref_polity(polity->code) == polity);
    else
        ENT_ASSERT(!polity && err->status == st && err->text[0] != '\0');
    ENT_ASSERT(st == ENT_OK || st == ENT_NONE || st == ENT_E_AMBIGUOUS || st == ENT_E_UNKNOWN ||
               st == ENT_E_DOMAIN);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    ent_ref *ref = NULL;
    const ent_polity *polity = NULL;
    ent_error err = {0};
    ent_date on = {0};
    char *word = NULL, *folded = NULL;
    ent_status st;

    if (n < HEAD_BYTES) return 0;
    word = ent_alloc(n - HEAD_BYTES + 1, 1);
    if (!word) return 0;
    memcpy(word, bytes + HEAD_BYTES, n - HEAD_BYTES);
    if (bytes[1] > 0 &&
        ent_date_make(FIRST_YEAR + YEARS_A_STEP * bytes[1] / 2, 0, 0, &on, NULL) != ENT_OK)
        goto out;
    if (ent_ref_open(NULL, &ref, NULL) != ENT_OK) goto out;
    st = ent_ref_resolve(ref, word, (ent_scheme)(bytes[0] % (ENT_SCHEME_COUNT + 1)), &on, &polity,
                         &err);
    check_answer(st, polity, &err);
    if (ent_text_fold(word, &folded, NULL) == ENT_OK) {
        ENT_ASSERT(ent_utf8_valid(folded, strlen(folded)));
        ent_free(folded);
    }

out:
    ent_ref_close(ref);
    ent_free(word);
    return 0;
}
