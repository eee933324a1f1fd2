//! Units of measure.

/// Units of measure that may follow a number, sorted.
pub(super) const UNITS: &[&str] = &[
    "A",
    "B",
    "DPI",
    "GB",
    "GHz",
    "Gbit",
    "Gbps",
    "GiB",
    "Hz",
    "K",
    "KB",
    "KiB",
    "MB",
    "MHz",
    "MPa",
    "MW",
    "Mbps",
    "MiB",
    "TB",
    "V",
    "VA",
    "W",
    "bit",
    "bits",
    "byte",
    "bytes",
    "characters",
    "chars",
    "cm",
    "concurrent",
    "connections",
    "dB",
    "day",
    "days",
    "dpi",
    "fps",
    "h",
    "hour",
    "hours",
    "kB",
    "kHz",
    "kPa",
    "kV",
    "kW",
    "kb",
    "kbps",
    "kg",
    "km",
    "lux",
    "mA",
    "mV",
    "mW",
    "mb",
    "milliseconds",
    "min",
    "minutes",
    "mm",
    "ms",
    "nm",
    "ns",
    "octets",
    "pages",
    "pixels",
    "ppm",
    "px",
    "records",
    "requests",
    "rpm",
    "s",
    "sec",
    "second",
    "seconds",
    "tps",
    "us",
    "users",
];

/// Units written in Chinese, and signs, that may follow a number directly.
pub(super) const WIDE_UNITS: &[&str] = &[
    "毫秒", "秒", "分钟", "小时", "天", "字节", "位", "个", "次", "条", "兆", "字符", "用户", "℃",
    "°C", "%", "％", "Ω", "μs", "µs", "人", "帧", "像素", "米", "伏", "安", "瓦", "台", "套", "页",
    "倍", "级",
];

#[cfg(test)]
mod tests {
    use super::UNITS;

    #[test]
    fn units_are_sorted_for_the_search() {
        assert!(UNITS.is_sorted());
    }
}
