/* readers.c: rows and bytes a second of each reader, into a sink that only counts.
 *
 *   bench/readers [--rejects N] FILE...      each file by the reader that recognises it
 *   bench/readers                            the files of ../shared/data, or of
 * $ENTENTE_SHARED/data
 *
 * One line a file: reader, rows, kept, rejected, the six reasons for giving nothing, claims, time.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "entente/source.h"

#include "shared_files.h"

static double
seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void
print_head(void)
{
    printf("%-44s %-22s %8s %8s %8s", "file", "reader", "rows", "kept", "rejected");
    for (int i = 0; i < ENT_SKIP_COUNT; i++)
        printf(" %9s", ent_skip_name((ent_skip)i));
    printf(" %9s %8s %9s %7s\n", "claims", "s", "rows/s", "MB/s");
}

static int
bench_file(const ent_ref *ref, const char *path, size_t keep, bool strict)
{
    const ent_reader *reader = NULL;
    const char *slash = strrchr(path, '/');
    ent_counting_sink s;
    ent_error err = {0};
    struct stat info = {0};
    double t, took;
    ent_status st = ent_reader_recognise(path, &reader, &err);
    ent_read_input in = {.ref = ref, .path = path};

    if (st) {
        printf("%-44s %s\n", slash ? slash + 1 : path, err.text);
        return 1;
    }
    (void)stat(path, &info);
    ent_counting_sink_init(&s, keep, strict);
    t = seconds();
    st = reader->read(&in, &s.sink, &err);
    took = seconds() - t;
    printf("%-44s %-22s %8llu %8llu %8llu", slash ? slash + 1 : path, reader->name,
           (unsigned long long)s.tally.rows, (unsigned long long)s.tally.kept,
           (unsigned long long)s.tally.rejected);
    for (int i = 0; i < ENT_SKIP_COUNT; i++)
        printf(" %9llu", (unsigned long long)s.tally.skipped[i]);
    printf(" %9llu %8.3f %9.0f %7.1f%s%s\n", (unsigned long long)s.tally.claims, took,
           (double)s.tally.rows / took, (double)info.st_size / took / 1e6, st ? "  " : "",
           st ? err.text : "");
    for (size_t i = 0; i < s.n_rejects; i++)
        printf("    row %llu (byte %llu): %s\n", (unsigned long long)s.rejects[i].row,
               (unsigned long long)s.rejects[i].byte, s.rejects[i].text);
    ent_counting_sink_clear(&s);
    return st != ENT_OK;
}

int
main(int argc, char **argv)
{
    const char *shared = getenv("ENTENTE_SHARED");
    size_t keep = 0;
    int first = 1, failed = 0;
    bool strict = false;
    ent_ref *ref = NULL;
    ent_error err = {0};

    if (argc > 2 && strcmp(argv[1], "--rejects") == 0) {
        keep = strtoul(argv[2], NULL, 10);
        first = 3;
        strict = true; /* looking for faults, not for speed */
    }
    if (ent_ref_open("/usr/share/locale", &ref, &err)) {
        fprintf(stderr, "readers: %s\n", err.text);
        return 1;
    }
    print_head();
    for (int i = first; i < argc; i++)
        failed |= bench_file(ref, argv[i], keep, strict);
    for (size_t i = 0; first == argc && i < sizeof shared_files / sizeof shared_files[0]; i++) {
        char path[4096];

        snprintf(path, sizeof path, "%s/data/%s", shared ? shared : "../shared", shared_files[i]);
        failed |= bench_file(ref, path, keep, strict);
    }
    ent_ref_close(ref);
    return failed;
}
