// How a script starts: it loads the WebAssembly module for all its elements, and tells them if that stops. It stands in one
// function with the glue of the module (called `wasm_bindgen`), `unpack.js` or `stream.js`, `failure.js`, and the constants of
// the build: `VERSION`, and the module (`PACKED`, `SIZE`) where the script carries it.

// Where the script lies; nowhere if it stands in the page itself.
const home = document.currentScript?.src || null;
// How each element in a page says that the guide has stopped.
const shown = new Set();
let ready = false;
let stopped = null;

const loaded = load();

async function load() {
  if (typeof WebAssembly !== "object") throw new Failure("no-webassembly");
  if (!("adoptedStyleSheets" in Document.prototype)) throw new Failure("old-browser");
  const module = await carried();
  if (!module) throw new Failure("damaged");
  try {
    await wasm_bindgen({ module_or_path: module });
  } catch (error) {
    throw new Failure(await refusal(), error);
  }
  const start = performance.now();
  try {
    wasm_bindgen.load(crashed, language(document.documentElement));
  } catch (error) {
    throw new Failure("damaged", error);
  }
  // Reading the guide, for whoever asks the browser.
  performance.measure("cpx-guide load", { start });
  ready = true;
}

/** Why an intact module was refused: where even an empty one is, it is the policy of the page. */
async function refusal() {
  try {
    // In the same way, since an engine may refuse one and not the other.
    await WebAssembly.instantiate(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
    return "old-browser";
  } catch {
    return "blocked";
  }
}

/** The guide calls this when it meets what cannot be: nothing more may be asked of it. */
function crashed() {
  ready = false;
  stopped = new Failure("crashed");
  // It is still on the stack now.
  queueMicrotask(() => shown.forEach((fail) => fail(stopped)));
}

/** The language of an element: its own, or that of what is around it, through shadow roots. */
function language(element) {
  for (let at = element; at; at = at.getRootNode().host) {
    const named = at.closest("[lang]");
    if (named) return named.lang;
  }
  return "";
}
