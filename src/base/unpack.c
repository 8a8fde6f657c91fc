/* base/unpack.c: bytes of plain, gzip, zstd and zip files, with a limit against bombs. */
#include "base/unpack.h"

#include "base/error_priv.h"
#include "base/faults.h"
#include "base/inflate.h"
#include "base/zip.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

enum { IN_BYTES = 1 << 16, FAIL_TEXT_MAX = 320 };
#define FREE_EXPANSION ((uint64_t)64 << 20)

struct ent_unpack {
    int fd;          /* our own to close; -1: bytes in memory, or a part */
    ent_packed from; /* what is read; fd below 0: memory */
    bool in_order;   /* a stream that cannot be read anywhere */
    uint64_t at, left;

    uint8_t *in; /* packed bytes read: in[in_at .. in_end) */
    size_t in_at, in_end;
    bool in_eof;

    bool begun;
    ent_packing packing;
    ent_unpack_part part;
    bool is_part;
    bool in_unit, done; /* inside a gzip member or zstd frame; behind the end of deflate */
    uint64_t taken, given;
    uint32_t crc;

    char *whole; /* a small part, unpacked at once */
    size_t whole_at, whole_n;

    z_stream z;
    bool z_live;
    ZSTD_DStream *zstd;

    ent_status fail; /* to be reported by the next read, then ENT_END is what is left */
    char fail_text[FAIL_TEXT_MAX];
    int fail_errno;
};

/* ---- packed bytes --------------------------------------------------------------------------- */

static ent_status
set_fail(ent_unpack *u, ent_status st, const char *text)
{
    u->fail = st;
    (void)ent_snprintf(u->fail_text, sizeof u->fail_text, "%s", text);
    return st;
}

static ssize_t
read_some(const ent_packed *from, bool in_order, uint64_t at, void *out, size_t n)
{
    ssize_t r;

    do {
        errno = EIO;
        if (ent_fault_hit(ENT_FAULT_READ))
            r = -1;
        else
            r = in_order ? read(from->fd, out, n) : pread(from->fd, out, n, (off_t)at);
    } while (r < 0 && errno == EINTR);
    return r;
}

ent_status
ent_packed_read(const ent_packed *from, uint64_t at, void *out, size_t n, size_t *got)
{
    *got = 0;
    if (from->fd < 0) {
        if (at >= from->size) return ENT_OK;
        *got = from->size - at < n ? (size_t)(from->size - at) : n;
        memcpy(out, from->bytes + at, *got);
        return ENT_OK;
    }
    while (*got < n) {
        ssize_t r = read_some(from, false, at + *got, (char *)out + *got, n - *got);

        if (r < 0) return ENT_E_IO;
        if (r == 0) break;
        *got += (size_t)r;
    }
    return ENT_OK;
}

static ent_status
raw_read(ent_unpack *u, uint8_t *out, size_t n, size_t *got)
{
    ssize_t r = 0;

    if (u->left < n) n = (size_t)u->left;
    if (u->from.fd < 0) {
        (void)ent_packed_read(&u->from, u->at, out, n, got); /* memory does not fail */
    } else {
        if (n > 0) r = read_some(&u->from, u->in_order, u->at, out, n);
        if (r < 0) {
            u->fail_errno = errno;
            return set_fail(u, ENT_E_IO, "read");
        }
        *got = (size_t)r;
    }
    u->at += *got;
    u->left -= *got;
    return ENT_OK;
}

/* More packed bytes behind those not yet taken. */
static ent_status
fill(ent_unpack *u)
{
    size_t got = 0;
    ent_status st;

    if (u->in_at > 0) {
        memmove(u->in, u->in + u->in_at, u->in_end - u->in_at);
        u->in_end -= u->in_at;
        u->in_at = 0;
    }
    st = raw_read(u, u->in + u->in_end, IN_BYTES - u->in_end, &got);
    if (st) return st;
    u->in_end += got;
    u->in_eof = got == 0;
    return ENT_OK;
}

/* ---- gzip ----------------------------------------------------------------------------------- */

static voidpf
z_alloc(voidpf unused, uInt n, uInt size)
{
    (void)unused;
    return ent_alloc(n, size);
}

