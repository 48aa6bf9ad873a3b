//! The checked guide and its graph as bytes: what the build stores, and what the browser reads back. A damaged file is
//! told from a sound one before anything in it is believed, and whatever its bytes are, reading them ends without panic;
//! what comes out has no id without its row, and every table of a kind of row has all the rows.
//!
//! Three parts: a checksum; the numbers; all texts in one piece, of which the numbers tell the lengths. Apart from each
//! other, both compress better. Nothing says what comes next: writer and reader follow the same lists, in `fields`.

mod fields;

use super::graph::Graph;
use super::words::Texts;
use super::{Guide, Words};

/// What is stored in which order, as a number: bytes of another number mean something else. It follows from the names of
/// all fields, kinds and texts, so that nobody has to remember it; where a field changes and keeps its name, `EPOCH` goes up.
pub const FORMAT: u32 = listed(listed(FIRST ^ EPOCH, &fields::LAYOUT), Texts::NAMES);
const EPOCH: u32 = 1;

/// The bytes of a guide, of its graph, and of its words in other languages.
#[must_use]
pub fn write(guide: &Guide, graph: &Graph, others: &Vec<Words>) -> Vec<u8> {
    let stored = stored(guide, graph, others);
    [checksum(FIRST, &stored).to_le_bytes().as_slice(), &stored].concat()
}

/// The same without the checksum.
pub(super) fn stored(guide: &Guide, graph: &Graph, others: &Vec<Words>) -> Vec<u8> {
    let (mut numbers, mut stored) = (Writer::default(), Writer::default());
    guide.write(&mut numbers);
    graph.write(&mut numbers);
    others.write(&mut numbers);
    stored.number(numbers.bytes.len() as u64);
    stored.bytes.extend(numbers.bytes);
    stored.bytes.extend(numbers.text.bytes());
    stored.bytes
}

/// The guide, the graph and the other words of some bytes; `None` if they are not those that [`write()`] has written.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<(Guide, Graph, Vec<Words>)> {
    let (sum, stored) = bytes.split_first_chunk()?;
    if checksum(FIRST, stored) == u32::from_le_bytes(*sum) { restored(stored) } else { None }
}

/// The same without the checksum: somebody else's guards the bytes.
pub(super) fn restored(stored: &[u8]) -> Option<(Guide, Graph, Vec<Words>)> {
    let mut head = Reader { bytes: stored, ..Reader::default() };
    let length = usize::try_from(head.number()).ok()?;
    let (numbers, text) = head.bytes.split_at_checked(length)?;
    let mut from = Reader { bytes: numbers, text: std::str::from_utf8(text).ok()?, ..head };
    let (guide, graph, others) = (Guide::read(&mut from), Graph::read(&mut from), Stored::read(&mut from));
    from.ended().then_some((guide, graph, others))
}

/// FNV-1a: one changed byte always changes it. It goes on from a sum; the first of all is `FIRST`.
const fn checksum(mut sum: u32, mut bytes: &[u8]) -> u32 {
    while let [byte, rest @ ..] = bytes {
        sum = (sum ^ *byte as u32).wrapping_mul(0x0100_0193);
        bytes = rest;
    }
    sum
}

const FIRST: u32 = 0x811c_9dc5;

/// The checksum of names, each apart from the next.
const fn listed(mut sum: u32, mut names: &[&str]) -> u32 {
    while let [name, rest @ ..] = names {
        sum = checksum(checksum(sum, name.as_bytes()), b"/");
        names = rest;
    }
    sum
}

/// How deep a condition can stand within others: a file that never ends must not exhaust the stack.
const DEEPEST: usize = 100;

/// What is being written.
#[derive(Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
    text: String,
}

/// What is still to read. Once damaged it is empty, and all that is read is empty too: whoever reads need not ask
/// after each field, which is most of what reading would weigh.
#[derive(Default)]
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    text: &'a str,
    deep: usize,
    damaged: bool,
    rows: [Rows; fields::KINDS],
}

/// What was met of one kind of row.
#[derive(Default)]
struct Rows {
    /// How many there are.
    there: Option<usize>,
    /// How many there must be for every id to have its row.
    named: usize,
}

/// A kind of row, by its place among all of them: whatever stands under its ids has one row for each.
pub(super) trait Kind {
    const PLACE: usize;
}

/// Something that is stored. Each takes at least one byte, so that no number of items is believed that cannot be.
pub(super) trait Stored {
    fn write(&self, to: &mut Writer);
    fn read(from: &mut Reader) -> Self;
}

impl Writer {
    /// Seven bits a byte, the lowest first; the eighth tells that more follow.
    pub(super) fn number(&mut self, mut number: u64) {
        while number > 0x7f {
            self.bytes.push(number.to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        self.bytes.push(number.to_le_bytes()[0]);
    }
}

impl Reader<'_> {
    pub(super) fn number(&mut self) -> u64 {
        let mut number = 0;
        for place in (0..u64::BITS).step_by(7) {
            let Some((byte, rest)) = self.bytes.split_first() else { break };
            self.bytes = rest;
            number |= u64::from(byte & 0x7f) << place;
            if byte & 0x80 == 0 {
                return number;
            }
        }
        self.damaged();
        0
    }

    /// How many items follow: never more than there are bytes.
    fn count(&mut self) -> usize {
        let count = usize::try_from(self.number()).unwrap_or(usize::MAX);
        if count > self.bytes.len() {
            self.damaged();
            return 0;
        }
        count
    }

    /// The row that an id names, among those of its [`Kind::PLACE`].
    pub(super) fn row(&mut self, kind: usize) -> u16 {
        let row = u16::read(self);
        if let Some(rows) = self.rows.get_mut(kind) {
            rows.named = rows.named.max(usize::from(row) + 1);
        }
        row
    }

    /// A table has so many rows: as many as the others of its kind, and no more than an id can number.
    pub(super) fn table(&mut self, kind: usize, there: usize) {
        let same = |rows: &mut Rows| *rows.there.get_or_insert(there) == there;
        if there > usize::from(u16::MAX) + 1 || !self.rows.get_mut(kind).is_some_and(same) {
            self.damaged();
        }
    }

    /// Whether all was read, nothing of it damaged, and no id is without its row.
    fn ended(&self) -> bool {
        let rows = self.rows.iter().all(|rows| rows.named <= rows.there.unwrap_or_default());
        rows && !self.damaged && self.bytes.is_empty() && self.text.is_empty()
    }

    /// Nothing of what was read counts, and nothing more is read.
    pub(super) fn damaged(&mut self) {
        (self.bytes, self.text, self.damaged) = (&[], "", true);
    }
}

impl Stored for String {
    fn write(&self, to: &mut Writer) {
        to.number(self.len() as u64);
        to.text.push_str(self);
    }

