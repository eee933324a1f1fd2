//! Frequent Japanese family names, as data, and the names of people that they begin.

/// Whether a text is a Japanese name: a frequent family name and one to four characters more, with
/// a space between them or without.
pub(super) fn is_name(text: &str) -> bool {
    let is_letter = |c: char| matches!(c, '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
    let is_gap = |c: char| matches!(c, ' ' | '\u{3000}' | '\u{a0}');
    let gaps = text.chars().filter(|c| is_gap(*c)).count();
    if gaps > 1 || !text.chars().all(|c| is_letter(c) || is_gap(c)) {
        return false;
    }
    let is_given = |family: &str| {
        let Some(rest) = text.strip_prefix(family) else { return false };
        let given = rest.trim_start_matches(is_gap);
        // `関` begins more words than names: what a name of one character begins needs the space.
        let is_apart = family.chars().nth(1).is_some() || given.len() < rest.len();
        let is_plain = !ENDINGS.iter().any(|ending| given.ends_with(ending));
        is_apart && is_plain && (1..=4).contains(&given.chars().count())
    };
    FAMILIES.split_whitespace().any(is_given)
}

/// Endings of words that begin like names: offices, places, papers.
const ENDINGS: [&str; 24] = [
    "部", "社", "氏", "局", "会", "省", "市", "県", "町", "村", "区", "州", "国", "家", "店", "駅",
    "線", "新聞", "記事", "时", "時", "日", "网", "报",
];

/// The names, most frequent first.
const FAMILIES: &str = "\
    佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 斉藤 清水 山崎 森 \
    池田 橋本 阿部 石川 山下 中島 石井 小川 前田 岡田 長谷川 藤田 後藤 近藤 村上 遠藤 青木 坂本 福田 西村 太田 三浦 藤井 \
    岡本 松田 中川 中野 原田 小野 田村 竹内 金子 和田 中山 石田 上田 森田 原 柴田 酒井 工藤 横山 宮崎 宮本 内田 高木 安藤 \
    谷口 大野 丸山 今井 河野 藤原 小島 村田 武田 上野 杉山 増田 菅原 平野 大塚 千葉 久保 松井 小山 岩崎 桜井 木下 野口 松尾 \
    野村 菊地 菊池 佐野 大西 杉本 新井 浜田 市川 古川 水野 小松 島田 小池 平田 高田 山内 西田 飯田 川崎 東 安田 本田 川口 \
    辻 久保田 関 吉川 中田 小西 福島 五十嵐 川村 松岡 服部 樋口 大橋 片山 土屋 永井 岩田 島津 大渡 小暮 松村 大谷 荒木 大島 \
    黒田 堀 尾崎 望月 永田 熊谷 内藤 川上 北村 須藤 秋山 矢野 西川 広瀬 森本 早川 岩本 八木 白石 石原 星野 栗原 平井 三宅";

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn names_are_a_family_name_and_little_more() {
        for name in ["松本花子", "松本 花子", "渡辺ひろし", "関 花子"] {
            assert!(is_name(name), "{name}");
        }
        for other in ["松本", "松本市", "山田新聞", "関連作品", "東京", "速報", "Li"]
        {
            assert!(!is_name(other), "{other}");
        }
    }
}
