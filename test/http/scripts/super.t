# スーパーネット on any filled data folder (kenmin demo or an import).
GET /
status 200
header Content-Type: text/html; charset=utf-8
has <h2 class="mark" id="events">募集情報</h2>
has 予約状況カレンダー</h2>
has センターの利用について
has application/ld+json
hasnt  style="
HEAD /
status 200

GET /groups
status 200
has 登録団体・企業
has くわしい条件で探す
has 件）</span>
GET /groups?kind=company&sort=kana&page=1
status 200
has を外す
has content="noindex"
GET /groups?sort=kana&sort=new
status 400
GET /groups?kind=nothing&field=nothing&page=0
status 200
GET /groups/0
status 404
has ページが見つかりません
GET /groups/999999999
status 404

GET /events/calendar?month=2026-12
status 200
has 2026年12月に開催されるイベント・講座など
GET /events/calendar?month=1026-99
status 200
GET /grants/calendar
status 200
has に募集が締め切られる助成
GET /grants?state=all
status 200
has すべての助成
GET /books?author=%E4%BE%8B
status 200
has を外す
GET /newsletters?year=2020
status 200
has 2020年の

GET /search?q=%E6%B4%BB%E5%8B%95
status 200
has <mark>
GET /search
status 200
has 団体・企業を探す（
GET /search?q=%E6%B4%BB%E5%8B%95%20%E5%9B%A3%E4%BD%93
status 200
has 「活動」を外す
has 「団体」を外す
has 関連の高い順
GET /search?q=%E6%8E%B2%E8%BC%89%E7%99%BB%E9%8C%B2
status 200
has href="/register"
GET /search?q=%E6%B4%BB%E5%8B%95%20xyzzyxyzzy
status 200
has 「活動」だけなら
GET /groups?q=%E6%B4%BB%E5%8B%95&kind=company
status 200
has 「活動」を外す
has 種類：企業を外す
has 関連の高い順
GET /groups?q=%E6%B4%BB%E5%8B%95%20xyzzyxyzzy
status 200
has 「活動」だけなら
GET /events
status 200
has 今週末
GET /grants
status 200
has 山口県の団体が応募できる
has 締切が近い（2週間以内）
GET /register/form/npo
status 200
has 083-934-4666
GET /register/form/none
status 404
GET /settings/display
status 303
header Location: /
with Cookie: display=l.blue
GET /sitemap
status 200
has class="site-super fs-l bg-blue"
POST /settings/display size=xl&back=black
status 303
header Set-Cookie: display=xl.black
