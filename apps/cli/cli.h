/* cli.h: one table of options per command makes parsing, help, man page and completions. */
#ifndef ENTENTE_CLI_H
#define ENTENTE_CLI_H

#include "entente/ideal.h"
#include "entente/workspace.h"

#include <stdio.h>

/** Exit codes that scripts can rely on. */
enum {
    EXIT_DONE = 0,
    EXIT_FAILED = 1,
    EXIT_USAGE = 2,
    EXIT_SOME_REJECTED = 3,
    EXIT_NO_EVIDENCE = 4
};

typedef struct option_spec {
    const char *name;    /**< without the dashes */
    char letter;         /**< short form; 0: none */
    const char *metavar; /**< NULL: a switch */
    const char *help;
} option_spec;

typedef struct example_spec {
    const char *line, *what;
} example_spec;

enum { OPTIONS_MAX = 24, POSITIONAL_MAX = 4096, COLUMNS_MIN = 40, COLUMNS_MAX = 400 };

/** A parsed command line. */
typedef struct cli {
    const struct command_spec *command;
    const char *values[OPTIONS_MAX];        /**< by index into command->options; "" for a switch */
    const char *shared_values[OPTIONS_MAX]; /**< by index into SHARED_OPTIONS */
    const char **words;
    size_t n_words;
    FILE *out; /**< stdout, or memory that main.c writes to the file of --out at the end */
} cli;

typedef struct command_spec {
    const char *name, *summary, *usage;
    const example_spec *examples; /**< ends with {NULL, NULL} */
    const option_spec *options;   /**< ends with a NULL name */
    const char *formats;          /**< what --format may be: "text tsv json" */
    unsigned min_words, max_words;
    int (*run)(cli *c);
} command_spec;

extern const option_spec SHARED_OPTIONS[];
extern const command_spec *const COMMANDS[]; /**< ends with NULL */

/** Value of an option of this command or a shared one; NULL when not given. Asserts it exists. */
const char *cli_value(const cli *c, const char *name);

/** Fill c from argv (after the command's name). Prints what is wrong; returns an exit code. */
int cli_parse(const command_spec *command, int argc, char **argv, cli *c);
void cli_help(const command_spec *command);
void cli_overview(FILE *to);
/** All commands and options as JSON: what the man page and the completions are made from. */
int cli_dump_help(void);
/** Nearest command name, or NULL. */
const command_spec *cli_command(const char *name);
const char *cli_nearest(const char *word, const char *const *words, size_t n);

/** Print an error as "entente: file:row (byte n): text" and return EXIT_FAILED. */
int cli_fail(const ent_error *err);
/** The same; a word that means no country, or several, is wrong usage. */
int cli_fail_country(const ent_error *err);
int cli_usage(const cli *c, const char *fmt, ...) ENT_PRINTF(2, 3);

typedef enum cli_format { FORMAT_TEXT = 0, FORMAT_TSV, FORMAT_JSON, FORMAT_HTML } cli_format;
/** The form asked for; cli_parse has made sure that the command knows it. */
cli_format cli_get_format(const cli *c);
/** Open the workspace as the shared options say. for_writing creates the ledger. */
int cli_workspace(const cli *c, bool for_writing, ent_workspace **out);
/** An empty workspace in memory, for commands that only read files. */
int cli_scratch_workspace(ent_workspace **out);
/** Build the page of the pair in the words, and of --against when given, and have it written. A
 * page about nothing held is still written; the code is then EXIT_NO_EVIDENCE. */
int cli_with_page(const cli *c, int (*write)(const cli *c, const ent_page *page));
/** --as-of; NONE when absent. */
int cli_as_of(const cli *c, ent_date *out);
/** --without, cut at its commas; a word stands for the loaded set of that name and for those that
 * begin with it and a hyphen ("gdelt": gdelt-1, gdelt-2). *n is how many; texts live in arena. A
 * word that names no loaded set is wrong usage. */
enum { WITHOUT_MAX = 32 };
int cli_without(const cli *c, ent_workspace *ws, ent_arena *arena, const char *sets[WITHOUT_MAX],
                size_t *n);
/** Today as "2026-11-23" and now as ISO time, UTC; SOURCE_DATE_EPOCH wins, for reproducible output.
 */
void cli_today(char *out, size_t size);
void cli_now(char *out, size_t size);
/** Width of the terminal, $COLUMNS, or 80; whether to colour. */
int cli_columns(const cli *c);
bool cli_colour(void);
/** Give bytes to c->out. */
int cli_write(const cli *c, const ent_buf *bytes);
/** Write the file of --out: all of it or nothing; a device or a pipe is written through. */
int cli_write_file(const char *path, const char *bytes, size_t n);
/** Evidence text made safe for the terminal, into buf. Out of memory is a failed exit code. */
void cli_print_safe(FILE *to, const char *text);
extern const command_spec CMD_COUNTRY, CMD_DOSSIER, CMD_EXPLAIN, CMD_EXPORT, CMD_IDEALPOINTS,
    CMD_IMPORT, CMD_LINT, CMD_MEASURE, CMD_PHASES, CMD_SOURCES, CMD_TRACKS, CMD_VALIDATE,
    CMD_VERIFY, CMD_YARDSTICK;

#endif
