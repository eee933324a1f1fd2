//! Which addresses may be asked.

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::net::Ipv4Addr;
use std::net::Ipv6Addr;

/// Which hosts may be asked: all of the public internet, and of the rest those that a person named.
///
/// A redirect must not reach what only this machine or its network can see, such as the services
/// of a cloud that hand out keys. So what a name resolves to is checked, not the name, and the
/// connection goes to the number that was checked.
#[derive(Debug, Clone, Default)]
pub struct Reach {
    named: BTreeSet<String>,
}

impl Reach {
    /// Lets a host be asked wherever it is: its name or number, without port.
    pub fn name(&mut self, host: &str) {
        let host = host.trim_matches(['[', ']']).trim_end_matches('.');
        self.named.insert(host.to_ascii_lowercase());
    }

    /// Whether a host may be asked at a number that it resolved to.
    #[must_use]
    pub fn permits(&self, host: &str, number: IpAddr) -> bool {
        let host = host.trim_matches(['[', ']']).trim_end_matches('.').to_ascii_lowercase();
        is_public(number) || self.named.contains(&host)
    }
}

/// Whether a number is one of the public internet (IANA special-purpose registries, RFC 6890).
fn is_public(number: IpAddr) -> bool {
    match number {
        IpAddr::V4(number) => is_public_v4(number),
        IpAddr::V6(number) => is_public_v6(number),
    }
}

fn is_public_v4(number: Ipv4Addr) -> bool {
    let [a, b, c, _] = number.octets();
    let is_special = number.is_private()
        || number.is_loopback()
        || number.is_link_local()
        || number.is_multicast()
        || number.is_documentation()
        || a == 0
        || a >= 240
        // Shared by carriers (RFC 6598), protocol assignments, benchmarks (RFC 2544), relays.
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (b == 18 || b == 19))
        || (a == 192 && b == 88 && c == 99);
    !is_special
}

fn is_public_v6(number: Ipv6Addr) -> bool {
    let parts = number.segments();
    let [.., high, low] = parts;
    let [a, b] = high.to_be_bytes();
    let [c, d] = low.to_be_bytes();
    let inner = Ipv4Addr::new(a, b, c, d);
    match parts {
        // IPv4 inside IPv6: mapped, compatible, and translated (RFC 6052).
        [0, 0, 0, 0, 0, 0xffff | 0, _, _] | [0x64, 0xff9b, 0, 0, 0, 0, _, _] => is_public_v4(inner),
        // 6to4 (RFC 3056).
        [0x2002, high, low, ..] => {
            let [[a, b], [c, d]] = [high.to_be_bytes(), low.to_be_bytes()];
            is_public_v4(Ipv4Addr::new(a, b, c, d))
        }
        // Documentation, and what protocols reserve (RFC 2928), Teredo with it.
        [0x2001, 0xdb8 | 0..=0x1ff, ..] | [0x3fff, 0..=0xfff, ..] => false,
        // All that is handed out lies in 2000::/3 (RFC 4291).
        [first, ..] => (0x2000..0x4000).contains(&first),
    }
}

#[cfg(test)]
mod tests {
    use super::Reach;

    fn permits(reach: &Reach, host: &str, number: &str) -> bool {
        reach.permits(host, number.parse().unwrap())
    }

    #[test]
    fn what_only_this_network_can_see_is_not_asked() {
        let reach = Reach::default();
        for number in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::",
            "2001:db8::1",
        ] {
            assert!(!permits(&reach, "example.org", number), "{number}");
        }
    }

    #[test]
    fn the_public_internet_is_asked() {
        let reach = Reach::default();
        for number in ["93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8", "100.128.0.1"] {
            assert!(permits(&reach, "example.org", number), "{number}");
        }
    }

    #[test]
    fn a_host_that_a_person_named_is_asked_wherever_it_is() {
        let mut reach = Reach::default();
        reach.name("Intranet.example.");
        assert!(permits(&reach, "intranet.EXAMPLE", "10.0.0.1"));
        assert!(!permits(&reach, "other.example", "10.0.0.1"));
        reach.name("[::1]");
        assert!(permits(&reach, "::1", "::1"));
    }
}
