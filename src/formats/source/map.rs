//! From bytes of the decoded text to bytes of the file.

/// Places where text and file stop running in step, in order.
#[derive(Debug)]
pub(super) struct OffsetMap {
    /// (byte of the text, byte of the file): from here they run in step again.
    steps: Vec<(u32, u32)>,
    /// Bytes of the file for each ASCII byte of the text: 2 in UTF-16.
    width: u32,
}

impl OffsetMap {
    pub(super) fn new(mark: usize, width: u32) -> Self {
        Self { steps: vec![(0, u32::try_from(mark).unwrap_or(0))], width }
    }

    /// From `text` on, the file is at `file`.
    pub(super) fn push(&mut self, text: usize, file: usize) {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.steps.push((clamp(text), clamp(file)));
    }

    pub(super) fn file(&self, offset: u32) -> u32 {
        let after = self.steps.partition_point(|(text, _)| *text <= offset);
        let Some((text, file)) = self.steps.get(after.saturating_sub(1)) else {
            return offset;
        };
        file.saturating_add((offset - text).saturating_mul(self.width))
    }
}
