//! What Rust's standard library calls and Debian's wasi-libc of 2022 lacks. There are no threads, no
//! links and no permissions among the files that a page hands over.
#![no_std]

use core::ffi::{c_char, c_int, c_void};

const ENOTSUP: c_int = 58;

unsafe extern "C" {
    static mut errno: c_int;
    fn strdup(text: *const c_char) -> *mut c_char;
    fn strcpy(to: *mut c_char, from: *const c_char) -> *mut c_char;
    fn access(path: *const c_char, mode: c_int) -> c_int;
}

#[unsafe(no_mangle)]
extern "C" fn __errno_location() -> *mut c_int {
    &raw mut errno
}

/// # Safety
/// As in C.
#[unsafe(no_mangle)]
unsafe extern "C" fn realpath(path: *const c_char, resolved: *mut c_char) -> *mut c_char {
    // SAFETY: both are what the caller must give to realpath.
    unsafe {
        match access(path, 0) {
            0 if resolved.is_null() => strdup(path),
            0 => strcpy(resolved, path),
            _ => core::ptr::null_mut(),
        }
    }
}

#[unsafe(no_mangle)]
extern "C" fn fchmod(_: c_int, _: u32) -> c_int {
    0
}

#[unsafe(no_mangle)]
extern "C" fn pthread_create(_: *mut c_void, _: *const c_void, _: *mut c_void, _: *mut c_void) -> c_int {
    ENOTSUP
}

#[unsafe(no_mangle)]
extern "C" fn pthread_detach(_: *mut c_void) -> c_int {
    0
}

#[unsafe(no_mangle)]
extern "C" fn pthread_attr_init(_: *mut c_void) -> c_int {
    0
}

#[unsafe(no_mangle)]
extern "C" fn pthread_attr_setstacksize(_: *mut c_void, _: usize) -> c_int {
    0
}

#[unsafe(no_mangle)]
extern "C" fn pthread_attr_destroy(_: *mut c_void) -> c_int {
    0
}
