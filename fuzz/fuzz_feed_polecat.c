/* fuzz_feed_polecat.c: any bytes as POLECAT give whole cells or reasons. */
#include "feed_fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    feed_fuzz_both(bytes, n, "polecat");
    return 0;
}
