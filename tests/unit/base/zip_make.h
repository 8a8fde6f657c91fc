/* zip_make.h: zip archives for tests, made on the spot, right or wrong in one place. */
#ifndef ENT_TEST_ZIP_MAKE_H
#define ENT_TEST_ZIP_MAKE_H

#include "pack.h"

#include "base/inflate.h"

enum { ZIP_MEMBERS = 16 };

/* An archive on its way. */
typedef struct zip_make {
    ent_buf file, directory;
    unsigned n;
    bool wide; /* 64-bit sizes and end */
} zip_make;

static inline void
zip_put(ent_buf *b, uint64_t v, int bytes)
{
    for (int i = 0; i < bytes; i++, v >>= 8)
        assert_int_equal(ent_buf_addc(b, (char)(v & 0xFF)), ENT_OK);
}

/* Deflate without a head, as zip has it. */
static inline void
add_deflate(ent_buf *out, const void *bytes, size_t n)
{
    ent_buf gz = {0};

    add_gzip(&gz, bytes, n);
    assert_int_equal(ent_buf_add(out, gz.data + 10, gz.len - 18), ENT_OK);
    ent_buf_clear(&gz);
}

/* method 0 (stored), 8 (deflate), 93 (zstd); others are stored and lie. */
static inline void
zip_add(zip_make *z, const char *name, const void *bytes, size_t n, unsigned method, unsigned flags)
{
    const uint64_t at = z->file.len;
    const uint32_t crc = ent_crc32(0, bytes, n);
    ent_buf packed = {0};

    if (method == 8)
        add_deflate(&packed, bytes, n);
    else if (method == 93)
        add_zstd(&packed, bytes, n);
    else
        assert_int_equal(ent_buf_add(&packed, bytes, n), ENT_OK);
    assert_int_equal(ent_buf_add(&z->file, "PK\3\4", 4), ENT_OK);
    zip_put(&z->file, 20, 2);
    zip_put(&z->file, flags, 2);
    zip_put(&z->file, method, 2);
    zip_put(&z->file, 0, 4); /* time, day */
    zip_put(&z->file, crc, 4);
    zip_put(&z->file, packed.len, 4);
    zip_put(&z->file, n, 4);
    zip_put(&z->file, strlen(name), 2);
    zip_put(&z->file, 0, 2);
    assert_int_equal(ent_buf_adds(&z->file, name), ENT_OK);
    assert_int_equal(ent_buf_add(&z->file, packed.data, packed.len), ENT_OK);

    assert_int_equal(ent_buf_add(&z->directory, "PK\1\2", 4), ENT_OK);
    zip_put(&z->directory, 20, 2);
    zip_put(&z->directory, 20, 2);
    zip_put(&z->directory, flags, 2);
    zip_put(&z->directory, method, 2);
    zip_put(&z->directory, 0, 4);
    zip_put(&z->directory, crc, 4);
    zip_put(&z->directory, z->wide ? UINT32_MAX : packed.len, 4);
    zip_put(&z->directory, z->wide ? UINT32_MAX : n, 4);
    zip_put(&z->directory, strlen(name), 2);
    zip_put(&z->directory, z->wide ? 28 : 0, 2);
    zip_put(&z->directory, 0, 2 + 2 + 2 + 4); /* comment, disk, attributes */
    zip_put(&z->directory, z->wide ? UINT32_MAX : at, 4);
    assert_int_equal(ent_buf_adds(&z->directory, name), ENT_OK);
    if (z->wide) {
        zip_put(&z->directory, 1, 2);
        zip_put(&z->directory, 24, 2);
        zip_put(&z->directory, n, 8);
        zip_put(&z->directory, packed.len, 8);
        zip_put(&z->directory, at, 8);
    }
    z->n++;
    ent_buf_clear(&packed);
}

/* The directory and the end; the archive is then z->file. */
static inline void
zip_end(zip_make *z, const char *comment)
{
    const uint64_t at = z->file.len, n = z->directory.len, end64 = at + n;

    assert_int_equal(ent_buf_add(&z->file, z->directory.data, n), ENT_OK);
    if (z->wide) {
        assert_int_equal(ent_buf_add(&z->file, "PK\6\6", 4), ENT_OK);
        zip_put(&z->file, 44, 8);
        zip_put(&z->file, 45, 2);
        zip_put(&z->file, 45, 2);
        zip_put(&z->file, 0, 8); /* disks */
        zip_put(&z->file, z->n, 8);
        zip_put(&z->file, z->n, 8);
        zip_put(&z->file, n, 8);
        zip_put(&z->file, at, 8);
        assert_int_equal(ent_buf_add(&z->file, "PK\6\7", 4), ENT_OK);
        zip_put(&z->file, 0, 4);
        zip_put(&z->file, end64, 8);
        zip_put(&z->file, 1, 4);
    }
    assert_int_equal(ent_buf_add(&z->file, "PK\5\6", 4), ENT_OK);
    zip_put(&z->file, 0, 4);
    zip_put(&z->file, z->wide ? 0xFFFF : z->n, 2);
    zip_put(&z->file, z->wide ? 0xFFFF : z->n, 2);
    zip_put(&z->file, z->wide ? UINT32_MAX : n, 4);
    zip_put(&z->file, z->wide ? UINT32_MAX : at, 4);
    zip_put(&z->file, strlen(comment), 2);
    assert_int_equal(ent_buf_adds(&z->file, comment), ENT_OK);
}

static inline void
zip_clear(zip_make *z)
{
    ent_buf_clear(&z->file);
    ent_buf_clear(&z->directory);
    *z = (zip_make){0};
}

#endif
