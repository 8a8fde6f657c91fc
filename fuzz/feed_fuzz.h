/* feed_fuzz.h: what must hold for whatever an event feed is fed. */
#ifndef FUZZ_FEED_FUZZ_H
#define FUZZ_FEED_FUZZ_H

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "entente/feed.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/** Opened once: a fuzzer runs for hours in one process. */
static inline const ent_ref *
feed_fuzz_ref(void)
{
    static ent_ref *ref;
    ent_error err = {0};

    if (!ref) ENT_ASSERT(ent_ref_open(NULL, &ref, &err) == ENT_OK);
    return ref;
}

/** The bytes as a file without a name on disk; path has 32 bytes. */
static inline int
feed_fuzz_file(const uint8_t *bytes, size_t n, char *path)
{
    int fd = memfd_create("fuzz", MFD_CLOEXEC);

    ENT_ASSERT(fd >= 0);
    while (n > 0) {
        ssize_t w = write(fd, bytes, n);

        ENT_ASSERT(w > 0);
        bytes += w;
        n -= (size_t)w;
    }
    snprintf(path, 32, "/proc/self/fd/%d", fd);
    return fd;
}

/** Each row is in one place, cells ascend without repeats, and their rows are those kept. */
static inline void
feed_fuzz_verdict(const ent_event_table *t, const ent_feed_summary *s, const ent_error *err)
{
    uint64_t told = s->kept + s->rejected, in_cells = 0;

    for (int i = 0; i < ENT_EVENT_SKIP_COUNT; i++)
        told += s->skipped[i];
    ENT_ASSERT(s->rows == told);
    ENT_ASSERT(s->cells == t->n_cells);
    for (size_t i = 0; i < t->n_cells; i++) {
        const ent_event_cell *c = &t->cells[i];

        if (i) ENT_ASSERT(ent_event_cell_compare(c - 1, c) < 0);
        ENT_ASSERT(c->from != c->to && c->n > 0 && c->n_tone <= c->n);
        ENT_ASSERT(c->reports > 0 && c->reports <= c->n && c->known_day >= c->day);
        ENT_ASSERT(ent_event_line_code(c->from) && ent_event_line_code(c->to));
        ENT_ASSERT(ent_event_class_at(c->class_number));
        in_cells += c->n;
    }
    ENT_ASSERT(in_cells == s->kept);
    for (size_t i = 0; i < t->n_rejects; i++)
        ENT_ASSERT(t->rejects[i].row > 0 && t->rejects[i].text[0]);
    (void)err;
}

/** Read bytes as this feed by one SIMD width and one number of threads. The table is the caller's.
 */
static inline ent_status
feed_fuzz_run(const char *path, const char *feed, int simd, int threads, ent_event_table *t,
              ent_error *err)
{
    const ent_feed_options o = {.ref = feed_fuzz_ref(),
                                .paths = &path,
                                .n_paths = 1,
                                .feed = feed,
                                .simd = simd,
                                .threads = threads,
                                .memory_bytes = (size_t)4 << 20,
                                .temp_dir = "/dev/shm"};
    ent_feed_summary s = {0};
    ent_status st;

    ent_event_table_init(t, false);
    st = ent_feed_run(&o, &t->sink, &s, err);
    ENT_ASSERT(st == ENT_OK || err->text[0]);
    ENT_ASSERT(st != ENT_E_CORRUPT);
    if (st == ENT_OK) feed_fuzz_verdict(t, &s, err);
    return st;
}

/** Plain C, and the widest this machine has on two threads, come to the same. */
static inline void
feed_fuzz_both(const uint8_t *bytes, size_t n, const char *feed)
{
    char path[32];
    int fd = feed_fuzz_file(bytes, n, path);
    ent_event_table a = {0}, b = {0};
    ent_error why_a = {0}, why_b = {0};
    ent_status st = feed_fuzz_run(path, feed, 1, 1, &a, &why_a);

    ENT_ASSERT(feed_fuzz_run(path, feed, 0, 2, &b, &why_b) == st);
    if (st == ENT_OK) {
        ENT_ASSERT(a.n_cells == b.n_cells && a.n_rejects == b.n_rejects);
        ENT_ASSERT(a.n_exposure == b.n_exposure && a.n_actors == b.n_actors);
        for (size_t i = 0; i < a.n_cells; i++)
            ENT_ASSERT(memcmp(&a.cells[i], &b.cells[i], sizeof a.cells[i]) == 0);
    }
    ent_event_table_clear(&a);
    ent_event_table_clear(&b);
    ENT_ASSERT(close(fd) == 0);
}

#endif