static void
z_free(voidpf unused, voidpf p)
{
    (void)unused;
    ent_free(p);
}

static ent_status
begin_gzip(ent_unpack *u)
{
    u->z.zalloc = z_alloc;
    u->z.zfree = z_free;
    if (inflateInit2(&u->z, u->packing == ENT_PACKING_GZIP ? 16 + MAX_WBITS : -MAX_WBITS) != Z_OK)
        return set_fail(u, ENT_E_NOMEM, "no memory to unpack gzip");
    if (u->packing == ENT_PACKING_DEFLATE) u->in_unit = true; /* it has no head to wait for */
    u->z_live = true;
    return ENT_OK;
}

static ent_status
step_inflate(ent_unpack *u, void *out, size_t n, size_t *made)
{
    int r;

    u->in_unit = true;
    u->z.next_in = u->in + u->in_at;
    u->z.avail_in = (uInt)(u->in_end - u->in_at);
    u->z.next_out = out;
    u->z.avail_out = (uInt)n;
    r = inflate(&u->z, Z_NO_FLUSH);
    *made = n - u->z.avail_out;
    u->taken += u->in_end - u->in_at - u->z.avail_in;
    u->in_at = u->in_end - u->z.avail_in;
    if (r == Z_STREAM_END) {
        u->in_unit = false;
        u->done = u->packing == ENT_PACKING_DEFLATE;
        r = inflateReset(&u->z);
    }
    if (r == Z_OK || r == Z_BUF_ERROR) return ENT_OK;
    if (r == Z_MEM_ERROR) return set_fail(u, ENT_E_NOMEM, "no memory to unpack gzip");
    return set_fail(u, ENT_E_PARSE, "gzip data is damaged");
}

/* Unpack some of in[] to out. A file may hold several members, and zeros behind the last. */
static ent_status
step_gzip(ent_unpack *u, void *out, size_t n, size_t *made)
{
    while (!u->in_unit && u->in_at < u->in_end && u->in[u->in_at] == 0)
        u->in_at++;
    if (!u->in_unit && u->in_at == u->in_end) return ENT_OK;
    return step_inflate(u, out, n, made);
}

/* ---- zstd ----------------------------------------------------------------------------------- */

static ent_status
begin_zstd(ent_unpack *u)
{
    /* The stable interface takes no allocator; the fault counter stands in for it. */
    u->zstd = ent_fault_hit(ENT_FAULT_ALLOC) ? NULL : ZSTD_createDStream();
    if (!u->zstd) return set_fail(u, ENT_E_NOMEM, "no memory to unpack zstd");
    return ENT_OK;
}

static ent_status
step_zstd(ent_unpack *u, void *out, size_t n, size_t *made)
{
    ZSTD_inBuffer in = {u->in + u->in_at, u->in_end - u->in_at, 0};
    ZSTD_outBuffer to = {out, n, 0};
    size_t r;

    if (!u->in_unit && in.size == 0) return ENT_OK;
    r = ZSTD_decompressStream(u->zstd, &to, &in);
    u->in_at += in.pos;
    u->taken += in.pos;
    *made = to.pos;
    u->in_unit = r != 0;
    if (!ZSTD_isError(r)) return ENT_OK;
    switch (ZSTD_getErrorCode(r)) {
    case ZSTD_error_memory_allocation:
        return set_fail(u, ENT_E_NOMEM, "no memory to unpack zstd");
    case ZSTD_error_frameParameter_windowTooLarge:
        return set_fail(u, ENT_E_LIMIT, "zstd window is over 128 MiB; pack without --long");
    default:
        return set_fail(u, ENT_E_PARSE, "zstd data is damaged");
    }
}

/* ---- whole parts ---------------------------------------------------------------------------- */

/* How large a small part becomes; 0: it is not small, or not known. */
static size_t
small_size(const ent_unpack *u, const uint8_t *packed)
{
    size_t size = 0;

    if (u->packing == ENT_PACKING_GZIP)
        size = ent_inflate_gzip_size(packed, (size_t)u->part.packed);
    else if (u->part.known && u->part.unpacked <= ENT_UNPACK_WHOLE_MAX)
        size = (size_t)u->part.unpacked;
    return size <= ENT_UNPACK_WHOLE_MAX ? size : 0;
}

