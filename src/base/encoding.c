/* base/encoding.c: Windows-1252 and Mac OS Roman to UTF-8. */
#include "base/encoding_priv.h"

#include <string.h>

/* Code points of bytes 0x80 to 0x9F; the rest is Latin-1. 0 = not defined.
 * Source: Unicode Consortium, MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT. */
static const uint16_t cp1252[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/* Code points of bytes 0x80 to 0xFF.
 * Source: Unicode Consortium, MAPPINGS/VENDORS/APPLE/ROMAN.TXT (0xDB as the euro sign). */
static const uint16_t macroman[128] = {
    0x00C4, 0x00C5, 0x00C7, 0x00C9, 0x00D1, 0x00D6, 0x00DC, 0x00E1, 0x00E0, 0x00E2, 0x00E4, 0x00E3,
    0x00E5, 0x00E7, 0x00E9, 0x00E8, 0x00EA, 0x00EB, 0x00ED, 0x00EC, 0x00EE, 0x00EF, 0x00F1, 0x00F3,
    0x00F2, 0x00F4, 0x00F6, 0x00F5, 0x00FA, 0x00F9, 0x00FB, 0x00FC, 0x2020, 0x00B0, 0x00A2, 0x00A3,
    0x00A7, 0x2022, 0x00B6, 0x00DF, 0x00AE, 0x00A9, 0x2122, 0x00B4, 0x00A8, 0x2260, 0x00C6, 0x00D8,
    0x221E, 0x00B1, 0x2264, 0x2265, 0x00A5, 0x00B5, 0x2202, 0x2211, 0x220F, 0x03C0, 0x222B, 0x00AA,
    0x00BA, 0x03A9, 0x00E6, 0x00F8, 0x00BF, 0x00A1, 0x00AC, 0x221A, 0x0192, 0x2248, 0x2206, 0x00AB,
    0x00BB, 0x2026, 0x00A0, 0x00C0, 0x00C3, 0x00D5, 0x0152, 0x0153, 0x2013, 0x2014, 0x201C, 0x201D,
    0x2018, 0x2019, 0x00F7, 0x25CA, 0x00FF, 0x0178, 0x2044, 0x20AC, 0x2039, 0x203A, 0xFB01, 0xFB02,
    0x2021, 0x00B7, 0x201A, 0x201E, 0x2030, 0x00C2, 0x00CA, 0x00C1, 0x00CB, 0x00C8, 0x00CD, 0x00CE,
    0x00CF, 0x00CC, 0x00D3, 0x00D4, 0xF8FF, 0x00D2, 0x00DA, 0x00DB, 0x00D9, 0x0131, 0x02C6, 0x02DC,
    0x00AF, 0x02D8, 0x02D9, 0x02DA, 0x00B8, 0x02DD, 0x02DB, 0x02C7};

bool
ent_is_plain_ascii(const char *s, size_t n)
{
    const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
    uint64_t w;
    size_t at;

    for (at = 0; n - at >= sizeof w; at += sizeof w) {
        memcpy(&w, s + at, sizeof w);
        if (((w - ones) | w) & tops) return false;
    }
    for (; at < n; at++)
        if ((unsigned char)(s[at] - 1) >= 0x7F) return false;
    return true;
}

static unsigned
code_point(unsigned byte, ent_encoding encoding)
{
    if (byte < 0x80) return byte;
    if (encoding == ENT_ENC_MACROMAN) return macroman[byte - 0x80];
    return byte < 0xA0 ? cp1252[byte - 0x80] : byte;
}

/* UTF-8 of a code point below 0x10000; how many bytes. */
static size_t
encode(unsigned cp, char out[3])
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | (cp >> 6));
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    out[0] = (char)(0xE0 | (cp >> 12));
    out[1] = (char)(0x80 | ((cp >> 6) & 0x3F));
    out[2] = (char)(0x80 | (cp & 0x3F));
    return 3;
}

ent_status
ent_encoding_add(ent_buf *buf, const char *s, size_t n, ent_encoding encoding)
{
    char out[3 * 64]; /* converted 64 bytes at a time */
    ent_status st = ent_buf_add(buf, "", 0);
    size_t at = 0, used;

    while (st == ENT_OK && at < n) {
        for (used = 0; at < n && used + 3 <= sizeof out; at++) {
            unsigned byte = (unsigned char)s[at];
            unsigned cp = code_point(byte, encoding);

            if (cp == 0 && byte != 0) return ENT_E_PARSE;
            used += encode(cp, out + used);
        }
        st = ent_buf_add(buf, out, used);
    }
    return st;
}
