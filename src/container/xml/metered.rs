//! A bound on the length of one tag or text of XML, which the reader holds as a whole.

use std::cell::Cell;
use std::io::{self, BufRead, Read};

/// The longest tag or text: a picture inside an attribute is shorter.
const LONGEST: usize = 16 << 20;

/// How much was read since the last tag or text.
#[derive(Default)]
pub(super) struct Meter(Cell<usize>);

impl Meter {
    /// The next one begins.
    pub fn reset(&self) {
        self.0.set(0);
    }
}

/// A reader that fails where one is too long.
pub(super) struct Metered<'m, R> {
    inner: R,
    meter: &'m Meter,
}

impl<'m, R> Metered<'m, R> {
    pub fn new(inner: R, meter: &'m Meter) -> Metered<'m, R> {
        Metered { inner, meter }
    }
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.inner.read(buffer)
    }
}

impl<R: BufRead> BufRead for Metered<'_, R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self.meter.0.get() > LONGEST {
            true => Err(io::ErrorKind::FileTooLarge.into()),
            false => self.inner.fill_buf(),
        }
    }

    fn consume(&mut self, length: usize) {
        self.meter.0.set(self.meter.0.get().saturating_add(length));
        self.inner.consume(length);
    }
}
