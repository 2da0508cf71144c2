/* Demo records that staff keep: terms, fixed pages, Q&A, links, slots, notices. The texts are meant to be
 * read: a centre may start from them. */
#include "feature/banner/banner.h"
#include "feature/demo/demo_text.h"
#include "feature/emergency/emergency.h"
#include "feature/help/help.h"
#include "feature/link/link.h"
#include "feature/page/page.h"
#include "feature/redirect/redirect.h"
#include "feature/slot/slot.h"
#include "feature/staff/staff.h"
#include "feature/terms/terms.h"

/* ---- 規約 ---- */

static const struct {
	const char *title, *body;
	enum site_id site;
} terms_texts[] = {
	{ "山口県県民活動スーパーネット情報登録規約",
	  "<h2>目的</h2><p>この規約は、やまぐち県民活動支援センター（以下「センター」）が運営する山口県県民活動スーパーネットに情報を登録する方（以下「登録者」）が守ることがらを定めます。</p>"
	  "<h2>登録できる団体</h2><p>県民活動団体は、次のすべてを満たすものとします。</p><ul><li>営利を目的としない、県民の自主的、主体的な社会参加活動を行うこと</li><li>不特定かつ多数の者の利益の増進に寄与することを目的とすること</li>"
	  "<li>組織的かつ継続的に活動を行うこと</li><li>宗教活動、政治活動、選挙活動を目的としないこと</li></ul>"
	  "<h2>登録の方法</h2><p>登録フォームから申し込んでください。センターが内容を確認したうえで公開します。</p><h2>登録の取り消し</h2><p>登録の内容が事実と異なるとき、またはこの規約に反するときは、センターは登録を取り消すことがあります。</p>", SITE_SUPER },
	{ "あいかさねっと利用規約",
	  "<h2>目的</h2><p>この規約は、やまぐち社会貢献活動支援ネット「あいかさねっと」を利用する会員が守ることがらを定めます。</p><h2>会員</h2><p>会員には個人会員、団体会員、企業会員があります。登録は無料です。未成年の方は、保護者の同意を得て登録してください。</p>"
	  "<h2>会員の責任</h2><ul><li>ログインIDとパスワードは、ご本人が管理してください</li><li>知り得た個人情報を、活動の目的以外に使わないでください</li><li>活動中の事故に備え、ボランティア活動保険への加入をお願いします</li></ul>"
	  "<h2>休止と退会</h2><p>会員は、マイページからいつでも休止または退会できます。</p>", SITE_AIKA },
	{ "個人情報保護方針",
	  "<h2>集める情報</h2><p>登録、申込み、お問い合わせのときに、必要な範囲でお名前や連絡先をうかがいます。</p><h2>使いみち</h2><p>うかがった情報は、登録内容の確認、活動の案内、お問い合わせへの回答のためだけに使います。</p>"
	  "<h2>第三者への提供</h2><p>ご本人の同意があるとき、または法令に基づくときを除き、第三者に提供しません。</p><h2>安全管理</h2><p>公開しない個人情報は暗号化して保管し、閲覧できる職員を限っています。</p><h2>開示・訂正・削除</h2><p>ご本人からの求めには、すみやかに対応します。センターへご連絡ください。</p>", 0 },
};

enum err demo_terms(struct demo *d, int i, int n)
{
	struct terms t = { .record = demo_record(d, &terms_entity, terms_texts[i].site, 0, n, 3), .subject = i + 1, .title = str_of(terms_texts[i].title), .number = 1,
		.effective = 20240401, .body = str_of(terms_texts[i].body) };
	t.record.source = str_fmt(d->row, "demo:terms:%d", i);
	enum err e = demo_put(d, &terms_entity, &t);
	d->terms[i] = t.record.id;
	return e;
}

/* ---- 固定ページ ---- */

