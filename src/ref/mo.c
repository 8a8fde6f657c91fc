/* ref/mo.c: GNU gettext catalogues (.mo), every offset checked before it is followed. */
#include "ref/ref_priv.h"

#include <string.h>
#include <strings.h>

/* Layout: magic, revision, count, offset of the table of ids, offset of the table of texts; a table
 * is count times (length, offset). All are 32-bit words in the writer's byte order. */
enum { MO_HEADER_BYTES = 28, MO_COUNT_AT = 8, MO_IDS_AT = 12, MO_TEXTS_AT = 16 };
#define MO_MAGIC 0x950412deU
#define MO_MAGIC_SWAPPED 0xde120495U

static uint32_t
word_at(const ref_mo *mo, size_t at)
{
    const unsigned char *b = mo->bytes + at;

    if (mo->swapped)
        return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
    return (uint32_t)b[3] << 24 | (uint32_t)b[2] << 16 | (uint32_t)b[1] << 8 | b[0];
}

static bool
table_is_sound(const ref_mo *mo, uint32_t table)
{
    if ((uint64_t)table + (uint64_t)mo->count * 8 > mo->n) return false;
    for (uint32_t i = 0; i < mo->count; i++) {
        uint64_t length = word_at(mo, table + (size_t)i * 8);
        uint64_t end = length + word_at(mo, table + (size_t)i * 8 + 4);

        if (end >= mo->n || mo->bytes[end] != '\0') return false;
    }
    return true;
}

/* The entry with the empty id is the header; its charset, when stated, must be UTF-8. */
static bool
charset_is_utf8(const ref_mo *mo)
{
    const char *id, *text, *charset;

    for (uint32_t i = 0; i < mo->count; i++) {
        ref_mo_pair(mo, i, &id, &text);
        if (*id) continue;
        charset = strstr(text, "charset=");
        return !charset || strncasecmp(charset + strlen("charset="), "UTF-8", 5) == 0;
    }
    return true;
}

ent_status
ref_mo_open(ref_mo *mo, const void *bytes, size_t n, ent_error *err)
{
    ref_mo found = {.bytes = (const unsigned char *)bytes, .n = n};
    uint32_t magic;

    if (n < MO_HEADER_BYTES)
        return ent_fail(err, ENT_E_PARSE, "%zu bytes are too few for a message catalogue", n);
    magic = word_at(&found, 0);
    found.swapped = magic == MO_MAGIC_SWAPPED;
    if (magic != MO_MAGIC && !found.swapped)
        return ent_fail(err, ENT_E_PARSE, "no message catalogue: it begins with %08x, not %08x",
                        (unsigned)magic, MO_MAGIC);
    if (word_at(&found, 4) >> 16 > 1)
        return ent_fail(err, ENT_E_PARSE, "message catalogue of major revision %u; want 0 or 1",
                        (unsigned)(word_at(&found, 4) >> 16));
    found.count = word_at(&found, MO_COUNT_AT);
    found.ids_at = word_at(&found, MO_IDS_AT);
    found.texts_at = word_at(&found, MO_TEXTS_AT);
    if (!table_is_sound(&found, found.ids_at) || !table_is_sound(&found, found.texts_at))
        return ent_fail(err, ENT_E_PARSE, "message catalogue whose strings reach outside the file");
    if (!charset_is_utf8(&found))
        return ent_fail(err, ENT_E_PARSE, "message catalogue that is not in UTF-8");
    *mo = found;
    return ENT_OK;
}

void
ref_mo_pair(const ref_mo *mo, uint32_t i, const char **id, const char **text)
{
    *id = (const char *)mo->bytes + word_at(mo, mo->ids_at + (size_t)i * 8 + 4);
    *text = (const char *)mo->bytes + word_at(mo, mo->texts_at + (size_t)i * 8 + 4);
}
