//! A strict reader of HTML: every tag is closed, every attribute quoted, no name twice. What is not written like that
//! is a fault of the page, and the test stops there.

/// An element, with what stands in it.
#[derive(Debug)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
}

/// What stands in an element.
#[derive(Debug)]
pub enum Node {
    Element(Element),
    Text(String),
}

const VOID: [&str; 4] = ["meta", "link", "br", "input"];

/// Reads a whole page or a part of it: its elements stand in one that has no name.
#[track_caller]
pub fn read(html: &str) -> Element {
    let mut open = vec![Element { name: String::new(), attributes: Vec::new(), children: Vec::new() }];
    let mut rest = html.trim_start();
    rest = rest.strip_prefix("<!doctype html>").unwrap_or(rest);
    while !rest.is_empty() {
        let (text, after) = rest.split_once('<').unwrap_or((rest, ""));
        if !text.is_empty() {
            assert!(!text.contains('>'), "a bare `>` in {text:?}");
            open.last_mut().unwrap().children.push(Node::Text(plain(text)));
        }
        if after.is_empty() {
            break;
        }
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").expect("a comment ends").1;
            continue;
        }
        let end = end_of_tag(after);
        let (tag, after) = (&after[..end], &after[end + 1..]);
        if let Some(name) = tag.strip_prefix('/') {
            let closed = open.pop().unwrap();
            assert_eq!(closed.name, name, "closed in the wrong order");
            open.last_mut().expect("one element is never closed").children.push(Node::Element(closed));
        } else {
            let element = element(tag);
            if VOID.contains(&element.name.as_str()) {
                open.last_mut().unwrap().children.push(Node::Element(element));
            } else {
                open.push(element);
            }
        }
        rest = after;
    }
    assert_eq!(open.len(), 1, "never closed: {:?}", open.iter().map(|it| &it.name).collect::<Vec<_>>());
    open.pop().unwrap()
}

fn end_of_tag(text: &str) -> usize {
    let mut quoted = false;
    text.find(|letter| {
        quoted ^= letter == '"';
        letter == '>' && !quoted
    })
    .unwrap_or_else(|| panic!("a tag without end: {text:.60}"))
}

fn element(tag: &str) -> Element {
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    assert!(
        !name.is_empty() && name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-'),
        "a tag named {name:?}"
    );
    let mut attributes: Vec<(String, String)> = Vec::new();
    while !rest.trim_start().is_empty() {
        let (name, after) = rest.trim_start().split_once("=\"").unwrap_or_else(|| panic!("no quoted value in <{tag}>"));
        let (value, after) = after.split_once('"').unwrap();
        assert!(!name.contains([' ', '<', '"']), "an attribute named {name:?} in <{tag}>");
        assert!(attributes.iter().all(|(known, _)| known != name), "{name} twice in <{tag}>");
        attributes.push((name.to_owned(), plain(value)));
        rest = after;
    }
    Element { name: name.to_owned(), attributes, children: Vec::new() }
}

fn plain(text: &str) -> String {
    let marks = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#x2F;", "/"), ("&amp;", "&")];
    marks.iter().fold(text.to_owned(), |text, (mark, letter)| text.replace(mark, letter))
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
    }

    pub fn classes(&self) -> impl Iterator<Item = &str> {
        self.attribute("class").unwrap_or_default().split_ascii_whitespace()
    }

    pub fn has(&self, class: &str) -> bool {
        self.classes().any(|it| it == class)
    }

    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Everything inside, in order, except what `hidden` leaves out.
    pub fn all<'a>(&'a self, hidden: &dyn Fn(&Element) -> bool) -> Vec<&'a Element> {
        let mut found = Vec::new();
        for element in self.elements().filter(|it| !hidden(it)) {
            found.push(element);
            found.extend(element.all(hidden));
        }
        found
    }

    /// What is read, without spaces, which only the layout needs.
    pub fn text(&self, hidden: &dyn Fn(&Element) -> bool) -> String {
        let piece = |node: &Node| match node {
            Node::Element(element) if hidden(element) => String::new(),
            Node::Element(element) => element.text(hidden),
            Node::Text(text) => squeezed(text),
        };
        self.children.iter().map(piece).collect()
    }
}

/// A text without its spaces.
pub fn squeezed(text: &str) -> String {
    text.split(char::is_whitespace).collect()
}
