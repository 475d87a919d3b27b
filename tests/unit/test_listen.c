/*
 * test_listen - which addresses, and whose socket files
 */
#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "master/listen.h"

static struct master m;
static char folder[] = "/tmp/test_listen.XXXXXX";
static struct sockaddr_in address;
static char why[MASTER_WHY];

static void
start(void)
{
	cr_assert_not_null(mkdtemp(folder));
	snprintf(m.config.socket, sizeof m.config.socket, "%s/s", folder);
	snprintf(m.config.stats_socket, sizeof m.config.stats_socket, "%s/t",
	    folder);
	snprintf(m.config.admin_listen, sizeof m.config.admin_listen, "%s/a",
	    folder);
	strcpy(m.config.listen, "off");
	m.config.socket_mode = 600;
}

static void
finish(void)
{
	listen_close(&m);
	cr_assert_eq(rmdir(folder), 0, "something is left in it");
}

TestSuite(listen_address, .timeout = 10);
TestSuite(listen, .init = start, .fini = finish, .timeout = 10);

static void
takes(const char *text, uint32_t host, uint16_t port)
{
	cr_assert_eq(listen_address(text, &address, why), OK, "%s: %s", text,
	    why);
	cr_assert_eq(address.sin_family, AF_INET);
	cr_assert_eq(ntohl(address.sin_addr.s_addr), host);
	cr_assert_eq(ntohs(address.sin_port), port);
}

static void
refuses(const char *text, const char *words)
{
	cr_assert_eq(listen_address(text, &address, why), ERR_PARAMS, "%s",
	    text);
	cr_assert_not_null(strstr(why, words), "%s: %s", text, why);
}

Test(listen_address, host_and_port_are_read)
{
	takes("127.0.0.1:7531", 0x7f000001, 7531);
	takes("localhost:80", 0x7f000001, 80);
	takes("127.255.255.255:65535", 0x7fffffff, 65535);
	takes("127.0.0.2:0", 0x7f000002, 0);
}

Test(listen_address, only_loopback_is_listened_on)
{
	refuses("0.0.0.0:7531", "must name a loopback address");
	refuses("126.255.255.255:7531", "'126.255.255.255' is open to them");
	refuses("128.0.0.1:7531", "must name a loopback address");
	refuses("192.168.0.1:7531", "must name a loopback address");
	refuses("example:7531", "must name a loopback address");
	refuses("[::1]:7531", "must name a loopback address");
	refuses(":7531", "must name a loopback address");
	refuses("127.1:7531", "must name a loopback address");
}

Test(listen_address, port_is_a_number_in_range)
{
	refuses("127.0.0.1", "must be HOST:PORT");
	refuses("127.0.0.1:", "must be HOST:PORT");
	refuses("127.0.0.1:65536", "must be HOST:PORT");
	refuses("127.0.0.1:-1", "must be HOST:PORT");
	refuses("127.0.0.1:http", "not '127.0.0.1:http'");
	refuses("", "must be HOST:PORT");
}

Test(listen_address, long_host_is_refused)
{
	char text[100];

	snprintf(text, sizeof text, "%063d:1", 0);
	refuses(text, "must name a loopback address");
	snprintf(text, sizeof text, "%064d:1", 0);
	refuses(text, "must be HOST:PORT");
}

static bool
connects(const char *path)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	bool connected;

	strcpy(to.sun_path, path);
	connected = connect(fd, (struct sockaddr *)&to, sizeof to) == 0;
	close(fd);
	return connected;
}

static mode_t
mode_of(const char *path)
{
	struct stat st;

	cr_assert_eq(stat(path, &st), 0);
	cr_assert(S_ISSOCK(st.st_mode));
	return st.st_mode & 0777;
}

Test(listen, sockets_open_with_their_modes)
{
	m.config.socket_mode = 764;
	cr_assert_eq(listen_open(&m), OK, "%s", m.why);
	cr_assert(connects(m.config.socket));
	cr_assert(connects(m.config.stats_socket));
	cr_assert_eq(mode_of(m.config.socket), 0764);
	cr_assert_eq(mode_of(m.config.stats_socket), 0600);
	cr_assert_eq(mode_of(m.config.admin_listen), 0600);
	cr_assert_eq(m.listen_tcp, -1);
	cr_assert(fcntl(m.listen_unix, F_GETFD) & FD_CLOEXEC);
	cr_assert(fcntl(m.listen_unix, F_GETFL) & O_NONBLOCK);
}

