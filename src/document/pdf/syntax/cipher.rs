//! Decryption with the empty user password (ISO 32000-2, 7.6).

use aes::Aes128;
use aes::Aes256;
use aes::Block;
use aes::cipher::BlockCipherDecrypt;
use aes::cipher::BlockCipherEncrypt;
use aes::cipher::KeyInit;
use md5::Digest;
use md5::Md5;
use sha2::Sha256;
use sha2::Sha384;
use sha2::Sha512;

use super::object::Id;

/// What pads a password (algorithm 2, step a).
const PADDING: [u8; 32] = [
    0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01, 0x08,
    0x2e, 0x2e, 0x00, 0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53, 0x69, 0x7a,
];

const BLOCK: usize = 16;

/// How bytes are encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    None,
    Rc4,
    Aes128,
    Aes256,
}

/// What an encryption dictionary says.
#[derive(Debug, Clone)]
pub(super) struct Terms {
    pub(super) revision: i64,
    pub(super) key_bytes: usize,
    pub(super) permissions: i64,
    pub(super) owner: Vec<u8>,
    pub(super) user: Vec<u8>,
    pub(super) user_key: Vec<u8>,
    pub(super) file_id: Vec<u8>,
    pub(super) has_open_metadata: bool,
    pub(super) strings: Method,
    pub(super) streams: Method,
}

/// The key of a file that opens with the empty password.
#[derive(Debug)]
pub(super) struct Cipher {
    key: Vec<u8>,
    pub(super) strings: Method,
    pub(super) streams: Method,
}

impl Cipher {
    /// The key, when the empty password opens the file.
    pub(super) fn open(terms: &Terms) -> Option<Self> {
        let key = if terms.revision >= 5 { newer_key(terms) } else { older_key(terms) };
        key.map(|key| Self { key, strings: terms.strings, streams: terms.streams })
    }

    /// Decrypts a string or stream of the object `id`.
    pub(super) fn decrypt(&self, data: &[u8], id: Id, method: Method) -> Vec<u8> {
        match method {
            Method::None => data.to_vec(),
            Method::Rc4 => rc4(&self.object_key(id, b""), data),
            Method::Aes128 => Aes128::new_from_slice(&self.object_key(id, b"sAlT"))
                .map(|cipher| unchain(|block| cipher.decrypt_block(block), data))
                .unwrap_or_default(),
            Method::Aes256 => Aes256::new_from_slice(&self.key)
                .map(|cipher| unchain(|block| cipher.decrypt_block(block), data))
                .unwrap_or_default(),
        }
    }

    /// Algorithm 1.
    fn object_key(&self, id: Id, salt: &[u8]) -> Vec<u8> {
        let mut hash = Md5::new();
        hash.update(&self.key);
        hash.update(id.number.to_le_bytes().get(..3).unwrap_or_default());
        hash.update(id.generation.to_le_bytes());
        hash.update(salt);
        let length = (self.key.len() + 5).min(BLOCK);
        hash.finalize().get(..length).unwrap_or_default().to_vec()
    }
}

/// Algorithms 2 and 6: the key of revisions 2 to 4.
fn older_key(terms: &Terms) -> Option<Vec<u8>> {
    let length = if terms.revision == 2 { 5 } else { terms.key_bytes.clamp(5, BLOCK) };
    let mut hash = Md5::new();
    hash.update(PADDING);
    hash.update(terms.owner.get(..32)?);
    let permissions = i32::try_from(terms.permissions)
        .ok()
        .or_else(|| u32::try_from(terms.permissions).ok().map(u32::cast_signed))?;
    hash.update(permissions.to_le_bytes());
    hash.update(&terms.file_id);
    if terms.revision >= 4 && !terms.has_open_metadata {
        hash.update([0xff; 4]);
    }
    let mut key = hash.finalize().to_vec();
    if terms.revision >= 3 {
        for _ in 0..50 {
            key = Md5::digest(key.get(..length)?).to_vec();
        }
    }
    key.truncate(length);
    is_user_key(terms, &key).then_some(key)
}

