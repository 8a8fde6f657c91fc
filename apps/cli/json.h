/* json.h: a small JSON writer whose functions do nothing once memory ran out; look at st at the
 * end. */
#ifndef ENTENTE_CLI_JSON_H
#define ENTENTE_CLI_JSON_H

#include "entente/base.h"

typedef struct json {
    ent_buf buf;
    ent_status st;
    bool comma; /**< the next value needs one before it */
} json;

/** Raw brackets: open '{' or '[', close '}' or ']'. */
void json_open(json *j, char bracket);
void json_close(json *j, char bracket);
void json_key(json *j, const char *name);
void json_string(json *j, const char *s); /**< NULL is written as "" */
void json_number(json *j, double v);
/** "value", "low" and "high"; an open side is the word "open". */
void json_interval(json *j, double value, double low, double high);
void json_bool(json *j, bool v);
void json_integer(json *j, int64_t v);
/** "name": "value" */
void json_field(json *j, const char *name, const char *value);
void json_newline(json *j);

#endif
