/* import_feed.c: event files into the ledger: watch list, progress with rate and time left. */
#include "import_feed.h"

#include "progress.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WATCH_MAX = 64, REJECTS_SHOWN = 10, THREADS_MAX = 64, CELLS_SHOWN = 5 };

/* NULL: not an event feed's. A list of paths is one: claim files are named one by one. */
static const ent_feed *
feed_of(const char *path)
{
    const ent_feed *feed = NULL;

    return ent_feed_of_path(path, &feed, NULL) == ENT_OK ? feed : NULL;
}

bool
is_same_feed(const cli *c, const char *first, const char *path)
{
    const ent_feed *feed;

    if (cli_value(c, "feed")) return true;
    if (cli_value(c, "reader") || cli_value(c, "mapping")) return false;
    feed = feed_of(first);
    return feed && feed == feed_of(path);
}

void
list_feeds(FILE *out)
{
    size_t n = 0;
    const ent_feed *const *feeds = ent_feeds(&n);

    for (size_t i = 0; i < n; i++)
        fprintf(out, "%-26s %-18s %s\n", feeds[i]->name, feeds[i]->set, feeds[i]->what);
}

/* ---- what was asked ------------------------------------------------------------------------- */

/* "CHN:RUS,CHN:USA" or "CHN" for all pairs of one; names work too. */
typedef struct watch_list {
    ent_watch items[WATCH_MAX];
    size_t n;
    ent_arena arena;
} watch_list;

static int
watch_one(const cli *c, const ent_workspace *ws, watch_list *list, char *item)
{
    char *colon = strchr(item, ':');
    ent_pair pair = {0};
    ent_error err = {0};
    ent_date now = {0};
    const ent_polity *state = NULL;

    if (list->n == WATCH_MAX) return cli_usage(c, "--watch takes up to %d pairs", WATCH_MAX);
    if (!colon) {
        if (ent_ref_resolve(ent_workspace_ref(ws), item, ENT_SCHEME_ANY, &now, &state, &err))
            return cli_fail_country(&err);
        list->items[list->n++] = (ent_watch){.a = state->line};
        return EXIT_DONE;
    }
    *colon = '\0';
    if (ent_workspace_pair(ws, item, colon + 1, &pair, &err)) return cli_fail_country(&err);
    list->items[list->n++] = (ent_watch){.a = pair.a, .b = pair.b};
    return EXIT_DONE;
}

static int
parse_watch(const cli *c, const ent_workspace *ws, watch_list *list)
{
    const char *given = cli_value(c, "watch");
    char *text = given ? ent_arena_strdup(&list->arena, given) : NULL, *next = NULL;
    int code = EXIT_DONE;

    for (char *item = text ? strtok_r(text, ",", &next) : NULL; item && code == EXIT_DONE;
         item = strtok_r(NULL, ",", &next))
        code = watch_one(c, ws, list, item);
    return code;
}

static int
parse_threads(const cli *c, int *out)
{
    const char *text = cli_value(c, "threads");
    int64_t n = 0;

    if (!text) {
        long cores = sysconf(_SC_NPROCESSORS_ONLN);

        *out = cores < 1 ? 1 : cores > THREADS_MAX ? THREADS_MAX : (int)cores;
        return EXIT_DONE;
    }
    if (ent_parse_i64(text, &n, NULL) || n < 1 || n > THREADS_MAX)
        return cli_usage(c, "--threads wants a number from 1 to %d", THREADS_MAX);
    *out = (int)n;
    return EXIT_DONE;
}

/* ---- what came of it ------------------------------------------------------------------------ */

static void
print_counts(FILE *to, const ent_feed_summary *s)
{
    fprintf(to, "%llu row%s, %llu in cells, %llu rejected", (unsigned long long)s->rows,
            s->rows == 1 ? "" : "s", (unsigned long long)s->kept, (unsigned long long)s->rejected);
    for (int i = 0; i < ENT_EVENT_SKIP_COUNT; i++)
        if (s->skipped[i])
            fprintf(to, ", %llu %s", (unsigned long long)s->skipped[i],
                    ent_event_skip_name((ent_event_skip)i));
}

static void
print_place(FILE *to, const char *file, uint64_t row, uint64_t byte, const char *reason)
{
    fputs("  ", to);
    cli_print_safe(to, file);
    fprintf(to, ":%llu (byte %llu): ", (unsigned long long)row, (unsigned long long)byte);
    cli_print_safe(to, reason);
    fputc('\n', to);
}

static void
show_held_rejects(ent_workspace *ws, uint64_t rejected)
{
    ent_arena arena = {0};
    ent_import_record *imports = NULL;
    ent_reject *rejects = NULL;
    size_t n = 0, k = 0;
    ent_status st = ent_ledger_imports(ent_workspace_ledger(ws), &arena, &imports, &n, NULL);

    if (!st && n)
        st = ent_ledger_rejects(ent_workspace_ledger(ws), imports[n - 1].number, REJECTS_SHOWN,
                                &arena, &rejects, &k, NULL);
    for (size_t i = 0; i < k && !st; i++)
        print_place(stderr, rejects[i].file, rejects[i].row, rejects[i].byte, rejects[i].reason);
    if (rejected > k)
        fprintf(stderr, "  ... and %llu more: entente sources --rejects\n",
                (unsigned long long)(rejected - k));
    ent_arena_clear(&arena);
}

