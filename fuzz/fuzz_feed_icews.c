/* fuzz_feed_icews.c: any bytes as ICEWS give whole cells or reasons. */
#include "feed_fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    feed_fuzz_both(bytes, n, "icews");
    return 0;
}
