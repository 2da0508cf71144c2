/* Accounts of members over the whole server, without sockets: every rule of 別記2 section 3 that is built here. */
#include <string.h>

#include "feature/account/login.h"
#include "feature/account/new_password.h"
#include "feature/account/session.h"
#include "feature/account/wish.h"
#include "feature/correction/correction_change.h"
#include "feature/master/master.h"
#include "feature/search/search.h"
#include "http/loopback.h"
#include "role/web.h"
#include "security/password.h"
#include "security/seal.h"
#include "security/token.h"
#include "store/test_db.h"
#include "test.h"

enum { START = 1795600000, PERSON = 1, CLUB = 2, UNPROVEN = 3, GONE = 4 };
#define PASSWORD "correct horse 77"
#define OLD_HASH "$P$BdemoSalt538ecAyIh2soTFrfXtKxY."
#define OLD_PASSWORD "aikasan-demo-2026"

static int64_t now;
static int64_t test_now(void)
{
	return now;
}

static struct app *app;
static struct server *server;

STATEMENT(test_sessions, "SELECT count(*) FROM session");
STATEMENT(test_mails, "SELECT count(*) FROM outbox WHERE unique_key LIKE $1");
STATEMENT(test_writes, "SELECT (SELECT count(*) FROM audit) + (SELECT count(*) FROM session) + (SELECT count(*) FROM outbox) + (SELECT count(*) FROM login_lock)"
	" + (SELECT coalesce(sum(version), 0) FROM member)");
STATEMENT(test_make_proof, "UPDATE proof SET hash = $1 WHERE id = (SELECT max(id) FROM proof)");
STATEMENT(test_subscribers, "SELECT count(*) FROM subscriber WHERE stopped = 0 AND state = 3");
STATEMENT(test_open_proofs, "SELECT count(*) FROM proof WHERE used_at = 0");
STATEMENT(test_proofs, "SELECT count(*) FROM proof");

static int64_t count_of(const struct sql *sql, const char *like)
{
	struct db_read *db;
	int64_t n = -1;
	CHECK_INT(db_read_begin(app->db, &db), OK);
	CHECK_INT(db_int(db, sql, like ? BIND(b_str(str_of(like))) : BIND_NONE, &n), OK);
	db_read_done(db);
	return n;
}

static void load(int64_t id, struct member *m)
{
	struct db_read *db;
	CHECK_INT(db_read_begin(app->db, &db), OK);
	CHECK_INT(entity_load(db, test_arena(), app->keys, &member_entity, id, m), OK);
	db_read_done(db);
}

/* ---- a site with four members ---- */

static void add(struct db_write *w, struct member m, int64_t id)
{
	m.record.site = SITE_AIKA;
	m.pref = 35;
	m.city = 1;
	m.phone = S("083-900-0000");
	m.minor_consent = 1;
	m.mail_proven_at = START;
	CHECK_INT(entity_save(w, test_arena(), app->keys, &member_entity, &m, START - 86400), OK);
	CHECK_INT(m.record.id, id);
	CHECK_INT(search_put(w, test_arena(), app->masters, &member_entity, &m), OK);
}

static void fill(void)
{
	struct db_write *w;
	struct str native = password_hash(test_arena(), secret_of(S(PASSWORD)));
	CHECK_INT(db_write_begin(app->db, &w), OK);
	add(w, (struct member){ .record = { .kind = MEMBER_INDIVIDUAL, .state = STATE_PUBLISHED, .published_at = START - 86400 }, .login_id = S("hanako"), .password = S(OLD_HASH),
		.password_form = PASSWORD_LEGACY, .name = S("試験花子"), .kana = S("しけんはなこ"), .mail = S("hanako@example.jp"), .gender = 1, .birth = 19800101,
		.sales_point = S("はじめの売り"), .job = S("会社員"), .postal = S("753-0064"), .address = S("山口市"), .act_city = 1, .act_field = 1, .act_weekday = 1,
		.act_time = 1 }, PERSON);
	add(w, (struct member){ .record = { .kind = MEMBER_GROUP, .state = STATE_REVIEW }, .login_id = S("club"), .password = native, .password_form = PASSWORD_NATIVE,
		.org_name = S("試験の会"), .mail = S("club@example.jp"), .recruits = 1 }, CLUB);
	add(w, (struct member){ .record = { .kind = MEMBER_INDIVIDUAL, .state = STATE_UNPROVEN }, .login_id = S("new"), .password = native, .password_form = PASSWORD_NATIVE,
		.name = S("新しい人"), .mail = S("new@example.jp") }, UNPROVEN);
	add(w, (struct member){ .record = { .kind = MEMBER_INDIVIDUAL, .state = STATE_WITHDRAWN }, .login_id = S("gone"), .password = native,
		.password_form = PASSWORD_NATIVE, .name = S("去った人"), .mail = S("gone@example.jp") }, GONE);
	CHECK_INT(db_write_commit(w), OK);
}

