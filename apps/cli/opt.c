/* opt.c: parsing, help and the machine-readable description, all from the same tables. */
#include "cli.h"
#include "json.h"

#include <stdarg.h>
#include <string.h>

const option_spec SHARED_OPTIONS[] = {
    {"ledger", 'l', "FILE",
     "the ledger to use (default: entente/ledger.db in the user's data folder)"},
    {"data", 0, "DIR", "folder of the bundled data (default: where it was installed)"},
    {"as-of", 0, "DATE", "use only what was known on that day"},
    {"without", 0, "SET,...",
     "leave data sets out, as if never imported (dossier: says what changes)"},
    {"format", 'f', "text|tsv|json", "form of the answer (dossier: html too)"},
    {"out", 'o', "FILE", "write the answer to FILE, all of it or nothing"},
    {"columns", 0, "N", "width of text output (default: the terminal's, else 80)"},
    {"quiet", 'q', NULL, "say nothing about the work on standard error"},
    {NULL, 0, NULL, NULL},
};

static int
find_option(const option_spec *specs, const char *name, size_t len, char letter)
{
    for (int i = 0; specs && specs[i].name; i++) {
        if (letter ? specs[i].letter == letter
                   : strlen(specs[i].name) == len && strncmp(specs[i].name, name, len) == 0)
            return i;
    }
    return -1;
}

const char *
cli_value(const cli *c, const char *name)
{
    int i = find_option(c->command->options, name, strlen(name), 0);

    if (i >= 0) return c->values[i];
    i = find_option(SHARED_OPTIONS, name, strlen(name), 0);
    ENT_ASSERT(i >= 0);
    return c->shared_values[i];
}

const char *
cli_nearest(const char *word, const char *const *words, size_t n)
{
    const char *best = NULL;
    size_t best_distance = strlen(word) / 2 + 1;

    for (size_t i = 0; i < n; i++) {
        size_t d = ent_text_distance(word, words[i]);

        if (d < best_distance) {
            best_distance = d;
            best = words[i];
        }
    }
    return best;
}

int
cli_usage(const cli *c, const char *fmt, ...)
{
    char text[ENT_ERROR_TEXT_MAX];
    va_list args;

    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    fprintf(stderr, "entente %s: ", c->command->name);
    cli_print_safe(stderr, text);
    fprintf(stderr, "\n  usage: entente %s\n", c->command->usage);
    return EXIT_USAGE;
}

static int
unknown_option(const cli *c, const char *dashes, const char *word, size_t len)
{
    const char *names[2 * OPTIONS_MAX];
    char bare[64];
    const char *near;
    size_t n = 0;

    for (int i = 0; c->command->options && c->command->options[i].name; i++)
        names[n++] = c->command->options[i].name;
    for (int i = 0; SHARED_OPTIONS[i].name; i++)
        names[n++] = SHARED_OPTIONS[i].name;
    if (len >= sizeof bare) len = sizeof bare - 1;
    memcpy(bare, word, len);
    bare[len] = '\0';
    near = cli_nearest(bare, names, n);
    return near ? cli_usage(c, "there is no option %s%s; did you mean --%s?", dashes, bare, near)
                : cli_usage(c, "there is no option %s%s", dashes, bare);
}

/* One option at argv[*i]; a value is taken from behind '=' or from the next word. */
static int
take_option(cli *c, int argc, char **argv, int *i)
{
    const char *word = argv[*i], *name = word + (word[1] == '-' ? 2 : 1);
    const char *equals = word[1] == '-' ? strchr(name, '=') : NULL;
    size_t len = equals ? (size_t)(equals - name) : strlen(name);
    char letter = word[1] == '-' ? '\0' : name[0];
    const option_spec *specs = c->command->options;
    const char **values = c->values;
    int at;

    if (letter && name[1] != '\0') return unknown_option(c, "-", name, len);
    at = find_option(specs, name, len, letter);
    if (at < 0) {
        specs = SHARED_OPTIONS;
        values = c->shared_values;
        at = find_option(specs, name, len, letter);
    }
    if (at < 0) return unknown_option(c, letter ? "-" : "--", name, len);
    if (!specs[at].metavar) {
        if (equals) return cli_usage(c, "--%s takes no value", specs[at].name);
        values[at] = "";
        return EXIT_DONE;
    }
    if (equals) {
        values[at] = equals + 1;
    } else {
        if (*i + 1 >= argc)
            return cli_usage(c, "--%s wants %s behind it", specs[at].name, specs[at].metavar);
        values[at] = argv[++*i];
    }
    return EXIT_DONE;
}

/* Is word one of the blank-separated ones? */
static bool
one_of(const char *word, const char *words)
{
    size_t len = strlen(word);

    for (const char *p = words; len && (p = strstr(p, word)); p += len)
        if ((p == words || p[-1] == ' ') && (p[len] == ' ' || p[len] == '\0')) return true;
    return false;
}

static int
check_shared(const cli *c)
{
    const char *format = cli_value(c, "format"), *columns = cli_value(c, "columns");
    int64_t n = 0;

    if (format && !one_of(format, c->command->formats))
        return cli_usage(c, "--format is one of: %s; not \"%s\"", c->command->formats, format);
    if (columns &&
        (ent_parse_i64(columns, &n, NULL) != ENT_OK || n < COLUMNS_MIN || n > COLUMNS_MAX))
        return cli_usage(c, "--columns wants a number from %d to %d, not \"%s\"", COLUMNS_MIN,
                         COLUMNS_MAX, columns);
    return EXIT_DONE;
}

