/* text_wrap.c: styled text for terminals: its width, its lines, its way out. */
#include "render/text_priv.h"

#include <string.h>

void
ent_term_try(ent_term *t, ent_status st)
{
    if (st && !t->o.status) t->o.status = st;
}

static bool
is_style(char c)
{
    return c >= 1 && c <= 5;
}

/** Bytes of the character at p, and the columns it takes. */
static size_t
next_char(const char *p, size_t *cols)
{
    unsigned char b = (unsigned char)*p;
    size_t n = b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
    char one[8];

    if (is_style(*p)) {
        *cols = 0;
        return 1;
    }
    if (n == 1) {
        *cols = 1;
        return 1;
    }
    for (size_t i = 1; i < n; i++)
        if (!p[i]) n = i;
    memcpy(one, p, n);
    one[n] = '\0';
    *cols = ent_text_columns(one);
    return n;
}

size_t
ent_term_width(const char *styled)
{
    size_t width = 0, cols;

    for (const char *p = styled; p && *p; width += cols)
        p += next_char(p, &cols);
    return width;
}

/* Is the blank at p between a number and its unit? "12" and "%" stay on one line. */
static bool
is_glue(const char *styled, size_t at)
{
    static const char *const UNITS[] = {"%", "m ", "bn ", "tn ", "km\u00b2"};

    if (at == 0 || styled[at - 1] < '0' || styled[at - 1] > '9') return false;
    for (size_t i = 0; i < sizeof UNITS / sizeof UNITS[0]; i++)
        if (strncmp(styled + at + 1, UNITS[i], strlen(UNITS[i])) == 0) return true;
    return false;
}

size_t
ent_term_line(const char *styled, size_t width, size_t *cols)
{
    size_t at = 0, used = 0, blank_at = 0, blank_used = 0, c;

    while (styled[at]) {
        if (styled[at] == ' ' && !is_glue(styled, at)) {
            blank_at = at;
            blank_used = used;
        }
        size_t n = next_char(styled + at, &c);
        if (used + c > width) {
            if (styled[at] == ' ' && !is_glue(styled, at)) break; /* the line is just full */
            if (blank_at > 0) {
                at = blank_at;
                used = blank_used;
            } else if (used == 0) { /* wider than the line: give it, lest we never end */
                at += n;
                used += c;
            }
            break;
        }
        at += n;
        used += c;
    }
    *cols = used;
    return at;
}

static const char *
ansi(char style)
{
    switch (style) {
    case 1:
        return "\x1b[1m";
    case 2:
        return "\x1b[2m";
    case 3:
        return "\x1b[36m";
    case 4:
        return "\x1b[33m";
    default:
        return "\x1b[0m";
    }
}

void
ent_term_put(ent_term *t, const char *styled, size_t n, char *style)
{
    size_t from = 0;

    if (t->colour && *style != 5) ent_rd_s(&t->o, ansi(*style));
    for (size_t i = 0; i < n; i++) {
        if (!is_style(styled[i])) continue;
        ent_rd_n(&t->o, styled + from, i - from);
        from = i + 1;
        if (t->colour && styled[i] != *style) {
            if (*style != 5) ent_rd_s(&t->o, ansi(5));
            if (styled[i] != 5) ent_rd_s(&t->o, ansi(styled[i]));
        }
        *style = styled[i];
    }
    ent_rd_n(&t->o, styled + from, n - from);
    if (t->colour && *style != 5) ent_rd_s(&t->o, ansi(5));
}

void
ent_term_wrap(ent_term *t, const char *styled, const char *first, const char *rest)
{
    const char *p = styled ? styled : "";
    size_t edge = ent_text_columns(first), under = ent_text_columns(rest);
    if (under > edge) edge = under;
    size_t width = (size_t)t->columns > edge + 8 ? (size_t)t->columns - edge : 8, cols;
    char style = 5;
    bool once = false;

    while (*p || !once) {
        size_t n = ent_term_line(p, width, &cols);
        ent_rd_s(&t->o, once ? rest : first);
        ent_term_put(t, p, n, &style);
        ent_rd_s(&t->o, "\n");
        for (p += n; *p == ' ';)
            p++;
        once = true;
    }
}

void
ent_term_say(ent_term *t, const char *styled)
{
    ent_term_wrap(t, styled, "  ", "  ");
}

void
ent_term_stroke(ent_term *t, size_t n)
{
    for (size_t i = 0; i < n; i++)
        ent_rd_s(&t->o, t->ascii ? "-" : "\xe2\x94\x80");
}

void
ent_term_blank(ent_term *t, size_t n)
{
    for (size_t i = 0; i < n; i++)
        ent_rd_s(&t->o, " ");
}

void
ent_term_cell(ent_term *t, const char *styled, size_t n, size_t cols, size_t width, bool right,
              char *style)
{
    size_t pad = width > cols ? width - cols : 0;

    if (right) ent_term_blank(t, pad);
    ent_term_put(t, styled, n, style);
    if (!right) ent_term_blank(t, pad);
}

static void
add(ent_term *t, ent_buf *out, const char *s)
{
    if (!t->o.status) ent_term_try(t, ent_buf_adds(out, s));
}

static void
add_safe(ent_term *t, ent_buf *out, const char *s)
{
    if (!t->o.status && s) ent_term_try(t, ent_text_add_safe(out, s));
}

static void
add_figure(ent_term *t, const ent_span *span, ent_buf *out)
{
    ent_rd_entry *entry = ent_rd_find(&t->index.figures, span->ref);

    add_safe(t, out, span->text);
    if (!entry || t->o.status) return;
    if (entry->number == 0) {
        t->by_number[t->numbered] = entry->pos;
        entry->number = ++t->numbered;
    }
    ent_term_try(t,
                 ent_buf_addf(out, "\xc2\xa0" ENT_TERM_LINK "[%zu]" ENT_TERM_PLAIN, entry->number));
}

void
ent_term_run(ent_term *t, const ent_text_run *run, ent_buf *out)
{
    for (size_t i = 0; i < run->n; i++) {
        const ent_span *span = &run->spans[i];
        switch (span->kind) {
        case ENT_SPAN_STRONG:
            add(t, out, ENT_TERM_BOLD);
            add_safe(t, out, span->text);
            add(t, out, ENT_TERM_PLAIN);
            break;
        case ENT_SPAN_FIGURE:
            add_figure(t, span, out);
            break;
        case ENT_SPAN_MARK:
            add(t, out, ENT_TERM_WARN "(");
            add_safe(t, out, span->text);
            add(t, out, ")" ENT_TERM_PLAIN);
            break;
        default:
            add_safe(t, out, span->text);
            break;
        }
    }
}