static void open_site(bool https)
{
	struct config c = config_default();
	struct db *db = test_db();
	struct db_write *w;
	now = START;
	CHECK_INT(keys_create(test_folder(), START), OK);
	CHECK_INT(db_write_begin(db, &w), OK);
	CHECK_INT(master_seed(w, test_arena(), START), OK);
	CHECK_INT(db_write_commit(w), OK);
	db_close(db);
	c.dir = str_of(test_folder());
	c.base_url = https ? S("https://localhost") : S("http://localhost");
	c.proxy = https ? S("unix") : STR_NONE;
	CHECK_INT(web_open(test_arena(), &c, &web_sites, &app), OK);
	struct server_config sc = web_server_config(test_arena(), &c, &web_sites, app);
	sc.clock = test_now;
	sc.rate = 0;
	server = server_new(test_arena(), &sc);
	fill();
}

/* ---- a browser ---- */

struct browser {
	struct str cookie[4]; /* "name=value" */
	size_t cookies;
	bool https;
};

static void take_cookies(struct browser *b, struct str reply)
{
	struct str rest = str_left(reply, str_find(reply, S("\r\n\r\n")) + 2);
	for (size_t at; (at = str_find(rest, S("Set-Cookie: "))) != SIZE_MAX;) {
		rest = str_skip(rest, at + S("Set-Cookie: ").n);
		struct str pair = str_left(rest, str_find_char(rest, ';')), name = str_left(pair, str_find_char(pair, '=') + 1);
		bool gone = str_find(str_left(rest, str_find_char(rest, '\r')), S("Max-Age=0")) != SIZE_MAX;
		size_t i = 0;
		while (i < b->cookies && !str_starts(b->cookie[i], name)) i++;
		if (gone && i < b->cookies) b->cookie[i] = b->cookie[--b->cookies];
		else if (!gone) b->cookie[i] = str_dup(test_arena(), pair);
		if (!gone && i == b->cookies) b->cookies++;
	}
}

static struct str ask(struct browser *b, const char *method, const char *path, struct str form)
{
	struct out o = out_new(test_arena(), 1 << 20);
	out_fmt(&o, "%s %s HTTP/1.1\r\nHost: localhost\r\n", method, path);
	for (size_t i = 0; i < b->cookies; i++) out_fmt(&o, "%s%.*s%s", i ? "; " : "Cookie: ", STR_ARG(b->cookie[i]), i + 1 == b->cookies ? "\r\n" : "");
	if (b->https) out_lit(&o, "X-Forwarded-Proto: https\r\nX-Forwarded-For: 192.0.2.1\r\n");
	if (form.n) out_fmt(&o, "Origin: %s://localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n", b->https ? "https" : "http", form.n);
	out_lit(&o, "\r\n");
	out_str(&o, form);
	struct str reply = loopback(server, test_arena(), STR_NONE, out_view(&o));
	take_cookies(b, reply);
	return reply;
}

static struct str get(struct browser *b, const char *path)
{
	return ask(b, "GET", path, STR_NONE);
}

static bool has(struct str reply, const char *text)
{
	return str_find(reply, str_of(text)) != SIZE_MAX;
}

static struct str between(struct str s, const char *before, char end)
{
	size_t at = str_find(s, str_of(before));
	if (at == SIZE_MAX) return STR_NONE;
	s = str_skip(s, at + strlen(before));
	return str_left(s, str_find_char(s, end));
}

/* The page first, for its token; then the form. */
static struct str post(struct browser *b, const char *page, const char *path, const char *form)
{
	struct str token = between(get(b, page), "name=\"csrf\" value=\"", '"');
	return ask(b, "POST", path, str_fmt(test_arena(), "csrf=%.*s&%s", STR_ARG(token), form));
}

#define LOGIN "/aikasanet/login"
static struct str log_in(struct browser *b, const char *id, const char *password)
{
	const char *form = str_cz(test_arena(), str_fmt(test_arena(), "login_id=%s&password=%s", id, password));
	return post(b, LOGIN, LOGIN, form);
}

static bool is_in(struct browser *b)
{
	return loopback_status(get(b, "/aikasanet/mypage")) == 200;
}

static struct str cookie(const struct browser *b, const char *name)
{
	for (size_t i = 0; i < b->cookies; i++)
		if (str_starts(b->cookie[i], str_of(name))) return str_skip(b->cookie[i], strlen(name) + 1);
	return STR_NONE;
}

static void close_site(void)
{
	web_close(app);
}

/* ---- login ---- */

TEST(account_login_begins_a_session_and_nothing_else_does)
{
	struct browser b = { .cookies = 0 };
	open_site(false);
	struct str page = get(&b, LOGIN);
	CHECK(loopback_status(page) == 200 && has(page, "ログインする") && b.cookies == 0);
	CHECK_INT(count_of(&test_sessions, NULL), 0);
	struct str in = log_in(&b, "club", PASSWORD);
	CHECK_INT(loopback_status(in), 303);
	CHECK_STR(loopback_header(in, "Location"), "/aikasanet/mypage");
	CHECK(has(in, "; Path=/; HttpOnly; SameSite=Lax") && !has(in, "Domain="));
	CHECK_INT(b.cookies, 3);
	struct str my = get(&b, "/aikasanet/mypage");
	CHECK(has(my, "試験の会") && has(my, "ログアウトする"));
	CHECK_STR(loopback_header(my, "Cache-Control"), "no-store");
	/* L922: every page says so, and is not kept. */
	struct str offers = get(&b, "/aikasanet/offers");
	CHECK(has(offers, "ログイン中です") && has(offers, "試験の会"));
	CHECK_STR(loopback_header(offers, "Cache-Control"), "no-store");
	struct browser other = { .cookies = 0 };
	CHECK(!has(get(&other, "/aikasanet/offers"), "ログイン中です"));
	close_site();
}

