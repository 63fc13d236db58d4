//! A buffer for a file of which only some parts are read.

/// Zeros that take no memory until they are written to.
pub(crate) fn zeroed_buffer(length: usize) -> Vec<u8> {
    // With huge pages, Linux fills two megabytes at the first byte that is written, and so all gaps.
    // Where they can't be turned off, the buffer takes its whole length.
    #[cfg(target_os = "linux")]
    rustix::thread::disable_transparent_huge_pages(true).ok();
    vec![0; length]
}
