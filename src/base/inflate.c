/* base/inflate.c: small gzip and deflate runs unpacked at once, and their check sum. */
#include "base/inflate.h"

#include "base/faults.h"

#include <libdeflate.h>

ent_status
ent_inflate_whole(ent_packing packing, const void *packed, size_t n_packed, void *out, size_t cap,
                  size_t *n_out)
{
    struct libdeflate_decompressor *d;
    enum libdeflate_result r;
    size_t in = 0, made = 0;

    /* Its allocator can only be set for the whole process; the fault counter stands in for it. */
    d = ent_fault_hit(ENT_FAULT_ALLOC) ? NULL : libdeflate_alloc_decompressor();
    if (!d) return ENT_E_NOMEM;
    if (packing == ENT_PACKING_GZIP)
        r = libdeflate_gzip_decompress_ex(d, packed, n_packed, out, cap, &in, &made);
    else
        r = libdeflate_deflate_decompress_ex(d, packed, n_packed, out, cap, &in, &made);
    libdeflate_free_decompressor(d);
    if (r != LIBDEFLATE_SUCCESS || in != n_packed) return ENT_NONE;
    *n_out = made;
    return ENT_OK;
}

size_t
ent_inflate_gzip_size(const void *packed, size_t n_packed)
{
    const uint8_t *end = (const uint8_t *)packed + n_packed;

    if (n_packed < 18) return 0; /* no head and trailer fit */
    return (size_t)end[-4] | (size_t)end[-3] << 8 | (size_t)end[-2] << 16 | (size_t)end[-1] << 24;
}

uint32_t
ent_crc32(uint32_t crc, const void *bytes, size_t n)
{
    return n ? libdeflate_crc32(crc, bytes, n) : crc;
}
