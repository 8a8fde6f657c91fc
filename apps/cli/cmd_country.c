/* cmd_country.c: what a name or code means on a date, and all codes of that state. */
#include "cli.h"
#include "json.h"

#include <string.h>

enum { CODES_MAX = 64, NAMES_MAX = 32 };

static const example_spec EXAMPLES[] = {
    {"entente country \"Soviet Union\" --on 1969-03-02",
     "codes, dates and continuity of one state"},
    {"entente country CH --scheme fips",
     "the same letters mean other states in other code systems"},
    {NULL, NULL},
};

static const option_spec OPTIONS[] = {
    {"on", 0, "DATE", "the date it is asked about; without it, names of one line mean the latest"},
    {"scheme", 0, "SCHEME", "iso3, iso2, cow, gw, fips, cameo, name; without it all are tried"},
    {NULL, 0, NULL, NULL},
};

static void
print_span(FILE *out, const ent_date *from, const ent_date *to)
{
    char a[ENT_DATE_TEXT_MAX] = "", b[ENT_DATE_TEXT_MAX] = "";

    ent_date_format(from, a, sizeof a);
    ent_date_format(to, b, sizeof b);
    fprintf(out, "%s to %s", a[0] ? a : "(always)", b[0] ? b : "now");
}

static void
print_text(FILE *out, const ent_polity *p)
{
    ent_code codes[CODES_MAX];
    const char *names[NAMES_MAX];
    size_t n = ent_ref_codes(p, codes, CODES_MAX), k = ent_ref_names(p, names, NAMES_MAX), all = 0;
    const ent_polity *polities = ent_ref_polities(&all);

    fprintf(out, "%s  %s\n  existed     ", p->code, p->name);
    print_span(out, &p->from, &p->to);
    fprintf(out, "\n  line        %s (%s)\n  rule        %s\n  names       ", p->line,
            ent_ref_line_name(p->line), p->rule);
    for (size_t i = 0; i < k && i < NAMES_MAX; i++)
        fprintf(out, "%s%s", i ? ", " : "", names[i]);
    fputc('\n', out);
    for (size_t i = 0; i < n && i < CODES_MAX; i++)
        fprintf(out, "  %-11s %s\n", ent_scheme_name(codes[i].scheme), codes[i].text);
    fputs("  in its line\n", out);
    for (size_t i = 0; i < all; i++) {
        if (strcmp(polities[i].line, p->line) != 0) continue;
        fprintf(out, "    %s %-4s %-34s ", &polities[i] == p ? "*" : " ", polities[i].code,
                polities[i].name);
        print_span(out, &polities[i].from, &polities[i].to);
        fputc('\n', out);
    }
}

static void
make_json(const ent_polity *p, json *j)
{
    ent_code codes[CODES_MAX];
    size_t n = ent_ref_codes(p, codes, CODES_MAX);
    char from[ENT_DATE_TEXT_MAX] = "", to[ENT_DATE_TEXT_MAX] = "";

    ent_date_format(&p->from, from, sizeof from);
    ent_date_format(&p->to, to, sizeof to);
    json_open(j, '{');
    json_field(j, "schema", "entente-country-1");
    json_field(j, "code", p->code);
    json_field(j, "line", p->line);
    json_field(j, "name", p->name);
    json_field(j, "rule", p->rule);
    json_field(j, "from", from);
    json_field(j, "to", to);
    json_key(j, "codes");
    json_open(j, '[');
    for (size_t i = 0; i < n && i < CODES_MAX; i++) {
        json_open(j, '{');
        json_field(j, "scheme", ent_scheme_name(codes[i].scheme));
        json_field(j, "code", codes[i].text);
        json_close(j, '}');
    }
    json_close(j, ']');
    json_close(j, '}');
    json_newline(j);
}

static void
print_tsv(FILE *out, const ent_polity *p)
{
    ent_code codes[CODES_MAX];
    size_t n = ent_ref_codes(p, codes, CODES_MAX);

    fputs("polity\tline\tname\tscheme\tcode\n", out);
    for (size_t i = 0; i < n && i < CODES_MAX; i++)
        fprintf(out, "%s\t%s\t%s\t%s\t%s\n", p->code, p->line, p->name,
                ent_scheme_name(codes[i].scheme), codes[i].text);
}

static int
answer(const cli *c, const ent_polity *polity)
{
    json j = {0};
    int code;

    switch (cli_get_format(c)) {
    case FORMAT_TEXT:
        print_text(c->out, polity);
        return EXIT_DONE;
    case FORMAT_TSV:
        print_tsv(c->out, polity);
        return EXIT_DONE;
    case FORMAT_JSON:
        make_json(polity, &j);
        code = j.st ? EXIT_FAILED : cli_write(c, &j.buf);
        ent_buf_clear(&j.buf);
        return code;
    case FORMAT_HTML:
        break;
    }
    return EXIT_USAGE;
}

static int
run(cli *c)
{
    const char *on_text = cli_value(c, "on"), *scheme_text = cli_value(c, "scheme");
    ent_scheme scheme = ENT_SCHEME_ANY;
    const ent_polity *polity = NULL;
    ent_ref *ref = NULL;
    ent_error err = {0};
    ent_date on = {0};
    ent_status st;
    int code;

    if (on_text && ent_date_parse(on_text, &on, &err))
        return cli_usage(c, "--on wants a date such as 1969-03-02; \"%s\" is none", on_text);
    if (scheme_text && ent_scheme_parse(scheme_text, &scheme) != ENT_OK)
        return cli_usage(c, "--scheme is one of iso3 iso2 cow gw fips cameo name, not \"%s\"",
                         scheme_text);
    st = ent_ref_open("/usr/share/locale", &ref, &err);
    if (!st) st = ent_ref_resolve(ref, c->words[0], scheme, &on, &polity, &err);
    if (st == ENT_NONE) {
        cli_fail(&err);
        code = EXIT_NO_EVIDENCE;
    } else {
        code = st ? cli_fail_country(&err) : answer(c, polity);
    }
    ent_ref_close(ref);
    return code;
}

const command_spec CMD_COUNTRY = {
    "country",
    "what a name or code means on a date",
    "country NAME [--on DATE] [--scheme SCHEME]",
    EXAMPLES,
    OPTIONS,
    "text tsv json",
    1,
    1,
    run,
};
