//! How deep a heading stands in the host page: the host says where the guide begins, the parts go down from there.

/// The level of a heading, from 1 to 6.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Level(u8);

impl Level {
    /// The level of that number, if there is one.
    ///
    /// ```
    /// use cpx_guide::ui::Level;
    /// assert_eq!(Level::new(2), Some(Level::default()));
    /// assert_eq!(Level::new(7), None);
    /// ```
    #[must_use]
    pub fn new(number: u8) -> Option<Self> {
        (1..=6).contains(&number).then_some(Self(number))
    }

    /// One deeper; the sixth has nothing below it and stays.
    #[must_use]
    pub fn below(self) -> Self {
        Self(self.0.saturating_add(1).min(6))
    }

    /// The name of its element.
    pub(crate) fn name(self) -> &'static str {
        match self.0 {
            1 => "h1",
            2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            _ => "h6",
        }
    }
}

/// Under the one title that a host page has.
impl Default for Level {
    fn default() -> Self {
        Self(2)
    }
}
