/* feed/input.c: the paths of a run as streams of unpacked bytes, one after the other. */
#include "base/faults.h"
#include "base/zip.h"
#include "feed/feed_priv.h"
#include "feed/paths.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <unistd.h>

struct feed_input {
    feed_paths paths;
    size_t at; /* the next file, or the one that zip is of */
    ent_zip zip;
    size_t member; /* the next of zip */
    bool in_zip;
};

struct feed_stream {
    char *path, *name;
    bool named, ends_file;
    int fd; /* of a file that can be read anywhere; else -1 */
    uint64_t size;
    ent_packed packed; /* what unpack reads, when it is a part */
    ent_unpack *unpack;
    uint64_t at;            /* where the next byte of unpack belongs */
    _Atomic uint64_t taken; /* of the file on disk */
    char *head;
    size_t head_n;
    bool head_read, head_whole;
};

/* ---- opening a file ------------------------------------------------------------------------- */

static ent_status
no_memory(ent_error *err)
{
    return ent_fail(err, ENT_E_NOMEM, "no memory to open a file of events");
}

static const char *
base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

/* A file's bytes anywhere. *fd is -1 after a failure. */
static ent_status
open_packed(const char *path, int *fd, ent_packed *out, ent_error *err)
{
    struct stat about;

    errno = EIO;
    *fd = ent_fault_hit(ENT_FAULT_READ) ? -1 : open(path, O_RDONLY | O_CLOEXEC);
    if (*fd >= 0 && fstat(*fd, &about) == 0) {
        *out = (ent_packed){.fd = *fd, .size = (uint64_t)about.st_size};
        return ENT_OK;
    }
    (void)ent_fail_at(err, ENT_E_IO, path, 0, 0, "cannot open: %s", strerror(errno));
    if (*fd >= 0) (void)close(*fd);
    *fd = -1;
    return ENT_E_IO;
}

/* A stream of a file, or of its member, without anything to read from yet. */
static feed_stream *
new_stream(const feed_path *file, const char *member)
{
    feed_stream *s = ent_alloc(1, sizeof *s);
    const char *base = base_name(file->path);
    size_t size = strlen(base) + (member ? strlen(member) : 0) + 2;

    if (!s) return NULL;
    s->fd = -1;
    s->named = file->named && !member;
    s->ends_file = true;
    atomic_init(&s->taken, 0);
    s->path = ent_strdup(file->path);
    s->name = ent_alloc(size, 1);
    if (!s->path || !s->name) {
        feed_stream_close(s);
        return NULL;
    }
    (void)ent_snprintf(s->name, size, "%s%s%s", base, member ? ":" : "", member ? member : "");
    return s;
}

