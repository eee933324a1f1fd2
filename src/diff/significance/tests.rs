//! What the classes say of whole sentences, in English and Chinese.

use std::collections::BTreeSet;

use proptest::prelude::any;
use proptest::proptest;

use super::classify::Judge;
use super::classify::Side;
use super::classify_passages;
use crate::diff::Options;
use crate::diff::Significance;
use crate::diff::Significance::Cosmetic;
use crate::diff::Significance::Negation;
use crate::diff::Significance::Noise;
use crate::diff::Significance::Obligation;
use crate::diff::Significance::Quantity;
use crate::diff::Significance::Reference;
use crate::diff::Significance::Wording;
use crate::diff::compare;
use crate::text::Span;

/// Pairs whose most serious class is `first`, both ways round, as passages and as changes of a
/// text.
#[track_caller]
fn all_are(first: Significance, pairs: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (old, new) in pairs {
        for (old, new) in [(old, new), (new, old)] {
            for classes in [classify_passages(old, new), classes_of_changes(old, new)] {
                if classes.first() != Some(&first) {
                    wrong.push(format!("{classes:?}: {old} -> {new}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "not {first:?}:\n{}", wrong.join("\n"));
}

/// All classes of the changes that make `new` of `old`.
fn classes_of_changes(old: &str, new: &str) -> BTreeSet<Significance> {
    let diff = compare(old, new, &Options::default());
    diff.changes.iter().flat_map(|change| change.significance.iter().copied()).collect()
}

/// Pairs with exactly these classes, both ways round.
#[track_caller]
fn all_are_exactly(classes: &[Significance], pairs: &[(&str, &str)]) {
    let expected: BTreeSet<Significance> = classes.iter().copied().collect();
    for (old, new) in pairs {
        for (old, new) in [(old, new), (new, old)] {
            assert_eq!(classify_passages(old, new), expected, "{old} -> {new}");
            if expected.first() < Some(&Wording) {
                let shown = classes_of_changes(old, new);
                assert_eq!(shown.first(), expected.first(), "{old} -> {new}");
            }
        }
    }
}

#[test]
fn another_strength_of_a_keyword_is_an_obligation() {
    all_are_exactly(
        &[Obligation],
        &[
            ("The gateway MUST log every call.", "The gateway SHOULD log every call."),
            ("The gateway SHALL log every call.", "The gateway MAY log every call."),
            ("A courier SHOULD wear gloves.", "A courier MAY wear gloves."),
            ("The tenant shall repair the roof.", "The tenant should repair the roof."),
            ("Each vendor must file a report.", "Each vendor may file a report."),
            ("网关必须记录每次调用。", "网关应记录每次调用。"),
            ("网关应当记录每次调用。", "网关宜记录每次调用。"),
            ("供应商必须提交报告。", "供应商可以提交报告。"),
            ("车门宜向外开启。", "车门可向外开启。"),
            ("Der Betreiber muss den Raum lüften.", "Der Betreiber soll den Raum lüften."),
            ("Le locataire doit payer la taxe.", "Le locataire devrait payer la taxe."),
            ("El usuario debe firmar el contrato.", "El usuario puede firmar el contrato."),
            ("租户必须登记。", "租户不必须登记。"),
            ("规则鼓励租户登记。", "规则要求租户登记。"),
            ("The charter encourages annual audits.", "The charter requires annual audits."),
        ],
    );
}

#[test]
fn a_keyword_that_came_or_went_is_an_obligation() {
    all_are(
        Obligation,
        &[
            ("The pump MUST stop at night.", "The pump stops at night."),
            ("Drivers check the brakes.", "Drivers should check the brakes."),
            ("The valve stays open.", "The valve is required to stay open."),
            ("Visitors sign the book.", "Visitors sign the book and must show a pass."),
            ("Clients can cache the answer.", "Clients MAY cache the answer."),
            ("Clients cannot cache the answer.", "Clients MUST NOT cache the answer."),
            ("The lab will publish the data.", "The lab may publish the data."),
            ("You have to register.", "You may register."),
            ("司机检查刹车。", "司机应检查刹车。"),
            ("访客登记姓名。", "访客必须登记姓名。"),
            ("该字段需要填写。", "该字段可以填写。"),
            ("阀门保持开启。", "阀门须保持开启。"),
            ("用户应始终使用该接口。", "用户只能使用该接口。"),
        ],
    );
}

#[test]
fn a_prohibition_that_gave_way_to_a_permission_is_an_obligation() {
    all_are(
        Obligation,
        &[
            ("Guests MUST NOT smoke here.", "Guests MAY smoke here."),
            ("Guests must not park here.", "Guests are allowed to park here."),
            ("不得在此停车。", "可以在此停车。"),
            ("禁止在此吸烟。", "允许在此吸烟。"),
            ("You are not required to pay.", "You are required to pay."),
            ("申请人无需付款。", "申请人必须付款。"),
        ],
    );
}

#[test]
fn an_added_prohibition_is_obligation_and_negation() {
    for (old, new) in [
        ("Keep the lid closed.", "Keep the lid closed. Visitors MUST NOT open it."),
        (
            "The relay may restart once.",
            "The relay may restart once, but it must not reset the clock.",
        ),
        ("Store the key in a safe.", "Store the key in a safe. Do not share it."),
        ("请保持门关闭。", "请保持门关闭，访客不得打开。"),
    ] {
        let classes = classify_passages(old, new);
        assert!(classes.contains(&Obligation) && classes.contains(&Negation), "{classes:?}: {new}");
    }
}

#[test]
fn the_same_strength_with_the_other_polarity_is_negation_alone() {
    all_are_exactly(
        &[Negation],
        &[
            ("The agent MUST retry the job.", "The agent MUST NOT retry the job."),
            ("The agent shall retry the job.", "The agent shall not retry the job."),
            ("Editors should delete drafts.", "Editors should not delete drafts."),
            ("Editors should delete drafts.", "Editors shouldn't delete drafts."),
            ("客户端应重试任务。", "客户端不应重试任务。"),
            ("编辑应该删除草稿。", "编辑不应该删除草稿。"),
        ],
    );
}

#[test]
fn a_statement_turned_round_is_a_negation() {
    all_are(
        Negation,
        &[
            ("The cache is shared.", "The cache is not shared."),
            ("The cache survives a restart.", "The cache does not survive a restart."),
            ("The tool supports proxies.", "The tool doesn't support proxies."),
            ("The option has effect.", "The option has no effect."),
            ("Old keys are accepted.", "Old keys are no longer accepted."),
            ("The door always opens.", "The door never opens."),
            ("It works with a license.", "It works without a license."),
            ("The format is supported.", "The format is unsupported."),
            ("A signature is valid.", "A signature is invalid."),
            ("The filter is enabled by default.", "The filter is disabled by default."),
            ("The job can be cancelled.", "The job cannot be cancelled."),
            ("You can cancel the job.", "You cannot cancel the job."),
            ("缓存会共享。", "缓存不会共享。"),
            ("该工具支持代理。", "该工具不支持代理。"),
            ("系统有密码。", "系统没有密码。"),
            ("文件已经保存。", "文件尚未保存。"),
            ("该任务可以取消。", "该任务不能取消。"),
            ("默认启用过滤。", "默认禁用过滤。"),
            ("The plan exists in all regions.", "The plan exists in no region."),
            ("Share the key.", "Never share the key."),
            ("Sign here.", "Do not sign here."),
            ("请修改此文件。", "请不要修改此文件。"),
            ("该接口已弃用。", "该接口未弃用。"),
        ],
    );
}

#[test]
fn equal_strength_in_other_words_is_wording() {
    all_are(
        Wording,
        &[
            ("A node is allowed to drop the frame.", "A node MAY drop the frame."),
            ("A node SHOULD keep a copy.", "It is RECOMMENDED that a node keep a copy."),
            ("A node MUST keep a copy.", "A node is required to keep a copy."),
            ("A node must not keep a copy.", "A node is not permitted to keep a copy."),
            ("Nodes need to register.", "Nodes must register."),
            ("用户应保存副本。", "用户应当保存副本。"),
            ("用户无需登录。", "用户不必登录。"),
            ("不得复制文件。", "禁止复制文件。"),
        ],
    );
}

#[test]
fn a_keyword_beside_a_change_is_untouched() {
    all_are(
        Wording,
        &[
            ("The server MUST close the socket.", "The server MUST close the connection."),
            (
                "Authors SHOULD cite sources when possible.",
                "Authors SHOULD cite sources where they exist.",
            ),
            ("客户端必须关闭连接。", "客户端必须断开连接。"),
            ("作者应注明出处。", "作者应注明来源。"),
            ("If the disk is full, the job MUST stop.", "The job MUST stop if the disk is full."),
            ("磁盘已满时，任务必须停止。", "任务必须停止，如果磁盘已满。"),
        ],
    );
}

#[test]
fn words_of_possibility_are_wording() {
    all_are(
        Wording,
        &[
            ("The attacker may guess the port.", "The attacker can guess the port."),
            ("This could fail on old disks.", "This can fail on old disks."),
            ("It explains when a team should meet.", "It explains the times for a team to meet."),
            ("该操作可能失败。", "该操作也许失败。"),
            ("打开应用窗口。", "打开程序窗口。"),
            ("这是一个例子。", "这是例子。"),
            ("Both hosts answer.", "The two hosts answer."),
            ("读取响应内容。", "读取回复内容。"),
        ],
    );
}

#[test]
fn may_as_a_month_is_no_permission() {
    all_are_exactly(
        &[Quantity],
        &[
            ("The fair opens on 3 May 2021.", "The fair opens on 3 June 2021."),
            ("The fair opens in May 2021.", "The fair opens in March 2021."),
        ],
    );
    all_are(Wording, &[("The fair opens on 3 May 2021.", "The show opens on 3 May 2021.")]);
}

#[test]
fn a_negation_that_stays_is_wording() {
    all_are(
        Wording,
        &[
            ("It won't start again.", "It will not start again."),
            ("It doesn't matter.", "It does not matter."),
            (
                "The tool does not check the key or the date.",
                "The tool checks neither the key nor the date.",
            ),
            ("The port is closed.", "The port is closed unless a guest is present."),
            ("在没有网络时使用。", "在不联网时使用。"),
            ("The file is not needed.", "The file is unnecessary."),
        ],
    );
}

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

#[test]
fn a_duty_deep_inside_a_large_addition_is_seen() {
    let filler = "The garden is open to all visitors and their dogs.\n".repeat(3_000);
    let classes = classes_of_changes("", &format!("{filler}Dogs MUST be on a lead.\n{filler}"));
    assert_eq!(classes.first(), Some(&Obligation));
    assert_eq!(classes_of_changes(&filler, "").first(), Some(&Wording));
}

#[test]
fn equal_passages_have_no_class() {
    assert!(classify_passages("A node MUST stop.", "A node MUST stop.").is_empty());
}

#[test]
fn white_space_alone_is_cosmetic() {
    all_are_exactly(&[Cosmetic], &[("one two", "one  two\n")]);
}

#[test]
fn each_change_of_a_sentence_has_its_own_classes() {
    let (old, new) = ("Nodes MUST wait 5 s at start.", "Nodes SHOULD wait 9 s at start.");
    let sentence = |text: &str| Span::at(0, text.len());
    let side = |text: &'static str, part: &str| Side {
        text,
        changed: Span::at(text.find(part).unwrap(), part.len()),
        sentence: sentence(text),
    };
    let mut judge = Judge::new(None);
    let keyword = judge.classify(side(old, "MUST"), side(new, "SHOULD"));
    assert_eq!(keyword, BTreeSet::from([Obligation]));
    let number = judge.classify(side(old, "5"), side(new, "9"));
    assert_eq!(number, BTreeSet::from([Quantity]));
}

#[test]
fn swapped_numbers_and_keywords_are_seen() {
    all_are(Quantity, &[("From 5 m to 9 m deep.", "From 9 m to 5 m deep.")]);
    all_are(
        Obligation,
        &[("Clients MUST ask and servers MAY reply.", "Clients MAY ask and servers MUST reply.")],
    );
}

#[test]
fn an_address_right_behind_a_word_of_another_script_is_read() {
    for text in ["문의a@b.kr", "가@b.c", "Ａ@b.c", "www.가"] {
        assert_eq!(classify_passages(text, "").first(), classify_passages("", text).first());
    }
}

proptest! {
    #[test]
    fn any_two_texts_can_be_judged(old in any::<String>(), new in any::<String>()) {
        let classes = classify_passages(&old, &new);
        assert_eq!(classes.is_empty(), old == new);
    }

    #[test]
    fn any_mixture_of_words_and_marks_can_be_judged(
        old in "(MUST|not|[`<\\[{(:$%]|5|,|\\.| |应|不|三|가|@|May|v1|https://a|\u{301}|\u{200b}|[a-z]{1,3}){0,40}",
        new in "(MUST|not|[`<\\[{(:$%]|5|,|\\.| |应|不|三|가|@|May|v1|https://a|\u{301}|\u{200b}|[a-z]{1,3}){0,40}",
    ) {
        let classes = classify_passages(&old, &new);
        assert_eq!(classes.is_empty(), old == new);
    }
}
