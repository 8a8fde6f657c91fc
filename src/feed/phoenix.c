/* feed/phoenix.c: what both Phoenix vintages write alike: actors in parts, code, intensity. */
#include "feed/phoenix_priv.h"

#include "feed/columns_priv.h"
#include "feed/roles_priv.h"

feed_text
feed_phoenix_country(feed_text root)
{
    static const char *const no_country[] = {"IGO", "NGO", "IMG", "MNC"};

    for (size_t i = 0; i < sizeof no_country / sizeof *no_country; i++)
        if (feed_text_is(root, no_country[i])) return (feed_text){root.p, 0};
    return root;
}

uint8_t
feed_phoenix_role(feed_text agent, feed_text others)
{
    ent_role role = agent.n == 3 ? feed_role_cameo(agent.p) : ENT_ROLE_NONE;

    for (uint32_t at = 0; role == ENT_ROLE_NONE && at + 3 <= others.n; at += 4)
        role = feed_role_cameo(others.p + at);
    return (uint8_t)role;
}

feed_text
feed_phoenix_code(feed_text code)
{
    return feed_text_is(code, "---") ? (feed_text){code.p, 0} : code;
}

bool
feed_phoenix_intensity(feed_text goldstein, unsigned column, feed_row *row, feed_reason *why)
{
    int32_t tenths = 0;

    if (goldstein.n == 0) return true;
    if (!feed_read_decimal(goldstein, 1, &tenths) || tenths < -FEED_INTENSITY_MAX ||
        tenths > FEED_INTENSITY_MAX)
        return feed_refuse(why, column + 1, "goldstein", goldstein, "want a number in -10..10");
    row->has_intensity = true;
    row->intensity_tenths = (int16_t)tenths;
    return true;
}
