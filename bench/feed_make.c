/* feed_make.c: writes seeded GDELT-like files of any size, the same bytes for the same options.
 *
 *   bench/feed_make [--vintage 61|58|57] [--bytes N[k|M|G]] [--seed N] [--start YYYYMMDD]
 *                   [--rows-a-day N] [--dirty EVERY] [--planted FILE] [--out FILE]
 *
 * Rows come as a newsroom's do: articles of one to nine rows that share address and tone, actors
 * with a long tail, sides that are empty, of one country, a region or a code nobody has, and some
 * rows about a day, month, year or ten years before they were added. --dirty plants a wrong or
 * odd row after every EVERY good ones, kind after kind, and cuts the last line short; --planted
 * lists them: line, kind, TAB between. Nothing but whole numbers decides, so that the bytes are the
 * same on every machine.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "feed_names.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
enum { ROW_MAX = 8192, FIELDS_MAX = 64, OUT_BYTES = 1 << 20 };

typedef struct options {
    int vintage; /* columns */
    uint64_t bytes, seed, dirty;
    int start, rows_a_day;
    const char *out, *planted;
} options;

typedef struct day {
    int year, month, day;
} day;

/* One row as fields, so that a dirty kind can spoil one of them. */
typedef struct row {
    char text[ROW_MAX];
    char *end;
    const char *field[FIELDS_MAX];
    int n;
} row;

typedef struct maker {
    options o;
    uint64_t state;
    uint64_t country_total; /* sum of the weights of countries */
    uint64_t rows, rows_today, lines, written, article, left_in_article;
    uint64_t id;
    day today;
    char url[512], tone[32];
    int mentions, sources, articles, sqldate_lag;
    FILE *out, *planted;
    row r;
    char last[ROW_MAX]; /* the row before, as written */
    size_t last_n;
    size_t kind;
    bool spoilt; /* the row has a NUL or a line end of its own in it */
} maker;

/* ---- chance --------------------------------------------------------------------------------- */

static uint64_t
next_random(maker *m)
{
    uint64_t z = (m->state += 0x9E3779B97F4A7C15u);

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* 0 .. n-1 */
static unsigned
below(maker *m, unsigned n)
{
    return (unsigned)(((next_random(m) >> 32) * n) >> 32);
}

static bool
in_1000(maker *m, unsigned per_mille)
{
    return below(m, 1000) < per_mille;
}

static uint64_t
weight_of(size_t rank)
{
    return 1000000 / (rank + 2);
}

static const country *
pick_country(maker *m)
{
    uint64_t at = next_random(m) % m->country_total;
    size_t i = 0;

    while (at >= weight_of(i))
        at -= weight_of(i++);
    return &countries[i];
}

/* Small ranks far more often than large ones. */
static size_t
pick_rank(maker *m, size_t n)
{
    unsigned a = below(m, (unsigned)n), b = below(m, (unsigned)n);

    return a < b ? a : b;
}

/* ---- days ----------------------------------------------------------------------------------- */

static int
month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return month == 2 && leap ? 29 : days[month - 1];
}

static day
next_day(day d)
{
    if (++d.day <= month_days(d.year, d.month)) return d;
    d.day = 1;
    if (++d.month <= 12) return d;
    d.month = 1;
    d.year++;
    return d;
}

static day
days_before(day d, int n)
{
    for (; n > 0; n--) {
        if (--d.day > 0) continue;
        if (--d.month == 0) {
            d.month = 12;
            d.year--;
        }
        d.day = month_days(d.year, d.month);
    }
    return d;
}

/* ---- fields --------------------------------------------------------------------------------- */

static void
add(row *r, const char *s)
{
    size_t n = strlen(s);

    r->field[r->n++] = r->end;
    memcpy(r->end, s, n + 1);
    r->end += n + 1;
}

static void
add_int(row *r, long v)
{
    char text[32];

    snprintf(text, sizeof text, "%ld", v);
    add(r, text);
}

/* num / den as decimal text of 15 significant digits, zeros at the end dropped. */
static void
decimal(int64_t num, int64_t den, char *out)
{
    uint64_t whole, rest, n = (uint64_t)(num < 0 ? -num : num), d = (uint64_t)den;
    int digits = 0;
    char *p = out;

    if (num < 0) *p++ = '-';
    whole = n / d;
    rest = n % d;
    p += sprintf(p, "%llu", (unsigned long long)whole);
    if (rest == 0) return;
    for (uint64_t w = whole; w > 0; w /= 10)
        digits++;
    *p++ = '.';
    while (digits < 15 && rest > 0) {
        rest *= 10;
        if (digits > 0 || rest / d > 0) digits++;
        *p++ = (char)('0' + rest / d);
        rest %= d;
    }
    while (p[-1] == '0')
        p--;
    *p = '\0';
}

