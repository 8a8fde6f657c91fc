/* feed/scan_kernel.h: the body of a scanner; scan.c includes it once for each width. It wants
 * KERNEL(name), TARGET and a function KERNEL(load) that makes the bits of one block. */

/* Bits of the block at scan->block; bytes behind the buffer have none. */
TARGET static inline void
KERNEL(load_block)(feed_scan *s)
{
    KERNEL(load)(s, s->text + s->block);
    if (s->block + SCAN_BLOCK > s->n) {
        uint64_t inside = s->block < s->n ? ~UINT64_C(0) >> (SCAN_BLOCK - (s->n - s->block)) : 0;

        s->separators &= inside;
        s->line_ends &= inside;
        s->odd_bytes &= inside;
        s->quote_marks &= inside;
    }
    s->loaded = true;
}

/* Offsets of set bits to out, eight at a time: the buffer has room behind its end. */
TARGET static inline uint32_t
KERNEL(put)(uint32_t *out, uint64_t bits, uint32_t base)
{
    uint32_t n = (uint32_t)__builtin_popcountll(bits);

    for (uint32_t i = 0; i < n; i += 4) {
        for (uint32_t k = 0; k < 4; k++) {
            /* an empty word gives a number nobody reads */
            out[i + k] = base + (uint32_t)__builtin_ctzll(bits | (UINT64_C(1) << 63));
            bits &= bits - 1;
        }
    }
    return n;
}

/* Fields of [the current place, below the line end or the block's end) without quotes. */
TARGET static inline void
KERNEL(take_plain)(feed_scan *s, uint64_t below)
{
    uint32_t base = (uint32_t)(s->block - s->start);
    uint64_t bits = s->separators & below;

    if (s->n_fields < ENT_FEED_FIELDS_MAX)
        s->n_fields += KERNEL(put)(s->ends + s->n_fields, bits, base);
    else
        s->n_fields += (uint32_t)__builtin_popcountll(bits);
    s->separators &= ~below;
}

/* The same where separators between quotes do not count. */
TARGET static inline void
KERNEL(take_quoted)(feed_scan *s, uint64_t below)
{
    uint64_t bits = (s->separators | s->quote_marks) & below;
    uint32_t base = (uint32_t)(s->block - s->start);

    for (; bits; bits &= bits - 1) {
        unsigned i = (unsigned)__builtin_ctzll(bits);

        if (s->quote_marks >> i & 1) {
            s->open_quote = !s->open_quote;
        } else if (!s->open_quote) {
            if (s->n_fields < ENT_FEED_FIELDS_MAX) s->ends[s->n_fields] = base + i;
            s->n_fields++;
        }
    }
    s->separators &= ~below;
    s->quote_marks &= ~below;
}

TARGET static bool
KERNEL(next)(feed_scan *s)
{
    uint64_t odd = 0;

    s->start = s->at;
    s->n_fields = 0;
    s->open_quote = false;
    if (!s->loaded && s->block < s->n) KERNEL(load_block)(s);
    while (s->block < s->n) {
        uint64_t end = s->line_ends & -s->line_ends; /* the first, or none */
        uint64_t below = end - 1;                    /* none: all bits */

        odd |= s->odd_bytes & below;
        if (s->quotes)
            KERNEL(take_quoted)(s, below);
        else
            KERNEL(take_plain)(s, below);
        if (end) {
            s->length = s->block + (size_t)__builtin_ctzll(end) - s->start;
            if (s->n_fields < ENT_FEED_FIELDS_MAX) s->ends[s->n_fields] = (uint32_t)s->length;
            s->n_fields++;
            s->odd = odd != 0;
            s->at = s->start + s->length + 1;
            s->line_ends &= ~end;
            s->odd_bytes &= ~below;
            return true;
        }
        s->block += SCAN_BLOCK;
        s->loaded = false;
        if (s->block < s->n) KERNEL(load_block)(s);
    }
    s->odd = odd != 0;
    return false;
}
