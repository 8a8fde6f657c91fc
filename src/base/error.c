/* base/error.c: statuses and errors, and the one place where the library stops the process. */
#include "base/error_priv.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Copy what fits, never half a UTF-8 character. */
static void
copy_cut(char *out, size_t size, const char *s)
{
    size_t n = strlen(s);

    if (n >= size) {
        n = size - 1;
        while (n > 0 && ((unsigned char)s[n] & 0xC0) == 0x80)
            n--;
    }
    memmove(out, s, n);
    out[n] = '\0';
}

static void ENT_PRINTF(2, 0) set_text(ent_error *err, const char *fmt, va_list args)
{
    /* A temporary, because callers wrap: ent_fail(err, st, "%s: %s", name, err->text). It has one
     * byte to spare, so that copy_cut sees where the text was cut. */
    char text[ENT_ERROR_TEXT_MAX + 1];

    if (vsnprintf(text, sizeof text, fmt, args) < 0) text[0] = '\0';
    copy_cut(err->text, sizeof err->text, text);
}

ent_status
ent_fail(ent_error *err, ent_status status, const char *fmt, ...)
{
    va_list args;

    if (!err) return status;
    va_start(args, fmt);
    set_text(err, fmt, args);
    va_end(args);
    err->status = status;
    return status;
}

ent_status
ent_fail_at(ent_error *err, ent_status status, const char *file, uint64_t row, uint64_t byte,
            const char *fmt, ...)
{
    va_list args;

    if (!err) return status;
    va_start(args, fmt);
    set_text(err, fmt, args);
    va_end(args);
    err->status = status;
    err->row = row;
    err->byte = byte;
    copy_cut(err->file, sizeof err->file, file ? file : "");
    return status;
}

ent_status
ent_fail_errno(ent_error *err, const char *file, const char *what, int errno_value)
{
    const char *why = strerrordesc_np(errno_value);
    ent_status st = errno_value == ENOMEM ? ENT_E_NOMEM : ENT_E_IO;

    return ent_fail_at(err, st, file, 0, 0, "cannot %s: %s", what, why ? why : "unknown error");
}

const char *
ent_status_name(ent_status status)
{
    switch (status) {
    case ENT_OK:
        return "ok";
    case ENT_END:
        return "end";
    case ENT_NONE:
        return "none";
    case ENT_E_NOMEM:
        return "out of memory";
    case ENT_E_IO:
        return "input/output error";
    case ENT_E_PARSE:
        return "malformed input";
    case ENT_E_DOMAIN:
        return "value out of range";
    case ENT_E_SHAPE:
        return "sizes do not fit";
    case ENT_E_LIMIT:
        return "limit reached";
    case ENT_E_AMBIGUOUS:
        return "ambiguous";
    case ENT_E_UNKNOWN:
        return "unknown";
    case ENT_E_CORRUPT:
        return "corrupt";
    case ENT_E_BUSY:
        return "busy";
    case ENT_E_FORMAT:
        return "unrecognised format";
    }
    return "no such status";
}

void
ent_assert_failed(const char *cond, const char *file, int line)
{
    (void)dprintf(STDERR_FILENO, "%s:%d: this must hold: %s\n", file, line, cond);
    abort();
}
