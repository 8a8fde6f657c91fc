/* feed_table.c: runs feeds into memory and writes what they came to as TSV, for the oracle.
 *
 *   bench/feed_table [--feed NAME] [--threads N] [--simd N] [--memory BYTES] --out FOLDER PATH...
 *
 * Writes into FOLDER: cells, exposure, actors, segments, rejects (row, byte, reason), codes (code,
 * class, intensity) and roles (CAMEO agent, role), each .tsv with a line of names.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "entente/feed.h"
#include "feed/roles_priv.h"

typedef unsigned long long wide;

static FILE *
create(const char *folder, const char *name, const char *columns)
{
    char path[4096];
    FILE *f;

    snprintf(path, sizeof path, "%s/%s.tsv", folder, name);
    f = fopen(path, "wb");
    if (!f) {
        perror(path);
        exit(1);
    }
    fprintf(f, "%s\n", columns);
    return f;
}

static void
finish(FILE *f)
{
    if (ferror(f) || fclose(f)) {
        perror("feed_table: write");
        exit(1);
    }
}

static void
write_cells(const char *folder, const ent_event_table *t)
{
    FILE *f = create(folder, "cells",
                     "from\tto\tfrom_role\tto_role\tclass\tday\tknown_day\tn\tintensity_tenths\t"
                     "intensity_sq\tn_tone\ttone_milli\ttone_sq\tmentions\tsources\tarticles\t"
                     "reports");

    for (size_t i = 0; i < t->n_cells; i++) {
        const ent_event_cell *c = &t->cells[i];

        fprintf(f, "%s\t%s\t%u\t%u\t%u\t%d\t%d\t%u\t%lld\t%lld\t%u\t%lld\t%lld\t%llu\t%llu\t%llu",
                ent_event_line_code(c->from), ent_event_line_code(c->to), c->from_role, c->to_role,
                c->class_number, c->day, c->known_day, c->n, (long long)c->intensity_tenths,
                (long long)c->intensity_sq, c->n_tone, (long long)c->tone_milli,
                (long long)c->tone_sq, (wide)c->mentions, (wide)c->sources, (wide)c->articles);
        fprintf(f, "\t%u\n", c->reports);
    }
    finish(f);
}

static void
write_exposure(const char *folder, const ent_event_table *t)
{
    FILE *f =
        create(folder, "exposure", "month\tclass\trows\tdyadic\tintensity_tenths\ttone_milli");

    for (size_t i = 0; i < t->n_exposure; i++) {
        const ent_event_exposure *e = &t->exposure[i];

        fprintf(f, "%d\t%u\t%llu\t%llu\t%lld\t%lld\n", e->month, e->class_number, (wide)e->rows,
                (wide)e->dyadic, (long long)e->intensity_tenths, (long long)e->tone_milli);
    }
    finish(f);
}

static void
write_actors(const char *folder, const ent_event_table *t)
{
    FILE *f = create(folder, "actors", "code\tbecame\trows\tfirst_day\tlast_day");

    for (size_t i = 0; i < t->n_actors; i++) {
        const ent_event_actor *a = &t->actors[i];

        fprintf(f, "%s\t%s\t%llu\t%d\t%d\n", a->code, a->became, (wide)a->rows, a->first_day,
                a->last_day);
    }
    finish(f);
}

static void
write_segments(const char *folder, const ent_event_table *t)
{
    FILE *f = create(folder, "segments",
                     "feed\tfile\tfirst_byte\tn_bytes\tfirst_row\tdigest\trows\tkept\trejected\t"
                     "no_actor\tdomestic\tregion\tunknown\tno_class\tduplicate\tfirst_day\t"
                     "last_day\tfirst_known_day\tlast_known_day");

    for (size_t i = 0; i < t->n_segments; i++) {
        const ent_event_segment *s = &t->segments[i];

        fprintf(f, "%s\t%s\t%llu\t%llu\t%llu\t%s\t%llu\t%llu\t%llu", s->feed, s->file,
                (wide)s->first_byte, (wide)s->n_bytes, (wide)s->first_row, s->digest, (wide)s->rows,
                (wide)s->kept, (wide)s->rejected);
        for (int k = 0; k < ENT_EVENT_SKIP_COUNT; k++)
            fprintf(f, "\t%llu", (wide)s->skipped[k]);
        fprintf(f, "\t%d\t%d\t%d\t%d\n", s->first_day, s->last_day, s->first_known_day,
                s->last_known_day);
    }
    finish(f);
}

static void
write_rejects(const char *folder, const ent_event_table *t)
{
    FILE *f = create(folder, "rejects", "file\trow\tbyte\treason");

    for (size_t i = 0; i < t->n_rejects; i++) {
        const ent_error *e = &t->rejects[i];

        fprintf(f, "%s\t%llu\t%llu\t", e->file, (wide)e->row, (wide)e->byte);
        for (const char *p = e->text; *p; p++)
            fputc((unsigned char)*p < ' ' ? '?' : *p, f);
        fputc('\n', f);
    }
    finish(f);
}

/* What the oracle cannot know by itself: our tables of codes and roles. */
static void
write_tables(const char *folder)
{
    FILE *f = create(folder, "codes", "code\tclass\tintensity_tenths");
    char code[5];

    for (unsigned digits = 2; digits <= 4; digits++)
        for (unsigned v = 0, n = digits == 2 ? 100 : digits == 3 ? 1000 : 10000; v < n; v++) {
            const ent_event_code *c;

            snprintf(code, sizeof code, "%0*u", (int)digits, v);
            c = ent_event_code_find(ENT_EVENT_CAMEO, code, digits);
            if (c) fprintf(f, "%s\t%u\t%d\n", code, c->class_number, c->intensity_tenths);
        }
    finish(f);
    f = create(folder, "roles", "agent\trole");
    for (char a = 'A'; a <= 'Z'; a++)
        for (char b = 'A'; b <= 'Z'; b++)
            for (char c = 'A'; c <= 'Z'; c++) {
                const char agent[] = {a, b, c, '\0'};
                const ent_role role = feed_role_cameo(agent);

                if (role != ENT_ROLE_NONE) fprintf(f, "%s\t%d\n", agent, (int)role);
            }
    finish(f);
}

