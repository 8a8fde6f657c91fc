/* test_dossier.c: the page as a whole: order, annex, sources, memory that runs out, two names. */
#include "fixture.h"

#include <stdlib.h>

static void
print_if_asked(fixture *f) {
    if (!getenv("ENT_SHOW_PAGE")) return;
    for (size_t i = 0; i < f->page.n_sections; i++)
        printf("# == %s\n%s\n", f->page.sections[i].title, fixture_text(f, f->page.sections[i].id));
}

static void
a_full_page_holds(void **state) {
    fixture *f = fixture_full();

    (void)state;
    fixture_build(f);
    print_if_asked(f);
    page_holds(f);
    fixture_against(f);
    fixture_build(f);
    page_holds(f);
    fixture_free(f);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        FACT("a full page holds", a_full_page_holds),
    };

    return RUN(tests);
}
