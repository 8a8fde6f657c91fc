/* fuzz_mo.c: any bytes as a catalogue of translated names. */
#include "ref/ref_priv.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    ref_mo mo = {0};
    ent_error err = {0};

    if (ref_mo_open(&mo, bytes, n, &err) != ENT_OK) {
        ENT_ASSERT(err.status == ENT_E_PARSE && err.text[0] != '\0');
        return 0;
    }
    for (uint32_t i = 0; i < mo.count; i++) {
        const char *id, *text;

        ref_mo_pair(&mo, i, &id, &text);
        ENT_ASSERT(strlen(id) < n && strlen(text) < n);
    }
    return 0;
}
