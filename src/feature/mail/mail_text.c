/* Which mails there are and what they say (feature/mail/mail_text.h). Events: table in the specification's README. */
#include "feature/mail/mail_text.h"

#include <string.h>

#include "feature/mail/mail.h"
#include "ui/site.h"

STATEMENT(mail_text_find, "SELECT subject, body FROM mail_text WHERE event = $1 AND (site = $2 OR site = 0) ORDER BY site DESC LIMIT 1");

#define GREETING "いつもお世話になっております。やまぐち県民活動支援センターです。\n\n"
#define TO_CENTRE "（このメールは、サイトの手続きをお知らせするため自動で送っています）\n\n"

const struct mail_text mail_texts[] = {
	{ "registration.submitted", "掲載の登録を受け付けたとき（登録した方へ）", "宛名 種類 名称 受付番号",
	  "【{サイト名}】{種類}の登録を受け付けました（受付番号 {受付番号}）",
	  "{宛名} 様\n\n" GREETING
	  "{種類}の登録をお申し込みいただき、ありがとうございます。次の内容で受け付けました。\n\n"
	  "　受付番号：{受付番号}\n　名称：{名称}\n\n"
	  "センターで内容を確認してから公開します。公開したときは、あらためてメールでお知らせします。\n"
	  "内容についてうかがうことがあるときは、登録いただいた連絡先へご連絡します。\n\n"
	  "このメールにお心当たりがないときは、お手数ですがセンターまでお知らせください。\n" },
	{ "registration.submitted.centre", "掲載の登録があったとき（センターへ）", "種類 名称 受付番号 似た登録",
	  "［登録］{種類}：{名称}（受付番号 {受付番号}）",
	  TO_CENTRE "{種類}の登録がありました。管理画面で内容を確認し、公開または差し戻しをしてください。\n\n"
	  "　受付番号：{受付番号}\n　名称：{名称}\n　似た登録：{似た登録}\n" },
	{ "registration.published", "掲載を公開したとき（登録した方へ）", "宛名 種類 名称 アドレス",
	  "【{サイト名}】{名称}を公開しました",
	  "{宛名} 様\n\n" GREETING
	  "お申し込みいただいた{種類}「{名称}」を、本日公開しました。\n\n　{アドレス}\n\n"
	  "内容に変更があるときは、公開ページの「修正を依頼する」からお知らせください。\n" },
	{ "member.prove", "会員登録のメールアドレスの確認（登録した方へ）", "宛名 種類 アドレス 期限",
	  "【{サイト名}】会員登録を続けるには、リンクを開いてください",
	  "{宛名} 様\n\n" GREETING
	  "あいかさねっとの会員登録（{種類}）のお申し込みをいただき、ありがとうございます。登録は、まだ終わっていません。\n"
	  "次のアドレスを開き、「会員登録を進める」を押してください。\n\n　{アドレス}\n\n"
	  "このリンクは、{期限}まで使えます。期限までに押さないと、入力された内容は消去されます。そのときは、もう一度はじめから登録してください。\n\n"
	  "このメールにお心当たりがないときは、何もせずにメールを削除してください。登録は行われません。\n" },
	{ "member.proven", "会員の仮登録が完了したとき（登録した方へ）", "宛名 種類 会員番号 アドレス",
	  "【{サイト名}】仮登録が完了しました。ログインして詳細を入力してください",
	  "{宛名} 様\n\n" GREETING
	  "メールアドレスを確認し、あいかさねっとの仮登録（{種類}、会員番号 {会員番号}）が完了しました。\n"
	  "次のページでログインし、残りの項目（詳細登録）を入力してください。ログインIDとパスワードは、登録のときに決めたものです。\n\n　{アドレス}\n\n"
	  "詳細登録のあと、センターで内容を確認してから公開します。内容についてうかがうことがあるときは、登録いただいた連絡先へご連絡します。\n" },
	{ "member.proven.centre", "会員登録があったとき（センターへ）", "種類 会員名 会員番号 似た登録",
	  "［会員登録］{種類}：{会員名}（会員番号 {会員番号}）",
	  TO_CENTRE "あいかさねっとに{種類}の会員登録（仮登録）がありました。メールアドレスは確認済みです。詳細登録のあと、管理画面で内容を確認してください。\n\n"
	  "　会員番号：{会員番号}\n　会員：{会員名}\n　似た登録：{似た登録}\n" },
	{ "correction.link", "修正用のリンクをお送りするとき", "宛名 名称 アドレス 時間",
	  "【{サイト名}】「{名称}」の修正用リンク",
	  "{宛名} 様\n\n" GREETING
	  "「{名称}」の掲載内容を修正するためのリンクをお送りします。次のアドレスを開き、「修正フォームを開く」を押してください。\n\n　{アドレス}\n\n"
	  "このリンクは、{時間}時間以内に1回だけ使えます。\nお心当たりがないときは、このメールを削除してください。掲載内容は変わりません。\n" },
	{ "correction.submitted", "修正依頼を受け付けたとき（依頼した方へ）", "宛名 名称 受付番号",
	  "【{サイト名}】修正の依頼を受け付けました（受付番号 {受付番号}）",
	  "{宛名} 様\n\n" GREETING
	  "「{名称}」の修正の依頼を受け付けました。\n\n　受付番号：{受付番号}\n\n"
	  "センターで内容を確認してから公開します。それまでは、いまの内容がそのまま掲載されます。公開したときは、メールでお知らせします。\n\n"
	  "このメールにお心当たりがないときは、お手数ですがセンターまでお知らせください。\n" },
	{ "correction.submitted.centre", "修正依頼があったとき（センターへ）", "名称 受付番号 確認 項目",
	  "［修正依頼］{名称}（受付番号 {受付番号}、{確認}）",
	  TO_CENTRE "修正の依頼がありました。管理画面で内容を確認し、公開、差し戻し、却下のいずれかをしてください。\n\n"
	  "　受付番号：{受付番号}\n　名称：{名称}\n　本人の確認：{確認}\n　変わる項目：{項目}\n" },
	{ "correction.published", "修正を公開したとき（依頼した方へ）", "宛名 名称 受付番号 アドレス",
	  "【{サイト名}】「{名称}」の修正を公開しました（受付番号 {受付番号}）",
	  "{宛名} 様\n\n" GREETING "ご依頼いただいた修正を公開しました。次のページでご確認ください。\n\n　{アドレス}\n" },
	{ "correction.returned", "修正依頼を差し戻したとき（依頼した方へ）", "宛名 名称 受付番号 理由",
	  "【{サイト名}】「{名称}」の修正についてのお願い（受付番号 {受付番号}）",
	  "{宛名} 様\n\n" GREETING "ご依頼いただいた修正について、次の点をご確認ください。お手数ですが、内容を直して、もう一度ご依頼ください。\n\n{理由}\n" },
	{ "correction.rejected", "修正依頼をお断りしたとき（依頼した方へ）", "宛名 名称 受付番号 理由",
	  "【{サイト名}】「{名称}」の修正について（受付番号 {受付番号}）",
	  "{宛名} 様\n\n" GREETING "ご依頼いただいた修正は、次の理由で公開を見合わせます。\n\n{理由}\n" },
	{ "newsletter.prove", "メルマガの登録の確認（登録した方へ）", "メルマガ名 アドレス 期限",
	  "【{サイト名}】{メルマガ名}の登録を続けるには、リンクを開いてください",
	  GREETING "{メルマガ名}の登録のお申し込みがありました。登録は、まだ終わっていません。\n"
	  "次のアドレスを開き、「メルマガに登録する」を押してください。\n\n　{アドレス}\n\nこのリンクは、{期限}まで使えます。\n\n"
	  "このメールにお心当たりがないときは、何もせずにメールを削除してください。登録は行われません。\n" },
	{ "newsletter.already", "登録済みのアドレスでメルマガの登録があったとき（購読者へ）", "メルマガ名 解除のアドレス",
	  "【{サイト名}】{メルマガ名}は、すでに登録されています",
	  GREETING "{メルマガ名}の登録のお申し込みがありましたが、このアドレスはすでに登録されています。手続きは要りません。\n\n"
	  "解除するときは、次のページからお申し込みください。\n\n　{解除のアドレス}\n" },
	{ "newsletter.joined", "メルマガに登録したとき（購読者へ）", "メルマガ名 解除のアドレス",
	  "【{サイト名}】{メルマガ名}に登録しました",
	  GREETING "{メルマガ名}の登録が終わりました。次の号からお届けします。\n\n解除するときは、次のページからお申し込みください。\n\n　{解除のアドレス}\n" },
	{ "newsletter.leave", "メルマガの解除の確認（購読者へ）", "メルマガ名 アドレス 期限",
	  "【{サイト名}】{メルマガ名}を解除するには、リンクを開いてください",
	  GREETING "{メルマガ名}の解除のお申し込みがありました。解除は、まだ終わっていません。\n"
	  "次のアドレスを開き、「メルマガを解除する」を押してください。\n\n　{アドレス}\n\nこのリンクは、{期限}まで使えます。\n\n"
	  "このメールにお心当たりがないときは、何もせずにメールを削除してください。配信は続きます。\n" },
	{ "newsletter.left", "メルマガを解除したとき（購読者へ）", "メルマガ名",
	  "【{サイト名}】{メルマガ名}を解除しました",
	  GREETING "{メルマガ名}の配信を停止しました。これまでお読みいただき、ありがとうございました。\n\n配信の準備が済んでいた号は、行き違いで届くことがあります。ご了承ください。\n" },
	{ "contact.received", "お問い合わせを受け付けたとき（送った方へ）", "受付番号",
	  "【{サイト名}】お問い合わせを受け付けました（受付番号 {受付番号}）",
	  GREETING "{サイト名}へのお問い合わせを受け付けました。センターの担当者が内容を確認し、お返事します。\n\n　受付番号：{受付番号}\n\n"
	  "このメールにお心当たりがないときは、お手数ですがセンターまでお知らせください。\n" },
	{ "contact.received.centre", "お問い合わせがあったとき（センターへ）", "受付番号 お名前 Eメール 電話 件名 内容",
	  "［お問い合わせ］{サイト名}（受付番号 {受付番号}）",
	  TO_CENTRE "{サイト名}のお問い合わせフォームから、次の内容が届きました。お返事は、下のEメールまたは電話へお願いします。\n\n"
	  "　受付番号：{受付番号}\n　お名前：{お名前}\n　Eメール：{Eメール}\n　電話：{電話}\n　件名：{件名}\n\n{内容}\n" },
	{ "member.password", "パスワードの再発行を求められたとき（会員へ）", "宛名 リンク ログインID",
	  "【{サイト名}】新しいパスワードの設定",
	  "{宛名} 様\n\n" GREETING
	  "パスワードの再発行のお申し込みがありました。次のリンクを開いて、新しいパスワードを決めてください。\n\n"
	  "　{リンク}\n\n　ログインID：{ログインID}\n\n"
	  "リンクは1時間、1回だけ使えます。\n"
	  "お心当たりがないときは、このメールをそのまま消してください。パスワードは変わりません。\n" },
	{ "member.password.changed", "パスワードが変わったとき（会員へ）", "宛名",
	  "【{サイト名}】パスワードを変更しました",
	  "{宛名} 様\n\n" GREETING
	  "パスワードが変更されました。ほかの端末でログインしていたときは、すべてログアウトしました。\n\n"
	  "お心当たりがないときは、すぐに「パスワードの再発行」を行い、センターまでお知らせください。\n" },
	{ "member.login", "新しい端末からログインがあったとき（会員へ）", "宛名 日時",
	  "【{サイト名}】新しい端末からログインがありました",
	  "{宛名} 様\n\n" GREETING
	  "これまでと違う端末またはブラウザーから、{日時}にログインがありました。\n\n"
	  "ご本人のときは、何もする必要はありません。\n"
	  "お心当たりがないときは、すぐにパスワードを変更し、センターまでお知らせください。\n" },
	{ "member.mail.change", "Eメールの変更を求められたとき（新しいEメールへ）", "宛名 リンク",
	  "【{サイト名}】Eメールの変更の確認",
	  "{宛名} 様\n\n" GREETING "Eメールの変更のお申し込みがありました。次のリンクを開いて「このEメールに変更する」を押すと、変更が終わります。\n\n　{リンク}\n\nリンクは24時間、1回だけ使えます。\nお心当たりがないときは、このメールをそのまま消してください。\n" },
	{ "member.mail.changed", "Eメールが変わったとき（前のEメールへ）", "宛名",
	  "【{サイト名}】Eメールを変更しました",
	  "{宛名} 様\n\n" GREETING "登録のEメールが、新しいものに変更されました。これからのお知らせは、新しいEメールにお送りします。\n\nお心当たりがないときは、すぐにセンターまでお知らせください。\n" },
	{ "member.change.centre", "会員が公開している項目の変更を求めたとき（センターへ）", "会員番号 会員",
	  "［会員の修正依頼］{会員}",
	  TO_CENTRE "会員から、公開している項目の変更の依頼がありました。管理画面で内容を確認してください。\n\n　会員番号：{会員番号}\n　会員：{会員}\n" },
	{ "member.suspended", "会員が休止したとき（会員へ）", "宛名",
	  "【{サイト名}】休止の手続きが終わりました",
	  "{宛名} 様\n\n" GREETING "休止の手続きが終わり、会員情報をサイトから下ろしました。\n再開するときは、マイページの「休止・再開依頼・退会」からご依頼ください。\n" },
	{ "member.suspended.centre", "会員が休止したとき（センターへ）", "会員番号 会員",
	  "［会員の休止］{会員}",
	  TO_CENTRE "会員が休止しました。\n\n　会員番号：{会員番号}\n　会員：{会員}\n" },
	{ "member.resume", "会員が再開を依頼したとき（会員へ）", "宛名",
	  "【{サイト名}】再開の依頼を受け付けました",
	  "{宛名} 様\n\n" GREETING "再開の依頼を受け付けました。センターで確認してから公開し、公開したときにあらためてお知らせします。\n" },
	{ "member.resume.centre", "会員が再開を依頼したとき（センターへ）", "会員番号 会員",
	  "［会員の再開依頼］{会員}",
	  TO_CENTRE "会員から再開の依頼がありました。管理画面で確認してください。\n\n　会員番号：{会員番号}\n　会員：{会員}\n" },
	{ "member.withdrawn", "会員が退会したとき（会員へ）", "宛名",
	  "【{サイト名}】退会の手続きが終わりました",
	  "{宛名} 様\n\n" GREETING "退会の手続きが終わりました。これまでご利用いただき、ありがとうございました。\nお預かりした個人情報は、90日後に消去します。\n\nお心当たりがないときは、すぐにセンターまでお知らせください。\n" },
	{ "member.withdrawn.centre", "会員が退会したとき（センターへ）", "会員番号 会員",
	  "［会員の退会］{会員}",
	  TO_CENTRE "会員が退会しました。個人情報は90日後に消去されます。\n\n　会員番号：{会員番号}\n　会員：{会員}\n" },
};
const size_t mail_texts_count = COUNT_OF(mail_texts);

