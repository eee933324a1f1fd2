//! Digests as archives write them: `sha1:` and Base32, and their relatives.

use data_encoding::BASE32;
use data_encoding::HEXLOWER_PERMISSIVE;
use md5::Md5;
use sha1::Digest;
use sha1::Sha1;
use sha2::Sha256;

/// Whether a labelled digest is that of any of `contents`; none when nobody here can compute it.
pub(super) fn is_digest_of(labelled: &str, contents: &[&[u8]]) -> Option<bool> {
    let (label, value) = labelled.split_once(':')?;
    let digest: fn(&[u8]) -> Vec<u8> = match label.to_ascii_lowercase().as_str() {
        "sha1" | "sha-1" => |bytes| Sha1::digest(bytes).to_vec(),
        "sha256" | "sha-256" => |bytes| Sha256::digest(bytes).to_vec(),
        "md5" => |bytes| Md5::digest(bytes).to_vec(),
        _ => return None,
    };
    let upper = value.trim().to_ascii_uppercase();
    let forms = [HEXLOWER_PERMISSIVE.decode(upper.as_bytes()), BASE32.decode(upper.as_bytes())];
    let known: Vec<Vec<u8>> = forms.into_iter().flatten().collect();
    Some(contents.iter().any(|bytes| known.contains(&digest(bytes))))
}

/// The digest of a block or payload, as most archives write it.
pub(super) fn sha1_of(parts: &[&[u8]]) -> String {
    let mut digest = Sha1::new();
    parts.iter().for_each(|part| digest.update(part));
    format!("sha1:{}", BASE32.encode(&digest.finalize()))
}

#[cfg(test)]
mod tests {
    use super::is_digest_of;
    use super::sha1_of;

    #[test]
    fn base32_and_hexadecimal_name_the_same_digest() {
        let base32 = sha1_of(&[b"hello", b" world"]);
        assert_eq!(base32, "sha1:FKXGYNOJJ7H3IFO35FPUBC445EPOQRXN");
        assert_eq!(is_digest_of(&base32, &[b"hello world"]), Some(true));
        assert_eq!(is_digest_of(&base32, &[b"hello"]), Some(false));
        let hex = "SHA1:2aae6c35c94fcfb415dbe95f408b9ce91ee846ed";
        assert_eq!(is_digest_of(hex, &[b"x", b"hello world"]), Some(true));
        assert_eq!(is_digest_of("sha3:abc", &[b""]), None);
        assert_eq!(is_digest_of("nonsense", &[b""]), None);
    }
}
