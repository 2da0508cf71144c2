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
has の条件を外す
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
has の条件を外す
GET /newsletters?year=2020
status 200
has 2020年の

GET /search?q=%E6%B4%BB%E5%8B%95
status 200
has <mark>
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
