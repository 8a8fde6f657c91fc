/* fuzz_feed_phoenix_oeda.c: any bytes as Phoenix of this kind give whole cells or reasons. */
#include "feed_fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    feed_fuzz_both(bytes, n, "phoenix-oeda");
    return 0;
}