Test(listen, close_removes_the_files)
{
	cr_assert_eq(listen_open(&m), OK);
	listen_close(&m);
	cr_assert_eq(access(m.config.socket, F_OK), -1);
	cr_assert_eq(access(m.config.stats_socket, F_OK), -1);
	cr_assert_eq(access(m.config.admin_listen, F_OK), -1);
	cr_assert_eq(m.listen_unix, -1);
}

Test(listen, off_opens_nothing)
{
	strcpy(m.config.socket, "off");
	strcpy(m.config.stats_socket, "off");
	strcpy(m.config.admin_listen, "off");
	cr_assert_eq(listen_open(&m), OK);
	cr_assert(m.listen_unix == -1 && m.listen_stats == -1);
	cr_assert_eq(access("off", F_OK), -1);
}

Test(listen, admin_takes_a_free_port_and_tells_it)
{
	strcpy(m.config.admin_listen, "127.0.0.1:0");
	cr_assert_eq(listen_open(&m), OK, "%s", m.why);
	cr_assert_neq(m.listen_admin, -1);
	cr_assert_str_neq(m.config.admin_listen, "127.0.0.1:0");
	cr_assert_eq(strncmp(m.config.admin_listen, "127.0.0.1:", 10), 0);
}

Test(listen, socket_file_that_nobody_listens_on_is_replaced)
{
	cr_assert_eq(listen_open(&m), OK);
	close(m.listen_unix);
	close(m.listen_stats);
	close(m.listen_admin);
	cr_assert_not(connects(m.config.socket));
	cr_assert_eq(listen_open(&m), OK, "%s", m.why);
	cr_assert(connects(m.config.socket));
}

Test(listen, socket_of_another_server_is_left_alone)
{
	static struct master other;

	cr_assert_eq(listen_open(&m), OK);
	other.config = m.config;
	cr_assert_eq(listen_open(&other), ERR_IO);
	cr_assert_not_null(strstr(other.why, "a server answers"));
	cr_assert_not_null(strstr(other.why, m.config.socket));
	cr_assert(connects(m.config.socket));
}

Test(listen, file_that_is_no_socket_is_left_alone)
{
	close(open(m.config.socket, O_CREAT | O_WRONLY, 0600));
	cr_assert_eq(listen_open(&m), ERR_IO);
	cr_assert_not_null(strstr(m.why, "replace what is no socket"), "%s",
	    m.why);
	cr_assert_eq(access(m.config.socket, F_OK), 0);
	unlink(m.config.socket);
}

Test(listen, folder_that_is_not_there_is_told)
{
	strcpy(m.config.socket, "/nonexistent/s");
	cr_assert_eq(listen_open(&m), ERR_IO);
	cr_assert_str_eq(m.why,
	    "cannot listen on /nonexistent/s: No such file or directory");
	cr_assert_eq(m.listen_unix, -1);
}

Test(listen, port_0_becomes_a_real_one)
{
	int client = socket(AF_INET, SOCK_STREAM, 0);

	strcpy(m.config.listen, "localhost:0");
	cr_assert_eq(listen_open(&m), OK, "%s", m.why);
	cr_assert_eq(listen_address(m.config.listen, &address, why), OK);
	cr_assert_neq(address.sin_port, 0);
	cr_assert_eq(connect(client, (struct sockaddr *)&address,
	    sizeof address), 0);
	close(client);
}

Test(listen, workers_share_a_port_only_when_they_accept)
{
	int fd;

	cr_assert_eq(listen_tcp_again(&m), -1);
	strcpy(m.config.listen, "127.0.0.1:0");
	m.config.accept = ACCEPT_REUSEPORT;
	cr_assert_eq(listen_open(&m), OK, "%s", m.why);
	fd = listen_tcp_again(&m);
	cr_assert_neq(fd, -1);
	close(fd);
}
