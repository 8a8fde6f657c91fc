/* fuzz_feed_gdelt.c: any bytes as a GDELT file of any vintage give whole cells or reasons. */
#include "feed_fuzz.h"

/* The first byte picks the vintage; the rest is the file. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const char *const vintages[] = {"gdelt-1-57", "gdelt-1", "gdelt-2"};

    if (n > 0) feed_fuzz_both(bytes + 1, n - 1, vintages[bytes[0] % 3]);
    return 0;
}