const struct mail_text *mail_text_named(const char *event)
{
	for (size_t i = 0; i < mail_texts_count; i++)
		if (strcmp(mail_texts[i].event, event) == 0) return &mail_texts[i];
	return NULL;
}

static const struct mail_value *value_named(struct str name, const struct mail_value *value, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_is(name, value[i].name)) return &value[i];
	return NULL;
}

/* One line; *used and *given count its values and those that are not empty. */
static void expand_line(struct out *o, struct str line, const struct mail_value *value, size_t n, int *used, int *given)
{
	while (line.n) {
		size_t open = str_find_char(line, '{');
		size_t close = open == SIZE_MAX ? SIZE_MAX : str_find_char(str_skip(line, open), '}');
		if (close == SIZE_MAX) break;
		const struct mail_value *v = value_named(str_left(str_skip(line, open + 1), close - 1), value, n);
		out_str(o, str_left(line, v ? open : open + close + 1));
		if (v) {
			*used += 1;
			*given += v->value.n > 0;
			out_str(o, v->value);
		}
		line = str_skip(line, open + close + 1);
	}
	out_str(o, line);
}

struct str mail_expand(struct arena *a, struct str text, const struct mail_value *value, size_t n)
{
	struct out o = out_new(a, 1 << 20);
	struct str line;
	bool more = text.n > 0;
	while (more) {
		size_t end = str_find_char(text, '\n');
		more = end != SIZE_MAX;
		line = more ? str_left(text, end) : text;
		if (more) text = str_skip(text, end + 1);
		int used = 0, given = 0;
		struct out one = out_new(a, 1 << 20);
		expand_line(&one, line, value, n, &used, &given);
		if (used && !given) continue;
		out_str(&o, out_view(&one));
		if (more) out_char(&o, '\n');
	}
	return out_view(&o);
}

static const char signature[] =
	"\n----------------------------------------\n"
	"やまぐち県民活動支援センター\n〒{センター郵便番号} {センター住所}\n電話 {センター電話}　Eメール {センターEメール}\n{サイト名}　{サイトのアドレス}\n";

enum err mail_text_fill(struct db_read *db, struct arena *a, const char *event, int64_t site, const struct mail_value *value, size_t n,
	struct mail_filled *out)
{
	const struct mail_text *t = mail_text_named(event);
	ASSERT(t);
	struct str subject = str_of(t->subject), body = str_of(t->body);
	struct rows r = db_rows(db, a, &mail_text_find, BIND(b_str(str_of(event)), b_int(site)));
	if (rows_next(&r)) {
		subject = rows_str(&r, 0);
		body = rows_str(&r, 1);
	}
	enum err err = rows_end(&r);
	out->subject = mail_expand(a, subject, value, n);
	out->body = mail_expand(a, str_cat(a, body, str_of(signature)), value, n);
	return err;
}
