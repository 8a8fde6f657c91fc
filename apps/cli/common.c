/* common.c: opening the workspace, the clock, the terminal and the output file, for all commands.
 */
#include "cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#ifndef ENT_DATA_INSTALLED
#define ENT_DATA_INSTALLED "/usr/local/share/entente"
#endif
#ifndef ENT_DATA_SOURCE
#define ENT_DATA_SOURCE "data"
#endif

enum { PATH_BYTES = 4096 };

void
cli_print_safe(FILE *to, const char *text)
{
    ent_buf buf = {0};

    if (text && ent_text_add_safe(&buf, text) == ENT_OK && buf.len)
        fwrite(buf.data, 1, buf.len, to);
    ent_buf_clear(&buf);
}

int
cli_fail(const ent_error *err)
{
    fputs("entente: ", stderr);
    if (err->file[0]) {
        cli_print_safe(stderr, err->file);
        if (err->row)
            fprintf(stderr, ":%llu (byte %llu)", (unsigned long long)err->row,
                    (unsigned long long)err->byte);
        fputs(": ", stderr);
    }
    cli_print_safe(stderr, err->text[0] ? err->text : ent_status_name(err->status));
    fputc('\n', stderr);
    return EXIT_FAILED;
}

int
cli_fail_country(const ent_error *err)
{
    bool wrong_word = err->status == ENT_E_AMBIGUOUS || err->status == ENT_E_UNKNOWN ||
                      err->status == ENT_E_DOMAIN;

    cli_fail(err);
    return wrong_word ? EXIT_USAGE : EXIT_FAILED;
}

cli_format
cli_get_format(const cli *c)
{
    const char *f = cli_value(c, "format");

    if (f && strcmp(f, "tsv") == 0) return FORMAT_TSV;
    if (f && strcmp(f, "json") == 0) return FORMAT_JSON;
    if (f && strcmp(f, "html") == 0) return FORMAT_HTML;
    return FORMAT_TEXT;
}

static bool
is_folder(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* --data, $ENTENTE_DATA, the installed folder, the source tree it was built from. */
static const char *
data_dir(const cli *c)
{
    const char *given = cli_value(c, "data");

    if (given) return given;
    given = getenv("ENTENTE_DATA");
    if (given && *given) return given;
    return is_folder(ENT_DATA_INSTALLED) ? ENT_DATA_INSTALLED : ENT_DATA_SOURCE;
}

static int
default_ledger(bool create_folders, char *out, size_t size)
{
    const char *xdg = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    char dir[PATH_BYTES];
    bool fits = xdg && *xdg ? ent_snprintf(dir, sizeof dir, "%s/entente", xdg)
                            : ent_snprintf(dir, sizeof dir, "%s/.local/share/entente",
                                           home && *home ? home : ".");

    if (!fits || !ent_snprintf(out, size, "%s/ledger.db", dir)) {
        fputs("entente: the path of the data folder is too long; use --ledger FILE\n", stderr);
        return EXIT_FAILED;
    }
    for (char *p = dir + 1; create_folders && *p; p++) {
        if (*p != '/') continue;
        *p = '\0';
        (void)mkdir(dir, 0777); /* what cannot be made shows when the ledger is opened */
        *p = '/';
    }
    if (create_folders) (void)mkdir(dir, 0777);
    return EXIT_DONE;
}

void
cli_now(char *out, size_t size)
{
    const char *fixed = getenv("SOURCE_DATE_EPOCH");
    int64_t seconds = 0;
    struct tm tm;
    time_t t;

    if (!fixed || ent_parse_i64(fixed, &seconds, NULL) != ENT_OK) seconds = (int64_t)time(NULL);
    t = (time_t)seconds;
    if (!gmtime_r(&t, &tm) || strftime(out, size, "%Y-%m-%dT%H:%M:%SZ", &tm) == 0) out[0] = '\0';
}

void
cli_today(char *out, size_t size)
{
    cli_now(out, size);
    if (size > 10) out[10] = '\0';
}

static bool
folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    char dir[PATH_BYTES];

    return !slash || slash == path ||
           (ent_snprintf(dir, sizeof dir, "%.*s", (int)(slash - path), path) && is_folder(dir));
}

/* What SQLite would say in its own words, and what it would take for no ledger at all. */
static int
check_ledger(const char *path, bool for_writing, bool named)
{
    struct stat st;
    const char *wrong = NULL;

    if (stat(path, &st) != 0) {
        if (errno != ENOENT && errno != ENOTDIR)
            wrong = strerror(errno);
        else if (named && !for_writing)
            wrong = "there is no such ledger; `entente import --ledger` with this name makes one";
        else if (for_writing && !folder_of(path))
            wrong = "cannot make a ledger here: there is no such folder";
    } else if (S_ISDIR(st.st_mode)) {
        wrong = "this is a folder; want a ledger, which is one file";
    } else if (named && !for_writing && S_ISREG(st.st_mode) && st.st_size == 0) {
        wrong = "the file is empty, no ledger yet";
    } else if (access(path, R_OK) != 0) {
        wrong = strerror(errno);
    }
    if (!wrong) return EXIT_DONE;
    fputs("entente: ", stderr);
    cli_print_safe(stderr, path);
    fprintf(stderr, ": %s\n", wrong);
    return EXIT_FAILED;
}

static bool
stands_for(const char *word, const char *set)
{
    size_t n = strlen(word);

    return strncmp(word, set, n) == 0 && (set[n] == '\0' || set[n] == '-');
}

static bool
is_listed(const char *const *sets, size_t n, const char *set)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(sets[i], set) == 0) return true;
    return false;
}

