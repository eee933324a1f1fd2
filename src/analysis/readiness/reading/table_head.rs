//! The heads of tables that define fields, messages, states or errors.

/// What the columns of such tables are called, in lower case.
const COLUMNS: &[&str] = &[
    "action",
    "address",
    "allowed values",
    "attribute",
    "bit",
    "bits",
    "byte",
    "bytes",
    "code",
    "column",
    "comment",
    "comments",
    "constraint",
    "constraints",
    "data type",
    "default",
    "default value",
    "description",
    "direction",
    "element",
    "error",
    "error code",
    "event",
    "example",
    "field",
    "field name",
    "field type",
    "format",
    "from",
    "guard",
    "header",
    "http code",
    "http status",
    "id",
    "key",
    "length",
    "mandatory",
    "max",
    "meaning",
    "message",
    "method",
    "min",
    "name",
    "next state",
    "no",
    "no.",
    "notes",
    "nullable",
    "offset",
    "operation",
    "optional",
    "param",
    "parameter",
    "path",
    "permission",
    "pin",
    "port",
    "priority",
    "property",
    "purpose",
    "range",
    "register",
    "remarks",
    "req",
    "required",
    "required?",
    "requirement",
    "response",
    "role",
    "signal",
    "size",
    "source",
    "state",
    "status",
    "status code",
    "target",
    "to",
    "transition",
    "trigger",
    "type",
    "unit",
    "units",
    "url",
    "valid values",
    "value",
    "values",
    "width",
    "业务含义",
    "主键",
    "事件",
    "优先级",
    "传参方式",
    "位宽",
    "位置",
    "信号",
    "偏移",
    "允许为空",
    "元素",
    "内容",
    "出现要求",
    "列名",
    "动作",
    "单位",
    "参数",
    "参数名",
    "参数名称",
    "参数类型",
    "参数说明",
    "取值",
    "取值范围",
    "可为空",
    "可选",
    "名称",
    "含义",
    "响应",
    "地址",
    "备注",
    "字段",
    "字段名",
    "字段名称",
    "字段类型",
    "字段说明",
    "字节",
    "字节数",
    "属性",
    "属性名",
    "序号",
    "当前状态",
    "必填",
    "必选",
    "必须",
    "接口",
    "接口名",
    "接口名称",
    "描述",
    "数据类型",
    "数据项",
    "方向",
    "方法",
    "是否为空",
    "是否必填",
    "是否必选",
    "是否必须",
    "标识",
    "格式",
    "注释",
    "消息",
    "消息类型",
    "状态",
    "状态码",
    "示例",
    "示例值",
    "类型",
    "约束",
    "编号",
    "编码",
    "缺省值",
    "解释",
    "触发条件",
    "说明",
    "请求方式",
    "请求方法",
    "路径",
    "返回值",
    "释义",
    "量程",
    "错误信息",
    "错误码",
    "键",
    "长度",
    "非空",
    "项目",
    "默认",
    "默认值",
];

/// A table's head is not longer than this, in bytes.
const LONGEST: usize = 240;

/// Whether a row names columns of fields and hardly anything else.
pub(super) fn is_table_head(row: &str) -> bool {
    if row.len() > LONGEST {
        return false;
    }
    let is_markup = |c: char| c.is_whitespace() || matches!(c, '*' | '`' | ':' | '：');
    let cells = row.split(['|', '\t']).flat_map(|cell| cell.split("  "));
    let mut known = 0;
    let mut other = 0;
    for cell in cells.map(|cell| cell.trim_matches(is_markup)).filter(|cell| !cell.is_empty()) {
        if COLUMNS.binary_search(&cell.to_lowercase().as_str()).is_ok() {
            known += 1;
        } else {
            other += 1;
        }
    }
    known >= 2 && known > other
}

#[cfg(test)]
mod tests {
    use super::COLUMNS;
    use super::is_table_head;

    #[test]
    fn columns_are_sorted_for_the_search() {
        assert!(COLUMNS.is_sorted());
    }

    #[test]
    fn heads_of_tables_are_known_in_both_languages() {
        assert!(is_table_head("| Field | Type | Required | Description |"));
        assert!(is_table_head("**参数名**|类型|必填|备注"));
        assert!(is_table_head("State  Event  Next state  Remarks of the vendor"));
        assert!(!is_table_head("| Team | Won | Lost | Status |"));
        assert!(!is_table_head("| limit | integer | how many at most |"));
    }
}
