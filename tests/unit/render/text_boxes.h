/* text_boxes.h: where the texts of a drawing stand, to find those that overlap. */
#ifndef TEXT_BOXES_H
#define TEXT_BOXES_H

#include "render/svg_priv.h"
#include "render_test.h"

typedef struct box {
    double from, to, y;
} box;

/** Where the texts of a drawing stand, by the drawing's own measure. */
static inline size_t
text_boxes(const char *drawing, box *out, size_t max)
{
    ent_buf body = {0};
    ent_svg s = {0};
    size_t n = 0;

    ent_rd_begin(&s.body, &body);
    for (const char *p = strstr(drawing, "<text "); p && n < max; p = strstr(p + 1, "<text ")) {
        char words[256] = "";
        double x = strtod(strstr(p, "x=\"") + 3, NULL), y = strtod(strstr(p, "y=\"") + 3, NULL);
        const char *open = strchr(p, '>') + 1;
        size_t len = strcspn(open, "<");
        if (len >= sizeof words) len = sizeof words - 1;
        memcpy(words, open, len);
        const char *anchor = strstr(p, "text-anchor=\"");
        double w = ent_svg_text_width(&s, words);
        if (!anchor || anchor > open)
            out[n++] = (box){x, x + w, y};
        else if (anchor[13] == 'e')
            out[n++] = (box){x - w, x, y};
        else
            out[n++] = (box){x - w / 2, x + w / 2, y};
    }
    ent_buf_clear(&s.scratch);
    ent_buf_clear(&s.body.tmp);
    ent_buf_clear(&body);
    return n;
}

/** No two texts on one line may touch. */
static inline void
none_overlap(const char *drawing)
{
    static const size_t max = 2000;
    box *boxes = ent_alloc(max, sizeof *boxes);

    assert_non_null(boxes);
    size_t n = text_boxes(drawing, boxes, max);
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++) {
            if (fabs(boxes[i].y - boxes[k].y) >= 10) continue;
            assert_true(boxes[i].to <= boxes[k].from + 0.5 || boxes[k].to <= boxes[i].from + 0.5);
        }
    ent_free(boxes);
}

#endif
