/* feed/roles.c: a feed's own word for who acts, to the role that we count it under. */
#include "feed/roles_priv.h"

#include <string.h>

ent_role
feed_role_cameo(const char *agent)
{
    unsigned slot = 0;

    for (int i = 0; i < 3; i++) {
        unsigned letter = (unsigned)(unsigned char)agent[i] - 'A';

        if (letter > 25) return ENT_ROLE_NONE;
        slot = 26 * slot + letter;
    }
    return (ent_role)feed_role_cameo_slots[slot];
}

ent_role
feed_role_cameo_actor(const char *code, size_t n)
{
    for (size_t at = 3; at + 3 <= n; at += 3) {
        ent_role role = feed_role_cameo(code + at);

        if (role != ENT_ROLE_NONE) return role;
    }
    return ENT_ROLE_NONE;
}

static ent_role
sector_role(const char *word, size_t n)
{
    size_t low = 0, high = feed_role_sector_words_n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        const char *key = feed_role_sector_words[mid].word;
        int order = strncmp(key, word, n);

        if (order == 0 && key[n] == '\0') return (ent_role)feed_role_sector_words[mid].role;
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return ENT_ROLE_NONE;
}

/* Smaller goes first; roles are listed in this order but for MIL. */
static int
rank(ent_role role)
{
    if (role == ENT_ROLE_NONE) return ENT_ROLE_COUNT;
    return role == ENT_ROLE_MIL ? 0 : (int)role;
}

ent_role
feed_role_sectors(const char *list, size_t n)
{
    ent_role best = ENT_ROLE_NONE;
    const char *end = list + n;

    while (list < end) {
        const char *comma = memchr(list, ',', (size_t)(end - list));
        size_t length = (size_t)((comma ? comma : end) - list);
        ent_role role = length > 0 ? sector_role(list, length) : ENT_ROLE_NONE;

        if (rank(role) < rank(best)) best = role;
        list += length + 1;
    }
    return best;
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static char
plain(char c)
{
    if (c >= 'A' && c <= 'Z') return (char)(c - 'A' + 'a');
    return c == '_' ? ' ' : c;
}

/* Does the word stand in the title with no letter on either side? */
static bool
has_word(const char *title, size_t n, const char *word)
{
    size_t length = strlen(word);

    for (size_t at = 0; at + length <= n; at++) {
        size_t same = 0;

        if (at > 0 && is_letter(title[at - 1])) continue;
        while (same < length && plain(title[at + same]) == word[same])
            same++;
        if (same == length && (at + length == n || !is_letter(title[at + length]))) return true;
    }
    return false;
}

ent_role
feed_role_title(const char *title, size_t n)
{
    for (size_t i = 0; i < feed_role_title_words_n; i++)
        if (has_word(title, n, feed_role_title_words[i].word))
            return (ent_role)feed_role_title_words[i].role;
    return ENT_ROLE_NONE;
}