static char *
add_word(maker *m, char *p, unsigned n_syllables)
{
    for (unsigned i = 0; i < n_syllables; i++)
        p += sprintf(p, "%s", syllables[below(m, COUNT(syllables))]);
    return p;
}

static void
begin_article(maker *m)
{
    char *p = m->url;
    unsigned n_words = 4 + below(m, 7), length = 60 + below(m, 1200);
    int64_t tone;

    p += sprintf(p, "https://www.");
    p = add_word(m, p, 3 + below(m, 3));
    p += sprintf(p, in_1000(m, 700) ? ".com/" : ".org/");
    p += sprintf(p, "%s/%04d/%02d/%02d/", sections[below(m, COUNT(sections))], m->today.year,
                 m->today.month, m->today.day);
    for (unsigned i = 0; i < n_words; i++)
        p += sprintf(p, "%s%s", i ? "-" : "", words[below(m, COUNT(words))]);
    sprintf(p, "-%llu%s", (unsigned long long)(10000000 + m->article++),
            in_1000(m, 400) ? ".html" : "/");
    tone = (int64_t)below(m, length / 6 + 2);
    tone -= (int64_t)below(m, length / 4 + 2);
    decimal(tone * 100, (int64_t)length, m->tone);
    m->sources = in_1000(m, 880) ? 1 : 1 + (int)below(m, 5);
    m->mentions = m->sources * (1 + (int)pick_rank(m, 12));
    m->articles = m->mentions;
    m->left_in_article = 1 + pick_rank(m, 11);
    m->sqldate_lag = 0;
    if (in_1000(m, 60)) {
        static const int lags[] = {1, 1, 7, 30, 31, 365, 366, 3652};

        m->sqldate_lag = lags[below(m, COUNT(lags))];
    }
}

/* A region or an unknown code in the place of a country, now and then. */
static const char *
country_code(maker *m, const country *c)
{
    if (!c) return "";
    if (!in_1000(m, 40)) return c->code;
    if (in_1000(m, 850)) return region_codes[below(m, COUNT(region_codes))];
    return unknown_codes[below(m, COUNT(unknown_codes))];
}

static void
add_empty(row *r, int n)
{
    for (int i = 0; i < n; i++)
        add(r, "");
}

/* Text this often, else nothing. */
static void
add_rare(maker *m, unsigned per_mille, const char *text)
{
    add(&m->r, in_1000(m, per_mille) ? text : "");
}

/* Code, name, country, known group, ethnic, two religions, three types. */
static void
add_actor(maker *m, const country *c, unsigned per_mille_country, unsigned per_mille_empty)
{
    row *r = &m->r;
    const bool empty = in_1000(m, per_mille_empty);
    const char *type = in_1000(m, 380) ? types[pick_rank(m, COUNT(types))] : "";
    const char *code;
    char both[32];

    if (empty) {
        add_empty(r, 10);
        return;
    }
    if (!in_1000(m, per_mille_country)) c = NULL;
    code = country_code(m, c);
    if (!*code && !*type) type = "GOV";
    snprintf(both, sizeof both, "%s%s", code, type);
    add(r, both);
    add(r, c ? c->name : "PRESIDENT");
    add(r, code);
    add_rare(m, 10, "UNO");
    add_rare(m, 5, "kur");
    add_rare(m, 8, "MOS");
    add(r, "");
    add(r, type);
    add_rare(m, *type ? 50 : 0, types[m->rows % COUNT(types)]);
    add(r, "");
}

/* "Tenkado, Salvin, North Korea" */
static void
place_name(maker *m, const country *c, bool city, char *out)
{
    char *p = out;

    if (city) {
        p = add_word(m, p, 2 + below(m, 3));
        out[0] = (char)(out[0] - 'a' + 'A');
        p += sprintf(p, ", ");
        p = add_word(m, p, 2 + below(m, 2));
        p += sprintf(p, ", ");
    }
    for (const char *s = c->name; *s; s++)
        *p++ = (char)(s == c->name || s[-1] == ' ' || *s == ' ' ? *s : *s - 'A' + 'a');
    *p = '\0';
}

