/*
 * test_endpoint - a URL that something is sent to
 */
#include <criterion/criterion.h>

#include "base/endpoint.h"

TestSuite(endpoint);

static void
check(const char *url, const char *host, const char *port, const char *path)
{
	struct endpoint e;

	cr_assert(endpoint_read(url, &e), "%s", url);
	cr_assert_str_eq(e.host, host);
	cr_assert_str_eq(e.port, port);
	cr_assert_str_eq(e.path, path);
}

Test(endpoint, what_is_left_out_is_the_usual)
{
	check("http://localhost", "localhost", "4318", "/v1/traces");
	check("http://127.0.0.1:80", "127.0.0.1", "80", "/v1/traces");
	check("http://c/x?y=1", "c", "4318", "/x?y=1");
	check("http://[::1]:4000/v1/traces", "::1", "4000", "/v1/traces");
	check("http://[::1]", "::1", "4318", "/v1/traces");
}

Test(endpoint, others_are_none)
{
	static const char *const bad[] = { "", "off", "localhost:4318",
	    "https://localhost", "http://", "http:///x", "http://:80",
	    "http://a:0", "http://a:65536", "http://a:", "http://a:1b",
	    "http://[::1", "http://[]:80", "http://[::1]80",
	    "http://user@host/", "http://a/b c", "http://a/b\r\nX: y",
	    "http://a/#b", "http://a?b", "http://a b" };
	struct endpoint e;
	size_t i;

	for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
		cr_assert_not(endpoint_read(bad[i], &e), "'%s' was read",
		    bad[i]);
}
