/* Judging new passwords (feature/account/new_password.h). */
#include "feature/account/new_password.h"

#include "core/token.h"
#include "security/password.h"

/* The most used ones of eight characters and more in published lists, and those of this site and country; compared after folding. */
static const char *const common[] = {
	"password", "password1", "password12", "password123", "passw0rd", "p@ssword", "p@ssw0rd", "12345678", "123456789", "1234567890", "0123456789",
	"987654321", "87654321", "11111111", "111111111", "00000000", "22222222", "33333333", "55555555", "66666666", "77777777", "88888888", "99999999",
	"12341234", "12344321", "11223344", "1122334455", "123123123", "123321123", "147258369", "159753456", "1q2w3e4r", "1q2w3e4r5t", "1qaz2wsx",
	"1qazxsw2", "zaq12wsx", "q1w2e3r4", "qwertyui", "qwertyuiop", "qwerty12", "qwerty123", "qwerty1234", "asdfghjk", "asdfghjkl", "asdf1234", "zxcvbnm1",
	"zxcvbnm123", "abcd1234", "abcdefgh", "abc12345", "abcdefg1", "a1234567", "a12345678", "aa123456", "aaaaaaaa", "aaaa1111", "iloveyou", "iloveyou1",
	"sunshine", "princess", "football", "baseball", "basketball", "superman", "computer", "internet", "whatever", "trustno1", "starwars", "michelle",
	"jennifer", "jordan23", "charlie1", "liverpool", "samsung1", "welcome1", "welcome123", "letmein1", "changeme", "changeme1", "administrator", "admin123",
	"admin1234", "master123", "dragon123", "monkey123", "shadow123", "secret123", "test1234", "testtest", "guest123", "login123", "pokemon1", "doraemon",
	"sakura123", "takahiro", "yamaguchi", "yamaguchi1", "yamaguti", "aikasanet", "aikasanet1", "aikasan1", "kenmin123", "borantia", "volunteer", "volunteer1",
	"supernet", "nihon123", "japan123", "tokyo2020", "hiroshima", "reiwa2019", "heisei31",
};

enum { OWN_LEAST = 4 /* characters: a shorter name may well stand in a good password */ };

static bool is_common(struct str folded)
{
	for (size_t i = 0; i < COUNT_OF(common); i++)
		if (str_is(folded, common[i])) return true;
	for (size_t i = 1; i < folded.n; i++)
		if (folded.p[i] != folded.p[0]) return false;
	return true; /* one character again and again */
}

/* The text itself, alone or with a few characters around it. */
static bool is_own(struct arena *a, struct str folded, struct str text)
{
	struct str t = fold(a, str_trim(text));
	if (t.n < OWN_LEAST) return false;
	return str_eq(folded, t) || (str_find(folded, t) != SIZE_MAX && folded.n <= t.n + OWN_LEAST);
}

struct str new_password_fault(struct arena *a, struct secret typed, const struct str *own, size_t n)
{
	static const char *const said[] = { [PASSWORD_SHORT] = "パスワードは、8文字以上にしてください。", [PASSWORD_LONG] = "パスワードが長すぎます。短くしてください。",
		[PASSWORD_NOT_TEXT] = "パスワードに使えない文字があります。英字・数字・記号でお書きください。" };
	if (!secret_reveal(typed).n) return S("新しいパスワードをお書きください。");
	enum password_fault fault = password_rule(typed);
	if (fault != PASSWORD_FINE) return str_of(said[fault]);
	struct str folded = fold(a, secret_reveal(typed));
	if (is_common(folded)) return S("よく使われるパスワードなので、人に当てられるおそれがあります。ほかのパスワードにしてください。");
	for (size_t i = 0; i < n; i++) {
		size_t at = str_find_char(own[i], '@');
		if (is_own(a, folded, own[i]) || (at != SIZE_MAX && is_own(a, folded, str_left(own[i], at))))
			return S("ログインID、お名前、Eメールと同じか、それに近いパスワードは使えません。ほかのパスワードにしてください。");
	}
	return STR_NONE;
}

struct secret request_password(const struct request *req, const char *name)
{
	for (size_t i = 0; i < req->form.n; i++)
		if (str_is(req->form.v[i].name, name)) return secret_of(req->form.v[i].value);
	return secret_of(STR_NONE);
}
