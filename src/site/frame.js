// The page in the frame: it dresses the guide as its address asks, and tells the page around it how high it is and when
// a step was made. It listens to nobody, keeps nothing, and leaves history and address alone.
(() => {
  "use strict";
  // How often the height may grow, at widths already seen, before somebody does something: more is a runaway.
  const GROWTHS = 20;
  // What a sheet of A4 leaves between its margins.
  const PAPER = "40rem";
  const ATTRIBUTES = ["answers", "heading-level", "theme"];
  const EVENTS = ["cpx-ready", "cpx-answered", "cpx-decided", "cpx-failed"];
  // What a colour, a size or a list of fonts is made of; no `url()` is.
  const VALUE = /^(?!.*url)[\w\s#.,%()'"/-]{1,200}$/i;

  const root = document.documentElement;
  const box = document.querySelector("main");
  const guide = document.querySelector("cpx-guide");
  // What stands behind `#` is sent to no server: `cpx-frame.js` writes there, a frame made by hand may use `?` as well.
  const asked = new URLSearchParams(`${location.search.slice(1)}&${location.hash.slice(1)}`);

  for (const name of ATTRIBUTES) {
    if (asked.has(name)) guide.setAttribute(name, asked.get(name));
  }
  for (const [name, value] of asked) {
    if (/^cpx-[a-z-]+$/.test(name) && VALUE.test(value)) guide.style.setProperty(`--${name}`, value);
  }
  if (["light", "dark"].includes(asked.get("theme"))) root.classList.add(asked.get("theme"));

  // The page of its own opens where the person stands now.
  const apart = document.querySelector(".apart a");
  const aim = () => {
    const answers = new URLSearchParams(guide.answers).toString();
    apart.href = `index.html${answers && `#cpx=&${answers}`}`;
  };
  for (const name of ["pointerdown", "focus", "click"]) apart.addEventListener(name, aim);

  const nonce = asked.get("nonce");
  if (!nonce || parent === window) return;

  // A page without an origin of its own (a file, a sandbox) cannot be named; only the page around can hear it anyway.
  const host = /^https?:\/\/[^/*]+$/.test(asked.get("host")) ? asked.get("host") : "*";
  const tell = (type, more) => parent.postMessage({ type, nonce, ...more }, host);

  let told = 0;
  let growths = 0;
  let timer = 0;
  const widths = new Set();

  function measure() {
    const { width, height: exact } = box.getBoundingClientRect();
    const height = Math.ceil(exact);
    if (height === 0 || Math.abs(height - told) < 2) return;
    // Another width is a reason to grow; the same widths over and over are not.
    if (height > told && widths.has(width) && ++growths > GROWTHS) return settle();
    widths.add(width);
    told = height;
    tell("cpx-height", { height });
    // Time for the page around to follow; one that does not gets a scroll bar.
    clearTimeout(timer);
    timer = setTimeout(() => {
      settle();
      paper();
    }, 1000);
  }

  // On paper the page is another: narrower, smaller in print, with everything unfolded. Nobody sees this, it is undone
  // before the browser draws.
  function paper() {
    const folded = [...(guide.shadowRoot?.querySelectorAll("details:not([open])") ?? [])];
    for (const it of folded) it.open = true;
    box.style.width = PAPER;
    const height = box.getBoundingClientRect().height;
    box.style.width = "";
    for (const it of folded) it.open = false;
    // The print is smaller than the screen by an eighth, and its links say where they lead.
    tell("cpx-paper", { height: 0.9 * height });
  }

  function settle() {
    root.classList.toggle("whole", innerHeight >= Math.floor(box.getBoundingClientRect().height));
  }

  function start() {
    if (told) return;
    root.classList.add("whole");
    new ResizeObserver(measure).observe(box);
    // Below the window a browser lets observers sleep; the height is wanted all the same.
    measure();
    addEventListener("resize", settle);
    for (const name of ["pointerdown", "keydown"]) {
      addEventListener(name, () => {
        growths = 0;
        widths.clear();
        measure();
      }, { capture: true, passive: true });
    }
  }

  // Not before the guide stands: the height of what is there until then would only make the page jump.
  guide.addEventListener("cpx-ready", start);
  guide.addEventListener("cpx-failed", start);
  addEventListener("load", () => customElements.get("cpx-guide") || start());

  // A step moves the focus to what is to be read first; a click on it is none.
  guide.addEventListener("focusin", (event) => {
    const [first] = event.composedPath();
    if (first.hasAttribute?.("data-focus") && !first.matches(":active")) tell("cpx-step");
  });

  if (!asked.has("events")) return;
  for (const name of EVENTS) {
    guide.addEventListener(name, ({ detail }) => tell("cpx-event", { name, detail }));
  }
})();
