/* feed_cells.c: what a run over event files comes to, as text, for feed_oracle.py to compare.
 *
 * Usage: feed_cells FEED FILE...   FEED "-": recognised
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "entente/feed.h"

static void
print_cell(const ent_event_cell *c)
{
    printf("cell\t%s\t%s\t%d\t%d\t%d\t%" PRId32 "\t%" PRId32, ent_event_line_code(c->from),
           ent_event_line_code(c->to), c->from_role, c->to_role, c->class_number, c->day,
           c->known_day);
    printf("\t%" PRIu32 "\t%" PRId64 "\t%" PRId64 "\t%" PRIu32 "\t%" PRId64 "\t%" PRId64, c->n,
           c->intensity_tenths, c->intensity_sq, c->n_tone, c->tone_milli, c->tone_sq);
    printf("\t%" PRIu64 "\t%" PRIu64 "\t%" PRIu64 "\t%" PRIu32 "\n", c->mentions, c->sources,
           c->articles, c->reports);
}

static void
print_table(const ent_feed_summary *sum, const ent_event_table *t)
{
    printf("summary\t%" PRIu64 "\t%" PRIu64 "\t%" PRIu64, sum->rows, sum->kept, sum->rejected);
    for (int i = 0; i < ENT_EVENT_SKIP_COUNT; i++)
        printf("\t%" PRIu64, sum->skipped[i]);
    printf("\n");
    for (size_t i = 0; i < t->n_exposure; i++)
        printf("exposure\t%" PRId32 "\t%d\t%" PRIu64 "\t%" PRIu64 "\t%" PRId64 "\t%" PRId64 "\n",
               t->exposure[i].month, t->exposure[i].class_number, t->exposure[i].rows,
               t->exposure[i].dyadic, t->exposure[i].intensity_tenths, t->exposure[i].tone_milli);
    for (size_t i = 0; i < t->n_cells; i++)
        print_cell(&t->cells[i]);
}

int
main(int argc, char **argv)
{
    ent_error err = {0};
    ent_ref *ref = NULL;
    ent_event_table table;
    ent_feed_summary sum = {0};
    ent_feed_options options = {0};
    ent_status st;

    if (argc < 3) {
        fprintf(stderr, "usage: feed_cells FEED FILE...\n");
        return 2;
    }
    ent_event_table_init(&table, false);
    st = ent_ref_open(NULL, &ref, &err);
    options.ref = ref;
    options.paths = (const char *const *)argv + 2;
    options.n_paths = (size_t)argc - 2;
    options.feed = strcmp(argv[1], "-") == 0 ? NULL : argv[1];
    if (!st) st = ent_feed_run(&options, &table.sink, &sum, &err);
    if (st)
        fprintf(stderr, "%s:%" PRIu64 ": %s\n", err.file, err.row, err.text);
    else
        print_table(&sum, &table);
    ent_event_table_clear(&table);
    ent_ref_close(ref);
    return st ? 1 : 0;
}
