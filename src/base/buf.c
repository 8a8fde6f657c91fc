/* base/buf.c: a growing byte buffer with a maximum, and snprintf with a verdict. */
#include "entente/base.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Room for n more bytes and the NUL. */
static ent_status
make_room(ent_buf *buf, size_t n)
{
    size_t max = buf->max ? buf->max : ENT_BUF_MAX_DEFAULT;
    size_t len, cap;
    char *data;

    if (!ent_add_size(buf->len, n, &len) || len > max || len == SIZE_MAX) return ENT_E_LIMIT;
    if (len < buf->cap) return ENT_OK;
    cap = buf->cap ? buf->cap : 64;
    while (cap <= len)
        cap = cap > SIZE_MAX / 2 ? SIZE_MAX : cap * 2;
    if (cap > max && max < SIZE_MAX) cap = max + 1;
    data = ent_realloc(buf->data, cap, 1);
    if (!data) return ENT_E_NOMEM;
    if (!buf->data) data[0] = '\0';
    buf->data = data;
    buf->cap = cap;
    return ENT_OK;
}

ent_status
ent_buf_add(ent_buf *buf, const void *bytes, size_t n)
{
    ent_status st = make_room(buf, n);

    if (st) return st;
    if (n > 0) memcpy(buf->data + buf->len, bytes, n);
    buf->len += n;
    buf->data[buf->len] = '\0';
    return ENT_OK;
}

ent_status
ent_buf_adds(ent_buf *buf, const char *s)
{
    return ent_buf_add(buf, s, strlen(s));
}

ent_status
ent_buf_addc(ent_buf *buf, char c)
{
    return ent_buf_add(buf, &c, 1);
}

ent_status
ent_buf_addf(ent_buf *buf, const char *fmt, ...)
{
    char small[256];
    va_list args, again;
    ent_status st = ENT_E_LIMIT; /* what a text over INT_MAX bytes comes to */
    int n;

    va_start(args, fmt);
    va_copy(again, args);
    n = vsnprintf(small, sizeof small, fmt, args);
    if (n >= 0 && (size_t)n < sizeof small) {
        st = ent_buf_add(buf, small, (size_t)n);
    } else if (n >= 0) {
        st = make_room(buf, (size_t)n);
        if (st == ENT_OK) {
            (void)vsnprintf(buf->data + buf->len, (size_t)n + 1, fmt, again);
            buf->len += (size_t)n;
        }
    }
    va_end(again);
    va_end(args);
    return st;
}

void
ent_buf_reset(ent_buf *buf)
{
    buf->len = 0;
    if (buf->data) buf->data[0] = '\0';
}

void
ent_buf_clear(ent_buf *buf)
{
    if (!buf) return;
    ent_free(buf->data);
    buf->data = NULL;
    buf->len = 0;
    buf->cap = 0;
}

bool
ent_snprintf(char *out, size_t size, const char *fmt, ...)
{
    va_list args;
    int n;

    va_start(args, fmt);
    n = vsnprintf(out, size, fmt, args);
    va_end(args);
    return n >= 0 && (size_t)n < size;
}
