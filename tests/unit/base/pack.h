/* pack.h: packed bytes for tests, made on the spot, so that no test file is opaque. */
#ifndef ENT_TEST_PACK_H
#define ENT_TEST_PACK_H

#include "base_test.h"

#include <zlib.h>
#include <zstd.h>

static inline void
add_gzip(ent_buf *out, const void *bytes, size_t n)
{
    z_stream z = {0};
    size_t room;
    char *packed;

    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
    room = deflateBound(&z, n) + 64;
    packed = ent_alloc(room, 1);
    assert_non_null(packed);
    z.next_in = (Bytef *)(uintptr_t)bytes;
    z.avail_in = (uInt)n;
    z.next_out = (Bytef *)packed;
    z.avail_out = (uInt)room;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    assert_int_equal(ent_buf_add(out, packed, room - z.avail_out), ENT_OK);
    assert_int_equal(deflateEnd(&z), Z_OK);
    ent_free(packed);
}

static inline void
add_zstd(ent_buf *out, const void *bytes, size_t n)
{
    size_t room = ZSTD_compressBound(n), made;
    char *packed = ent_alloc(room, 1);

    assert_non_null(packed);
    made = ZSTD_compress(packed, room, bytes, n, 3);
    assert_false(ZSTD_isError(made));
    assert_int_equal(ent_buf_add(out, packed, made), ENT_OK);
    ent_free(packed);
}

#endif
