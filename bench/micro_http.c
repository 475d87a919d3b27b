/*
 * micro_http - what reading a request's head costs, beside a plain reader
 *
 * The plain one finds the empty line, then each line's end and colon with the
 * C library, and compares the name with all known ones by strncasecmp(); it
 * checks nothing.  Both must find the same headers in the same places.  The
 * two take turns in short rounds of CPU time; what is printed is the median
 * round, with the fastest and the slowest.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/http.h"
#include "clock.h"
#include "log.h"

#define ROUNDS		21
#define ROUND_NS	10000000	/* CPU time of one round */
#define BATCH		1000		/* heads between two looks at it */

struct job {
	const char	*name, *text;
	size_t		 len;
	double		 ns[2][ROUNDS];	/* a head, ours and plain */
};

static const char *const names[] = {
#define HTTP_HEADER(id, name, times) name,
#include "tbl/http_headers.h"
};

static uint64_t
sum_spans(const struct http_span *header)
{
	uint64_t sum = 0;
	int i;

	for (i = 0; i < HTTP_HEADERS; i++)
		sum += (uint64_t)(i + 1) * (header[i].at * 32768u +
		    header[i].len);
	return sum;
}

static void
read_ours(const struct job *job, struct http_head *head)
{
	struct http_reader r = { 0 };

	if (http_read_head(&r, job->text, job->len, head) != OK)
		fatal("not read: %s", http_fault(&r)->text);
}

static void
keep_header(const struct job *job, const char *line, const char *end,
    struct http_head *head)
{
	const char *colon = memchr(line, ':', (size_t)(end - line));
	size_t len, i;

	if (colon == NULL)
		fatal("no colon");
	len = (size_t)(colon - line);
	for (colon++; *colon == ' '; )
		colon++;
	for (i = 0; i < HTTP_HEADERS; i++)
		if (strlen(names[i]) == len &&
		    strncasecmp(names[i], line, len) == 0)
			head->header[i] = (struct http_span){
			    (uint16_t)(colon - job->text),
			    (uint16_t)(end - colon) };
}

static void
read_plainly(const struct job *job, struct http_head *head)
{
	const char *stop = memmem(job->text, job->len, "\r\n\r\n", 4);
	const char *line, *end;

	*head = (struct http_head){ 0 };
	if (stop == NULL)
		fatal("no end");
	line = (const char *)memchr(job->text, '\n', job->len) + 1;
	for (; line < stop; line = end + 2) {
		end = memchr(line, '\r', job->len);
		keep_header(job, line, end, head);
	}
}

typedef void reader(const struct job *, struct http_head *);

static double
time_round(const struct job *job, reader *read)
{
	uint64_t start = clock_cpu_ns(), now = start, turns = 0;
	struct http_head head;
	int i;

	for (; now - start < ROUND_NS; now = clock_cpu_ns())
		for (i = 0; i < BATCH; i++, turns++) {
			read(job, &head);
			/* Its result is wanted, and not that of the last. */
			__asm__ volatile("" : : "r"(&head) : "memory");
		}
	return (double)(now - start) / (double)turns;
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void
hold(struct job *job)
{
	static reader *const readers[2] = { read_ours, read_plainly };
	struct http_head heads[2];
	int round, side;

	job->len = strlen(job->text);
	for (side = 0; side < 2; side++)
		readers[side](job, &heads[side]);
	if (sum_spans(heads[0].header) != sum_spans(heads[1].header))
		fatal("%s: the two do not agree", job->name);
	for (round = 0; round < ROUNDS; round++)
		for (side = 0; side < 2; side++)
			job->ns[side][round] = time_round(job, readers[side]);
	for (side = 0; side < 2; side++)
		qsort(job->ns[side], ROUNDS, sizeof(double), compare);
	printf("%-8s %5zu B  %6.0f ns (%.0f-%.0f)  plain %6.0f ns  %4.1fx\n",
	    job->name, job->len, job->ns[0][ROUNDS / 2], job->ns[0][0],
	    job->ns[0][ROUNDS - 1], job->ns[1][ROUNDS / 2],
	    job->ns[1][ROUNDS / 2] / job->ns[0][ROUNDS / 2]);
}

int
main(void)
{
	static struct job jobs[] = {
		{ .name = "small", .text = "GET / HTTP/1.1\r\n"
		    "Host: localhost\r\n\r\n" },
		{ .name = "mcp", .text = "POST /mcp HTTP/1.1\r\n"
		    "Host: 127.0.0.1:7531\r\n"
		    "Content-Type: application/json\r\n"
		    "Accept: application/json, text/event-stream\r\n"
		    "MCP-Protocol-Version: 2026-07-28\r\n"
		    "Mcp-Method: tools/call\r\n"
		    "Mcp-Name: voxel_build\r\n"
		    "User-Agent: node-fetch/1.0 (agent; linux)\r\n"
		    "Content-Length: 153\r\n\r\n" },
		{ .name = "browser", .text = "GET /viewer?model=castle "
		    "HTTP/1.1\r\n"
		    "Host: 127.0.0.1:7531\r\n"
		    "Connection: keep-alive\r\n"
		    "Upgrade-Insecure-Requests: 1\r\n"
		    "User-Agent: Mozilla/5.0 (X11; Linux x86_64) "
		    "AppleWebKit/537.36 (KHTML, like Gecko) "
		    "Chrome/142.0.0.0 Safari/537.36\r\n"
		    "Accept: text/html,application/xhtml+xml,"
		    "application/xml;q=0.9,image/avif,image/webp,"
		    "image/apng,*/*;q=0.8\r\n"
		    "Sec-Fetch-Site: none\r\n"
		    "Sec-Fetch-Mode: navigate\r\n"
		    "Sec-Fetch-User: ?1\r\n"
		    "Sec-Fetch-Dest: document\r\n"
		    "Accept-Encoding: gzip, deflate, br, zstd\r\n"
		    "Accept-Language: en-GB,en;q=0.9\r\n\r\n" },
	};
	size_t i;

	for (i = 0; i < sizeof(jobs) / sizeof(jobs[0]); i++)
		hold(&jobs[i]);
	return 0;
}