static const struct {
	enum site_id site;
	const char *slug, *title, *lead, *body;
} pages[] = {
	{ SITE_SUPER, "about", "スーパーネットについて", "山口県県民活動スーパーネットは、県民活動の情報を一つにまとめたサイトです。",
	  "<h2>できること</h2><ul><li>県内の県民活動団体、NPO法人、企業の情報を探す</li><li>イベント、講座、作品などの募集を探す</li><li>助成金の募集と締め切りを調べる</li><li>活動の実績や事例、センターの蔵書を見る</li></ul>"
	  "<h2>掲載するには</h2><p>団体や企業の情報、募集情報などは、無料で掲載できます。「掲載登録」のページから、それぞれの案内をご覧ください。</p>" },
	{ SITE_SUPER, "center-outline", "センターの概要", "やまぐち県民活動支援センターは、県民のみなさまの自主的な活動を応援する施設です。",
	  "<h2>所在地</h2><p>〒753-0064 山口県山口市神田町1-80 防長青年館2階</p><h2>連絡先</h2><p>電話 083-934-4666<br>メール yamas@kenmin.pref.yamaguchi.lg.jp</p><h2>設備</h2><ul><li>交流コーナー</li><li>Zoomルーム</li><li>印刷機</li><li>図書コーナー</li></ul>" },
	{ SITE_SUPER, "center-work", "センターの事業", "相談、情報の提供、人材の育成、交流の四つを柱に活動しています。",
	  "<h2>相談</h2><p>団体の立ち上げ、NPO法人の設立、会計、助成金の申請などの相談を受け付けています。</p><h2>情報の提供</h2><p>このサイトと「さぽ〜とメール」で、県内の活動の情報をお届けします。</p><h2>人材の育成</h2><p>運営や会計、広報の講座を開いています。</p><h2>交流</h2><p>団体どうし、団体と企業や行政が出会う場をつくります。</p>" },
	{ SITE_SUPER, "center-guide", "利用の手引き", "センターの部屋や設備の使い方をご案内します。",
	  "<h2>利用できる方</h2><p>県民活動を行う団体、これから始めようとする方は、どなたでも利用できます。</p><h2>利用の手順</h2><ol><li>電話または窓口で空きを確かめます</li><li>予約をします</li><li>当日、受付で利用票に記入します</li></ol><h2>お願い</h2><p>使ったあとは、机といすを元の位置に戻してください。</p>" },
	{ SITE_SUPER, "center-access", "アクセス", "JR山口駅から歩いて行けます。駐車場もあります。",
	  "<h2>住所</h2><p>〒753-0064 山口県山口市神田町1-80 防長青年館2階</p><h2>公共交通機関</h2><p>JR山口線をご利用ください。バスの時刻は、各社のホームページでお確かめください。</p><h2>車でお越しの方</h2><p>防長青年館の駐車場をご利用いただけます。台数に限りがありますので、なるべく乗り合わせてお越しください。</p>" },
	{ SITE_SUPER, "center-booking", "申し込み・予約", "印刷機、交流コーナー、Zoomルームの予約の方法です。",
	  "<h2>予約の方法</h2><p>電話（083-934-4666）または窓口で受け付けます。空き状況は、トップページの予約状況カレンダーでご覧いただけます。</p><h2>料金</h2><table><thead><tr><th scope=\"col\">設備</th><th scope=\"col\">料金</th></tr></thead><tbody><tr><td>印刷機</td><td>枚数に応じた実費</td></tr><tr><td>交流コーナー</td><td>窓口へお問い合わせください</td></tr><tr><td>Zoomルーム</td><td>窓口へお問い合わせください</td></tr></tbody></table>" },
	{ SITE_SUPER, "center-information", "情報収集・提供", "センターでは、県民活動に関する図書や資料を集め、貸し出しています。",
	  "<h2>蔵書</h2><p>県民活動、NPO、まちづくりに関する図書を閲覧できます。「蔵書情報」から探せます。</p><h2>チラシの配架</h2><p>団体のチラシや会報をセンターに置くことができます。窓口へお持ちください。</p>" },
	{ SITE_AIKA, "guide", "利用案内", "ボランティアしてほしい団体と、したい人をつなぐサイトです。",
	  "<h2>ボランティアをしたい方</h2><p>個人、団体、企業のどなたでも会員になれます。会員になると、条件に合う募集の情報がメールで届き、そのまま参加を申し込めます。</p><h2>ボランティアを募集したい団体</h2><p>団体会員になると、募集の情報を掲載し、条件に合う会員に参加を依頼できます。</p>" },
	{ SITE_AIKA, "forms", "登録用紙ダウンロード", "紙で申し込むときの用紙です。", "<p>用紙に書いて、センターへ郵送、FAX、または窓口でお出しください。用紙は窓口でもお渡ししています。</p>" },
	{ SITE_AIKA, "newsletter", "メルマガ会員登録", "県内のボランティアの情報を、月に一度お届けします。", "<p>会員登録をしなくても、メールアドレスだけで受け取れます。解除はいつでもできます。</p>" },
};
const int demo_page_count = COUNT_OF(pages);

