#!/usr/bin/env python3
"""Makes src/core/fold_table.h from Python's Unicode tables and the variant lists below.

Run by hand when a list changes:  python3 tool/fold_table.py > src/core/fold_table.h
Not part of the build: the header is kept in the repository.
"""
import sys
import unicodedata as u

DROP, BLANK, DASH, VOICED, HALF_VOICED, LONG = 1, 2, 3, 4, 5, 0xE000

# Variants of one character that people write for one another; the first one is kept.
# Names of persons and places (koseki forms) and the old forms of the toyo kanji list of 1949.
VARIANTS = """
高髙 崎﨑嵜﨑 瀬瀨 徳德 真眞 辺邊邉 斉斎齋齊 沢澤 浜濱濵 島嶋嶌 吉𠮷 土𡈽 丈𠀋 国國 学學斈 会會 広廣 桜櫻 竜龍 蔵藏 実實 寿壽
栄榮 円圓 恵惠 条條 礼禮 弥彌 浅淺 豊豐 万萬 与與 宝寶 関關 鉄鐵鉃 静靜 県縣 黒黑 釈釋 麦麥 来來 売賣 読讀 続續 総總 縦縱 従從
応應 医醫 駅驛 塩鹽 欧歐 殴毆 桜櫻 奥奧 横橫 温溫 仮假 価價 画畫 悔悔 海海 絵繪 壊壞 懐懷 概槪 拡擴 殻殼 覚覺 楽樂 喝喝 渇渴
褐褐 缶罐 巻卷 陥陷 勧勸 寛寬 漢漢 歓歡 観觀 気氣 祈祈 既既 帰歸 器器 偽僞 戯戲 犠犧 旧舊 拠據 挙擧 虚虛 峡峽 挟挾 狭狹 郷鄕
響響 暁曉 勤勤 謹謹 区區 駆驅 勲勳 薫薰 径徑 茎莖 掲揭 渓溪 経經 継繼 軽輕 鶏鷄 芸藝 撃擊 欠缺 研硏 剣劍剱劔 険險 圏圈 検檢
献獻 権權 顕顯 験驗 厳嚴 効效 恒恆 黄黃 鉱鑛 号號 穀穀 済濟 砕碎 歳歲 剤劑 殺殺 雑雜 参參 桟棧 蚕蠶 惨慘 賛贊 残殘 糸絲 祉祉
視視 歯齒 児兒 辞辭 湿濕 社社 者者 煮煮 釈釋 収收 臭臭 渋澁 獣獸 縦縱 祝祝 粛肅 処處 暑暑 署署 緒緖 諸諸 叙敍 奨奬 将將 焼燒
祥祥 渉涉 証證 乗乘 剰剩 壌壤 嬢孃 浄淨 状狀 畳疊 譲讓 醸釀 嘱囑 触觸 神神 寝寢 慎愼 尽盡 図圖 粋粹 酔醉 穂穗 随隨 髄髓 枢樞
数數 声聲 節節 専專 戦戰 践踐 銭錢 潜潛 繊纖 禅禪 祖祖 双雙 壮壯 争爭 荘莊 捜搜 挿插 巣巢 曽曾 痩瘦 装裝 僧僧 層層 騒騷 増增
憎憎 贈贈 臓臟 即卽 属屬 堕墮 対對 体體軆 帯帶 滞滯 台臺 滝瀧 択擇 択擇 脱脫 担擔 単單 胆膽 嘆嘆 団團 断斷 弾彈 遅遲 痴癡 虫蟲
昼晝 鋳鑄 著著 庁廳 徴徵 聴聽 懲懲 勅敕 鎮鎭 塚塚 逓遞 逓遞 点點 転轉 伝傳 都都 灯燈 当當 党黨 盗盜 稲稻 闘鬪 独獨 突突 届屆
難難 弐貳 悩惱 脳腦 覇霸 拝拜 廃廢 梅梅 発發 髪髮 抜拔 繁繁 蛮蠻 晩晚 卑卑 秘祕 碑碑 浜濱 賓賓 頻頻 敏敏 瓶甁 侮侮 福福 払拂
仏佛 併倂 並竝 塀塀 餅餠 変變 弁辨瓣辯 勉勉 歩步 穂穗 褒襃 豊豐 墨墨 翻飜 毎每 満滿 免免 麺麵 黙默 訳譯 薬藥 予豫 余餘 誉譽
揺搖 様樣 謡謠 遥遙 頼賴 乱亂 覧覽 欄欄 略畧 隆隆 虜虜 両兩 猟獵 緑綠 塁壘 涙淚 類類 励勵 霊靈 隷隸 齢齡 暦曆 歴歷 恋戀 練練
錬鍊 炉爐 労勞 郎郞 朗朗 廊廊 楼樓 録錄 湾灣 亀龜 尭堯 槙槇 柳栁桺 峰峯 埼碕﨏 崎埼 富冨 船舩 館舘 涌湧 桧檜 桑桒 梅楳 橋𣘺 隣鄰
渡渡 舟舟 角⻆ 戸戶戸 青靑 曽曾 頬頰 剥剝 填塡 噌噲 蝉蟬 掴摑 蝋蠟 鴎鷗 迩邇 祢禰 侭儘 靭靱靭 煕熙凞 喜㐂 幸倖 草艸 花苍 節莭 魚𩵋
鶴靏靍鸖 芦蘆 飴飴 逸逸 祗祇 葛葛󠄀 辻辻󠄀 樋樋󠄀 薩薩󠄀 諫諌 諸諸 晴晴 朗朗 琢琢 猪猪 益益 礼礼 神神 福福 精精 羽羽 都都 飯飯 館館
"""
NOT = {("崎", "埼"), ("埼", "碕"), ("埼", "﨏"), ("噌", "噲"), ("花", "苍"), ("幸", "倖"), ("草", "艸"), ("祗", "祇")}