TEST(account_session_words_are_never_taken_from_the_browser)
{
	struct browser b = { .cookie = { S("session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA") }, .cookies = 1 };
	open_site(false);
	(void)log_in(&b, "club", PASSWORD);
	struct str first = cookie(&b, "session");
	CHECK(is_in(&b) && first.n == 32 && !str_is(first, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
	/* Again: another word, and the old one is worth nothing. */
	struct browser before = b;
	struct str token = between(get(&b, "/aikasanet/mypage"), "name=\"csrf\" value=\"", '"');
	struct str again = ask(&b, "POST", LOGIN, str_fmt(test_arena(), "csrf=%.*s&login_id=club&password=" PASSWORD, STR_ARG(token)));
	CHECK_INT(loopback_status(again), 303);
	CHECK(!str_eq(first, cookie(&b, "session")) && is_in(&b) && !is_in(&before));
	CHECK_INT(count_of(&test_sessions, NULL), 1);
	close_site();
}

TEST(account_cookies_over_https_are_secure_and_of_the_host)
{
	struct browser b = { .https = true };
	open_site(true);
	struct str in = log_in(&b, "club", PASSWORD);
	CHECK_INT(loopback_status(in), 303);
	CHECK(cookie(&b, "__Host-session").n == 32 && cookie(&b, "__Host-seen").n > 0 && !has(in, "\nSet-Cookie: session="));
	CHECK(has(in, "SameSite=Lax; Secure"));
	CHECK(is_in(&b));
	close_site();
}

TEST(account_an_unknown_id_and_a_wrong_password_look_the_same)
{
	struct browser b = { .cookies = 0 };
	open_site(false);
	struct str wrong = log_in(&b, "hanako", "not+it+at+all"), unknown = log_in(&b, "nobody", "not+it+at+all"), gone = log_in(&b, "gone", PASSWORD);
	CHECK(has(wrong, "ログインIDまたはパスワードが違います") && b.cookies == 0);
	struct str a = str_skip(wrong, str_find(wrong, S("<main"))), c = str_skip(unknown, str_find(unknown, S("<main"))), d = str_skip(gone, str_find(gone, S("<main")));
	size_t at = str_find(a, S("hanako")), bt = str_find(c, S("nobody")), dt = str_find(d, S("gone"));
	CHECK(at != SIZE_MAX && at == bt && at == dt);
	CHECK_EQ(str_skip(a, at + 6), str_skip(c, bt + 6));
	CHECK_EQ(str_skip(a, at + 6), str_skip(d, dt + 4));
	close_site();
}

TEST(account_five_wrong_passwords_lock_what_was_typed_for_thirty_minutes)
{
	struct browser b = { .cookies = 0 };
	open_site(false);
	for (int i = 0; i < LOGIN_FAILURES - 1; i++) CHECK(has(log_in(&b, "club", "wrong+word"), "違います"));
	CHECK(has(log_in(&b, "CLUB", "wrong+word"), "30分間ログインできません"));
	CHECK(has(log_in(&b, "club", PASSWORD), "30分間ログインできません") && b.cookies == 0);
	CHECK_INT(loopback_status(log_in(&b, "hanako", OLD_PASSWORD)), 303); /* others are not concerned */
	struct browser c = { .cookies = 0 };
	for (int i = 0; i < LOGIN_FAILURES; i++) (void)log_in(&c, "nobody", "wrong+word");
	CHECK(has(log_in(&c, "nobody", "wrong+word"), "30分間ログインできません")); /* nor does it show who exists */
	now += LOGIN_LOCK_SECONDS + 1;
	CHECK_INT(loopback_status(log_in(&c, "club", PASSWORD)), 303);
	close_site();
}

TEST(account_a_login_from_a_new_place_is_told)
{
	struct browser known = { .cookies = 0 }, other = { .cookies = 0 };
	open_site(false);
	(void)log_in(&known, "club", PASSWORD);
	CHECK_INT(count_of(&test_mails, "member.login:%"), 0); /* the very first */
	(void)post(&known, "/aikasanet/mypage", "/aikasanet/logout", "");
	CHECK(!is_in(&known));
	(void)log_in(&known, "club", PASSWORD);
	CHECK_INT(count_of(&test_mails, "member.login:%"), 0);
	(void)log_in(&other, "hanako", OLD_PASSWORD);
	CHECK_INT(count_of(&test_mails, "member.login:%"), 0);
	(void)post(&other, "/aikasanet/mypage", "/aikasanet/logout", "");
	(void)log_in(&other, "club", PASSWORD);
	CHECK_INT(count_of(&test_mails, "member.login:%"), 1);
	close_site();
}

TEST(account_success_forgets_failures)
{
	struct browser b = { .cookies = 0 };
	open_site(false);
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < LOGIN_FAILURES - 1; i++) (void)log_in(&b, "club", "wrong+word");
		struct browser c = { .cookies = 0 };
		CHECK_INT(loopback_status(log_in(&c, "club", PASSWORD)), 303);
	}
	close_site();
}