/* Type, name, country, region, second region in 2.0, latitude, longitude, feature. */
static void
add_place(maker *m, const country *c)
{
    row *r = &m->r;
    const bool city = !in_1000(m, 300), two_regions = m->o.vintage == 61;
    char text[128];

    if (in_1000(m, 120)) {
        add(r, "0");
        add_empty(r, two_regions ? 7 : 6);
        return;
    }
    add(r, city ? "4" : "1");
    place_name(m, c, city, text);
    add(r, text);
    add(r, c->fips);
    snprintf(text, sizeof text, "%s%.0u", c->fips, city ? 1 + below(m, 60) : 0);
    add(r, text);
    if (two_regions && city)
        add_int(r, (long)(1000 + below(m, 90000)));
    else if (two_regions)
        add(r, "");
    decimal((int64_t)below(m, 1300000) - 400000, 10000, text);
    add(r, text);
    decimal((int64_t)below(m, 3600000) - 1800000, 10000, text);
    add(r, text);
    if (city)
        add_int(r, -(long)(100000 + below(m, 3000000)));
    else
        add(r, c->fips);
}

/* IsRootEvent, three codes, quad class, intensity, mentions, sources, articles, tone. */
static void
add_event(maker *m)
{
    row *r = &m->r;
    const event *e = &events[pick_rank(m, COUNT(events))];
    char text[32];
    int root = (e->code[0] - '0') * 10 + e->code[1] - '0';

    add_int(r, in_1000(m, 550));
    add(r, e->code);
    snprintf(text, sizeof text, "%.3s", e->code);
    add(r, text);
    snprintf(text, sizeof text, "%.2s", e->code);
    add(r, text);
    add_int(r, root <= 5 ? 1 : root <= 8 ? 2 : root <= 14 ? 3 : 4);
    snprintf(text, sizeof text, "%s%d.%d", e->intensity_tenths < 0 ? "-" : "",
             abs(e->intensity_tenths) / 10, abs(e->intensity_tenths) % 10);
    add(r, text);
    add_int(r, m->mentions);
    add_int(r, m->sources);
    add_int(r, m->articles);
    add(r, m->tone);
}

static void
add_dates(maker *m)
{
    row *r = &m->r;
    day d = days_before(m->today, m->sqldate_lag);
    char text[64];

    snprintf(text, sizeof text, "%04d%02d%02d", d.year, d.month, d.day);
    add(r, text);
    snprintf(text, sizeof text, "%04d%02d", d.year, d.month);
    add(r, text);
    add_int(r, d.year);
    snprintf(text, sizeof text, "%04d.%04d", d.year, ((d.month - 1) * 30 + d.day) * 10000 / 366);
    add(r, text);
}

static void
make_row(maker *m)
{
    row *r = &m->r;
    const country *a = pick_country(m), *b = pick_country(m);
    char text[64];
    unsigned quarter;

    if (m->rows_today == (uint64_t)m->o.rows_a_day) {
        m->today = next_day(m->today);
        m->rows_today = 0;
    }
    if (m->left_in_article == 0) begin_article(m);
    m->left_in_article--;
    r->end = r->text;
    r->n = 0;
    m->spoilt = false;
    quarter = (unsigned)(m->rows_today * 96 / (uint64_t)m->o.rows_a_day);
    snprintf(text, sizeof text, "%llu", (unsigned long long)m->id++);
    add(r, text);
    add_dates(m);
    if (in_1000(m, 130)) b = a; /* at home */
    add_actor(m, a, 680, 90);
    add_actor(m, b, 650, 260);
    add_event(m);
    add_place(m, a);
    add_place(m, b);
    add_place(m, in_1000(m, 700) ? a : pick_country(m));
    if (m->o.vintage == 61)
        snprintf(text, sizeof text, "%04d%02d%02d%02u%02u00", m->today.year, m->today.month,
                 m->today.day, quarter / 4, quarter % 4 * 15);
    else
        snprintf(text, sizeof text, "%04d%02d%02d", m->today.year, m->today.month, m->today.day);
    add(r, text);
    if (m->o.vintage != 57) add(r, m->url);
    m->rows_today++;
    m->rows++;
}

/* ---- writing -------------------------------------------------------------------------------- */

static void
put(maker *m, const char *bytes, size_t n)
{
    if (fwrite(bytes, 1, n, m->out) != n) {
        perror("feed_make: write");
        exit(1);
    }
    m->written += n;
}

/* Fields first .. first + n - 1 with tabs, into last. */
static void
join(maker *m, int n)
{
    char *p = m->last;

    for (int i = 0; i < n; i++) {
        size_t length = strlen(m->r.field[i]);

        if (i) *p++ = '\t';
        memcpy(p, m->r.field[i], length);
        p += length;
    }
    m->last_n = (size_t)(p - m->last);
}

static void
put_line(maker *m, const char *line_end)
{
    put(m, m->last, m->last_n);
    put(m, line_end, strlen(line_end));
    m->lines++;
}

/* ---- dirt ----------------------------------------------------------------------------------- */

