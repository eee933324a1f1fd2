//! Amounts, names, form and noise.

use super::pairs::all_are;
use super::pairs::all_are_exactly;
use crate::diff::Significance::Cosmetic;
use crate::diff::Significance::Noise;
use crate::diff::Significance::Quantity;
use crate::diff::Significance::Reference;
use crate::diff::Significance::Wording;

#[test]
fn another_value_unit_or_bound_is_a_quantity() {
    all_are(
        Quantity,
        &[
            ("Wait 5 seconds.", "Wait 6 seconds."),
            ("Wait 5 seconds.", "Wait 5 minutes."),
            ("Send 5 packets.", "Send five hundred packets."),
            ("Keep at least 3 copies.", "Keep at most 3 copies."),
            ("Keep 3 copies.", "Keep at least 3 copies."),
            ("Keep more than 3 copies.", "Keep no more than 3 copies."),
            ("It costs $5.", "It costs €5."),
            ("It costs 5 USD.", "It costs 5 EUR."),
            ("Use 10 MB of memory.", "Use 10 GB of memory."),
            ("Growth was 5%.", "Growth was 5 percentage points."),
            ("Due on 2024-03-01.", "Due on 2024-03-02."),
            ("Due on March 1, 2024.", "Due on March 1, 2025."),
            ("Needs version 3.10.", "Needs version 3.1."),
            ("Needs version 2.4 or later.", "Needs version 2.5 or later."),
            ("The limit is 1.5 m.", "The limit is 15 m."),
            ("Two guards stand here.", "Three guards stand here."),
            ("The reply takes up to 20 ms.", "The reply takes up to 20 s."),
            ("Set the minimum size.", "Set the maximum size."),
            ("等待5秒。", "等待6秒。"),
            ("等待5秒。", "等待5分钟。"),
            ("至少保留三份。", "最多保留三份。"),
            ("温度不超过30摄氏度。", "温度不低于30摄氏度。"),
            ("价格为5美元。", "价格为5欧元。"),
            ("会议于2024年3月1日召开。", "会议于2024年4月1日召开。"),
            ("两名警卫值班。", "三名警卫值班。"),
            ("保留十天以上。", "保留十天以内。"),
            ("段落之间留一个空格。", "段落之间留两个空格。"),
            ("Leave a blank line.", "Leave two blank lines."),
            ("Store it at -5 °C.", "Store it at 5 °C."),
            ("气温为-5摄氏度。", "气温为5摄氏度。"),
            ("Doors open at 5 pm.", "Doors open at 5 am."),
            ("增长百分之五。", "增长百分之六。"),
            ("增长百分之五，约20万元。", "增长百分之五，约30万元。"),
        ],
    );
}

#[test]
fn a_number_written_otherwise_is_no_quantity() {
    all_are(
        Cosmetic,
        &[
            ("Buffer 4096 bytes.", "Buffer 4,096 bytes."),
            ("It costs 2.50 USD.", "It costs 2.5 USD."),
            ("Wait five days.", "Wait 5 days."),
            ("Due on 1 March 2024.", "Due on March 1, 2024."),
            ("Due on 2024-03-01.", "Due on 1 March 2024."),
            ("Growth was 5%.", "Growth was 5 percent."),
            ("It costs $5.", "It costs 5 dollars."),
            ("Use 10 ms.", "Use 10ms."),
            ("等待五天。", "等待5天。"),
            ("增长百分之五。", "增长5%。"),
            ("等待１０天。", "等待10天。"),
            ("会议于2024年3月1日召开。", "会议于2024-03-01召开。"),
        ],
    );
    all_are(
        Wording,
        &[
            ("Keep at least 3 copies.", "Keep no fewer than 3 copies."),
            ("最多保留三份。", "不超过三份。"),
            ("It ends after 24 hours.", "It ends after 1 day."),
            ("A maximum of 5 tries is normal.", "At most 5 tries are normal."),
        ],
    );
}

