# Individuals have no name anywhere: pages, lists, search, feeds (decision 16).
GET /aikasanet/members?kind=individual
status 200
has 個人会員 No.
GET /aikasanet/members/search?kind=individual
status 200
has 会員種類
has 一芸・プロボノ分野
has 個人会員 No.
hasnt /aikasanet/members/0"
GET /aikasanet/members/1
status 200
has 個人会員 No.1
has お名前や連絡先は公開していません
hasnt 氏名
hasnt 生年月日
hasnt ログインID
hasnt application/ld+json
GET /aikasanet/feeds/members.atom
status 200
has <title>個人会員 No.
hasnt @
GET /aikasanet/members/999999999
status 404
# Past offers are past, current ones current.
GET /aikasanet/offers
status 200
has 現在募集中の一覧
hasnt 募集終了
GET /aikasanet/offers/past
status 200
has 過去の一覧
hasnt 随時募集
GET /aikasanet/offers/calendar?month=2026-12
status 200
has 2026年12月
has <span class="vh">曜日</span>
# A page of the staff's that stands under an address of its own is named once in the site map.
GET /aikasanet/sitemap
status 200
hasnt /aikasanet/pages/newsletter"