TEST(account_old_passwords_work_and_their_hash_is_replaced)
{
	struct browser b = { .cookies = 0 };
	struct member m;
	open_site(false);
	CHECK_INT(loopback_status(log_in(&b, "hanako", OLD_PASSWORD)), 303);
	load(PERSON, &m);
	CHECK(str_starts(m.password, S("$argon2id$")));
	CHECK_INT(m.password_form, PASSWORD_NATIVE);
	CHECK_INT(m.last_login_at, now);
	struct browser c = { .cookies = 0 };
	CHECK_INT(loopback_status(log_in(&c, "hanako", OLD_PASSWORD)), 303);
	close_site();
}

TEST(account_states_that_may_not_log_in)
{
	struct browser b = { .cookies = 0 };
	open_site(false);
	CHECK(has(log_in(&b, "new", PASSWORD), "メールアドレスの確認が済んでいません"));
	CHECK_INT(count_of(&test_mails, "member.prove:%"), 1); /* with the link again, a few times */
	for (int i = 0; i < 8; i++) CHECK(has(log_in(&b, "new", PASSWORD), "メールアドレスの確認が済んでいません"));
	CHECK_INT(count_of(&test_mails, "member.prove:%"), 5);
	CHECK(has(log_in(&b, "gone", PASSWORD), "違います"));
	CHECK_INT(b.cookies, 0);
	static const enum state never[] = { STATE_UNPROVEN, STATE_WITHDRAWN, STATE_DISSOLVED, STATE_REJECTED };
	static const enum state may[] = { STATE_REVIEW, STATE_PUBLISHED, STATE_SUSPENDED, STATE_RETURNED, STATE_PRIVATE };
	for (size_t i = 0; i < COUNT_OF(never); i++) CHECK(!session_state_ok(never[i]));
	for (size_t i = 0; i < COUNT_OF(may); i++) CHECK(session_state_ok(may[i]));
	close_site();
}

