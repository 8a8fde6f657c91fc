/* out.c: output whose first failure sticks, and the escapes of every medium. */
#include "render/render_priv.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void
ent_rd_begin(ent_rd_out *o, ent_buf *buf)
{
    *o = (ent_rd_out){.buf = buf, .start = buf->len};
    o->tmp.max = buf->max;
}

ent_status
ent_rd_end(ent_rd_out *o, ent_error *err)
{
    ent_buf_clear(&o->tmp);
    if (!o->status) return ENT_OK;
    o->buf->len = o->start;
    if (o->buf->data) o->buf->data[o->start] = '\0';
    if (o->status == ENT_E_LIMIT)
        return ent_fail(err, o->status, "the page is larger than the %zu bytes allowed for it",
                        o->buf->max ? o->buf->max : ENT_BUF_MAX_DEFAULT);
    return ent_fail(err, o->status, "drawing the page: %s", ent_status_name(o->status));
}

void
ent_rd_n(ent_rd_out *o, const char *s, size_t n)
{
    if (!o->status && n > 0) o->status = ent_buf_add(o->buf, s, n);
}

void
ent_rd_s(ent_rd_out *o, const char *s)
{
    if (s) ent_rd_n(o, s, strlen(s));
}

void
ent_rd_f(ent_rd_out *o, const char *fmt, ...)
{
    char text[512];
    va_list args;
    int n;

    if (o->status) return;
    va_start(args, fmt);
    n = vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    /* Only our own short texts come this way; evidence goes through the escapes below. */
    ENT_ASSERT(n >= 0 && (size_t)n < sizeof text);
    ent_rd_n(o, text, (size_t)n);
}

void
ent_rd_num(ent_rd_out *o, double v)
{
    char text[ENT_RD_NUM_MAX];

    ent_rd_fixed(v, 1, false, text, sizeof text);
    size_t n = strlen(text);
    if (n > 2 && text[n - 2] == '.' && text[n - 1] == '0') n -= 2;
    ent_rd_n(o, text, n);
}

/** Fill o->tmp with the safe form of s; false when output has failed. */
static bool
make_safe(ent_rd_out *o, const char *s)
{
    if (o->status || !s) return false;
    ent_buf_reset(&o->tmp);
    o->status = ent_text_add_safe(&o->tmp, s);
    return !o->status && o->tmp.len > 0;
}

void
ent_rd_safe(ent_rd_out *o, const char *s)
{
    if (make_safe(o, s)) ent_rd_n(o, o->tmp.data, o->tmp.len);
}

static const char *
xml_escape(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void
ent_rd_esc(ent_rd_out *o, const char *s)
{
    size_t from = 0;

    if (!make_safe(o, s)) return;
    for (size_t i = 0; i < o->tmp.len; i++) {
        const char *escaped = xml_escape(o->tmp.data[i]);
        bool per_cent = i > 0 && o->tmp.data[i] == ' ' && o->tmp.data[i + 1] == '%' &&
                        o->tmp.data[i - 1] >= '0' && o->tmp.data[i - 1] <= '9';
        if (per_cent) escaped = "\xc2\xa0"; /* "34 %" stays on one line */
        if (!escaped) continue;
        ent_rd_n(o, o->tmp.data + from, i - from);
        ent_rd_s(o, escaped);
        from = i + 1;
    }
    ent_rd_n(o, o->tmp.data + from, o->tmp.len - from);
}

static bool
is_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

void
ent_rd_anchor(ent_rd_out *o, const char *prefix, const char *id)
{
    ent_rd_s(o, prefix);
    for (const char *p = id ? id : ""; *p; p++) {
        if (is_alnum(*p) || *p == '.' || *p == '-')
            ent_rd_n(o, p, 1);
        else
            ent_rd_f(o, "_%02x", (unsigned)(unsigned char)*p);
    }
}

void
ent_rd_csv(ent_rd_out *o, const char *s)
{
    double number;

    if (!make_safe(o, s)) return;
    const char *text = o->tmp.data;
    bool formula =
        strchr("=+-@", text[0]) != NULL && ent_parse_double(text, &number, NULL) != ENT_OK;
    if (!formula && !strpbrk(text, "\",;\t\r\n")) {
        ent_rd_n(o, text, o->tmp.len);
        return;
    }
    ent_rd_s(o, formula ? "\"'" : "\"");
    for (size_t i = 0; i < o->tmp.len; i++)
        ent_rd_n(o, text[i] == '"' ? "\"\"" : text + i, text[i] == '"' ? 2 : 1);
    ent_rd_s(o, "\"");
}

void
ent_rd_tsv(ent_rd_out *o, const char *s)
{
    if (!make_safe(o, s)) return; /* tabs and line ends are blanks now */
    for (size_t i = 0; i < o->tmp.len; i++)
        ent_rd_n(o, o->tmp.data[i] == '\\' ? "\\\\" : o->tmp.data + i,
                 o->tmp.data[i] == '\\' ? 2 : 1);
}

void
ent_rd_percent(ent_rd_out *o, const char *s)
{
    for (; s && *s; s++) {
        if (is_alnum(*s) || strchr("-._~", *s))
            ent_rd_n(o, s, 1);
        else
            ent_rd_f(o, "%%%02X", (unsigned)(unsigned char)*s);
    }
}

static ent_status
quote(ent_buf *out, const char *s)
{
    ent_status st = ent_buf_addc(out, '\'');

    for (; *s && !st; s++)
        st = *s == '\'' ? ent_buf_adds(out, "'\\''") : ent_buf_addc(out, *s);
    return st ? st : ent_buf_addc(out, '\'');
}

void
ent_rd_shell(ent_rd_out *o, const char *s, bool xml)
{
    ent_buf word = {.max = o->buf->max};
    bool plain = s && *s;

    for (const char *p = s; plain && *p; p++)
        plain = is_alnum(*p) || strchr("-._:@/,", *p) != NULL;
    ent_status st = plain ? ent_buf_adds(&word, s) : quote(&word, s ? s : "");
    if (st && !o->status) o->status = st;
    if (xml)
        ent_rd_esc(o, word.data);
    else
        ent_rd_safe(o, word.data);
    ent_buf_clear(&word);
}

bool
ent_rd_url_ok(const char *url)
{
    if (!url) return false;
    size_t scheme = strncmp(url, "https://", 8) == 0 ? 8 : strncmp(url, "http://", 7) == 0 ? 7 : 0;
    if (!scheme || !is_alnum(url[scheme])) return false;
    for (const char *p = url; *p; p++)
        if ((unsigned char)*p <= ' ' || strchr("\"'<>`\\{}|^", *p)) return false;
    return ent_utf8_valid(url, strlen(url));
}