/// Algorithms 4 to 6: whether the key is that of the empty password.
fn is_user_key(terms: &Terms, key: &[u8]) -> bool {
    if terms.revision == 2 {
        return rc4(key, &PADDING) == terms.user.get(..32).unwrap_or_default();
    }
    let mut hash = Md5::new();
    hash.update(PADDING);
    hash.update(&terms.file_id);
    let mut check = rc4(key, &hash.finalize());
    for round in 1..=19_u8 {
        let key: Vec<u8> = key.iter().map(|byte| byte ^ round).collect();
        check = rc4(&key, &check);
    }
    Some(check.as_slice()) == terms.user.get(..BLOCK)
}

/// Algorithm 2.A: the key of revisions 5 and 6.
fn newer_key(terms: &Terms) -> Option<Vec<u8>> {
    let hash = |salt: &[u8]| match terms.revision {
        5 => Sha256::digest(salt).to_vec(),
        _ => hardened_hash(salt),
    };
    if hash(terms.user.get(32..40)?) != *terms.user.get(..32)? {
        return None;
    }
    let cipher = Aes256::new_from_slice(&hash(terms.user.get(40..48)?)).ok()?;
    let mut chained = vec![0; BLOCK];
    chained.extend_from_slice(terms.user_key.get(..32)?);
    Some(unchain_blocks(|block| cipher.decrypt_block(block), &chained))
}

/// Algorithm 2.B with the empty password.
fn hardened_hash(salt: &[u8]) -> Vec<u8> {
    let mut key = Sha256::digest(salt).to_vec();
    let mut round = 0_u32;
    loop {
        let mut data = key.repeat(64);
        let (cipher_key, vector) = key.split_at(BLOCK);
        let Ok(cipher) = Aes128::new_from_slice(cipher_key) else { return key };
        let mut before = vector.get(..BLOCK).unwrap_or_default().to_vec();
        for chunk in data.chunks_exact_mut(BLOCK) {
            for (byte, other) in chunk.iter_mut().zip(&before) {
                *byte ^= other;
            }
            let Ok(mut block) = Block::try_from(&*chunk) else { return key };
            cipher.encrypt_block(&mut block);
            chunk.copy_from_slice(&block);
            before = block.to_vec();
        }
        let sum: u32 = data.iter().take(BLOCK).map(|byte| u32::from(*byte)).sum();
        key = match sum % 3 {
            0 => Sha256::digest(&data).to_vec(),
            1 => Sha384::digest(&data).to_vec(),
            _ => Sha512::digest(&data).to_vec(),
        };
        round += 1;
        let last = u32::from(data.last().copied().unwrap_or(0));
        if round >= 64 && last + 32 <= round {
            key.truncate(32);
            return key;
        }
    }
}

/// AES in CBC mode with the vector in front and padding at the end.
fn unchain(decrypt: impl Fn(&mut Block), data: &[u8]) -> Vec<u8> {
    let mut plain = unchain_blocks(decrypt, data);
    let padding = plain.last().map_or(0, |byte| usize::from(*byte));
    if (1..=BLOCK).contains(&padding) {
        plain.truncate(plain.len().saturating_sub(padding));
    }
    plain
}

fn unchain_blocks(decrypt: impl Fn(&mut Block), data: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(data.len());
    let mut before: &[u8] = &[];
    for (index, chunk) in data.chunks_exact(BLOCK).enumerate() {
        if let Ok(mut block) = Block::try_from(chunk)
            && index > 0
        {
            decrypt(&mut block);
            plain.extend(block.iter().zip(before).map(|(byte, other)| byte ^ other));
        }
        before = chunk;
    }
    plain
}

/// The key stream of RC4 over data.
fn rc4(key: &[u8], data: &[u8]) -> Vec<u8> {
    let mut state: Vec<u8> = (0..=255).collect();
    let at = |state: &[u8], index: u8| state.get(usize::from(index)).copied().unwrap_or(0);
    let mut other = 0_u8;
    for (index, byte) in (0..=255_u8).zip(key.iter().cycle()) {
        other = other.wrapping_add(at(&state, index)).wrapping_add(*byte);
        state.swap(usize::from(index), usize::from(other));
    }
    let (mut index, mut other) = (0_u8, 0_u8);
    let mut next = || {
        index = index.wrapping_add(1);
        other = other.wrapping_add(at(&state, index));
        state.swap(usize::from(index), usize::from(other));
        at(&state, at(&state, index).wrapping_add(at(&state, other)))
    };
    data.iter().map(|byte| byte ^ next()).collect()
}