    fn read(from: &mut Reader) -> Self {
        let length = usize::try_from(from.number()).unwrap_or(usize::MAX);
        let Some((text, rest)) = from.text.split_at_checked(length) else {
            from.damaged();
            return Self::new();
        };
        from.text = rest;
        text.to_owned()
    }
}

impl Stored for u16 {
    fn write(&self, to: &mut Writer) {
        to.number(u64::from(*self));
    }

    fn read(from: &mut Reader) -> Self {
        Self::try_from(from.number()).unwrap_or_else(|_| {
            from.damaged();
            0
        })
    }
}

impl Stored for bool {
    fn write(&self, to: &mut Writer) {
        to.number(u64::from(*self));
    }

    fn read(from: &mut Reader) -> Self {
        from.number() != 0
    }
}

impl<T: Stored> Stored for Option<T> {
    fn write(&self, to: &mut Writer) {
        self.is_some().write(to);
        if let Some(it) = self {
            it.write(to);
        }
    }

    fn read(from: &mut Reader) -> Self {
        bool::read(from).then(|| T::read(from))
    }
}

impl<T: Stored> Stored for Vec<T> {
    fn write(&self, to: &mut Writer) {
        to.number(self.len() as u64);
        for it in self {
            it.write(to);
        }
    }

    fn read(from: &mut Reader) -> Self {
        // One item after the other: to reserve their place first would weigh more, for each kind of item.
        let mut items = Self::new();
        for _ in 0..from.count() {
            items.push(T::read(from));
        }
        items
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::Condition;
    use super::super::check::check;
    use super::super::draft::draft;
    use super::super::words::Texts;
    use super::*;

    fn compiled(source: &str) -> (Guide, Graph) {
        let (draft, problems) = draft(source);
        let guide = check(&draft, problems).unwrap();
        let graph = Graph::compile(&guide.logic).unwrap();
        (guide, graph)
    }

    /// A small guide with something of everything.
    fn small() -> (Guide, Graph) {
        let source = fs::read_to_string("tests/pack/base.toml").unwrap();
        let texts = Texts::NAMES.iter().map(|name| {
            let many = Texts::LISTS.iter().find(|(list, _)| list == name).map_or(1, |(_, many)| *many);
            format!("{} = \"{}\"\n", name.replace('_', "-"), vec!["t"; many].join(" "))
        });
        compiled(&format!("{source}\n[texts]\n{}", texts.collect::<String>()))
    }

    /// The bytes under a checksum that fits them, whatever they are.
    fn sealed(bytes: &[u8]) -> Vec<u8> {
        [checksum(FIRST, bytes).to_le_bytes().as_slice(), bytes].concat()
    }

    #[test]
    fn a_guide_is_read_back_as_it_was() {
        for (guide, graph) in [compiled(&fs::read_to_string("src/pack/cpx.toml").unwrap()), small()] {
            let others = vec![guide.words.clone()];
            assert!(read(&write(&guide, &graph, &others)) == Some((guide, graph, others)));
        }
    }

    #[test]
    fn every_damage_is_noticed() {
        let (guide, graph) = small();
        let sound = write(&guide, &graph, &Vec::new());
        for length in 0..sound.len() {
            assert_eq!(read(&sound[..length]), None, "cut to {length} bytes");
        }
        assert_eq!(read(&[sound.as_slice(), b"x"].concat()), None);
        let mut bytes = sound.clone();
        for place in 0..bytes.len() {
            for bit in 0..8 {
                bytes[place] ^= 1 << bit;
                assert_eq!(read(&bytes), None, "bit {bit} of byte {place}");
                bytes[place] ^= 1 << bit;
            }
        }
    }

    #[test]
    fn bytes_that_only_the_checksum_believes_are_read_without_panic() {
        let (guide, graph) = small();
        let sound = write(&guide, &graph, &Vec::new());
        let sound = &sound[size_of::<u32>()..];
        for length in 0..sound.len() {
            assert_eq!(read(&sealed(&sound[..length])), None, "cut to {length} bytes");
        }
        for place in 0..sound.len() {
            for value in [0, 1, 3, 4, 0x7f, 0x80, 0xff] {
                let mut bytes = sound.to_vec();
                bytes[place] = value;
                let _guide_or_none = read(&sealed(&bytes));
            }
        }
    }

    #[test]
    fn a_condition_without_end_is_damage() {
        let bytes = vec![4; 1_000_000];
        let mut from = Reader { bytes: &bytes, ..Reader::default() };
        let _read = Condition::read(&mut from);
        assert!(from.damaged);
    }
}