static void
spoil_line(maker *m, const char *kind)
{
    const char *line_end = "\n";

    if (strncmp(kind, "CRLF", 4) == 0) line_end = "\r\n";
    if (strcmp(kind, "the same row again") != 0) {
        make_row(m);
        if (strcmp(kind, "the same id, another row") == 0) {
            char id[32];

            snprintf(id, sizeof id, "%llu", (unsigned long long)(m->id -= 2));
            memcpy((char *)(uintptr_t)m->r.field[ID], id, strlen(id) + 1); /* as long as its own */
            m->id += 2;
        }
        join(m, strncmp(kind, "three", 5) == 0 ? m->r.n - 3 : m->r.n);
    }
    if (strncmp(kind, "one column", 10) == 0) {
        memcpy(m->last + m->last_n, "\tmore", 5);
        m->last_n += 5;
    }
    if (strncmp(kind, "NUL", 3) == 0) m->last[m->r.field[MONTH] - m->r.text + 2] = '\0';
    if (strncmp(kind, "empty", 5) == 0) m->last_n = 0;
    put_line(m, line_end);
}

static void
plant(maker *m)
{
    const dirt *d = &kinds[m->kind++ % COUNT(kinds)];

    if (d->field == -1) {
        spoil_line(m, d->kind);
    } else {
        int field = d->field;
        char added[16];

        make_row(m);
        if (field == -2) field = m->o.vintage == 61 ? 59 : 56;
        m->r.field[field] = d->text;
        if (d->field == -2 && *d->text && m->o.vintage == 61) {
            snprintf(added, sizeof added, "%s120000", d->text);
            m->r.field[field] = added;
        }
        join(m, m->r.n);
        put_line(m, "\n");
    }
    if (m->planted) fprintf(m->planted, "%llu\t%s\n", (unsigned long long)m->lines, d->kind);
}

/* ---- the command ---------------------------------------------------------------------------- */

static uint64_t
size_of(const char *text)
{
    char *end = NULL;
    uint64_t n = strtoull(text, &end, 10);

    if (*end == 'k') return n << 10;
    if (*end == 'M') return n << 20;
    if (*end == 'G') return n << 30;
    return n;
}

static bool
take_option(options *o, const char *name, const char *value)
{
    if (strcmp(name, "--vintage") == 0)
        o->vintage = atoi(value);
    else if (strcmp(name, "--bytes") == 0)
        o->bytes = size_of(value);
    else if (strcmp(name, "--seed") == 0)
        o->seed = strtoull(value, NULL, 10);
    else if (strcmp(name, "--start") == 0)
        o->start = atoi(value);
    else if (strcmp(name, "--rows-a-day") == 0)
        o->rows_a_day = atoi(value);
    else if (strcmp(name, "--dirty") == 0)
        o->dirty = strtoull(value, NULL, 10);
    else if (strcmp(name, "--planted") == 0)
        o->planted = value;
    else if (strcmp(name, "--out") == 0)
        o->out = value;
    else
        return false;
    return true;
}

static void
write_all(maker *m)
{
    for (size_t i = 0; i < COUNT(countries); i++)
        m->country_total += weight_of(i);
    while (m->written < m->o.bytes) {
        if (m->o.dirty && m->rows && m->rows % (m->o.dirty + 1) == 0) plant(m);
        make_row(m);
        join(m, m->r.n);
        put_line(m, "\n");
    }
    if (!m->o.dirty) return;
    make_row(m);
    join(m, m->r.n);
    m->last_n /= 2;
    put_line(m, "");
    if (m->planted)
        fprintf(m->planted, "%llu\t%s\n", (unsigned long long)m->lines, "last line cut short");
}

int
main(int argc, char **argv)
{
    static maker m;

    m.o = (options){
        .vintage = 61, .bytes = 1 << 20, .seed = 1, .start = 20191024, .rows_a_day = 200000};
    for (int i = 1; i < argc; i += 2)
        if (i + 1 >= argc || !take_option(&m.o, argv[i], argv[i + 1])) {
            fprintf(stderr, "feed_make: what is %s? See the first lines of feed_make.c\n", argv[i]);
            return 2;
        }
    m.state = m.o.seed;
    m.id = 881990832;
    m.today = (day){m.o.start / 10000, m.o.start / 100 % 100, m.o.start % 100};
    m.out = m.o.out ? fopen(m.o.out, "wb") : stdout;
    m.planted = m.o.planted ? fopen(m.o.planted, "wb") : NULL;
    if (!m.out || (m.o.planted && !m.planted)) {
        perror("feed_make: open");
        return 1;
    }
    (void)setvbuf(m.out, NULL, _IOFBF, OUT_BYTES);
    write_all(&m);
    if (fclose(m.out) || (m.planted && fclose(m.planted))) {
        perror("feed_make: close");
        return 1;
    }
    return 0;
}
