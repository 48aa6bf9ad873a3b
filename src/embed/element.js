// The custom element: it forwards what the browser tells it to the guide, and nothing else. It stands in one function
// with `start.js`, what that needs, and `fetched.js`.

/** The pack that an element names: its bytes, the name of the cause why there are none, or nothing. */
async function packed(element) {
  const address = element.getAttribute("pack");
  return address ? fetched(address, element.getAttribute("integrity")) : undefined;
}

function early() {
  return stopped ?? new Error("the guide is not loaded yet: wait for `whenReady`");
}

class CpxGuide extends HTMLElement {
  static observedAttributes = [
    "answers", "heading-level", "theme", "history", "remember", "lang", "overlay", "pack", "integrity",
  ];
  static version = VERSION;

  static decide(answers) {
    if (!ready) throw early();
    return wasm_bindgen.decide(answers, language(document.documentElement));
  }

  #guide = null;
  #early = null;
  // The overlay: what the page has set, and the text of it, or why there is none.
  #overlay = null;
  #dress = [];
  // How often another pack was named.
  #named = 0;
  // A page may change its language while it is read.
  #ears = new MutationObserver(() => this.#guide?.speak(language(this)));

  constructor() {
    super();
    this.whenReady = loaded.then(() => this.#begin());
    this.whenReady.catch((failure) => this.#fail(failure));
    // What a page set before the element was known hides the property: it is handed over.
    for (const name of ["answers", "overlay"]) {
      if (!this.hasOwnProperty(name)) continue;
      const early = this[name];
      delete this[name];
      this[name] = early;
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
    if (this.#dress.length) this.#guide.overlay(...this.#dress);
    if (this.isConnected) this.#guide.connected();
  }

  /** Goes by another pack, unless meanwhile a further one is named. */
  async #change() {
    const named = ++this.#named;
    if (!this.#guide) return;
    const pack = await packed(this);
    if (named !== this.#named) return;
    this.#guide?.wear(language(this), pack);
    // What it names may exist there, or no longer.
    if (this.#dress.length) this.#guide?.overlay(...this.#dress);
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
    else if (name === "overlay") this.#fetch(after);
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

  get overlay() {
    return this.#overlay;
  }

  set overlay(overlay) {
    this.#overlay = overlay ?? null;
    try {
      this.#wear(overlay == null ? undefined : JSON.stringify(overlay) ?? "");
    } catch {
      // A circle, say.
      this.#wear("");
    }
  }

  /** Gets the overlay at an address: https or from where the page is, without cookies, and not for ever. */
  async #fetch(address) {
    // The guide is there without it, and whatever comes next comes in its place.
    const asked = (this.#dress = []);
    if (!address) return this.#wear();
    let text, cause;
    try {
      const url = new URL(address, document.baseURI);
      if (url.protocol !== "https:" && url.origin !== location.origin) cause = "refused";
      else {
        const answer = await fetch(url, { ...ALONE, signal: AbortSignal.timeout(PATIENCE) });
        if (answer.ok) text = await answer.text();
        else cause = "unreachable";
      }
    } catch {
      cause = "unreachable";
    }
    if (this.#dress === asked) this.#wear(text, cause);
  }

  #wear(...dress) {
    this.#dress = dress;
    this.#guide?.overlay(...dress);
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
