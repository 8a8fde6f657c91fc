/* feed/scan_kernel.h: the body of a scanner; scan.c includes it once for each width. It wants
 * KERNEL(name), TARGET, and the functions KERNEL(load), which makes the bits of one block, and
 * KERNEL(put), which writes the offsets of set bits and may write up to SCAN_BLOCK words. */

/* Bits of a block; bytes behind the buffer have none. */
TARGET static inline scan_bits
KERNEL(load_block)(scan_view v, size_t block)
{
    scan_bits bits = KERNEL(load)(v, v.text + block);

    if (block + SCAN_BLOCK > v.n) {
        uint64_t inside = ~UINT64_C(0) >> (SCAN_BLOCK - (v.n - block));

        bits.separators &= inside;
        bits.line_ends &= inside;
        bits.odd_bytes &= inside;
        bits.quote_marks &= inside;
    }
    return bits;
}

/* Fields of a block's bits where separators between quotes do not count. */
TARGET static inline uint32_t
KERNEL(take_quoted)(feed_scan *s, uint64_t separators, uint64_t quotes, uint32_t base,
                    uint32_t n_fields)
{
    for (uint64_t bits = separators | quotes; bits; bits &= bits - 1) {
        unsigned i = (unsigned)__builtin_ctzll(bits);

        if (quotes >> i & 1) {
            s->open_quote = !s->open_quote;
        } else if (!s->open_quote) {
            if (n_fields < ENT_FEED_FIELDS_MAX) s->ends[n_fields] = base + i;
            n_fields++;
        }
    }
    return n_fields;
}

/* The same without quotes. */
TARGET static inline uint32_t
KERNEL(take_plain)(feed_scan *s, uint64_t separators, uint32_t base, uint32_t n_fields)
{
    if (n_fields < ENT_FEED_FIELDS_MAX) KERNEL(put)(s->ends + n_fields, separators, base);
    return n_fields + (uint32_t)__builtin_popcountll(separators);
}

TARGET static bool
KERNEL(next)(feed_scan *s)
{
    /* by value: the compiler need not fear that writing ends changes what is looked for */
    const scan_view v = {s->text, s->n, s->separator, s->line_end, s->quotes};
    scan_bits bits = s->bits;
    size_t block = s->block, start = s->at;
    uint64_t odd = 0;
    uint32_t n_fields = 0;

    s->start = start;
    s->open_quote = false;
    if (!s->loaded && block < v.n) bits = KERNEL(load_block)(v, block);
    while (block < v.n) {
        uint64_t end = bits.line_ends & -bits.line_ends; /* the first, or none */
        uint64_t below = end - 1;                        /* none: all bits */
        uint32_t base = (uint32_t)(block - start);

        odd |= bits.odd_bytes & below;
        n_fields = v.quotes ? KERNEL(take_quoted)(s, bits.separators & below,
                                                  bits.quote_marks & below, base, n_fields)
                            : KERNEL(take_plain)(s, bits.separators & below, base, n_fields);
        if (end) {
            s->length = block + (size_t)__builtin_ctzll(end) - start;
            if (n_fields < ENT_FEED_FIELDS_MAX) s->ends[n_fields] = (uint32_t)s->length;
            s->n_fields = n_fields + 1;
            s->odd = odd != 0;
            s->at = start + s->length + 1;
            s->block = block;
            s->loaded = true;
            s->bits = (scan_bits){bits.separators & ~below, bits.line_ends & ~end,
                                  bits.odd_bytes & ~below, bits.quote_marks & ~below};
            return true;
        }
        block += SCAN_BLOCK;
        if (block < v.n) bits = KERNEL(load_block)(v, block);
    }
    s->n_fields = n_fields;
    s->odd = odd != 0;
    s->block = block;
    s->loaded = false;
    return false;
}
