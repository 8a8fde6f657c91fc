/* base/unpack.c: bytes of plain, gzip and zstd files, with a limit against bombs. */
#include "base/unpack_priv.h"

#include "base/error_priv.h"
#include "base/faults.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

enum { IN_BYTES = 1 << 16, MAGIC_BYTES = 8 };
#define FREE_EXPANSION ((uint64_t)64 << 20)

typedef enum packing { PLAIN = 0, GZIP, ZSTD, REFUSED } packing;

struct ent_unpack {
    int fd; /* -1: bytes in memory */
    const uint8_t *bytes;
    size_t bytes_left;

    uint8_t *in; /* packed bytes read: in[in_at .. in_end) */
    size_t in_at, in_end;
    bool in_eof;

    bool begun;
    packing packing;
    const char *refused; /* name of a packing that is not read here */
    bool in_unit;        /* inside a gzip member or zstd frame */
    uint64_t taken, given;

    z_stream z;
    bool z_live;
    ZSTD_DStream *zstd;

    ent_status fail; /* to be reported by the next read, then ENT_END is what is left */
    const char *fail_text;
    int fail_errno;
};

/* ---- packed bytes --------------------------------------------------------------------------- */

static ent_status
set_fail(ent_unpack *u, ent_status st, const char *text)
{
    u->fail = st;
    u->fail_text = text;
    return st;
}

static ent_status
raw_read(ent_unpack *u, uint8_t *out, size_t n, size_t *got)
{
    ssize_t r;

    if (u->fd < 0) {
        *got = u->bytes_left < n ? u->bytes_left : n;
        if (*got > 0) memcpy(out, u->bytes, *got);
        u->bytes += *got;
        u->bytes_left -= *got;
        return ENT_OK;
    }
    do {
        errno = EIO;
        r = ent_fault_hit(ENT_FAULT_READ) ? -1 : read(u->fd, out, n);
    } while (r < 0 && errno == EINTR);
    if (r < 0) {
        u->fail_errno = errno;
        return set_fail(u, ENT_E_IO, "read");
    }
    *got = (size_t)r;
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
    if (inflateInit2(&u->z, 16 + MAX_WBITS) != Z_OK)
        return set_fail(u, ENT_E_NOMEM, "no memory to unpack gzip");
    u->z_live = true;
    return ENT_OK;
}

/* Unpack some of in[] to out. A file may hold several members, and zeros behind the last. */
static ent_status
step_gzip(ent_unpack *u, void *out, size_t n, size_t *made)
{
    int r;

    while (!u->in_unit && u->in_at < u->in_end && u->in[u->in_at] == 0)
        u->in_at++;
    if (!u->in_unit && u->in_at == u->in_end) return ENT_OK;
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
        r = inflateReset(&u->z);
    }
    if (r == Z_OK || r == Z_BUF_ERROR) return ENT_OK;
    if (r == Z_MEM_ERROR) return set_fail(u, ENT_E_NOMEM, "no memory to unpack gzip");
    return set_fail(u, ENT_E_PARSE, "gzip data is damaged");
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

/* ---- the stream ----------------------------------------------------------------------------- */

static packing
packing_of(const uint8_t *b, size_t n, const char **name)
{
    static const struct {
        const char *name;
        packing packing;
        uint8_t n, magic[MAGIC_BYTES];
    } known[] = {
        {"gzip", GZIP, 2, {0x1F, 0x8B}},
        {"zstd", ZSTD, 4, {0x28, 0xB5, 0x2F, 0xFD}},
        {"zip", REFUSED, 4, {'P', 'K', 3, 4}},
        {"xz", REFUSED, 6, {0xFD, '7', 'z', 'X', 'Z', 0}},
        {"7z", REFUSED, 6, {'7', 'z', 0xBC, 0xAF, 0x27, 0x1C}},
    };
    size_t i;

    for (i = 0; i < sizeof known / sizeof known[0]; i++)
        if (n >= known[i].n && memcmp(b, known[i].magic, known[i].n) == 0) {
            *name = known[i].name;
            return known[i].packing;
        }
    /* pzstd puts a frame to be skipped, of sixteen kinds, first. */
    if (n >= 4 && (b[0] & 0xF0) == 0x50 && memcmp(b + 1, "\x2A\x4D\x18", 3) == 0) return ZSTD;
    return PLAIN;
}

