// The custom element: it forwards what the browser tells it to the guide, and nothing else. It stands in one script
// with the glue of the WebAssembly module, which is called `wasm_bindgen` here.
const address = new URL("cpx-guide_bg.wasm", document.currentScript.src);
const loaded = wasm_bindgen({ module_or_path: address }).then(() => {
  const start = performance.now();
  wasm_bindgen.load();
  // Reading the guide and building its graph, for whoever asks the browser.
  performance.measure("cpx-guide load", { start });
});

class CpxGuide extends HTMLElement {
  static observedAttributes = ["answers", "heading-level", "theme"];

  static decide(answers) {
    return wasm_bindgen.decide(answers);
  }

  #guide = null;
  #early = null;

  constructor() {
    super();
    this.whenReady = loaded.then(() => {
      this.#guide = new wasm_bindgen.Instance(this);
      if (this.#early) this.#guide.answer(this.#early);
      if (this.isConnected) this.#guide.connected();
    });
    this.whenReady.catch((error) => this.#failed(error));
  }

  connectedCallback() {
    this.#guide?.connected();
  }

  disconnectedCallback() {
    this.#guide?.disconnected();
  }

  attributeChangedCallback(name, before, after) {
    if (before !== after) this.#guide?.attribute(name, after ?? undefined);
  }

  get answers() {
    return this.#guide ? this.#guide.answers() : { ...this.#early };
  }

  set answers(answers) {
    if (this.#guide) this.#guide.answer(answers);
    else this.#early = answers;
  }

  decide(answers) {
    return CpxGuide.decide(answers);
  }

  restart() {
    this.#guide?.restart();
  }

  #failed(error) {
    // What stands between the element's tags stays in view: it is the page's own words for this case.
    const detail = { cause: String(error?.message ?? error) };
    this.dispatchEvent(new CustomEvent("cpx-failed", { bubbles: true, composed: true, detail }));
  }
}

if (!customElements.get("cpx-guide")) customElements.define("cpx-guide", CpxGuide);
