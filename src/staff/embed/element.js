// The custom element `<cpx-staff>`: it forwards what the browser tells it to the page of lists, and does for that page what only
// a browser can: read a small file, save one, print. It stands in one function with `start.js`, what that needs, `serve.js`
// and `clerk.js`.

// The longest mapping that is read, in bytes.
const LONGEST = 8e6;

class CpxStaff extends HTMLElement {
  static observedAttributes = ["heading-level", "theme", "lang"];
  static version = VERSION;

  #staff = null;
  #clerk = new Clerk((said, file) => this.#heard(said, file));
  // What was written last, until it is saved.
  #written = null;
  // A page may change its language while it is read.
  #ears = new MutationObserver(() => this.#staff?.speak(language(this)));

  constructor() {
    super();
    this.whenReady = loaded.then(() => this.#begin());
    this.whenReady.catch((failure) => this.#fail(failure));
  }

  #begin() {
    if (stopped) throw stopped;
    this.#clerk.begin();
    // What the module holds must not hold the element.
    const held = new WeakRef(this), self = () => held.deref();
    this.#staff = new wasm_bindgen.Staff(this, language(this), {
      ask: (job, file) => self()?.#clerk.ask(job, file),
      stop: () => self()?.#clerk.stop(),
      leave: () => self()?.#clerk.forget(),
      read: (file) => self()?.#read(file),
      file: (text) => new File([text], ""),
      save: (name, type, text) => save(name, text === undefined ? self()?.#written : new Blob([text], { type })),
      print: () => print(),
    });
    if (this.isConnected) this.#staff.connected();
  }

  #heard(said, file) {
    this.#written = file ?? null;
    if (said) this.#staff?.heard(said);
    else this.#staff?.lost();
  }

  async #read(file) {
    let text;
    try {
      if (file.size <= LONGEST) text = await file.text();
    } catch {
      // It is gone: as if there were nothing in it.
    }
    this.#staff?.read(text ?? "");
  }

  connectedCallback() {
    shown.add(this.#fail);
    this.#ears.observe(document.documentElement, { attributeFilter: ["lang"] });
    this.#staff?.speak(language(this));
    this.#staff?.connected();
  }

  disconnectedCallback() {
    shown.delete(this.#fail);
    this.#ears.disconnect();
    this.#staff?.disconnected();
  }

  attributeChangedCallback(name, before, after) {
    if (before !== after) this.#staff?.speak(language(this));
  }

  #fail = (failure) => {
    // An error that has no name here is ours.
    const cause = failure.cause ?? "crashed";
    this.#staff = null;
    this.#clerk.forget();
    showFailure(this, cause);
    this.dispatchEvent(new CustomEvent("cpx-failed", { bubbles: true, composed: true, detail: { cause } }));
  };
}

/** Offers a file as a download. */
function save(name, file) {
  if (!file) return;
  const address = URL.createObjectURL(file);
  make("a", { href: address, download: name }).click();
  // The browser has taken it by the next task, or shows a window first: it keeps what the address means.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

customElements.define("cpx-staff", CpxStaff);
