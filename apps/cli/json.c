/* json.c: brackets, commas and escapes. */
#include "json.h"

#include <math.h>

static void
put(json *j, const char *s)
{
    if (!j->st) j->st = ent_buf_adds(&j->buf, s);
}

static void
before_value(json *j)
{
    if (j->comma) put(j, ",");
    j->comma = true;
}

void
json_open(json *j, char bracket)
{
    const char text[2] = {bracket, '\0'};

    before_value(j);
    put(j, text);
    j->comma = false;
}

void
json_close(json *j, char bracket)
{
    const char text[2] = {bracket, '\0'};

    put(j, text);
    j->comma = true;
}

static void
quoted(json *j, const char *s)
{
    put(j, "\"");
    for (const unsigned char *p = (const unsigned char *)(s ? s : ""); *p && !j->st; p++) {
        if (*p == '"' || *p == '\\')
            j->st = ent_buf_addf(&j->buf, "\\%c", *p);
        else if (*p < 0x20)
            j->st = ent_buf_addf(&j->buf, "\\u%04x", *p);
        else
            j->st = ent_buf_addc(&j->buf, (char)*p);
    }
    put(j, "\"");
}

void
json_key(json *j, const char *name)
{
    before_value(j);
    quoted(j, name);
    put(j, ":");
    j->comma = false;
}

void
json_string(json *j, const char *s)
{
    before_value(j);
    quoted(j, s);
}

void
json_number(json *j, double v)
{
    char text[32];

    if (!isfinite(v)) { /* the open side of "over" and "under"; JSON has no infinity */
        json_string(j, "open");
        return;
    }
    ent_format_double(v, text, sizeof text);
    before_value(j);
    put(j, text);
}

void
json_integer(json *j, int64_t v)
{
    before_value(j);
    if (!j->st) j->st = ent_buf_addf(&j->buf, "%lld", (long long)v);
}

void
json_bool(json *j, bool v)
{
    before_value(j);
    put(j, v ? "true" : "false");
}

void
json_interval(json *j, double value, double low, double high)
{
    json_key(j, "value");
    json_number(j, value);
    json_key(j, "low");
    json_number(j, low);
    json_key(j, "high");
    json_number(j, high);
}

void
json_field(json *j, const char *name, const char *value)
{
    json_key(j, name);
    json_string(j, value);
}

void
json_newline(json *j)
{
    put(j, "\n");
}