TEST(account_a_login_leads_back_but_only_to_us)
{
	static const char *const foreign[] = { "https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "" };
	struct browser b = { .cookies = 0 };
	open_site(false);
	struct str sent = get(&b, "/aikasanet/mypage/edit?x=1");
	CHECK_INT(loopback_status(sent), 303);
	CHECK_STR(loopback_header(sent, "Location"), "/aikasanet/login?next=%2Faikasanet%2Fmypage%2Fedit%3Fx%3D1");
	CHECK(has(get(&b, "/aikasanet/login?next=%2Faikasanet%2Fmypage%2Fedit"), "name=\"next\" value=\"/aikasanet/mypage/edit\""));
	for (size_t i = 0; i < COUNT_OF(foreign); i++) {
		struct browser c = { .cookies = 0 };
		struct str in = post(&c, LOGIN, LOGIN, str_cz(test_arena(), str_fmt(test_arena(), "next=%s&login_id=club&password=" PASSWORD, foreign[i])));
		CHECK_STR(loopback_header(in, "Location"), "/aikasanet/mypage");
	}
	struct str in = post(&b, LOGIN, LOGIN, "next=/aikasanet/mypage/edit&login_id=club&password=" PASSWORD);
	CHECK_STR(loopback_header(in, "Location"), "/aikasanet/mypage/edit");
	close_site();
}

/* ---- the end of sessions ---- */

TEST(account_sessions_end_when_idle_and_after_twelve_hours)
{
	struct browser b = { .cookies = 0 };
	open_site(false);
	(void)log_in(&b, "club", PASSWORD);
	struct browser left = b;
	now += SESSION_IDLE_SECONDS - 1;
	CHECK(is_in(&b)); /* and renews "seen" */
	now += 2;
	CHECK(!is_in(&left) && is_in(&b));
	for (int i = 0; i < 11; i++) { /* never idle: until the end */
		now = START + (i + 1) * 3600 + 7200;
		if (now < START + SESSION_SECONDS) CHECK(is_in(&b));
	}
	now = START + SESSION_SECONDS + 1;
	CHECK(!is_in(&b));
	close_site();
}

TEST(account_the_time_of_the_last_page_can_not_be_made_up)
{
	struct browser b = { .cookies = 0 }, other = { .cookies = 0 };
	open_site(false);
	(void)log_in(&b, "club", PASSWORD);
	(void)log_in(&other, "hanako", OLD_PASSWORD);
	struct str mine = cookie(&b, "session"), seen = cookie(&b, "seen"), theirs = cookie(&other, "seen");
	const struct str made[] = { S(""), S("0.0"), theirs, str_fmt(test_arena(), "%lld.%.*s", (long long)now + 10, STR_ARG(str_skip(seen, str_find_char(seen, '.') + 1))),
		str_left(seen, seen.n - 1) };
	for (size_t i = 0; i < COUNT_OF(made); i++) {
		struct browser c = { .cookies = 2 };
		c.cookie[0] = str_cat(test_arena(), S("session="), mine);
		c.cookie[1] = str_cat(test_arena(), S("seen="), made[i]);
		CHECK(!is_in(&c));
	}
	CHECK(is_in(&b));
	close_site();
}

TEST(account_logout_ends_the_session_here_and_elsewhere_only_when_asked)
{
	struct browser b = { .cookies = 0 }, c = { .cookies = 0 };
	open_site(false);
	(void)log_in(&b, "club", PASSWORD);
	(void)log_in(&c, "club", PASSWORD);
	struct browser kept = b;
	CHECK_INT(loopback_status(get(&b, "/aikasanet/logout")), 405);
	struct str out = post(&b, "/aikasanet/mypage", "/aikasanet/logout", "");
	CHECK_INT(loopback_status(out), 303);
	CHECK_INT(b.cookies, 1); /* "device", which lets nobody in */
	CHECK(!is_in(&kept) && is_in(&c));
	CHECK(has(get(&b, "/aikasanet/login?out=1"), "ログアウトしました"));
	(void)log_in(&b, "club", PASSWORD);
	CHECK(has(get(&c, "/aikasanet/mypage"), "ほかに1台"));
	(void)post(&c, "/aikasanet/mypage", "/aikasanet/mypage/logout-elsewhere", "");
	CHECK(is_in(&c) && !is_in(&b));
	close_site();
}

TEST(account_a_form_of_another_session_is_refused)
{
	struct browser b = { .cookies = 0 }, thief = { .cookies = 0 };
	open_site(false);
	(void)log_in(&b, "club", PASSWORD);
	struct str token = between(get(&thief, LOGIN), "name=\"csrf\" value=\"", '"');
	struct str reply = ask(&b, "POST", "/aikasanet/logout", str_fmt(test_arena(), "csrf=%.*s", STR_ARG(token)));
	CHECK_INT(loopback_status(reply), 403);
	CHECK(is_in(&b));
	close_site();
}

/* ---- rights, and GET writes nothing ---- */

static void each_route(void (*fn)(const struct route *, const char *path))
{
	for (const struct route *const *table = web_sites.aika->routes; *table; table++)
		for (const struct route *r = *table; r->path; r++) {
			struct str path = str_of(r->path);
			size_t colon = str_find_char(path, ':');
			if (colon != SIZE_MAX) path = str_cat(test_arena(), str_left(path, colon), S("1"));
			fn(r, str_cz(test_arena(), str_cat(test_arena(), S("/aikasanet"), path)));
		}
}

static size_t guarded;
static void nobody(const struct route *r, const char *path)
{
	struct browser b = { .cookies = 0 };
	if (r->guard != MEMBER) return;
	guarded++;
	if (r->get) CHECK_INT(loopback_status(get(&b, path)), 303);
	if (!r->post) return;
	struct str token = between(get(&b, LOGIN), "name=\"csrf\" value=\"", '"');
	struct str reply = ask(&b, "POST", path, str_fmt(test_arena(), "csrf=%.*s&do=withdraw&withdraw_password=" PASSWORD, STR_ARG(token)));
	CHECK_INT(loopback_status(reply), 303);
	CHECK(str_starts(loopback_header(reply, "Location"), S("/aikasanet/login")));
}

TEST(account_every_page_of_members_asks_for_a_login)
{
	open_site(false);
	guarded = 0;
	each_route(nobody);
	CHECK(guarded >= 7);
	close_site();
}

static struct browser *walker;
static void look(const struct route *r, const char *path)
{
	if (!r->get) return;
	int64_t before = count_of(&test_writes, NULL);
	int status = loopback_status(get(walker, path));
	CHECK(status < 500);
	if (r->guard == MEMBER) CHECK(status == 200 || strcmp(r->path, "/mypage") != 0);
	CHECK_INT(count_of(&test_writes, NULL), before);
}

TEST(account_looking_at_pages_writes_nothing)
{
	struct browser b = { .cookies = 0 };
	open_site(false);
	(void)log_in(&b, "club", PASSWORD);
	walker = &b;
	each_route(look);
	now += 3600;
	CHECK(is_in(&b));
	close_site();
}

/* ---- passwords ---- */

/* Makes the newest link known to the test: only its hash is stored. */
static struct str newest_link(const char *start)
{
	struct str token = S("abcdefghijklmnopqrstuvwxyz012345");
	struct db_write *w;
	CHECK_INT(db_write_begin(app->db, &w), OK);
	CHECK_INT(db_do(w, &test_make_proof, BIND(b_str(token_hash(test_arena(), secret_of(token))))), OK);
	CHECK_INT(db_write_commit(w), OK);
	return str_fmt(test_arena(), "/aikasanet%s%.*s", start, STR_ARG(token));
}

#define NEW "another battery 88"
TEST(account_reset_by_mail_once_within_an_hour)
{
	struct browser b = { .cookies = 0 }, in = { .cookies = 0 };
	open_site(false);
	(void)log_in(&in, "club", PASSWORD);
	struct str known = post(&b, "/aikasanet/password", "/aikasanet/password", "mail=club@example.jp");
	struct str unknown = post(&b, "/aikasanet/password", "/aikasanet/password", "mail=nobody@example.jp");
	CHECK_EQ(loopback_body(known), loopback_body(unknown));
	CHECK_INT(count_of(&test_mails, "member.password:%"), 1);
	const char *link = str_cz(test_arena(), newest_link("/password/"));
	struct str page = get(&b, link);
	CHECK(loopback_status(page) == 200 && has(page, "新しいパスワード") && !has(page, "club@"));
	CHECK(has(post(&b, link, link, "new_password=short&new_again=short"), "8文字以上"));
	CHECK(has(post(&b, link, link, "new_password=" NEW "&new_again=other"), "同じではありません"));
	struct str done = post(&b, link, link, "new_password=" NEW "&new_again=" NEW);
	CHECK_INT(loopback_status(done), 303);
	CHECK(!is_in(&in)); /* all sessions end */
	CHECK_INT(count_of(&test_mails, "member.password.changed:%"), 1);
	CHECK_INT(loopback_status(get(&b, link)), 410);
	CHECK(has(log_in(&b, "club", PASSWORD), "違います"));
	CHECK_INT(loopback_status(log_in(&b, "club", NEW)), 303);
	close_site();
}

TEST(account_reset_links_end_and_are_few_and_unlock)
{
	struct browser b = { .cookies = 0 };
	open_site(false);
	for (int i = 0; i < LOGIN_FAILURES; i++) (void)log_in(&b, "club", "wrong+word");
	for (int i = 0; i < 5; i++) (void)post(&b, "/aikasanet/password", "/aikasanet/password", "mail=club@example.jp");
	CHECK_INT(count_of(&test_proofs, NULL), 3);
	const char *link = str_cz(test_arena(), newest_link("/password/"));
	now += 3601;
	CHECK_INT(loopback_status(get(&b, link)), 410);
	CHECK_INT(loopback_status(get(&b, "/aikasanet/password/abc")), 404);
	now = START + 10;
	CHECK_INT(loopback_status(post(&b, link, link, "new_password=" NEW "&new_again=" NEW)), 303);
	CHECK_INT(loopback_status(log_in(&b, "club", NEW)), 303); /* the lock went with it */
	/* Who left gets no link. */
	int64_t before = count_of(&test_proofs, NULL);
	(void)post(&b, "/aikasanet/password", "/aikasanet/password", "mail=gone@example.jp");
	CHECK_INT(count_of(&test_proofs, NULL), before);
	close_site();
}

TEST(account_links_end_when_the_password_changes)
{
	struct browser b = { .cookies = 0 }, mailer = { .cookies = 0 };
	const char *page = "/aikasanet/mypage/password", *ask_page = "/aikasanet/mypage/mail";
	open_site(false);
	(void)log_in(&b, "club", PASSWORD);
	(void)post(&mailer, "/aikasanet/password", "/aikasanet/password", "mail=club@example.jp");
	const char *reset = str_cz(test_arena(), newest_link("/password/"));
	CHECK_INT(loopback_status(get(&mailer, reset)), 200);
	CHECK(has(post(&b, page, page, "password=" PASSWORD "&new_password=" NEW "&new_again=" NEW), "変更しました"));
	CHECK_INT(loopback_status(get(&mailer, reset)), 410);
	(void)post(&b, ask_page, ask_page, "mail=club3@example.jp&password=" NEW);
	CHECK_INT(count_of(&test_open_proofs, NULL), 1);
	CHECK(has(post(&b, page, page, "password=" NEW "&new_password=" PASSWORD "&new_again=" PASSWORD), "変更しました"));
	CHECK_INT(count_of(&test_open_proofs, NULL), 0);
	close_site();
}

TEST(account_a_new_password_needs_the_present_one_and_ends_other_sessions)
{
	struct browser b = { .cookies = 0 }, other = { .cookies = 0 };
	const char *page = "/aikasanet/mypage/password";
	open_site(false);
	(void)log_in(&b, "club", PASSWORD);
	(void)log_in(&other, "club", PASSWORD);
	CHECK(has(post(&b, page, page, "password=wrong&new_password=" NEW "&new_again=" NEW), "いまのパスワードが違います"));
	CHECK(has(post(&b, page, page, "password=" PASSWORD "&new_password=club1234&new_again=club1234"), "近いパスワード"));
	CHECK(has(post(&b, page, page, "password=" PASSWORD "&new_password=" NEW "&new_again=" NEW), "変更しました"));
	CHECK(is_in(&b) && !is_in(&other));
	CHECK_INT(loopback_status(log_in(&other, "club", NEW)), 303);
	close_site();
}

TEST(account_new_passwords_are_judged)
{
	static const char *const bad[] = { "", "1234567", "password", "PASSWORD1", "qwerty123", "aaaaaaaaaa", "aikasanet", "hanako12" };
	static const char *const good[] = { "correct horse 77", "ながいことばをつなげてみる", "x7!kPz09", "        8blanks", "hanako lives in yamaguchi" };
	const struct str own[] = { S("hanako"), S("hanako@example.jp") };
	for (size_t i = 0; i < COUNT_OF(bad); i++) CHECK(new_password_fault(test_arena(), secret_of(str_of(bad[i])), own, 2).n > 0);
	for (size_t i = 0; i < COUNT_OF(good); i++) CHECK_STR(new_password_fault(test_arena(), secret_of(str_of(good[i])), own, 2), "");
	struct out o = out_new(test_arena(), 4096);
	for (int i = 0; i < 64; i++) out_char(&o, (char)('!' + i)); /* 3.1.3: 64 characters are taken */
	CHECK_STR(new_password_fault(test_arena(), secret_of(out_view(&o)), own, 2), "");
}

/* ---- membership ---- */

TEST(account_suspending_resuming_and_leaving_ask_for_the_password)
{
	struct browser b = { .cookies = 0 }, visitor = { .cookies = 0 };
	const char *page = "/aikasanet/mypage/membership";
	struct member m;
	open_site(false);
	(void)log_in(&b, "hanako", OLD_PASSWORD);
	CHECK_INT(loopback_status(get(&visitor, "/aikasanet/members/1")), 200);
	CHECK(has(post(&b, page, page, "do=suspend&suspend_password=wrong"), "パスワードが違います"));
	CHECK(has(post(&b, page, page, "do=suspend&suspend_password=" OLD_PASSWORD), "休止しました"));
	load(PERSON, &m);
	CHECK_INT(m.record.state, STATE_SUSPENDED);
	CHECK_INT(loopback_status(get(&visitor, "/aikasanet/members/1")), 404);
	CHECK(has(post(&b, page, page, "do=resume&resume_password=" OLD_PASSWORD), "再開の依頼を受け付けました"));
	load(PERSON, &m);
	CHECK_INT(m.record.state, STATE_SUSPENDED); /* staff decide */
	CHECK(has(get(&b, "/aikasanet/mypage"), "再開の依頼を受け付けています"));
	CHECK_INT(count_of(&test_mails, "member.resume:%"), 2);
	CHECK(has(post(&b, page, page, "do=withdraw&withdraw_password=" OLD_PASSWORD), "退会しました"));
	load(PERSON, &m);
	CHECK_INT(m.record.state, STATE_WITHDRAWN);
	CHECK(!is_in(&b) && has(log_in(&b, "hanako", OLD_PASSWORD), "違います"));
	close_site();
}

TEST(account_personal_data_of_who_left_is_erased_in_time)
{
	struct browser b = { .cookies = 0 };
	struct member m;
	struct db_write *w;
	int64_t done = 0;
	open_site(false);
	(void)log_in(&b, "hanako", OLD_PASSWORD);
	(void)post(&b, "/aikasanet/mypage/membership", "/aikasanet/mypage/membership", "do=withdraw&withdraw_password=" OLD_PASSWORD);
	for (int late = 0; late < 2; late++) {
		CHECK_INT(db_write_begin(app->db, &w), OK);
		CHECK_INT(wish_erase_one(w, test_arena(), app->keys, app->masters, START + (late ? WITHDRAW_KEEP_SECONDS + 1 : 3600), &done), OK);
		CHECK_INT(db_write_commit(w), OK);
		CHECK_INT(done, late);
	}
	load(PERSON, &m);
	CHECK(m.record.state == STATE_WITHDRAWN && !m.name.n && !m.mail.n && !m.sales_point.n && !m.password.n);
	close_site();
}

TEST(account_a_new_mail_address_is_proven_and_the_old_one_told)
{
	struct browser b = { .cookies = 0 }, mailer = { .cookies = 0 };
	const char *page = "/aikasanet/mypage/mail";
	struct member m;
	open_site(false);
	(void)log_in(&b, "club", PASSWORD);
	CHECK(has(post(&b, page, page, "mail=club2@example.jp&password=wrong"), "いまのパスワードが違います"));
	CHECK(has(post(&b, page, page, "mail=club2&password=" PASSWORD), "エラー"));
	CHECK(has(post(&b, page, page, "mail=club2@example.jp&password=" PASSWORD), "確認のメールをお送りしました"));
	load(CLUB, &m);
	CHECK_STR(m.mail, "club@example.jp");
	const char *link = str_cz(test_arena(), newest_link("/mail/"));
	CHECK_INT(loopback_status(get(&mailer, link)), 200);
	load(CLUB, &m);
	CHECK_STR(m.mail, "club@example.jp"); /* opening the link does nothing */
	CHECK(has(post(&mailer, link, link, ""), "Eメールを変更しました"));
	load(CLUB, &m);
	CHECK_STR(m.mail, "club2@example.jp");
	CHECK_INT(count_of(&test_mails, "member.mail.changed:%"), 1);
	CHECK_INT(loopback_status(get(&mailer, link)), 410);
	close_site();
}

/* ---- changes ---- */

/* Sends the form at `path` with these values changed: "sales_point=..." replaces what the form holds. */
static struct str send_form(struct browser *b, const char *path, const char *changes)
{
	struct str page = get(b, path), state = between(page, "name=\"state\" value=\"", '"'), token = between(page, "name=\"csrf\" value=\"", '"');
	struct str checked = ask(b, "POST", path, str_fmt(test_arena(), "csrf=%.*s&state=%.*s&do=check&%s", STR_ARG(token), STR_ARG(state), changes));
	state = between(checked, "name=\"state\" value=\"", '"');
	CHECK(has(checked, "この内容で変更する"));
	return ask(b, "POST", path, str_fmt(test_arena(), "csrf=%.*s&state=%.*s&do=submit", STR_ARG(token), STR_ARG(state)));
}

TEST(account_the_wish_for_the_newsletter_is_a_subscription)
{
	struct browser b = { .cookies = 0 };
	const char *form = "postal=753-0064&address=here&people=25&founded=2001-04-01&purpose=aim&activity=work&contact_name=tanto";
	open_site(false);
	(void)log_in(&b, "club", PASSWORD);
	(void)send_form(&b, "/aikasanet/mypage/details", str_cz(test_arena(), str_cat(test_arena(), str_of(form), S("&wants_newsletter=1"))));
	CHECK_INT(count_of(&test_subscribers, NULL), 1);
	(void)send_form(&b, "/aikasanet/mypage/details", form);
	CHECK_INT(count_of(&test_subscribers, NULL), 0);
	(void)send_form(&b, "/aikasanet/mypage/details", str_cz(test_arena(), str_cat(test_arena(), str_of(form), S("&wants_newsletter=1"))));
	CHECK_INT(count_of(&test_subscribers, NULL), 1);
	(void)post(&b, "/aikasanet/mypage/membership", "/aikasanet/mypage/membership", "do=withdraw&withdraw_password=" PASSWORD);
	CHECK_INT(count_of(&test_subscribers, NULL), 0);
	close_site();
}

TEST(account_private_fields_change_at_once_and_public_ones_wait)
{
	struct browser b = { .cookies = 0 }, visitor = { .cookies = 0 };
	struct member m;
	struct correction c;
	struct db_read *db;
	open_site(false);
	(void)log_in(&b, "hanako", OLD_PASSWORD);
	struct str page = get(&b, "/aikasanet/mypage/details");
	CHECK(has(page, "はじめの売り") && has(page, "山口市"));
	struct str city = master_at(app->masters, "city", 0)->code, field = master_at(app->masters, "field20", 0)->code, day = master_at(app->masters, "weekday", 0)->code,
		band = master_at(app->masters, "time_band", 0)->code;
	const char *form = str_cz(test_arena(), str_fmt(test_arena(), "postal=753-0064&address=moved&job=kaishain&act_city=%.*s&act_field=%.*s&act_weekday=%.*s&act_time=%.*s"
		"&sales_point=atarashii", STR_ARG(city), STR_ARG(field), STR_ARG(day), STR_ARG(band)));
	CHECK(has(send_form(&b, "/aikasanet/mypage/details", form), "受け付けました"));
	load(PERSON, &m);
	CHECK_STR(m.address, "moved");
	CHECK_STR(m.sales_point, "はじめの売り");
	CHECK(has(get(&visitor, "/aikasanet/members/1"), "はじめの売り"));
	CHECK_INT(db_read_begin(app->db, &db), OK);
	CHECK_INT(correction_pending(db, test_arena(), app->keys, &member_entity, PERSON, &c), OK);
	db_read_done(db);
	CHECK(has(c.changes, "sales_point=atarashii") && !has(c.changes, "address"));
	CHECK(c.proven && c.record.state == STATE_REVIEW);
	CHECK_INT(count_of(&test_mails, "member.change:%"), 1);
	CHECK(has(get(&b, "/aikasanet/mypage"), "センターの確認を待っています"));
	CHECK(has(get(&b, "/aikasanet/mypage/details"), "atarashii")); /* the own form shows what was asked */
	close_site();
}

TEST(account_a_member_in_review_changes_everything_at_once)
{
	struct browser b = { .cookies = 0 };
	struct member m;
	open_site(false);
	(void)log_in(&b, "club", PASSWORD);
	CHECK(has(get(&b, "/aikasanet/mypage"), "まだ入力されていない必須の項目"));
	const char *form = "postal=753-0064&address=here&people=25&founded=2001-04-01&purpose=aim&activity=work&contact_name=tanto";
	CHECK(has(send_form(&b, "/aikasanet/mypage/details", form), "受け付けました"));
	load(CLUB, &m);
	CHECK_STR(m.purpose, "aim");
	CHECK_STR(m.contact_name, "tanto");
	CHECK_INT(count_of(&test_mails, "member.change:%"), 0);
	close_site();
}

TEST(account_changes_are_written_and_applied_the_same)
{
	static const struct form form = { .entity = &member_entity, .kind = MEMBER_INDIVIDUAL, .stage = FORM_WHOLE };
	struct masters *masters = masters_of_seed(test_arena());
	for (int round = 0; round < 200; round++) {
		struct member before = { .record = { .kind = MEMBER_INDIVIDUAL }, .sales_point = S("a"), .city = 3, .act_city = 5 }, after = before, applied = before;
		if (test_random(2)) after.sales_point = str_fmt(test_arena(), "x&y=%%%d", (int)test_random(1000));
		if (test_random(2)) after.city = 1 + (int64_t)test_random(19);
		if (test_random(2)) after.act_city = (int64_t)test_random(1 << 19);
		if (test_random(2)) after.sales_point = STR_NONE;
		after.address = S("private");
		struct str changes = correction_changes(test_arena(), masters, &form, &before, &after);
		CHECK(!has(changes, "address"));
		CHECK_INT(correction_apply(test_arena(), masters, &form, changes, &applied), OK);
		CHECK_EQ(applied.sales_point, after.sales_point);
		CHECK_INT(applied.city, after.city);
		CHECK_INT(applied.act_city, after.act_city);
		CHECK_STR(applied.address, "");
	}
}
