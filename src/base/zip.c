/* base/zip.c: the central directory of a zip archive. Sizes are those of the directory, which has
 * them whether or not a file was packed as a stream.
 * Layout after PKWARE's APPNOTE 6.3, sections 4.3.7 (head of a file), 4.3.12 (directory), 4.3.14 to
 * 4.3.16 (end), 4.5.3 (64-bit sizes). */
#include "base/zip.h"

#include "base/error_priv.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
    END_BYTES = 22,
    END64_BYTES = 56,
    LOCATOR_BYTES = 20,
    COMMENT_MAX = 65535,
    ENTRY_BYTES = 46,
    HEADER_BYTES = 30,
    NAME_MAX_BYTES = 4096,
    FLAG_ENCRYPTED = 1,
    METHOD_STORED = 0,
    METHOD_DEFLATE = 8,
    METHOD_ZSTD = 93
};

static uint32_t
get16(const uint8_t *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static uint32_t
get32(const uint8_t *p)
{
    return get16(p) | get16(p + 2) << 16;
}

static uint64_t
get64(const uint8_t *p)
{
    return get32(p) | (uint64_t)get32(p + 4) << 32;
}

/* All n bytes at `at`, or why not. */
static ent_status
read_at(const ent_packed *from, uint64_t at, void *out, size_t n, const char *what, ent_error *err)
{
    size_t got = 0;

    if (ent_packed_read(from, at, out, n, &got))
        return ent_fail_errno(err, err ? err->file : NULL, "read", errno);
    if (got == n) return ENT_OK;
    return ent_fail(err, ENT_E_PARSE, "the zip archive is cut short: %s should be at byte %llu",
                    what, (unsigned long long)at);
}

/* ---- the end -------------------------------------------------------------------------------- */

/* Where the directory lies, as the end of the archive says. */
typedef struct directory {
    uint64_t at, size, n;
} directory;

/* What the 64-bit end says, when there is one before the end at end_at. */
static ent_status
read_end64(const ent_packed *from, uint64_t end_at, directory *out, ent_error *err)
{
    uint8_t locator[LOCATOR_BYTES], end[END64_BYTES];
    ent_status st;

    if (end_at < LOCATOR_BYTES) return ENT_OK;
    st = read_at(from, end_at - LOCATOR_BYTES, locator, sizeof locator, "its end", err);
    if (st || memcmp(locator, "PK\6\7", 4) != 0) return st;
    st = read_at(from, get64(locator + 8), end, sizeof end, "its 64-bit end", err);
    if (st) return st;
    if (memcmp(end, "PK\6\6", 4) != 0)
        return ent_fail(err, ENT_E_PARSE, "the zip archive has no 64-bit end at byte %llu",
                        (unsigned long long)get64(locator + 8));
    out->n = get64(end + 32);
    out->size = get64(end + 40);
    out->at = get64(end + 48);
    return ENT_OK;
}

/* The end is the last 22 bytes, but for a comment behind them. */
static ent_status
find_end(const ent_packed *from, directory *out, ent_error *err)
{
    const size_t span =
        from->size < END_BYTES + COMMENT_MAX ? (size_t)from->size : END_BYTES + COMMENT_MAX;
    uint8_t *tail = NULL;
    ent_status st;
    size_t i = 0;

    tail = ent_alloc(span + 1, 1);
    if (!tail) return ent_fail(err, ENT_E_NOMEM, "no memory to read a zip archive");
    st = read_at(from, from->size - span, tail, span, "its end", err);
    if (st) goto out;
    st = ent_fail(err, ENT_E_PARSE,
                  "the zip archive is cut short: its directory is not within the last %zu of its "
                  "%llu bytes",
                  span, (unsigned long long)from->size);
    for (i = span < END_BYTES ? 0 : span - END_BYTES + 1; i-- > 0;) {
        const uint8_t *end = tail + i;

        if (memcmp(end, "PK\5\6", 4) != 0 || i + END_BYTES + get16(end + 20) > span) continue;
        out->n = get16(end + 10);
        out->size = get32(end + 12);
        out->at = get32(end + 16);
        st = read_end64(from, from->size - span + i, out, err);
        break;
    }

out:
    ent_free(tail);
    return st;
}

static ent_status
check_directory(const ent_packed *from, const directory *d, ent_error *err)
{
    if (d->n > ENT_ZIP_MEMBERS_MAX)
        return ent_fail(err, ENT_E_LIMIT, "the zip archive says it has %llu files; at most %d",
                        (unsigned long long)d->n, (int)ENT_ZIP_MEMBERS_MAX);
    if (d->size > ENT_ZIP_DIRECTORY_MAX)
        return ent_fail(err, ENT_E_LIMIT, "the zip archive's directory has %llu bytes; at most %d",
                        (unsigned long long)d->size, (int)ENT_ZIP_DIRECTORY_MAX);
    if (d->at > from->size || d->size > from->size - d->at || d->n > d->size / ENTRY_BYTES)
        return ent_fail(err, ENT_E_PARSE,
                        "the zip archive's directory of %llu files at byte %llu is not in the "
                        "file of %llu bytes",
                        (unsigned long long)d->n, (unsigned long long)d->at,
                        (unsigned long long)from->size);
    return ENT_OK;
}

/* ---- the directory -------------------------------------------------------------------------- */

/* Sizes and place that do not fit 32 bits stand in an extra field, in this order. */
static ent_status
read_extra(ent_zip_member *m, const uint8_t *p, size_t n, ent_error *err)
{
    uint64_t *const wide[] = {&m->unpacked, &m->packed, &m->header_at};
    size_t size, at;

    for (; n >= 4; p += 4 + size, n -= 4 + size) {
        size = get16(p + 2);
        if (size > n - 4) break;
        if (get16(p) != 1) continue;
        at = 4;
        for (size_t i = 0; i < 3; i++) {
            if (*wide[i] != UINT32_MAX) continue;
            if (at + 8 > 4 + size)
                return ent_fail(err, ENT_E_PARSE, "a 64-bit size of the zip archive is missing");
            *wide[i] = get64(p + at);
            at += 8;
        }
    }
    return ENT_OK;
}

static ent_status
read_name(ent_zip *zip, ent_zip_member *m, const uint8_t *p, size_t n, ent_error *err)
{
    if (n == 0 || n > NAME_MAX_BYTES)
        return ent_fail(err, ENT_E_LIMIT,
                        "a file name in the zip archive has %zu bytes; at most %d", n,
                        (int)NAME_MAX_BYTES);
    for (size_t i = 0; i < n; i++)
        if (p[i] < 0x20 || p[i] == 0x7F)
            return ent_fail(err, ENT_E_PARSE,
                            "a file name in the zip archive holds a control byte");
    m->name = ent_arena_strndup(&zip->arena, (const char *)p, n);
    return m->name ? ENT_OK : ent_fail(err, ENT_E_NOMEM, "no memory to read a zip archive");
}

/* One entry of the directory; *used: its bytes. */
static ent_status
read_entry(ent_zip *zip, const uint8_t *p, size_t left, size_t *used, ent_error *err)
{
    ent_zip_member *m = &zip->members[zip->n];
    size_t n_name, n_extra;
    ent_status st;

    if (left < ENTRY_BYTES || memcmp(p, "PK\1\2", 4) != 0)
        return ent_fail(err, ENT_E_PARSE, "entry %zu of the zip archive's directory is damaged",
                        zip->n + 1);
    n_name = get16(p + 28);
    n_extra = get16(p + 30);
    *used = ENTRY_BYTES + n_name + n_extra + get16(p + 32);
    if (*used > left)
        return ent_fail(err, ENT_E_PARSE, "entry %zu of the zip archive's directory is cut short",
                        zip->n + 1);
    *m = (ent_zip_member){.flags = (uint16_t)get16(p + 8),
                          .method = (uint16_t)get16(p + 10),
                          .crc = get32(p + 16),
                          .packed = get32(p + 20),
                          .unpacked = get32(p + 24),
                          .header_at = get32(p + 42)};
    st = read_name(zip, m, p + ENTRY_BYTES, n_name, err);
    if (st == ENT_OK) st = read_extra(m, p + ENTRY_BYTES + n_name, n_extra, err);
    if (st) return st;
    if (m->name[n_name - 1] != '/') zip->n++; /* a folder has no bytes */
    return ENT_OK;
}

static int
by_place(const void *a, const void *b)
{
    const ent_zip_member *x = a, *y = b;

    return (x->header_at > y->header_at) - (x->header_at < y->header_at);
}

static int
by_name(const void *a, const void *b)
{
    const ent_zip_member *x = a, *y = b;
    int order = strcmp(x->name, y->name);

    return order ? order : by_place(a, b);
}

/* Members that share bytes are how a small archive unpacks to petabytes: no honest packer does so.
 */
static ent_status
check_places(ent_zip *zip, ent_error *err)
{
    uint64_t end = 0;

    qsort(zip->members, zip->n, sizeof *zip->members, by_place);
    for (size_t i = 0; i < zip->n; i++) {
        const ent_zip_member *m = &zip->members[i];

        if (m->header_at < end)
            return ent_fail(err, ENT_E_PARSE,
                            "files of the zip archive overlap: refused, as in a zip bomb");
        if (m->header_at > zip->directory_at || m->packed > zip->directory_at - m->header_at)
            return ent_fail(err, ENT_E_PARSE,
                            "a file of the zip archive is said to lie at byte %llu with %llu "
                            "bytes, which are not there",
                            (unsigned long long)m->header_at, (unsigned long long)m->packed);
        end = m->header_at + HEADER_BYTES + m->packed;
    }
    qsort(zip->members, zip->n, sizeof *zip->members, by_name);
    return ENT_OK;
}

ent_status
ent_zip_list(const ent_packed *from, ent_zip *out, ent_error *err)
{
    directory d = {0};
    uint8_t *bytes = NULL;
    size_t at = 0, used = 0;
    ent_status st = find_end(from, &d, err);

    if (st == ENT_OK) st = check_directory(from, &d, err);
    if (st) return st;
    out->directory_at = d.at;
    if (d.n == 0) return ENT_OK;
    bytes = ent_realloc(NULL, (size_t)d.size, 1);
    out->members = ent_arena_alloc(&out->arena, (size_t)d.n, sizeof *out->members);
    if (!bytes || !out->members) {
        st = ent_fail(err, ENT_E_NOMEM, "no memory to read a zip archive");
        goto out;
    }
    st = read_at(from, d.at, bytes, (size_t)d.size, "its directory", err);
    for (uint64_t i = 0; i < d.n && st == ENT_OK; i++, at += used)
        st = read_entry(out, bytes + at, (size_t)d.size - at, &used, err);
    if (st == ENT_OK) st = check_places(out, err);

out:
    ent_free(bytes);
    return st;
}

/* ---- one file ------------------------------------------------------------------------------- */

ent_status
ent_zip_part(const ent_packed *from, const ent_zip_member *member, ent_unpack_part *out,
             ent_error *err)
{
    uint8_t head[HEADER_BYTES];
    ent_status st;

    if (member->flags & FLAG_ENCRYPTED)
        return ent_fail(err, ENT_E_PARSE, "the zip archive is encrypted; unpack it first");
    switch (member->method) {
    case METHOD_STORED:
        out->packing = ENT_PACKING_PLAIN;
        break;
    case METHOD_DEFLATE:
        out->packing = ENT_PACKING_DEFLATE;
        break;
    case METHOD_ZSTD:
        out->packing = ENT_PACKING_ZSTD;
        break;
    default:
        return ent_fail(err, ENT_E_PARSE,
                        "the zip archive is packed by method %u; want 0 (stored), 8 (deflate) or "
                        "93 (zstd): unpack it first",
                        member->method);
    }
    st = read_at(from, member->header_at, head, sizeof head, "a file's head", err);
    if (st) return st;
    if (memcmp(head, "PK\3\4", 4) != 0)
        return ent_fail(err, ENT_E_PARSE, "the zip archive has no file at byte %llu",
                        (unsigned long long)member->header_at);
    out->at = member->header_at + HEADER_BYTES + get16(head + 26) + get16(head + 28);
    out->packed = member->packed;
    out->known = true;
    out->unpacked = member->unpacked;
    out->crc = member->crc;
    return ENT_OK;
}

void
ent_zip_clear(ent_zip *zip)
{
    if (!zip) return;
    ent_arena_clear(&zip->arena);
    *zip = (ent_zip){0};
}