/* Unpack a small part at once. Whatever is odd about it is left to the stream, which says what. */
static ent_status
try_whole(ent_unpack *u)
{
    const size_t n = (size_t)u->part.packed;
    uint8_t *packed = NULL;
    size_t got = 0, size;
    ent_status st = ENT_OK;

    if (u->part.packed == 0 || u->part.packed > ENT_UNPACK_WHOLE_MAX) return ENT_OK;
    packed = ent_realloc(NULL, n, 1);
    if (!packed) return set_fail(u, ENT_E_NOMEM, "no memory to unpack a file");
    if (ent_packed_read(&u->from, u->part.at, packed, n, &got) || got < n) goto out;
    size = small_size(u, packed);
    if (size == 0) goto out;
    u->whole = ent_realloc(NULL, size, 1);
    st = u->whole ? ent_inflate_whole(u->packing, packed, n, u->whole, size, &u->whole_n)
                  : ENT_E_NOMEM;
    if (st == ENT_E_NOMEM) (void)set_fail(u, st, "no memory to unpack a file");
    if (st == ENT_OK) {
        u->taken = n;
    } else {
        ent_free(u->whole);
        u->whole = NULL;
    }
    if (st == ENT_NONE) st = ENT_OK;

out:
    ent_free(packed);
    return st;
}

/* ---- the stream ----------------------------------------------------------------------------- */

ent_packing
ent_packing_of(const void *bytes, size_t n, const char **name)
{
    static const struct {
        const char *name;
        ent_packing packing;
        uint8_t n, magic[ENT_PACKING_BYTES];
    } known[] = {
        {"gzip", ENT_PACKING_GZIP, 2, {0x1F, 0x8B}},
        {"zstd", ENT_PACKING_ZSTD, 4, {0x28, 0xB5, 0x2F, 0xFD}},
        {"zip", ENT_PACKING_ZIP, 4, {'P', 'K', 3, 4}},
        {"zip", ENT_PACKING_ZIP, 4, {'P', 'K', 5, 6}}, /* without a file */
        {"xz", ENT_PACKING_REFUSED, 6, {0xFD, '7', 'z', 'X', 'Z', 0}},
        {"7z", ENT_PACKING_REFUSED, 6, {'7', 'z', 0xBC, 0xAF, 0x27, 0x1C}},
        {"bzip2", ENT_PACKING_REFUSED, 4, {'B', 'Z', 'h', '9'}},
    };
    const uint8_t *b = bytes;
    size_t i;

    *name = NULL;
    for (i = 0; i < sizeof known / sizeof known[0]; i++)
        if (n >= known[i].n && memcmp(b, known[i].magic, known[i].n) == 0) {
            *name = known[i].name;
            return known[i].packing;
        }
    /* pzstd puts a frame to be skipped, of sixteen kinds, first. */
    if (n >= 4 && (b[0] & 0xF0) == 0x50 && memcmp(b + 1, "\x2A\x4D\x18", 3) == 0) {
        *name = "zstd";
        return ENT_PACKING_ZSTD;
    }
    return ENT_PACKING_PLAIN;
}

/* A zip archive of one file is read as that file. */
static ent_status
begin_zip(ent_unpack *u)
{
    ent_zip zip = {0};
    ent_error why = {0};
    ent_status st;

    if (u->in_order) {
        st = ent_fail(&why, ENT_E_PARSE,
                      "is a zip archive, which cannot be read from a stream; unpack it first");
    } else {
        st = ent_zip_list(&u->from, &zip, &why);
        if (st == ENT_OK && zip.n != 1)
            st = ent_fail(&why, ENT_E_PARSE, "is a zip archive of %zu files; want one", zip.n);
        if (st == ENT_OK) st = ent_zip_part(&u->from, &zip.members[0], &u->part, &why);
    }
    if (st) {
        u->fail_errno = 0;
        (void)set_fail(u, st, why.text);
    } else {
        u->is_part = true;
        u->packing = u->part.packing;
        u->in_at = u->in_end = 0;
        u->in_eof = false;
        u->at = u->part.at;
        u->left = u->part.packed;
    }
    ent_zip_clear(&zip);
    return st;
}