static int
check_words(const cli *c)
{
    const command_spec *command = c->command;

    if (c->n_words < command->min_words)
        return cli_usage(c, "%zu word%s where %u %s wanted", c->n_words, c->n_words == 1 ? "" : "s",
                         command->min_words, command->min_words == 1 ? "is" : "are");
    if (c->n_words > command->max_words)
        return cli_usage(c, "\"%s\" is one word too many", c->words[command->max_words]);
    return EXIT_DONE;
}

int
cli_parse(const command_spec *command, int argc, char **argv, cli *c)
{
    bool only_words = false;

    c->command = command;
    c->out = stdout;
    c->words = ent_alloc((size_t)argc + 1, sizeof *c->words);
    if (!c->words) {
        fputs("entente: out of memory\n", stderr);
        return EXIT_FAILED;
    }
    for (int i = 0; i < argc; i++) {
        bool is_option = !only_words && argv[i][0] == '-' && argv[i][1] != '\0';

        if (is_option && strcmp(argv[i], "--") == 0) {
            only_words = true;
        } else if (is_option && strcmp(argv[i], "--against") == 0 &&
                   find_option(command->options, "against", 7, 0) >= 0) {
            /* --against takes two countries: the second goes into against-b, an inner slot. */
            if (i + 2 >= argc) return cli_usage(c, "--against wants two countries behind it");
            c->values[find_option(command->options, "against", 7, 0)] = argv[++i];
            c->values[find_option(command->options, "against", 7, 0) + 1] = argv[++i];
        } else if (is_option) {
            int code = take_option(c, argc, argv, &i);

            if (code != EXIT_DONE) return code;
        } else {
            c->words[c->n_words++] = argv[i];
        }
    }
    return check_words(c) ? EXIT_USAGE : check_shared(c);
}

static void
print_options(const option_spec *specs)
{
    for (int i = 0; specs && specs[i].name; i++) {
        char left[64];

        if (specs[i].help == NULL) continue;
        ent_snprintf(left, sizeof left, "%s--%s%s%s", specs[i].letter ? "" : "    ", specs[i].name,
                     specs[i].metavar ? " " : "", specs[i].metavar ? specs[i].metavar : "");
        if (specs[i].letter)
            printf("  -%c, %-30s %s\n", specs[i].letter, left, specs[i].help);
        else
            printf("  %-34s %s\n", left, specs[i].help);
    }
}

void
cli_help(const command_spec *command)
{
    for (int i = 0; command->examples[i].line; i++)
        printf("%s\n    %s\n", command->examples[i].line, command->examples[i].what);
    printf("\n%s\n\nusage: entente %s\n", command->summary, command->usage);
    if (command->options && command->options[0].name) {
        puts("\noptions:");
        print_options(command->options);
    }
    puts("\nwith every command:");
    print_options(SHARED_OPTIONS);
}

void
cli_overview(FILE *to)
{
    fputs(
        "entente dossier CHN RUS --against CHN USA\n"
        "    what holds between two countries, beside another pair, each figure with its source\n\n"
        "commands:\n",
        to);
    for (int i = 0; COMMANDS[i]; i++)
        fprintf(to, "  %-11s %s\n", COMMANDS[i]->name, COMMANDS[i]->summary);
    fputs("\n`entente help COMMAND` shows its examples and options.\n"
          "exit: 0 done, 1 failed, 2 wrong usage, 3 some input rejected, 4 no evidence\n",
          to);
}

static void
dump_options(json *j, const option_spec *specs)
{
    json_open(j, '[');
    for (int i = 0; specs && specs[i].name; i++) {
        char letter[2] = {specs[i].letter, '\0'};

        if (!specs[i].help) continue;
        json_open(j, '{');
        json_field(j, "long", specs[i].name);
        json_field(j, "short", letter);
        json_field(j, "metavar", specs[i].metavar);
        json_field(j, "help", specs[i].help);
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void
dump_command(json *j, const command_spec *command)
{
    json_open(j, '{');
    json_field(j, "name", command->name);
    json_field(j, "summary", command->summary);
    json_field(j, "usage", command->usage);
    json_key(j, "examples");
    json_open(j, '[');
    for (int i = 0; command->examples[i].line; i++) {
        json_open(j, '{');
        json_field(j, "line", command->examples[i].line);
        json_field(j, "what", command->examples[i].what);
        json_close(j, '}');
    }
    json_close(j, ']');
    json_key(j, "options");
    dump_options(j, command->options);
    json_close(j, '}');
}

int
cli_dump_help(void)
{
    json j = {0};

    json_open(&j, '{');
    json_key(&j, "commands");
    json_open(&j, '[');
    for (int i = 0; COMMANDS[i]; i++)
        dump_command(&j, COMMANDS[i]);
    json_close(&j, ']');
    json_key(&j, "global");
    dump_options(&j, SHARED_OPTIONS);
    json_close(&j, '}');
    json_newline(&j);
    if (!j.st) fwrite(j.buf.data, 1, j.buf.len, stdout);
    ent_buf_clear(&j.buf);
    return j.st ? EXIT_FAILED : EXIT_DONE;
}