static bool
take_option(ent_feed_options *o, const char **folder, const char *name, const char *value)
{
    if (strcmp(name, "--feed") == 0)
        o->feed = value;
    else if (strcmp(name, "--threads") == 0)
        o->threads = atoi(value);
    else if (strcmp(name, "--simd") == 0)
        o->simd = atoi(value);
    else if (strcmp(name, "--memory") == 0)
        o->memory_bytes = strtoull(value, NULL, 10);
    else if (strcmp(name, "--out") == 0)
        o->temp_dir = *folder = value;
    else
        return false;
    return true;
}

int
main(int argc, char **argv)
{
    ent_feed_options o = {0};
    ent_feed_summary sum = {0};
    ent_event_table t = {0};
    ent_ref *ref = NULL;
    ent_error err = {0};
    const char *folder = NULL;
    ent_status st;
    int i = 1;

    for (; i + 1 < argc && take_option(&o, &folder, argv[i], argv[i + 1]); i += 2)
        continue;
    if (!folder || i >= argc) {
        fprintf(stderr, "feed_table: see the first lines of feed_table.c\n");
        return 2;
    }
    o.paths = (const char *const *)(argv + i);
    o.n_paths = (size_t)(argc - i);
    ent_event_table_init(&t, false);
    st = ent_ref_open(NULL, &ref, &err);
    o.ref = ref;
    if (!st) st = ent_feed_run(&o, &t.sink, &sum, &err);
    if (st) {
        fprintf(stderr, "feed_table: %s: %s (%s)\n", err.file, err.text, ent_status_name(st));
    } else {
        write_cells(folder, &t);
        write_exposure(folder, &t);
        write_actors(folder, &t);
        write_segments(folder, &t);
        write_rejects(folder, &t);
        write_tables(folder);
    }
    ent_event_table_clear(&t);
    ent_ref_close(ref);
    return st != ENT_OK;
}
