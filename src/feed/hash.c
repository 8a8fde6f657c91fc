/* feed/hash.c: XXH3 hashes of reports and lines, and digests of segments. */
#include "feed/feed_priv.h"

#include <xxhash.h>

uint64_t
feed_hash(const void *bytes, size_t n)
{
    return XXH3_64bits(bytes, n);
}
