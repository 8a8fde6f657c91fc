/* json_writer.c: a streaming JSON writer: commas and nesting by itself, no tree in memory. */
#include "render/json_writer.h"

#include <math.h>
#include <string.h>

static void
raw_string(ent_json *j, const char *s)
{
    ent_rd_out *o = j->o;

    ent_rd_s(o, "\"");
    ent_buf_reset(&o->tmp);
    if (!o->status && s) o->status = ent_text_add_safe(&o->tmp, s);
    for (size_t i = 0; i < o->tmp.len && !o->status; i++) {
        char c = o->tmp.data[i];
        if (c == '"' || c == '\\') ent_rd_s(o, "\\");
        /* "</script>" must not end an element when a page holds the JSON */
        if (c == '<')
            ent_rd_s(o, "\\u003c");
        else
            ent_rd_n(o, &c, 1);
    }
    ent_rd_s(o, "\"");
}

static void
begin(ent_json *j, const char *key)
{
    if (j->some[j->depth]) ent_rd_s(j->o, ",");
    if (j->depth > 0 && (key || j->depth <= 2)) ent_rd_s(j->o, "\n");
    for (int i = 0; i < j->depth && (key || j->depth <= 2); i++)
        ent_rd_s(j->o, " ");
    j->some[j->depth] = true;
    if (!key) return;
    raw_string(j, key);
    ent_rd_s(j->o, ": ");
}

void
ent_json_open(ent_json *j, const char *key, char bracket)
{
    begin(j, key);
    ent_rd_n(j->o, &bracket, 1);
    ENT_ASSERT(j->depth + 1 < ENT_JSON_DEPTH_MAX);
    j->some[++j->depth] = false;
}

void
ent_json_close(ent_json *j, char bracket)
{
    ENT_ASSERT(j->depth > 0);
    j->depth--;
    ent_rd_n(j->o, &bracket, 1);
    if (j->depth == 0) ent_rd_s(j->o, "\n");
}

void
ent_json_string(ent_json *j, const char *key, const char *s)
{
    begin(j, key);
    if (s)
        raw_string(j, s);
    else
        ent_rd_s(j->o, "null");
}

void
ent_json_maybe(ent_json *j, const char *key, const char *s)
{
    if (s) ent_json_string(j, key, s);
}

void
ent_json_number(ent_json *j, const char *key, double v)
{
    char text[ENT_RD_NUM_MAX];

    ENT_ASSERT(!isnan(v));
    if (!isfinite(v)) {
        ent_json_string(j, key, "open");
        return;
    }
    begin(j, key);
    ent_format_double(v, text, sizeof text);
    ent_rd_s(j->o, text);
}

void
ent_json_integer(ent_json *j, const char *key, int64_t v)
{
    begin(j, key);
    ent_rd_f(j->o, "%lld", (long long)v);
}

void
ent_json_bool(ent_json *j, const char *key, bool v)
{
    begin(j, key);
    ent_rd_s(j->o, v ? "true" : "false");
}