static ent_status
refuse(ent_unpack *u, const char *name)
{
    u->fail = ENT_E_PARSE;
    (void)ent_snprintf(u->fail_text, sizeof u->fail_text,
                       "is a %s archive, which is not read here; unpack it first", name);
    return u->fail;
}

/* The first bytes say what it is, unless it is a part. */
static ent_status
begin(ent_unpack *u)
{
    const char *name = NULL;
    ent_status st = ENT_OK;

    u->begun = true;
    if (!u->is_part) {
        while (st == ENT_OK && !u->in_eof && u->in_end < ENT_PACKING_BYTES)
            st = fill(u);
        if (st) return st;
        u->packing = ent_packing_of(u->in, u->in_end, &name);
        if (u->packing == ENT_PACKING_ZIP) st = begin_zip(u);
    } else if (u->packing == ENT_PACKING_GZIP || u->packing == ENT_PACKING_DEFLATE) {
        st = try_whole(u);
    }
    if (st || u->whole) return st;
    if (u->packing == ENT_PACKING_GZIP || u->packing == ENT_PACKING_DEFLATE) return begin_gzip(u);
    if (u->packing == ENT_PACKING_ZSTD) return begin_zstd(u);
    if (u->packing == ENT_PACKING_REFUSED) return refuse(u, name);
    return ENT_OK;
}

static ent_status
read_plain(ent_unpack *u, char *out, size_t n, size_t *got)
{
    size_t ready = u->in_end - u->in_at;

    if (ready == 0) {
        if (!u->in_eof && raw_read(u, (uint8_t *)out, n, got)) return u->fail;
    } else {
        *got = ready < n ? ready : n;
        memcpy(out, u->in + u->in_at, *got);
        u->in_at += *got;
    }
    u->taken += *got;
    return ENT_OK;
}

static ent_status
read_whole(ent_unpack *u, char *out, size_t n, size_t *got)
{
    *got = u->whole_n - u->whole_at < n ? u->whole_n - u->whole_at : n;
    memcpy(out, u->whole + u->whole_at, *got);
    u->whole_at += *got;
    return ENT_OK;
}

static ent_status
cut_short(ent_unpack *u)
{
    u->fail = ENT_E_PARSE;
    (void)ent_snprintf(u->fail_text, sizeof u->fail_text,
                       "packed data is cut short: it ends at byte %llu, within what unpacks to "
                       "more than %llu bytes",
                       (unsigned long long)u->at, (unsigned long long)u->given);
    return u->fail;
}

static ent_status
read_packed(ent_unpack *u, char *out, size_t n, size_t *got)
{
    ent_status st;

    for (;;) {
        const size_t at = u->in_at;

        if (u->done) return ENT_OK;
        if (u->packing == ENT_PACKING_ZSTD)
            st = step_zstd(u, out, n, got);
        else
            st = u->packing == ENT_PACKING_GZIP ? step_gzip(u, out, n, got)
                                                : step_inflate(u, out, n, got);
        if (u->given + *got > FREE_EXPANSION &&
            u->given + *got - FREE_EXPANSION > u->taken * ENT_EXPANSION_MAX)
            st = set_fail(u, ENT_E_LIMIT, "unpacks to over 64 MiB and 200 times its size");
        if (st || *got > 0) return st;
        if (u->in_at != at) continue;
        if (u->in_eof) /* nothing came and nothing is left */
            return u->in_unit ? cut_short(u) : ENT_OK;
        st = fill(u);
        if (st) return st;
    }
}

/* At the end of a part whose size and sum are known: were they so? */
static ent_status
check_part(ent_unpack *u)
{
    if (u->given < u->part.unpacked) return cut_short(u);
    if (u->given > u->part.unpacked || u->crc != u->part.crc)
        return set_fail(u, ENT_E_PARSE, "packed data is damaged: size or check sum is wrong");
    return ENT_OK;
}

