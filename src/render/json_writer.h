/* json_writer.h: a streaming JSON writer: commas and nesting by itself, no tree in memory. */
#ifndef ENTENTE_JSON_WRITER_H
#define ENTENTE_JSON_WRITER_H

#include "render/render_priv.h"

enum { ENT_JSON_DEPTH_MAX = 32 };
typedef struct ent_json {
    ent_rd_out *o;
    int depth;
    bool some[ENT_JSON_DEPTH_MAX]; /**< the level has a member already */
} ent_json;

/** Open '{' or '['; key NULL inside arrays and at the top. */
void ent_json_open(ent_json *j, const char *key, char bracket);
void ent_json_close(ent_json *j, char bracket);
/** Invalid bytes and control characters become U+FFFD; s NULL writes null. */
void ent_json_string(ent_json *j, const char *key, const char *s);
/** As ent_json_string, but nothing at all when s is NULL. */
void ent_json_maybe(ent_json *j, const char *key, const char *s);
/** Finite numbers; an open end is the word "open". NaN is our own mistake. */
void ent_json_number(ent_json *j, const char *key, double v);
void ent_json_integer(ent_json *j, const char *key, int64_t v);
void ent_json_bool(ent_json *j, const char *key, bool v);

#endif
