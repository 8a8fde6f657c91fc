/* fuzz_number.c: numbers read, written and read again are the same bits; the fast way is strtod's.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "entente/base.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void
reads_back(double v)
{
    char out[32];
    double again = 0;

    ent_format_double(v, out, sizeof out);
    ENT_ASSERT(strlen(out) < sizeof out - 1);
    ENT_ASSERT(ent_parse_double(out, &again, NULL) == ENT_OK);
    ENT_ASSERT(memcmp(&v, &again, sizeof v) == 0);
}

/* The bytes as text, and the first eight as the bits of a double. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    char text[512];
    ent_error err = {0};
    double v = 0;
    int64_t i = 0;
    ent_status st;

    if (n >= sizeof v) {
        memcpy(&v, bytes, sizeof v);
        if (isfinite(v)) reads_back(v);
    }
    if (n >= sizeof text) n = sizeof text - 1;
    if (n > 0) memcpy(text, bytes, n);
    text[n] = '\0';
    st = ent_parse_double(text, &v, &err);
    ENT_ASSERT(st == ENT_OK || (st == ENT_E_PARSE && err.text[0]));
    if (st == ENT_OK) {
        double other = strtod(text, NULL); /* this program never leaves the C locale */

        ENT_ASSERT(memcmp(&v, &other, sizeof v) == 0);
        reads_back(v);
    }
    st = ent_parse_i64(text, &i, &err);
    ENT_ASSERT(st == ENT_OK || (st == ENT_E_PARSE && err.text[0]));
    if (st == ENT_OK) ENT_ASSERT(ent_parse_double(text, &v, &err) == ENT_OK && v == (double)i);
    return 0;
}
