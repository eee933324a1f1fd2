//! Duties, permissions and negations.

use super::pairs::all_are;
use super::pairs::all_are_exactly;
use crate::diff::Significance::Negation;
use crate::diff::Significance::Obligation;
use crate::diff::Significance::Quantity;
use crate::diff::Significance::Wording;
use crate::diff::significance::classify_passages;

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