static void
report(const ent_feed_summary *s, const char *first, size_t n_paths, double seconds)
{
    cli_print_safe(stderr, first);
    if (n_paths > 1) fprintf(stderr, " and %zu more", n_paths - 1);
    fputs(": ", stderr);
    if (s->segments_known && s->segments_known == s->segments) {
        fputs("in the ledger already, nothing added\n", stderr);
        return;
    }
    print_counts(stderr, s);
    fprintf(stderr, "; %llu cell%s, %llu single row%s kept", (unsigned long long)s->cells,
            s->cells == 1 ? "" : "s", (unsigned long long)s->reports, s->reports == 1 ? "" : "s");
    if (s->segments_known)
        fprintf(stderr, "; %llu of %llu stretches were in already",
                (unsigned long long)s->segments_known, (unsigned long long)s->segments);
    fprintf(stderr, " (%.1f s, %.0f MB/s)%s\n", seconds,
            seconds > 0 ? (double)s->bytes / 1e6 / seconds : 0,
            s->stopped ? "; stopped, the same command goes on from here" : "");
}

/* ---- the two ways --------------------------------------------------------------------------- */

static void
print_cell(FILE *out, const ent_event_cell *cell)
{
    const ent_event_class *what = ent_event_class_at(cell->class_number);
    char day[ENT_DATE_TEXT_MAX] = "";
    ent_date date = ent_date_from_day(cell->day);

    ent_date_format(&date, day, sizeof day);
    fprintf(out, "  %s  %s %s > %s %s  %s %s  %u row%s\n", day, ent_event_line_code(cell->from),
            ent_role_name((ent_role)cell->from_role), ent_event_line_code(cell->to),
            ent_role_name((ent_role)cell->to_role), what ? what->code : "", what ? what->title : "",
            cell->n, cell->n == 1 ? "" : "s");
}

static int
dry_run(const cli *c, ent_workspace *ws, const ent_feed_request *request)
{
    ent_event_table table;
    ent_feed_summary s = {0};
    ent_error err = {0};
    ent_status st = ent_workspace_count_feed(ws, request, &table, &s, &err);

    for (size_t i = 0; i < table.n_cells && i < CELLS_SHOWN && !st; i++)
        print_cell(c->out, &table.cells[i]);
    if (!st && table.n_cells > CELLS_SHOWN)
        fprintf(c->out, "  ... %zu cells in all\n", table.n_cells);
    if (table.n_rejects) fputs("problems:\n", c->out);
    for (size_t i = 0; i < table.n_rejects; i++)
        print_place(c->out, table.rejects[i].file, table.rejects[i].row, table.rejects[i].byte,
                    table.rejects[i].text);
    if (!st) {
        print_counts(c->out, &s);
        fputs("; nothing was written\n", c->out);
    }
    ent_event_table_clear(&table);
    return st ? cli_fail(&err) : s.rejected ? EXIT_SOME_REJECTED : EXIT_DONE;
}

/* The first Ctrl-C ends the run at its next commit, a second one at once. */
static volatile sig_atomic_t stop_asked;

static void
ask_to_stop(int signal_number)
{
    stop_asked = 1;
    (void)signal(signal_number, SIG_DFL);
}

static bool
show_and_go_on(void *ctx, const ent_feed_progress *at)
{
    progress_bytes(ctx, at);
    return !stop_asked;
}

static int
import_now(ent_workspace *ws, ent_feed_request *request, bool quiet)
{
    ent_feed_summary s = {0};
    ent_error err = {0};
    progress p;
    ent_status st;

    progress_begin(&p, request->paths[0], quiet);
    request->progress = show_and_go_on;
    request->progress_ctx = &p;
    (void)signal(SIGINT, ask_to_stop);
    st = ent_workspace_import_feed(ws, request, &s, &err);
    (void)signal(SIGINT, SIG_DFL);
    progress_end(&p);
    if (st) {
        if (s.commits && !quiet)
            fprintf(stderr, "entente: %llu commit%s before this stay%s in the ledger\n",
                    (unsigned long long)s.commits, s.commits == 1 ? "" : "s",
                    s.commits == 1 ? "s" : "");
        return cli_fail(&err);
    }
    if (!quiet) report(&s, request->paths[0], request->n_paths, progress_seconds(&p));
    if (!quiet && s.rejected) show_held_rejects(ws, s.rejected);
    return s.rejected ? EXIT_SOME_REJECTED : EXIT_DONE;
}

int
import_feed(const cli *c, ent_workspace *ws, const char *const *paths, size_t n)
{
    watch_list watch = {.n = 0};
    const char *tmp = getenv("TMPDIR");
    ent_feed_request request = {.paths = paths,
                                .n_paths = n,
                                .feed = cli_value(c, "feed"),
                                .temp_dir = tmp && *tmp ? tmp : "/tmp"};
    int code = parse_threads(c, &request.threads);

    if (code == EXIT_DONE) code = parse_watch(c, ws, &watch);
    request.watch = watch.items;
    request.n_watch = watch.n;
    if (code == EXIT_DONE)
        code = cli_value(c, "dry-run") ? dry_run(c, ws, &request)
                                       : import_now(ws, &request, cli_value(c, "quiet") != NULL);
    ent_arena_clear(&watch.arena);
    return code;
}