int
cli_without(const cli *c, ent_workspace *ws, ent_arena *arena, const char *sets[WITHOUT_MAX],
            size_t *n)
{
    const char *given = cli_value(c, "without");
    char *text = given ? ent_arena_strdup(arena, given) : NULL, *next = NULL;
    ent_import_record *imports = NULL;
    size_t n_imports = 0;
    ent_error err = {0};

    *n = 0;
    if (!given) return EXIT_DONE;
    if (ent_ledger_imports(ent_workspace_ledger(ws), arena, &imports, &n_imports, &err))
        return cli_fail(&err);
    for (char *word = text ? strtok_r(text, ",", &next) : NULL; word;
         word = strtok_r(NULL, ",", &next)) {
        bool found = false;

        for (size_t i = 0; i < n_imports; i++) {
            if (!stands_for(word, imports[i].set)) continue;
            found = true;
            if (is_listed(sets, *n, imports[i].set)) continue;
            if (*n == WITHOUT_MAX) return cli_usage(c, "--without takes %d sets", WITHOUT_MAX);
            sets[(*n)++] = imports[i].set;
        }
        if (!found)
            return cli_usage(c, "--without: no set \"%s\" is loaded; see `entente sources`", word);
    }
    return EXIT_DONE;
}

/* Every answer of this handle is then without those sets. */
static int
leave_out(const cli *c, ent_workspace *ws)
{
    const char *sets[WITHOUT_MAX];
    ent_arena arena = {0};
    ent_error err = {0};
    size_t n = 0;
    int code = cli_without(c, ws, &arena, sets, &n);

    if (code == EXIT_DONE && n && ent_ledger_set_without(ent_workspace_ledger(ws), sets, n, &err))
        code = cli_fail(&err);
    ent_arena_clear(&arena);
    return code;
}

int
cli_workspace(const cli *c, bool for_writing, ent_workspace **out)
{
    char path[PATH_BYTES], now[32];
    const char *ledger = cli_value(c, "ledger");
    ent_error err = {0};
    int code = EXIT_DONE;
    ent_workspace_options options = {.ledger = ledger,
                                     .data_dir = data_dir(c),
                                     .iso_codes_dir = "/usr/share/locale",
                                     .now = now,
                                     .read_only = !for_writing,
                                     .create = for_writing,
                                     /* A ledger that was named and is not there is an error. */
                                     .starter_when_empty = !for_writing && !ledger};

    cli_now(now, sizeof now);
    if (!ledger) {
        code = default_ledger(for_writing, path, sizeof path);
        options.ledger = path;
    }
    if (code == EXIT_DONE) code = check_ledger(options.ledger, for_writing, ledger != NULL);
    if (code != EXIT_DONE) return code;
    if (ent_workspace_open(&options, out, &err)) return cli_fail(&err);
    if (ent_workspace_on_starter(*out) && !cli_value(c, "quiet"))
        fputs("entente: no ledger yet, so the bundled starter evidence answers\n", stderr);
    code = leave_out(c, *out);
    if (code != EXIT_DONE) ent_workspace_close(*out);
    return code;
}

int
cli_scratch_workspace(ent_workspace **out)
{
    ent_workspace_options options = {.create = true, .iso_codes_dir = "/usr/share/locale"};
    ent_error err = {0};

    return ent_workspace_open(&options, out, &err) ? cli_fail(&err) : EXIT_DONE;
}

int
cli_as_of(const cli *c, ent_date *out)
{
    const char *text = cli_value(c, "as-of");
    ent_error err = {0};

    *out = (ent_date){0};
    if (!text) return EXIT_DONE;
    if (ent_date_parse(text, out, &err) || out->precision == ENT_PREC_NONE)
        return cli_usage(c, "--as-of wants a date such as 2014-03-01; \"%s\" is none", text);
    return EXIT_DONE;
}

int
cli_columns(const cli *c)
{
    const char *given = cli_value(c, "columns"), *env = getenv("COLUMNS");
    struct winsize w;
    int64_t n = 0;

    if (given && ent_parse_i64(given, &n, NULL) == ENT_OK) return (int)n;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col > 0)
        n = w.ws_col;
    else if (!env || ent_parse_i64(env, &n, NULL) != ENT_OK || n <= 0)
        n = 80;
    return (int)(n < COLUMNS_MIN ? COLUMNS_MIN : n > COLUMNS_MAX ? COLUMNS_MAX : n);
}

bool
cli_colour(void)
{
    const char *no = getenv("NO_COLOR");

    return isatty(STDOUT_FILENO) && !(no && *no);
}

int
cli_write(const cli *c, const ent_buf *bytes)
{
    bool whole = !bytes->len || fwrite(bytes->data, 1, bytes->len, c->out) == bytes->len;

    return whole ? EXIT_DONE : EXIT_FAILED;
}

int
cli_write_file(const char *path, const char *bytes, size_t n)
{
    ent_error err = {0};
    struct stat st;
    FILE *through;
    bool whole;

    if (stat(path, &st) != 0 || S_ISREG(st.st_mode))
        return ent_file_write(path, bytes, n, &err) ? cli_fail(&err) : EXIT_DONE;
    through = fopen(path, "wb");
    whole = through && fwrite(bytes, 1, n, through) == n;
    if (through && fclose(through) != 0) whole = false;
    if (whole) return EXIT_DONE;
    fputs("entente: ", stderr);
    cli_print_safe(stderr, path);
    fprintf(stderr, ": cannot write: %s\n", strerror(errno));
    return EXIT_FAILED;
}
