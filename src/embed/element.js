// The custom element: it forwards what the browser tells it to the guide, and nothing else. It stands in one function
// with the glue of the WebAssembly module (called `wasm_bindgen`), `unpack.js` or `stream.js`, `failure.js`, `fetched.js`,
// and the constants of the build: `VERSION`, and the module (`PACKED`, `SIZE`) where the script carries it.

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

/** The pack that an element names: its bytes, the name of the cause why there are none, or nothing. */
async function packed(element) {
  const address = element.getAttribute("pack");
  return address ? fetched(address, element.getAttribute("integrity")) : undefined;
}

function early() {
  return stopped ?? new Error("the guide is not loaded yet: wait for `whenReady`");
}

class CpxGuide extends HTMLElement {
  static observedAttributes = ["answers", "heading-level", "theme", "history", "remember", "lang", "pack", "integrity"];
  static version = VERSION;

  static decide(answers) {
    if (!ready) throw early();
    return wasm_bindgen.decide(answers, language(document.documentElement));
  }

  #guide = null;
  #early = null;
  // How often another pack was named.
  #named = 0;
  // A page may change its language while it is read.
  #ears = new MutationObserver(() => this.#guide?.speak(language(this)));

  constructor() {
    super();
    this.whenReady = loaded.then(() => this.#begin());
    this.whenReady.catch((failure) => this.#fail(failure));
    // What a page set before the element was known hides the property: it is handed over.
    if (this.hasOwnProperty("answers")) {
      const early = this.answers;
      delete this.answers;
      this.answers = early;
    }
  }

  /** Begins with the pack that the element names by then. */
  async #begin() {
    let named, pack;
    do {
      named = this.#named;
      pack = await packed(this);
    } while (named !== this.#named);
    if (stopped) throw stopped;
    this.#guide = new wasm_bindgen.Instance(this, language(this), pack);
    if (this.#early) this.#guide.answer(this.#early);
    if (this.isConnected) this.#guide.connected();
  }

  /** Goes by another pack, unless meanwhile a further one is named. */
  async #change() {
    const named = ++this.#named;
    if (!this.#guide) return;
    const pack = await packed(this);
    if (named === this.#named) this.#guide?.wear(language(this), pack);
  }

  connectedCallback() {
    shown.add(this.#fail);
    this.#ears.observe(document.documentElement, { attributeFilter: ["lang"] });
    this.#guide?.speak(language(this));
    this.#guide?.connected();
  }

  disconnectedCallback() {
    shown.delete(this.#fail);
    this.#ears.disconnect();
    this.#guide?.disconnected();
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (name === "lang") this.#guide?.speak(language(this));
    else if (name === "pack" || name === "integrity") this.#change();
    else this.#guide?.attribute(name, before ?? undefined, after ?? undefined);
  }

  get answers() {
    return this.#guide ? this.#guide.answers() : { ...this.#early };
  }

  set answers(answers) {
    if (this.#guide) this.#guide.answer(answers);
    else this.#early = answers;
  }

  decide(answers) {
    if (!this.#guide) throw early();
    return this.#guide.decide(answers);
  }

  restart() {
    this.#early = null;
    this.#guide?.restart();
  }

  #fail = (failure) => {
    // An error that has no name here is ours.
    const cause = failure.cause ?? "crashed";
    this.#guide = null;
    showFailure(this, cause);
    this.dispatchEvent(new CustomEvent("cpx-failed", { bubbles: true, composed: true, detail: { cause } }));
  };
}

customElements.define("cpx-guide", CpxGuide);
