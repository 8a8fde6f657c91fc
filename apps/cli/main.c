/* main.c: the command: which verb, help, version. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

#ifndef ENT_VERSION
#define ENT_VERSION "unversioned"
#endif

const command_spec *const COMMANDS[] = {
    &CMD_DOSSIER,  &CMD_EXPLAIN,     &CMD_MEASURE, &CMD_TRACKS,    &CMD_PHASES,
    &CMD_VALIDATE, &CMD_IDEALPOINTS, &CMD_COUNTRY, &CMD_IMPORT,    &CMD_SOURCES,
    &CMD_EXPORT,   &CMD_VERIFY,      &CMD_LINT,    &CMD_YARDSTICK, NULL,
};

const command_spec *
cli_command(const char *name)
{
    for (size_t i = 0; COMMANDS[i]; i++)
        if (strcmp(COMMANDS[i]->name, name) == 0) return COMMANDS[i];
    return NULL;
}

static int
no_such_command(const char *word)
{
    const char *names[OPTIONS_MAX];
    const char *near;
    size_t n = 0;

    for (; COMMANDS[n]; n++)
        names[n] = COMMANDS[n]->name;
    near = cli_nearest(word, names, n);
    fprintf(stderr, "entente: there is no command \"");
    cli_print_safe(stderr, word);
    if (near)
        fprintf(stderr, "\"; did you mean \"%s\"?\n", near);
    else
        fprintf(stderr, "\"; `entente help` lists them\n");
    return EXIT_USAGE;
}

static int
help(int argc, char **argv)
{
    const command_spec *command;

    if (argc < 1) {
        cli_overview(stdout);
        return EXIT_DONE;
    }
    command = cli_command(argv[0]);
    if (!command) return no_such_command(argv[0]);
    cli_help(command);
    return EXIT_DONE;
}

static bool
asks_help(const char *word)
{
    return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

/* With --out the answer gathers in memory, and the file is written once the command is through;
 * a command that failed has no answer, and leaves the file as it was. */
static int
run_into(cli *c)
{
    const char *path = cli_value(c, "out");
    char *text = NULL;
    size_t n = 0;
    int code;

    if (!path || strcmp(path, "-") == 0) return c->command->run(c);
    c->out = open_memstream(&text, &n);
    if (!c->out) {
        fputs("entente: out of memory\n", stderr);
        return EXIT_FAILED;
    }
    code = c->command->run(c);
    if (fclose(c->out) != 0) {
        fputs("entente: out of memory\n", stderr);
        code = EXIT_FAILED;
    }
    if (code != EXIT_FAILED && code != EXIT_USAGE && cli_write_file(path, text, n) != EXIT_DONE)
        code = EXIT_FAILED;
    free(text); /* open_memstream took it from the C library, not from base/mem.c */
    return code;
}

static int
run_command(const command_spec *command, int argc, char **argv)
{
    cli c = {0};
    int code;

    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (!asks_help(argv[i])) continue;
        cli_help(command);
        return EXIT_DONE;
    }
    code = cli_parse(command, argc, argv, &c);
    if (code == EXIT_DONE) code = run_into(&c);
    ent_free(c.words);
    return code;
}

static int
dispatch(int argc, char **argv)
{
    const char *verb = argc > 1 ? argv[1] : NULL;
    const command_spec *command;

    if (!verb) {
        cli_overview(stderr);
        return EXIT_USAGE;
    }
    if (strcmp(verb, "--version") == 0) {
        puts("entente " ENT_VERSION);
        return EXIT_DONE;
    }
    if (strcmp(verb, "--dump-help") == 0) return cli_dump_help();
    if (strcmp(verb, "help") == 0 || asks_help(verb)) return help(argc - 2, argv + 2);
    command = cli_command(verb);
    return command ? run_command(command, argc - 2, argv + 2) : no_such_command(verb);
}

int
main(int argc, char **argv)
{
    int code = dispatch(argc, argv);

    if (fflush(stdout) != 0 || ferror(stdout)) {
        fputs("entente: standard output could not be written\n", stderr);
        code = EXIT_FAILED;
    }
    return code;
}
