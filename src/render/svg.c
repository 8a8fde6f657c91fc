/* svg.c: one chart as an SVG element: frame, title, links; the chart's own file draws the marks. */
#include "render/svg_priv.h"

#include <string.h>

static void
draw_marks(ent_svg *s)
{
    switch (s->chart->kind) {
    case ENT_CHART_LINE:
        ent_svg_line(s);
        break;
    case ENT_CHART_MIRROR:
        ent_svg_mirror(s);
        break;
    case ENT_CHART_TIMELINE:
        ent_svg_timeline(s);
        break;
    case ENT_CHART_DUMBBELL:
        ent_svg_dumbbell(s);
        break;
    case ENT_CHART_LADDER:
        ent_svg_ladder(s);
        break;
    }
}

static bool
has_marks(const ent_chart *c)
{
    for (size_t i = 0; i < c->n_series; i++)
        if (c->series[i].n > 0) return true;
    return false;
}

static void
draw_empty(ent_svg *s)
{
    ent_svg_text(s, s->width / 2, s->top + 28, 'm', "q", "Nothing to draw: no evidence held.",
                 s->width);
    s->height = s->top + 48;
}

/** <svg> with its size, title, description and the hatch that "not covered" is drawn with. */
static void
open_svg(ent_svg *s, ent_rd_out *out, bool alone)
{
    const ent_chart *c = s->chart;

    ent_rd_s(out,
             "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"ch\" role=\"img\" viewBox=\"0 0 ");
    ent_rd_num(out, s->width);
    ent_rd_s(out, " ");
    ent_rd_num(out, s->height);
    ent_rd_s(out, "\" aria-labelledby=\"");
    ent_rd_anchor(out, "t-", s->key);
    ent_rd_s(out, " ");
    ent_rd_anchor(out, "d-", s->key);
    ent_rd_s(out, "\">");
    ent_rd_s(out, "<title id=\"");
    ent_rd_anchor(out, "t-", s->key);
    ent_rd_s(out, "\">");
    ent_rd_esc(out, c->title);
    ent_rd_s(out, "</title><desc id=\"");
    ent_rd_anchor(out, "d-", s->key);
    ent_rd_s(out, "\">");
    ent_rd_esc(out, c->description ? c->description : c->title);
    ent_rd_s(out, "</desc>");
    if (alone) {
        ent_rd_s(out, "<style>");
        ent_rd_s(out, ent_svg_css);
        ent_rd_s(out, "</style><rect class=\"paper\" width=\"100%\" height=\"100%\"/>");
    }
    if (!s->any_uncovered) return;
    ent_rd_s(out, "<defs><pattern id=\"");
    ent_rd_anchor(out, "h-", s->key);
    ent_rd_s(out, "\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" "
                  "patternTransform=\"rotate(45)\"><rect class=\"hb\" width=\"5\" height=\"5\"/>"
                  "<path class=\"hl\" d=\"M0 0V5\"/></pattern></defs>");
}

/** The links over the drawing: a drawing with role img may not hold links itself. */
static void
add_hits(ent_svg *s, ent_rd_out *out)
{
    if (s->hits.status && !out->status) out->status = s->hits.status;
    if (s->hits.buf->len == 0) return;
    ent_rd_s(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"hits\" aria-hidden=\"true\" "
                  "viewBox=\"0 0 ");
    ent_rd_num(out, s->width);
    ent_rd_s(out, " ");
    ent_rd_num(out, s->height);
    ent_rd_s(out, "\">");
    ent_rd_n(out, s->hits.buf->data, s->hits.buf->len);
    ent_rd_s(out, "</svg>");
}

static void
draw_alone_text(ent_svg *s)
{
    ent_svg_text(s, 4, 18, 's', "ct", s->chart->title ? s->chart->title : "", s->width - 8);
    s->top = 30;
}

ent_status
ent_svg_draw(const ent_chart *chart, const ent_rd_index *index, const char *key, bool narrow,
             ent_rd_out *out)
{
    ent_buf body = {.max = out->buf->max}, hits = {.max = out->buf->max};
    ent_svg s = {.chart = chart, .index = index, .narrow = narrow, .key = key};
    bool alone = index == NULL;

    s.width = narrow ? 340 : 720;
    s.scratch.max = out->buf->max;
    ent_rd_begin(&s.body, &body);
    ent_rd_begin(&s.hits, &hits);
    s.top = 4;
    if (alone) draw_alone_text(&s);
    if (has_marks(chart))
        draw_marks(&s);
    else
        draw_empty(&s);
    if (alone && chart->source_line) {
        ent_svg_text(&s, 4, s.height + 12, 's', "q", chart->source_line, s.width - 8);
        s.height += 20;
    }
    if (s.body.status && !out->status) out->status = s.body.status;
    open_svg(&s, out, alone);
    ent_rd_n(out, body.data, body.len);
    ent_rd_s(out, "</svg>");
    add_hits(&s, out);
    ent_buf_clear(&s.body.tmp);
    ent_buf_clear(&s.hits.tmp);
    ent_buf_clear(&s.scratch);
    ent_buf_clear(&body);
    ent_buf_clear(&hits);
    return out->status;
}

ent_status
ent_render_svg(const ent_chart *chart, ent_buf *out, ent_error *err)
{
    ent_rd_out o;

    ent_rd_begin(&o, out);
    (void)ent_svg_draw(chart, NULL, chart->id ? chart->id : "chart", false, &o);
    return ent_rd_end(&o, err);
}