/* A file that is one stream: plain, gzip or zstd. */
static ent_status
open_file(feed_stream *s, ent_packing packing, ent_error *err)
{
    const ent_unpack_part part = {.packing = packing, .packed = s->packed.size};

    if (packing == ENT_PACKING_PLAIN) {
        s->size = s->packed.size;
        (void)posix_fadvise(s->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
        return ENT_OK;
    }
    return ent_unpack_open_part(&s->packed, &part, &s->unpack, err);
}

/* ---- the files of a run --------------------------------------------------------------------- */

ent_status
feed_input_open(const char *const *paths, size_t n_paths, feed_input **out, ent_error *err)
{
    ent_status st;
    feed_input *in = ent_alloc(1, sizeof *in);

    if (!in) return no_memory(err);
    st = feed_paths_find(paths, n_paths, &in->paths, err);
    if (st)
        feed_input_close(in);
    else
        *out = in;
    return st;
}

/* The file behind the one that was read is next. */
static void
leave_file(feed_input *in)
{
    ent_zip_clear(&in->zip);
    in->in_zip = false;
    in->member = 0;
    in->at++;
}

static ent_status
next_member(feed_input *in, feed_stream **out, ent_error *err)
{
    const feed_path *file = &in->paths.files[in->at];
    const ent_zip_member *m = &in->zip.members[in->member];
    feed_stream *s = new_stream(file, m->name);
    ent_unpack_part part = {0};
    ent_status st = s ? ENT_OK : no_memory(err);

    if (!st) st = open_packed(file->path, &s->fd, &s->packed, err);
    if (!st) st = ent_zip_part(&s->packed, m, &part, err);
    if (!st) st = ent_unpack_open_part(&s->packed, &part, &s->unpack, err);
    if (st) {
        if (err && s) (void)ent_snprintf(err->file, sizeof err->file, "%s", s->name);
        feed_stream_close(s);
        return st;
    }
    s->ends_file = ++in->member == in->zip.n;
    if (s->ends_file) leave_file(in);
    *out = s;
    return ENT_OK;
}

static ent_status
begin_zip(feed_input *in, const feed_stream *s, ent_error *err)
{
    ent_status st = ent_zip_list(&s->packed, &in->zip, err);

    if (!st && in->zip.n == 0) st = ent_fail(err, ENT_E_FORMAT, "the zip archive holds no file");
    if (st) {
        if (err) (void)ent_snprintf(err->file, sizeof err->file, "%s", s->path);
        ent_zip_clear(&in->zip);
    } else {
        in->in_zip = true;
    }
    return st;
}

static ent_status
begin_in_order(feed_stream *s, ent_error *err)
{
    return ent_unpack_open_file(s->path, &s->unpack, err);
}

static ent_status
begin_file(feed_input *in, feed_stream *s, ent_error *err)
{
    char magic[ENT_PACKING_BYTES];
    const char *name = NULL;
    size_t got = 0;
    ent_packing packing;
    ent_status st = open_packed(s->path, &s->fd, &s->packed, err);

    if (st) return st;
    if (ent_packed_read(&s->packed, 0, magic, sizeof magic, &got))
        return ent_fail_at(err, ENT_E_IO, s->path, 0, 0, "cannot read: %s", strerror(errno));
    packing = ent_packing_of(magic, got, &name);
    if (packing == ENT_PACKING_REFUSED)
        return ent_fail_at(err, ENT_E_FORMAT, s->path, 0, 0,
                           "is a %s archive, which is not read here; unpack it first", name);
    return packing == ENT_PACKING_ZIP ? begin_zip(in, s, err) : open_file(s, packing, err);
}

ent_status
feed_input_next(feed_input *in, feed_stream **out, ent_error *err)
{
    const feed_path *file;
    feed_stream *s;
    ent_status st;

    if (in->in_zip) return next_member(in, out, err);
    if (in->at == in->paths.n) return ENT_END;
    file = &in->paths.files[in->at];
    s = new_stream(file, NULL);
    if (!s) return no_memory(err);
    st = file->in_order ? begin_in_order(s, err) : begin_file(in, s, err);
    if (st || in->in_zip) {
        feed_stream_close(s);
        return st ? st : next_member(in, out, err);
    }
    leave_file(in);
    *out = s;
    return ENT_OK;
}

void
feed_input_skip(feed_input *in)
{
    if (in->at < in->paths.n) leave_file(in);
}

void
feed_input_totals(const feed_input *in, uint64_t *files, uint64_t *bytes)
{
    *files = in->paths.n;
    *bytes = in->paths.bytes;
    for (size_t i = 0; i < in->paths.n; i++)
        if (in->paths.files[i].in_order) *bytes = 0;
}

void
feed_input_close(feed_input *in)
{
    if (!in) return;
    ent_zip_clear(&in->zip);
    feed_paths_clear(&in->paths);
    ent_free(in);
}

/* ---- one stream ----------------------------------------------------------------------------- */

const char *
feed_stream_name(const feed_stream *s)
{
    return s->name;
}

const char *
feed_stream_path(const feed_stream *s)
{
    return strcmp(s->path, "-") == 0 ? NULL : s->path;
}

bool
feed_stream_named(const feed_stream *s)
{
    return s->named;
}

bool
feed_stream_can_seek(const feed_stream *s, uint64_t *size)
{
    *size = s->unpack ? 0 : s->size;
    return !s->unpack;
}

bool
feed_stream_ends_file(const feed_stream *s)
{
    return s->ends_file;
}

static ent_status
read_anywhere(const feed_stream *s, uint64_t at, char *out, size_t cap, size_t *got, ent_error *err)
{
    if (ent_packed_read(&s->packed, at, out, cap, got))
        return ent_fail_at(err, ENT_E_IO, s->name, 0, 0, "cannot read: %s", strerror(errno));
    return ENT_OK;
}

/* The next cap bytes of unpack. */
static ent_status
read_on(feed_stream *s, char *out, size_t cap, size_t *got, ent_error *err)
{
    ent_error why = {0};
    size_t made = 1;
    ent_status st = ENT_OK;

    *got = 0;
    while (!st && made > 0 && *got < cap) {
        st = ent_unpack_read(s->unpack, out + *got, cap - *got, &made, &why);
        *got += made;
    }
    s->at += *got;
    atomic_store_explicit(&s->taken, ent_unpack_taken(s->unpack), memory_order_relaxed);
    return st ? ent_fail_at(err, st, s->name, 0, 0, "%s", why.text) : ENT_OK;
}

ent_status
feed_stream_head(feed_stream *s, const char **out, size_t *n, bool *whole, ent_error *err)
{
    ent_status st = ENT_OK;

    if (!s->head_read) {
        s->head = ent_realloc(NULL, FEED_HEAD_MAX, 1);
        if (!s->head) return no_memory(err);
        if (s->unpack)
            st = read_on(s, s->head, FEED_HEAD_MAX, &s->head_n, err);
        else
            st = read_anywhere(s, 0, s->head, FEED_HEAD_MAX, &s->head_n, err);
        if (st) return st;
        s->head_read = true;
    }
    *out = s->head;
    *n = s->head_n;
    *whole = s->head_n < FEED_HEAD_MAX;
    return ENT_OK;
}

ent_status
feed_stream_read(feed_stream *s, uint64_t at, void *out, size_t cap, size_t *got, ent_error *err)
{
    size_t from_head = 0;
    ent_status st = ENT_OK;

    if (!s->unpack) return read_anywhere(s, at, out, cap, got, err);
    if (at < s->head_n) {
        from_head = s->head_n - (size_t)at < cap ? s->head_n - (size_t)at : cap;
        memcpy(out, s->head + at, from_head);
        at += from_head;
    }
    *got = 0;
    if (from_head < cap) {
        ENT_ASSERT(at == s->at); /* else bytes would be told to lie where they do not */
        st = read_on(s, (char *)out + from_head, cap - from_head, got, err);
    }
    *got += from_head;
    return st;
}

uint64_t
feed_stream_disk_bytes(const feed_stream *s, uint64_t unpacked)
{
    return s->unpack ? atomic_load_explicit(&s->taken, memory_order_relaxed) : unpacked;
}

void
feed_stream_close(feed_stream *s)
{
    if (!s) return;
    ent_unpack_close(s->unpack);
    if (s->fd >= 0) (void)close(s->fd);
    ent_free(s->head);
    ent_free(s->path);
    ent_free(s->name);
    ent_free(s);
}
