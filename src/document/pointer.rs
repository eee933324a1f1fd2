//! Files that only point to their content.

/// What the first line of a Git LFS pointer says (Git LFS specification, version 1).
const LFS: &str = "version https://git-lfs.github.com/spec/";

/// The longest pointer, in bytes, by the same specification.
const LONGEST: usize = 1024;

/// Whether a text is a Git LFS pointer: the document itself lies elsewhere.
pub(super) fn is_lfs_pointer(text: &str) -> bool {
    text.len() < LONGEST
        && text.starts_with(LFS)
        && text.lines().any(|line| line.starts_with("oid "))
        && text.lines().any(|line| line.starts_with("size "))
}

#[cfg(test)]
mod tests {
    use super::is_lfs_pointer;

    #[test]
    fn a_pointer_is_told_from_a_text_about_pointers() {
        let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n";
        assert!(is_lfs_pointer(pointer));
        assert!(!is_lfs_pointer("version https://git-lfs.github.com/spec/v1 is what it says.\n"));
        assert!(!is_lfs_pointer(&format!("A pointer looks so:\n{pointer}")));
    }
}