DASHES = "-ー‐‑‒–—―−－─━ｰ⁃﹣﹘〜" .replace("〜", "")
QUOTES = {'"': "“”„‟〝〞〟＂", "'": "‘’‚‛＇", "~": "〜～∼˜"}


def variants():
    table = {}
    for word in VARIANTS.split():
        keep = word[0]
        for c in word[1:]:
            if 0xE0100 <= ord(c) <= 0xE01EF or c == keep or (keep, c) in NOT:
                continue
            table.setdefault(c, keep)
    return table


VARIANT = variants()


def base(c):
    """The character's folding as a text of ordinary characters (before the codes for context)."""
    s = unicodedata_fold(c)
    for _ in range(4):
        n = "".join(unicodedata_fold(x) for x in s)
        if n == s:
            break
        s = n
    return s


def unicodedata_fold(c):
    o = ord(c)
    for plain, many in QUOTES.items():
        if c in many:
            return plain
    s = u.normalize("NFKD", c) if not (0x3040 <= o <= 0x30FF or 0xAC00 <= o <= 0xD7A3) else c
    s = "".join(x for x in s if not (0x300 <= ord(x) <= 0x36F))
    s = u.normalize("NFC", s).casefold()
    out = ""
    for x in s:
        x = VARIANT.get(x, x)
        if 0x30A1 <= ord(x) <= 0x30F6 or x in "ヽヾ":
            x = chr(ord(x) - 0x60)
        x = {"ゕ": "か", "ゖ": "け"}.get(x, x)
        out += x
    return out


def special(o):
    c = chr(o)
    if o in (0xAD, 0x34F, 0x061C, 0x180E, 0xFEFF) or 0x200B <= o <= 0x200F or 0x202A <= o <= 0x202E or 0x2060 <= o <= 0x206F \
            or 0xFE00 <= o <= 0xFE0F or 0x300 <= o <= 0x36F:
        return DROP
    if o in (0x20, 0x85) or 9 <= o <= 13 or u.category(c) in ("Zs", "Zl", "Zp"):
        return BLANK
    if o < 32 or 0x7F <= o < 0xA0:
        return DROP
    if c in DASHES:
        return DASH
    if c in "\u3099\u309b\uff9e":
        return VOICED
    if c in "\u309a\u309c\uff9f":
        return HALF_VOICED
    return 0


def main():
    blocks, pages, longs, astral = [tuple([0] * 256)], [], [], []
    for page in range(256):
        block = []
        for low in range(256):
            o = page << 8 | low
            v = special(o)
            if not v and not 0xD800 <= o <= 0xF8FF:
                v = code(chr(o), base(chr(o)), longs)
            elif not v and 0xF900 <= o:
                v = code(chr(o), base(chr(o)), longs)
            block.append(v)
        block = tuple(block)
        if block not in blocks:
            blocks.append(block)
        pages.append(blocks.index(block))
    for o in list(range(0x1D400, 0x1D800)) + list(range(0x1F100, 0x1F252)) + list(range(0x20000, 0x2FA1E)) + [0x10400 + i for i in range(40)]:
        s = base(chr(o))
        if s != chr(o):
            astral.append((o, s))
    write(blocks, pages, longs, astral)


def code(c, s, longs):
    if s == c:
        return 0
    if s == "":
        return DROP
    if len(s) == 1 and ord(s) < 0xE000 and ord(s) > 5:
        return ord(s) if not special(ord(s)) else special(ord(s))
    if s not in longs:
        longs.append(s)
    return LONG + longs.index(s)


def cz(s):
    return "".join("\\x%02x" % b for b in s.encode())


def write(blocks, pages, longs, astral):
    p = print
    p("/* Folding of every character (core/token.h). Made by tool/fold_table.py from Unicode %s; do not edit." % u.unidata_version)
    p(" * 0 unchanged, 1 dropped, 2 blank, 3 dash, 4 and 5 kana sound marks, from 0xe000 an index into fold_long. */")
    p("static const unsigned char fold_page[256] = {")
    for i in range(0, 256, 32):
        p("\t" + ", ".join(str(x) for x in pages[i:i + 32]) + ",")
    p("};")
    p("static const uint16_t fold_block[%d][256] = {" % len(blocks))
    for b in blocks:
        p("\t{")
        for i in range(0, 256, 128):
            p("\t\t" + ",".join("%#x" % x if x else "0" for x in b[i:i + 128]) + ",")
        p("\t},")
    p("};")
    p("static const char *const fold_long[] = {")
    for i in range(0, len(longs), 8):
        p("\t" + " ".join('"%s",' % cz(s) for s in longs[i:i + 8]))
    p("};")
    p("static const struct { uint32_t c; const char *to; } fold_astral[] = {")
    for i in range(0, len(astral), 8):
        p("\t" + " ".join('{ %#x, "%s" },' % (o, cz(s)) for o, s in astral[i:i + 8]))
    p("};")


main()
