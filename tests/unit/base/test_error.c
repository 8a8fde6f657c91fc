/* test_error.c: what an error keeps, and how the process stops. */
#include "base_test.h"

#include "base/error_priv.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void
an_error_says_what_and_hands_the_status_back(void **state)
{
    ent_error e = {0};

    (void)state;
    assert_int_equal(ent_fail(&e, ENT_E_PARSE, "column %d is \"%s\"", 3, "x"), ENT_E_PARSE);
    assert_int_equal(e.status, ENT_E_PARSE);
    assert_string_equal(e.text, "column 3 is \"x\"");
}

static void
a_caller_who_wants_no_error_still_gets_the_status(void **state)
{
    (void)state;
    assert_int_equal(ent_fail(NULL, ENT_E_IO, "x"), ENT_E_IO);
    assert_int_equal(ent_fail_at(NULL, ENT_E_LIMIT, "f", 1, 2, "x"), ENT_E_LIMIT);
    assert_int_equal(ent_fail_errno(NULL, "f", "open", ENOENT), ENT_E_IO);
}

static void
a_later_message_keeps_the_place(void **state)
{
    ent_error e = {0};

    (void)state;
    (void)ent_fail_at(&e, ENT_E_PARSE, "events.tsv", 7, 301, "bad");
    (void)ent_fail(&e, ENT_E_DOMAIN, "worse");
    assert_string_equal(e.file, "events.tsv");
    assert_int_equal(e.row, 7);
    assert_int_equal(e.byte, 301);
    assert_string_equal(e.text, "worse");
    (void)ent_fail_at(&e, ENT_E_DOMAIN, NULL, 0, 0, "nowhere");
    assert_string_equal(e.file, "");
}

static void
a_message_may_wrap_itself(void **state)
{
    ent_error e = {0};

    (void)state;
    (void)ent_fail(&e, ENT_E_PARSE, "inner");
    (void)ent_fail(&e, e.status, "outer: %s", e.text);
    assert_string_equal(e.text, "outer: inner");
}

static void
a_long_message_is_cut_between_characters(void **state)
{
    char text[2 * ENT_ERROR_TEXT_MAX];
    ent_error e = {0};

    (void)state;
    memset(text, 'a', sizeof text);
    text[sizeof text - 1] = '\0';
    memcpy(text + ENT_ERROR_TEXT_MAX - 2, "\xC3\xA9", 2); /* its second byte does not fit */
    (void)ent_fail_at(&e, ENT_E_PARSE, text, 1, 0, "%s", text);
    assert_int_equal(strlen(e.text), ENT_ERROR_TEXT_MAX - 2);
    assert_true(ent_utf8_valid(e.text, strlen(e.text)));
    assert_int_equal(strlen(e.file), ENT_ERROR_FILE_MAX - 1);
}

static void
a_system_error_names_file_deed_and_reason(void **state)
{
    ent_error e = {0};

    (void)state;
    assert_int_equal(ent_fail_errno(&e, "a.csv", "open", ENOENT), ENT_E_IO);
    assert_string_equal(e.text, "cannot open: No such file or directory");
    assert_string_equal(e.file, "a.csv");
    assert_int_equal(ent_fail_errno(&e, "a.csv", "open", ENOMEM), ENT_E_NOMEM);
    assert_int_equal(ent_fail_errno(&e, "a.csv", "open", 99999), ENT_E_IO);
    HAS(e.text, "unknown error");
}

static void
each_status_has_a_name_of_its_own(void **state)
{
    int a, b;

    (void)state;
    for (a = ENT_OK; a <= ENT_E_FORMAT; a++) {
        assert_string_not_equal(ent_status_name((ent_status)a), "no such status");
        for (b = ENT_OK; b < a; b++)
            assert_string_not_equal(ent_status_name((ent_status)a), ent_status_name((ent_status)b));
    }
    assert_string_equal(ent_status_name((ent_status)1000), "no such status");
    assert_string_equal(ent_status_name(ENT_E_NOMEM), "out of memory");
}

enum { ABORTED = 42 };

/* exit, unlike dying of the signal, lets the coverage be written. */
static void
on_abort(int signal_number)
{
    (void)signal_number;
    exit(ABORTED);
}

/* The child's own part: its standard error is the pipe. */
static void
break_a_promise(int out)
{
    (void)dup2(out, STDERR_FILENO);
    signal(SIGABRT, on_abort);
    ENT_ASSERT(1 + 1 == 3);
    _exit(0);
}

static void
a_broken_promise_of_ours_stops_the_process_with_its_place(void **state)
{
    char text[512] = {0};
    int pipes[2], status = 0;
    size_t n = 0;
    ssize_t got;
    pid_t child;

    (void)state;
    assert_int_equal(pipe(pipes), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) break_a_promise(pipes[1]);
    close(pipes[1]);
    while (n < sizeof text - 1 && (got = read(pipes[0], text + n, sizeof text - 1 - n)) > 0)
        n += (size_t)got;
    close(pipes[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), ABORTED);
    HAS(text, "test_error.c:");
    HAS(text, "1 + 1 == 3");
}

static void
a_kept_promise_costs_nothing(void **state)
{
    (void)state;
    ENT_ASSERT(1 + 1 == 2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_error_says_what_and_hands_the_status_back),
        cmocka_unit_test(a_caller_who_wants_no_error_still_gets_the_status),
        cmocka_unit_test(a_later_message_keeps_the_place),
        cmocka_unit_test(a_message_may_wrap_itself),
        cmocka_unit_test(a_long_message_is_cut_between_characters),
        cmocka_unit_test(a_system_error_names_file_deed_and_reason),
        cmocka_unit_test(each_status_has_a_name_of_its_own),
        cmocka_unit_test(a_broken_promise_of_ours_stops_the_process_with_its_place),
        cmocka_unit_test(a_kept_promise_costs_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