static ent_status
report(ent_unpack *u, ent_error *err)
{
    ent_status st = u->fail;

    if (st == ENT_END) return ENT_OK;
    u->fail = ENT_END;
    if (st == ENT_E_IO && u->fail_errno)
        return ent_fail_errno(err, err ? err->file : NULL, u->fail_text, u->fail_errno);
    return ent_fail(err, st, "%s", u->fail_text);
}

static ent_status
read_any(ent_unpack *u, char *out, size_t n, size_t *got)
{
    if (u->whole) return read_whole(u, out, n, got);
    if (u->packing == ENT_PACKING_PLAIN) return read_plain(u, out, n, got);
    return read_packed(u, out, n, got);
}

ent_status
ent_unpack_read(ent_unpack *u, char *out, size_t n, size_t *got, ent_error *err)
{
    *got = 0;
    if (!u->fail && !u->begun) (void)begin(u); /* a failure is in u->fail */
    if (!u->fail) (void)read_any(u, out, n, got);
    u->given += *got;
    if (u->is_part && u->part.known) {
        u->crc = ent_crc32(u->crc, out, *got);
        if (!u->fail && *got == 0) (void)check_part(u);
    }
    if (u->fail && *got == 0) /* else what came before the failure goes first */
        return report(u, err);
    return ENT_OK;
}

uint64_t
ent_unpack_taken(const ent_unpack *u)
{
    return u->taken;
}

/* ---- opening -------------------------------------------------------------------------------- */

/* NULL: no memory, and *err says so. */
static ent_unpack *
new_unpack(ent_error *err)
{
    ent_unpack *u = ent_alloc(1, sizeof *u);

    if (u) u->in = ent_realloc(NULL, IN_BYTES, 1);
    if (!u || !u->in) {
        ent_free(u);
        (void)ent_fail(err, ENT_E_NOMEM, "no memory to open a file");
        return NULL;
    }
    u->fd = u->from.fd = -1;
    u->left = UINT64_MAX;
    return u;
}

/* An open file that is no folder, or -1 with errno set. */
static int
open_to_read(const char *path)
{
    struct stat about;
    int fd = -1;

    errno = EIO;
    if (!ent_fault_hit(ENT_FAULT_READ)) fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd >= 0 && fstat(fd, &about) == 0 && S_ISDIR(about.st_mode)) {
        (void)close(fd);
        fd = -1;
        errno = EISDIR;
    }
    return fd;
}

ent_status
ent_unpack_open_file(const char *path, ent_unpack **out, ent_error *err)
{
    ent_unpack *u = new_unpack(err);
    struct stat about;

    if (!u) return ENT_E_NOMEM;
    u->fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open_to_read(path);
    if (u->fd < 0) {
        ent_status st = ent_fail_errno(err, path, "open", errno);

        ent_unpack_close(u);
        return st;
    }
    u->from.fd = u->fd;
    u->in_order = fstat(u->fd, &about) != 0 || !S_ISREG(about.st_mode) || u->fd == STDIN_FILENO;
    if (!u->in_order) u->from.size = (uint64_t)about.st_size;
    *out = u;
    return ENT_OK;
}

ent_status
ent_unpack_open_bytes(const void *bytes, size_t n, ent_unpack **out, ent_error *err)
{
    ent_unpack *u = new_unpack(err);

    if (!u) return ENT_E_NOMEM;
    u->from.bytes = bytes;
    u->from.size = n;
    *out = u;
    return ENT_OK;
}

ent_status
ent_unpack_open_part(const ent_packed *from, const ent_unpack_part *part, ent_unpack **out,
                     ent_error *err)
{
    ent_unpack *u = new_unpack(err);

    if (!u) return ENT_E_NOMEM;
    u->from = *from;
    u->is_part = true;
    u->part = *part;
    u->packing = part->packing;
    u->at = part->at;
    u->left = part->packed;
    *out = u;
    return ENT_OK;
}

void
ent_unpack_close(ent_unpack *u)
{
    if (!u) return;
    if (u->fd > STDERR_FILENO) (void)close(u->fd);
    if (u->z_live) (void)inflateEnd(&u->z);
    (void)ZSTD_freeDStream(u->zstd);
    ent_free(u->whole);
    ent_free(u->in);
    ent_free(u);
}