/* The first bytes say what it is. */
static ent_status
begin(ent_unpack *u)
{
    ent_status st = ENT_OK;

    u->begun = true;
    while (st == ENT_OK && !u->in_eof && u->in_end < MAGIC_BYTES)
        st = fill(u);
    if (st) return st;
    u->packing = packing_of(u->in, u->in_end, &u->refused);
    if (u->packing == GZIP) return begin_gzip(u);
    if (u->packing == ZSTD) return begin_zstd(u);
    if (u->packing == REFUSED) return set_fail(u, ENT_E_PARSE, "is packed as");
    return ENT_OK;
}

static ent_status
read_plain(ent_unpack *u, char *out, size_t n, size_t *got)
{
    size_t ready = u->in_end - u->in_at;

    if (ready == 0) return u->in_eof ? ENT_OK : raw_read(u, (uint8_t *)out, n, got);
    *got = ready < n ? ready : n;
    memcpy(out, u->in + u->in_at, *got);
    u->in_at += *got;
    return ENT_OK;
}

static ent_status
read_packed(ent_unpack *u, char *out, size_t n, size_t *got)
{
    ent_status st;

    for (;;) {
        const size_t at = u->in_at;

        st = u->packing == GZIP ? step_gzip(u, out, n, got) : step_zstd(u, out, n, got);
        u->given += *got;
        if (u->given > FREE_EXPANSION && u->given - FREE_EXPANSION > u->taken * ENT_EXPANSION_MAX)
            return set_fail(u, ENT_E_LIMIT, "unpacks to over 64 MiB and 200 times its size");
        if (st || *got > 0) return st;
        if (u->in_at != at) continue;
        if (u->in_eof) /* nothing came and nothing is left */
            return u->in_unit ? set_fail(u, ENT_E_PARSE, "packed data is cut short") : ENT_OK;
        st = fill(u);
        if (st) return st;
    }
}

static ent_status
report(ent_unpack *u, ent_error *err)
{
    ent_status st = u->fail;

    if (st == ENT_END) return ENT_OK;
    u->fail = ENT_END;
    if (st == ENT_E_IO)
        return ent_fail_errno(err, err ? err->file : NULL, u->fail_text, u->fail_errno);
    if (u->packing == REFUSED)
        return ent_fail(err, st, "is a %s archive, which is not read here; unpack it first",
                        u->refused);
    return ent_fail(err, st, "%s", u->fail_text);
}

ent_status
ent_unpack_read(ent_unpack *u, char *out, size_t n, size_t *got, ent_error *err)
{
    *got = 0;
    if (!u->fail && !u->begun) (void)begin(u); /* a failure is in u->fail */
    if (!u->fail && u->packing == PLAIN)
        (void)read_plain(u, out, n, got);
    else if (!u->fail)
        (void)read_packed(u, out, n, got);
    if (u->fail && *got == 0) /* else what came before the failure goes first */
        return report(u, err);
    return ENT_OK;
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
    u->fd = -1;
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

    if (!u) return ENT_E_NOMEM;
    u->fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open_to_read(path);
    if (u->fd < 0) {
        ent_status st = ent_fail_errno(err, path, "open", errno);

        ent_unpack_close(u);
        return st;
    }
    *out = u;
    return ENT_OK;
}

ent_status
ent_unpack_open_bytes(const void *bytes, size_t n, ent_unpack **out, ent_error *err)
{
    ent_unpack *u = new_unpack(err);

    if (!u) return ENT_E_NOMEM;
    u->bytes = bytes;
    u->bytes_left = n;
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
    ent_free(u->in);
    ent_free(u);
}
