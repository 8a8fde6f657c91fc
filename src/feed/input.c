/* feed/input.c: the paths of a run as streams of bytes. Plain files so far. */
#include "feed/feed_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

struct feed_input {
    char **paths;
    size_t n, at;
    uint64_t bytes;
};

struct feed_stream {
    int fd;
    uint64_t size;
    char *path;
    char head[FEED_HEAD_MAX];
    size_t head_n;
};

static ent_status
check_path(const char *path, uint64_t *bytes, ent_error *err)
{
    struct stat about;

    if (stat(path, &about)) return ent_fail(err, ENT_E_IO, "%s: %s", path, strerror(errno));
    if (!S_ISREG(about.st_mode)) return ent_fail(err, ENT_E_IO, "%s: not a plain file", path);
    *bytes += (uint64_t)about.st_size;
    return ENT_OK;
}

ent_status
feed_input_open(const char *const *paths, size_t n_paths, feed_input **out, ent_error *err)
{
    ent_status st = ENT_OK;
    feed_input *in = ent_alloc(1, sizeof *in);

    if (in) in->paths = ent_alloc(n_paths, sizeof *in->paths);
    if (!in || !in->paths) st = ent_fail(err, ENT_E_NOMEM, "no memory for %zu paths", n_paths);
    for (size_t i = 0; !st && i < n_paths; i++) {
        st = check_path(paths[i], &in->bytes, err);
        if (st) break;
        in->paths[i] = ent_strdup(paths[i]);
        if (!in->paths[i]) st = ent_fail(err, ENT_E_NOMEM, "no memory for a path");
        in->n++;
    }
    if (st)
        feed_input_close(in);
    else
        *out = in;
    return st;
}

ent_status
feed_input_next(feed_input *in, feed_stream **out, ent_error *err)
{
    ent_status st = ENT_OK;
    struct stat about;
    feed_stream *s;

    if (in->at == in->n) return ENT_END;
    s = ent_alloc(1, sizeof *s);
    if (!s) return ent_fail(err, ENT_E_NOMEM, "no memory for a stream");
    s->path = ent_strdup(in->paths[in->at]);
    s->fd = open(in->paths[in->at], O_RDONLY | O_CLOEXEC);
    if (!s->path)
        st = ent_fail(err, ENT_E_NOMEM, "no memory for a stream");
    else if (s->fd < 0 || fstat(s->fd, &about))
        st = ent_fail(err, ENT_E_IO, "%s: %s", s->path, strerror(errno));
    else
        s->size = (uint64_t)about.st_size;
    if (!st) st = feed_stream_read(s, 0, s->head, sizeof s->head, &s->head_n, err);
    if (st) {
        feed_stream_close(s);
        return st;
    }
    in->at++;
    *out = s;
    return ENT_OK;
}

void
feed_input_totals(const feed_input *in, uint64_t *files, uint64_t *bytes)
{
    *files = in->n;
    *bytes = in->bytes;
}

void
feed_input_close(feed_input *in)
{
    if (!in) return;
    for (size_t i = 0; in->paths && i < in->n; i++)
        ent_free(in->paths[i]);
    ent_free(in->paths);
    ent_free(in);
}

const char *
feed_stream_name(const feed_stream *s)
{
    const char *slash = strrchr(s->path, '/');

    return slash ? slash + 1 : s->path;
}

const char *
feed_stream_path(const feed_stream *s)
{
    return s->path;
}

bool
feed_stream_can_seek(const feed_stream *s, uint64_t *size)
{
    *size = s->size;
    return true;
}

bool
feed_stream_ends_file(const feed_stream *s)
{
    (void)s;
    return true;
}

ent_status
feed_stream_head(feed_stream *s, const char **out, size_t *n, bool *whole, ent_error *err)
{
    (void)err;
    *out = s->head;
    *n = s->head_n;
    *whole = s->head_n == s->size;
    return ENT_OK;
}

ent_status
feed_stream_read(feed_stream *s, uint64_t at, void *out, size_t cap, size_t *got, ent_error *err)
{
    size_t have = 0;

    while (have < cap) {
        ssize_t n = pread(s->fd, (char *)out + have, cap - have, (off_t)(at + have));

        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return ent_fail(err, ENT_E_IO, "%s: %s", s->path, strerror(errno));
        if (n == 0) break;
        have += (size_t)n;
    }
    *got = have;
    return ENT_OK;
}

uint64_t
feed_stream_disk_bytes(const feed_stream *s, uint64_t unpacked)
{
    (void)s;
    return unpacked;
}

void
feed_stream_close(feed_stream *s)
{
    if (!s) return;
    if (s->fd >= 0) (void)close(s->fd);
    ent_free(s->path);
    ent_free(s);
}
