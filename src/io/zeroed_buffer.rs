//! A file in memory with gaps where nothing of it is needed.

/// Zeros that cost no memory until they are written to.
pub(crate) fn zeroed_buffer(length: usize) -> Vec<u8> {
    // Where Linux hands out memory by two megabytes at the first byte that is written, every gap
    // would be filled again. A system that can't be told otherwise takes the more.
    #[cfg(target_os = "linux")]
    rustix::thread::disable_transparent_huge_pages(true).ok();
    vec![0; length]
}
