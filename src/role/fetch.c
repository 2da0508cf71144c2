/* The fetch process: asks other web servers whether a page of theirs is still there (role/role.h).
 *
 * It has no keys and no database: jobs sends an address as one packet, it answers with one number (HTTP status,
 * LINK_SILENT, LINK_REFUSED). Only http and https, only public addresses (looked at when the socket is opened, so that a
 * name can not change its mind), at most 64 kB, five redirects and twenty seconds.
 */
#include <arpa/inet.h>
#include <curl/curl.h>
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/log.h"
#include "role/fetch.h"
#include "role/role.h"

enum { BODY_MAX = 64 << 10 };

bool fetch_public_v4(uint32_t a)
{
	static const struct { uint32_t net; int bits; } closed[] = {
		{ 0x00000000, 8 }, { 0x0A000000, 8 }, { 0x64400000, 10 }, { 0x7F000000, 8 }, { 0xA9FE0000, 16 }, { 0xAC100000, 12 }, { 0xC0000000, 24 },
		{ 0xC0000200, 24 }, { 0xC0A80000, 16 }, { 0xC6120000, 15 }, { 0xC6336400, 24 }, { 0xCB007100, 24 }, { 0xE0000000, 3 },
	};
	for (size_t i = 0; i < COUNT_OF(closed); i++)
		if ((a ^ closed[i].net) >> (32 - closed[i].bits) == 0) return false;
	return true;
}

/* Global unicast 2000::/3 without the documentation and transition ranges. */
bool fetch_public_v6(const unsigned char a[16])
{
	static const unsigned char documentation[4] = { 0x20, 0x01, 0x0D, 0xB8 }, teredo[4] = { 0x20, 0x01, 0, 0 };
	if ((a[0] & 0xE0) != 0x20) return false;
	return memcmp(a, documentation, 4) != 0 && memcmp(a, teredo, 4) != 0 && !(a[0] == 0x20 && a[1] == 0x02);
}

static curl_socket_t open_public(void *arg, curlsocktype purpose, struct curl_sockaddr *to)
{
	(void)purpose;
	bool good = false;
	if (to->family == AF_INET) {
		struct sockaddr_in v4;
		memcpy(&v4, &to->addr, sizeof v4);
		good = fetch_public_v4(ntohl(v4.sin_addr.s_addr));
	} else if (to->family == AF_INET6) {
		struct sockaddr_in6 v6;
		memcpy(&v6, &to->addr, sizeof v6);
		good = fetch_public_v6(v6.sin6_addr.s6_addr);
	}
	if (!good) *(bool *)arg = true;
	return good ? socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol) : CURL_SOCKET_BAD;
}

static size_t count_body(char *p, size_t size, size_t n, void *arg)
{
	(void)p;
	size_t *seen = arg;
	*seen += size * n;
	return *seen > BODY_MAX ? 0 : size * n; /* enough: it answers */
}

int fetch_look(const char *url)
{
	CURL *c = curl_easy_init();
	bool refused = false;
	size_t seen = 0;
	long code = 0;
	if (!c) return LINK_SILENT;
	curl_easy_setopt(c, CURLOPT_URL, url);
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(c, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 1L);
	curl_easy_setopt(c, CURLOPT_MAXREDIRS, 5L);
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_PROXY, "");
	curl_easy_setopt(c, CURLOPT_TIMEOUT, 20L);
	curl_easy_setopt(c, CURLOPT_USERAGENT, "kenmin-link-check");
	curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_public);
	curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, &refused);
	curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, count_body);
	curl_easy_setopt(c, CURLOPT_WRITEDATA, &seen);
	CURLcode result = curl_easy_perform(c);
	curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &code);
	curl_easy_cleanup(c);
	if (refused || result == CURLE_UNSUPPORTED_PROTOCOL || result == CURLE_URL_MALFORMAT) return LINK_REFUSED;
	return code > 0 ? (int)code : LINK_SILENT;
}

static void answer_one(int peer)
{
	char url[LINK_URL_MAX + 1];
	ssize_t n = recv(peer, url, LINK_URL_MAX, 0);
	if (n <= 0) return;
	url[n] = 0;
	int32_t status = fetch_look(url);
	if (send(peer, &status, sizeof status, MSG_NOSIGNAL) < 0) log_warn(3341, "jobs does not listen: %s", strerror(errno));
}

int fetch_run(struct role_run *run)
{
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) return 1;
	role_ready(run);
	struct pollfd p[2] = { { .fd = run->stop_fd, .events = POLLIN }, { .fd = run->peer_fd, .events = POLLIN } };
	for (;;) {
		if (poll(p, 2, -1) < 0 && errno != EINTR) break;
		if (p[0].revents) break;
		if (p[1].revents & POLLIN) answer_one(run->peer_fd);
		else if (p[1].revents) p[1].fd = -1; /* jobs is gone; the supervisor brings a new pair */
		p[1].revents = 0;
	}
	curl_global_cleanup();
	return 0;
}