enum err demo_page(struct demo *d, int i, int n)
{
	struct fixed_page p = { .record = demo_record(d, &page_entity, pages[i].site, i, n, 2), .title = str_of(pages[i].title), .slug = str_of(pages[i].slug),
		.sort = (i + 1) * 10, .lead = str_of(pages[i].lead), .body = str_of(pages[i].body) };
	return demo_put(d, &page_entity, &p);
}

/* ---- Q&A ---- */

static const struct {
	const char *question, *answer;
	int topic;
} questions[] = {
	{ "会員登録にお金はかかりますか。", "<p>登録も利用も無料です。活動によっては、保険料や材料費などの実費が必要なことがあります。</p>", 1 },
	{ "県外に住んでいても登録できますか。", "<p>はい、登録できます。市町の欄で「山口県外」を選んでください。</p>", 1 },
	{ "未成年でも登録できますか。", "<p>保護者の方の同意を得たうえで登録してください。活動に参加するときにも、保護者の方の同意が必要です。</p>", 1 },
	{ "仮登録のあとは、どうなりますか。", "<p>届いたメールのリンクを開いてアドレスを確かめ、ログインして詳しい情報を入力してください。センターが内容を確認して公開します。</p>", 1 },
	{ "名前や住所は公開されますか。", "<p>個人会員のお名前、住所、電話番号、メールアドレスは公開されません。「個人会員」の番号と、市町、分野、セールスポイントなどだけが表示されます。</p>", 1 },
	{ "ボランティアを募集するには、どうすればよいですか。", "<p>団体会員として登録し、マイページから募集の情報を入力してください。センターが確認して公開します。</p>", 2 },
	{ "募集の内容を直したいときは。", "<p>マイページの募集一覧から修正できます。公開中の募集は、センターが確認するまで前の内容が表示されます。</p>", 2 },
	{ "個人で募集することはできますか。", "<p>募集できるのは団体会員だけです。団体としての登録をご検討ください。</p>", 2 },
	{ "参加を申し込むには。", "<p>ログインして、募集のページの「参加する」を押してください。届いたメールからも申し込めます。</p>", 3 },
	{ "申し込んだあとに都合が悪くなりました。", "<p>できるだけ早く、募集した団体へご連絡ください。</p>", 3 },
	{ "活動中のけがが心配です。", "<p>お住まいの市町の社会福祉協議会で、ボランティア活動保険に加入できます。</p>", 3 },
	{ "パスワードを忘れました。", "<p>ログインページの「パスワードの再発行」から手続きしてください。</p>", 4 },
	{ "ログインIDを忘れました。", "<p>登録したメールアドレスをお手もとに、センターへお電話ください。</p>", 4 },
	{ "メールが届きません。", "<p>迷惑メールの設定で kenmin.pref.yamaguchi.lg.jp からのメールを受け取れるようにしてください。</p>", 5 },
	{ "LINEでも情報を受け取れますか。", "<p>はい。あいかさねっとのLINE公式アカウントを友だちに追加してください。</p>", 5 },
};
const int demo_help_count = COUNT_OF(questions);

enum err demo_help(struct demo *d, int i, int n)
{
	struct help h = { .record = demo_record(d, &help_entity, SITE_AIKA, i, n, 2), .title = str_of(questions[i].question), .body = str_of(questions[i].answer),
		.topic = questions[i].topic, .sort = (i + 1) * 10 };
	return demo_put(d, &help_entity, &h);
}

/* ---- リンク・バナー ---- */

