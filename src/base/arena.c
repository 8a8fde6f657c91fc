/* base/arena.c: many small objects in a few blocks, freed at once. */
#include "entente/base.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { BLOCK_FIRST = 4096, BLOCK_LAST = 1 << 20 };

typedef struct ent_arena_block {
    struct ent_arena_block *next;
    size_t at, cap;
    alignas(max_align_t) char data[];
} block;

/* A block of cap bytes, zeroed; not yet in any list. */
static block *
new_block(size_t cap)
{
    block *b;
    size_t bytes;

    if (!ent_add_size(cap, sizeof *b, &bytes)) return NULL;
    b = ent_alloc(bytes, 1);
    if (b) b->cap = cap;
    return b;
}

/* The block to take `bytes` from, with room for them. */
static block *
block_for(ent_arena *arena, size_t bytes)
{
    block *head = arena->head, *b;
    size_t cap = BLOCK_FIRST;

    if (head && bytes <= head->cap - head->at) return head;
    if (head) cap = head->cap < BLOCK_LAST / 2 ? head->cap * 2 : BLOCK_LAST;
    if (head && bytes > cap / 4) { /* its own block, behind the head, which still has room */
        b = new_block(bytes);
        if (b) {
            b->next = head->next;
            head->next = b;
        }
        return b;
    }
    b = new_block(bytes > cap ? bytes : cap);
    if (b) {
        b->next = head;
        arena->head = b;
    }
    return b;
}

void *
ent_arena_alloc(ent_arena *arena, size_t n, size_t size)
{
    const size_t unit = alignof(max_align_t);
    size_t wanted, bytes, used;
    block *b;
    void *p;

    if (!ent_mul_size(n, size, &wanted) || !ent_add_size(wanted, unit - 1, &bytes)) return NULL;
    bytes = bytes / unit * unit;
    if (bytes == 0) bytes = unit;
    if (!ent_add_size(arena->used, bytes, &used) || (arena->limit && used > arena->limit))
        return NULL;
    b = block_for(arena, bytes);
    if (!b) return NULL;
    p = b->data + b->at;
    b->at += bytes;
    arena->used = used;
    return p;
}

char *
ent_arena_strdup(ent_arena *arena, const char *s)
{
    return s ? ent_arena_strndup(arena, s, strlen(s)) : NULL;
}

char *
ent_arena_strndup(ent_arena *arena, const char *s, size_t len)
{
    size_t bytes;
    char *copy;

    if (!ent_add_size(len, 1, &bytes)) return NULL;
    copy = ent_arena_alloc(arena, bytes, 1);
    if (copy) memcpy(copy, s, len); /* the arena is zeroed: the end is there */
    return copy;
}

char *
ent_arena_printf(ent_arena *arena, const char *fmt, ...)
{
    char small[256];
    char *text = NULL;
    va_list args, again;
    int n;

    va_start(args, fmt);
    va_copy(again, args);
    n = vsnprintf(small, sizeof small, fmt, args);
    if (n >= 0) text = ent_arena_alloc(arena, (size_t)n + 1, 1);
    if (text && (size_t)n < sizeof small)
        memcpy(text, small, (size_t)n);
    else if (text)
        (void)vsnprintf(text, (size_t)n + 1, fmt, again);
    va_end(again);
    va_end(args);
    return text;
}

void
ent_arena_clear(ent_arena *arena)
{
    block *b, *next;

    if (!arena) return;
    for (b = arena->head; b; b = next) {
        next = b->next;
        ent_free(b);
    }
    arena->head = NULL;
    arena->used = 0;
}
