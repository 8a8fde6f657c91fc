/* fuzz_feed_input.c: any bytes as a plain, gzip, zstd or zip file give streams that end. */
#include "feed_fuzz.h"

#include "feed/feed_priv.h"

enum { PIECE = 1 << 16, STREAMS_MAX = 64 };

/* To the end, in pieces; *at: the bytes there were. */
static ent_status
read_all(feed_stream *s, const char *head, size_t head_n, uint64_t *at, ent_error *err)
{
    static char piece[PIECE];
    const uint64_t limit = (uint64_t)80 << 20; /* 64 MiB are free, and the input is small */
    size_t got = PIECE;
    ent_status st = ENT_OK;

    while (got == PIECE) {
        st = feed_stream_read(s, *at, piece, PIECE, &got, err);
        if (st) break;
        if (*at == 0) ENT_ASSERT(memcmp(piece, head, got < head_n ? got : head_n) == 0);
        *at += got;
        ENT_ASSERT(*at <= limit);
        ENT_ASSERT(got == 0 || feed_stream_disk_bytes(s, *at) > 0);
    }
    return st;
}

/* The head is the beginning of what is read, and sizes that are told are so. */
static void
drain(feed_stream *s)
{
    const char *head = NULL;
    size_t head_n = 0;
    uint64_t at = 0, size = 0;
    bool whole = false;
    ent_error err = {0};
    ent_status st = feed_stream_head(s, &head, &head_n, &whole, &err);

    ENT_ASSERT(feed_stream_name(s)[0] && head_n <= FEED_HEAD_MAX);
    if (!st) st = read_all(s, head, head_n, &at, &err);
    if (st) {
        ENT_ASSERT(err.text[0] && (st == ENT_E_PARSE || st == ENT_E_LIMIT));
        return;
    }
    if (whole) ENT_ASSERT(at == head_n);
    if (feed_stream_can_seek(s, &size)) ENT_ASSERT(at == size);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    char path[32];
    const char *paths = path;
    int fd = feed_fuzz_file(bytes, n, path);
    feed_input *in = NULL;
    ent_error err = {0};

    if (n > (size_t)1 << 16) goto out; /* so that the limit above holds */
    ENT_ASSERT(feed_input_open(&paths, 1, &in, &err) == ENT_OK);
    for (int i = 0; i < STREAMS_MAX; i++) {
        feed_stream *s = NULL;
        ent_status st = feed_input_next(in, &s, &err);

        if (st == ENT_END) break;
        if (st) {
            ENT_ASSERT(err.text[0] && st != ENT_E_CORRUPT);
            feed_input_skip(in);
            continue;
        }
        drain(s);
        feed_stream_close(s);
    }

out:
    feed_input_close(in);
    ENT_ASSERT(close(fd) == 0);
    return 0;
}
