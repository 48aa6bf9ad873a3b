/*! cpx-guide {{version}}: the guide in a frame, after this script or in each <cpx-frame>. */
(() => {
  "use strict";
  const own = document.currentScript;
  const HIGHEST = 30000, PATIENCE = 10000;
  const EVENTS = ["cpx-ready", "cpx-answered", "cpx-decided", "cpx-failed"];

  class CpxFrame extends HTMLElement {
    connectedCallback() {
      // Each frame has a secret of its own: other frames cannot speak in its name.
      const nonce = crypto.getRandomValues(new Uint32Array(4)).join("-");
      const home = this.dataset.base || own?.src;
      // Behind `#`, so that no server is told what this page asks for.
      const asked = new URLSearchParams({ nonce, host: location.origin });
      for (const { name, value } of this.attributes) {
        if (name.startsWith("data-")) asked.append(name.slice(5), value);
      }
      const frame = document.createElement("iframe");
      frame.title = this.dataset.title || "Guide\u00a0: quelle carte CPx commander\u00a0?";
      frame.lang = "fr";
      if ("lazy" in this.dataset) frame.loading = "lazy";
      frame.referrerPolicy = "no-referrer";
      // Without an origin of its own: it can reach neither this page nor anything kept. Documents open in ordinary tabs.
      frame.setAttribute("sandbox", "allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox");
      Object.assign(frame.style, { display: "block", width: "100%", height: "40em", border: "0" });
      frame.src = `${new URL("frame.html", home)}#${asked}`;

      let height = 0;
      const heard = ({ source, origin, data }) => {
        if (source !== frame.contentWindow || origin !== "null" || data?.nonce !== nonce) return;
        this.doubt(false);
        if (data.type === "cpx-height") {
          // Less than 2 px is rounding.
          if (!Number.isFinite(data.height) || data.height <= 0 || Math.abs(data.height - height) < 2) return;
          height = Math.min(data.height, HIGHEST);
          frame.style.height = `${height}px`;
        } else if (data.type === "cpx-step") {
          if (frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
        } else if (data.type === "cpx-event" && "events" in this.dataset && EVENTS.includes(data.name)) {
          frame.dispatchEvent(new CustomEvent(data.name, { bubbles: true, composed: true, detail: data.detail }));
        }
      };
      addEventListener("message", heard);
      const wait = () => (this.timer = setTimeout(() => this.doubt(true), PATIENCE));
      if (frame.loading === "lazy") frame.addEventListener("load", wait, { once: true });
      else wait();
      this.forget = () => removeEventListener("message", heard);
      this.style.display = "block";
      this.replaceChildren(frame);
      this.way = document.createElement("a");
      this.way.href = new URL("index.html", home);
      this.way.target = "_blank";
      this.way.rel = "noopener noreferrer";
      this.way.textContent = "Le guide ne s’affiche pas\u00a0? L’ouvrir dans une nouvelle fenêtre";
    }

    disconnectedCallback() {
      clearTimeout(this.timer);
      this.forget();
      this.replaceChildren();
    }

    /** Whether the guide seems not to come (refused, unreachable): there is another way then. */
    doubt(late) {
      clearTimeout(this.timer);
      if (late) this.append(this.way);
      else this.way.remove();
    }
  }

  if (!customElements.get("cpx-frame")) customElements.define("cpx-frame", CpxFrame);
  // In the head, or without a place of its own, the script only makes the element known.
  if (!own || own.parentNode === document.head) return;
  const place = document.createElement("cpx-frame");
  place.dataset.base = own.src;
  for (const { name, value } of own.attributes) {
    if (name.startsWith("data-")) place.setAttribute(name, value);
  }
  own.after(place);
})();