static const struct {
	enum site_id site;
	int topic;
	const char *title, *url, *description;
} links[] = {
	{ SITE_SUPER, 1, "やまぐち県民活動支援センター", "", "団体の設立や運営、会計、助成金の申請などの相談を受け付けています。電話 083-934-4666" },
	{ SITE_SUPER, 1, "お住まいの市町の市民活動センター", "", "地域での活動の相談は、各市町の市民活動センターや担当課でも受け付けています。" },
	{ SITE_SUPER, 2, "山口県", "https://www.pref.yamaguchi.lg.jp/", "山口県の公式ホームページです。" },
	{ SITE_SUPER, 2, "内閣府NPOホームページ", "https://www.npo-homepage.go.jp/", "全国のNPO法人の情報と、制度の解説があります。" },
	{ SITE_SUPER, 4, "やまぐち県民活動きらめき財団", "https://www.y-kirameki.or.jp/", "県民活動への助成を行っています。" },
	{ SITE_SUPER, 5, "やまぐち社会貢献活動支援ネット あいかさねっと", "https://www.kenmin.pref.yamaguchi.lg.jp/boranet201909/", "ボランティアの募集と参加のサイトです。" },
	{ SITE_AIKA, 2, "山口県", "https://www.pref.yamaguchi.lg.jp/", "山口県の公式ホームページです。" },
	{ SITE_AIKA, 3, "山口県県民活動スーパーネット", "https://www.kenmin.pref.yamaguchi.lg.jp/", "県民活動の情報を一つにまとめたサイトです。" },
	{ SITE_AIKA, 5, "やまぐち健幸アプリ", "https://kenko.pref.yamaguchi.lg.jp/kenko-app", "ボランティア活動でポイントを受け取れます。" },
};
const int demo_link_count = COUNT_OF(links);

enum err demo_link(struct demo *d, int i, int n)
{
	struct link l = { .record = demo_record(d, &link_entity, links[i].site, i, n, 2), .title = str_of(links[i].title), .url = str_of(links[i].url),
		.topic = links[i].topic, .description = str_of(links[i].description), .sort = (i + 1) * 10 };
	return demo_put(d, &link_entity, &l);
}

enum err demo_banner(struct demo *d, int i, int n)
{
	static const char *const text[][2] = { { "山口県", "https://www.pref.yamaguchi.lg.jp/" }, { "やまぐち県民活動きらめき財団", "https://www.y-kirameki.or.jp/" },
		{ "センターのブログ", "https://blog.canpan.info/hoshichan/" } };
	struct banner b = { .record = demo_record(d, &banner_entity, SITE_SUPER, i, n, 2), .title = str_of(text[i][0]), .url = str_of(text[i][1]), .place = S("home"), .sort = i };
	return demo_put(d, &banner_entity, &b);
}

enum err demo_slot(struct demo *d, int i, int n)
{
	struct slot s = { .record = demo_record(d, &slot_entity, SITE_SUPER, i, n, 1), .place = S("home"), .title = S("印刷機・交流コーナー（Zoomルーム）予約状況カレンダー"),
		.body = S("<p>ご予約は、電話（083-934-4666）または窓口で受け付けています。</p>"), .calendar = 1 };
	return demo_put(d, &slot_entity, &s);
}

enum err demo_emergency(struct demo *d, int i, int n)
{
	struct emergency e = { .record = demo_record(d, &emergency_entity, 0, i, n, 1) };
	e.title = i ? S("大雨により、センターの開館時間を変更しています") : S("台風により、センターを臨時休館しました");
	e.body = i ? S("本日は16時に閉館します。お越しの際はお気をつけください。") : S("翌日からは通常どおり開館しています。");
	if (i) e.record.close_at = d->o->now + 30 * 86400;
	else e.record.close_at = d->o->now - 30 * 86400;
	e.record.open_at = e.record.close_at - 60 * 86400;
	return demo_put(d, &emergency_entity, &e);
}

enum err demo_redirect(struct demo *d, int i, int n)
{
	static const char *const text[][2] = { { "/supernet-kiyaku/", "/terms" }, { "/boranet201909/", "/aikasanet/" }, { "/boranet/boshu_d.php?no=1", "/aikasanet/offers/1" } };
	struct redirect r = { .record = demo_record(d, &redirect_entity, i ? SITE_AIKA : SITE_SUPER, i, n, 1), .path = str_of(text[i][0]), .target = str_of(text[i][1]), .code = 301 };
	return demo_put(d, &redirect_entity, &r);
}

/* Without a password nobody can log in as them. */
enum err demo_staff(struct demo *d, int i, int n)
{
	struct staff s = { .record = demo_record(d, &staff_entity, 0, i, n, 1), .login_id = str_fmt(d->row, "center%d", i + 1), .name = demo_person(d).text,
		.mail = demo_mail(d, "center", i), .role = 2, .must_change = 1 };
	s.record.state = STATE_SUSPENDED;
	return demo_put(d, &staff_entity, &s);
}
