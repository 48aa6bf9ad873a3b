//! What a browser keeps of the answers, only where the page asks for it with `remember`: by default nothing, for many
//! people share one computer. Storage may be refused or throw; the guide then works without it.

use gloo::utils::window;
use web_sys::{Element, Storage};

/// The link that was kept, if keeping is asked for.
pub(super) fn recall(element: &Element) -> Option<String> {
    let key = key(element)?;
    storage()?.get_item(&key).ok().flatten()
}

/// Keeps a link, or forgets the one that was kept; nothing if keeping is not asked for.
pub(super) fn keep(element: &Element, link: Option<&str>) {
    let Some((key, storage)) = key(element).zip(storage()) else { return };
    let _kept = match link {
        Some(link) => storage.set_item(&key, link),
        None => storage.remove_item(&key),
    };
}

/// Forgets what was kept under the name that the attribute had.
pub(super) fn forget(name: &str) {
    if let Some(storage) = storage() {
        let _forgotten = storage.remove_item(&named(name));
    }
}

/// Guides on one site may keep their answers apart: `remember="accueil"`.
fn key(element: &Element) -> Option<String> {
    element.get_attribute("remember").map(|name| named(&name))
}

fn named(name: &str) -> String {
    let mut key = String::from("cpx-guide");
    if !name.is_empty() {
        key.push(':');
        key.push_str(name);
    }
    key
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