#[test]
fn names_addresses_and_places_are_references() {
    all_are(
        Reference,
        &[
            ("See Section 4.1 for details.", "See Section 4.2 for details."),
            ("Read https://example.org/one first.", "Read https://example.org/two first."),
            ("Call `open_file` twice.", "Call `open_path` twice."),
            ("Read `field` first.", "Read `fields` first."),
            ("Set MAX_SIZE before use.", "Set MIN_SIZE before use."),
            ("The plant is run by Northwind here.", "The plant is run by Contoso here."),
            ("Ask the [desk](./desk.md).", "Ask the [desk](./help/desk.md)."),
            ("The claim stands [12].", "The claim stands [13]."),
            ("The data goes over TCP today.", "The data goes over UDP today."),
            ("参见第3节。", "参见第4节。"),
            ("见图2。", "见图3。"),
            ("请阅读 https://example.org/a 。", "请阅读 https://example.org/b 。"),
            ("调用 `open_file` 两次。", "调用 `open_path` 两次。"),
            ("请读《红楼梦》。", "请读《西游记》。"),
            ("浏览器支持 Firefox。", "浏览器支持 Chromium。"),
        ],
    );
}

#[test]
fn another_edition_of_a_name_is_quantity_and_reference() {
    all_are_exactly(
        &[Quantity, Reference],
        &[
            ("Headers follow RFC 1234 today.", "Headers follow RFC 4321 today."),
            ("It is written in ES2015.", "It is written in ES2016."),
            ("代码符合 ES2015 标准。", "代码符合 ES2016 标准。"),
        ],
    );
}

#[test]
fn form_alone_is_cosmetic() {
    all_are_exactly(
        &[Cosmetic],
        &[
            ("Use the \"main\" branch.", "Use the `main` branch."),
            ("The colour is set.", "The color is set."),
            ("They organise it.", "They organize it."),
            ("Send an e-mail.", "Send an email."),
            ("You cannot win.", "You can not win."),
            ("Stop, then wait.", "Stop then wait."),
            ("The **old** way.", "The old way."),
            ("Set foo\\_bar here.", "Set foo_bar here."),
            ("x &lt; y &amp; z", "x < y & z"),
            ("See RFC2616.", "See [RFC 2616]."),
            ("It covers 10% of users.", "It covers 10 % of users."),
            ("Pass `--force` here.", "Pass --force here."),
            ("Our Web site.", "Our website."),
            ("Encode it as UTF8.", "Encode it as UTF-8."),
            ("* Use the tool.", "- Use the tool."),
            ("As PEP 7 says.", "As :pep:`7` says."),
            ("The Early Data level.", "The early data level."),
            ("caf\u{e9} is open", "cafe\u{301} is open"),
            ("It\u{2019}s late.", "It's late."),
            ("zero\u{200b}width", "zerowidth"),
            ("ＡＢＣ 已经打开。", "ABC 已经打开。"),
            ("请注意,这里很滑.", "请注意，这里很滑。"),
            ("他说\u{201c}好\u{201d}。", "他说「好」。"),
        ],
    );
}

#[test]
fn what_tools_add_is_noise() {
    all_are_exactly(
        &[Noise],
        &[
            ("Title: Rules of the house", "Title: Rules of the house Version: $Revision: 1.4 $"),
            ("The end.", "The end. .. Local Variables: mode: text End:"),
        ],
    );
}

#[test]
fn a_word_for_a_value_that_gave_way_to_another_of_its_scale_is_a_quantity() {
    all_are_exactly(
        &[Quantity],
        &[
            ("The pump starts every hour.", "The pump starts every day."),
            ("Bins are emptied on Monday.", "Bins are emptied on Friday."),
            ("A daily report is sent.", "A weekly report is sent."),
            ("The fee doubles at night.", "The fee triples at night."),
            ("The fair opens in March.", "The fair opens in April."),
            ("每周清扫。", "每天清扫。"),
            ("第一季度开放。", "第二季度开放。"),
        ],
    );
    all_are_exactly(&[Wording], &[("They wait for hours.", "They wait for ages.")]);
}
