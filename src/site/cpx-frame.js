//! cpx-guide {{version}}: the guide in a frame, after this script and in each <cpx-frame>
(() => {
  "use strict";
  const own = document.currentScript;
  const HIGHEST = 30000, PATIENCE = 10000;
  const EVENTS = ["cpx-ready", "cpx-answered", "cpx-decided", "cpx-failed"];

  class CpxFrame extends HTMLElement {
    connectedCallback() {
      const home = this.dataset.base || own?.src;
      // No other frame can speak in its name. Behind `#`, so that no server is told anything.
      const nonce = crypto.getRandomValues(new Uint32Array(4)).join("-");
      const asked = new URLSearchParams({ nonce, host: self.origin });
      for (const [name, value] of data(this)) asked.append(name.slice(5), value);

      const frame = document.createElement("iframe");
      frame.title = this.dataset.title || "Guide\u00a0: quelle carte CPx commander\u00a0?";
      frame.lang = "fr";
      frame.referrerPolicy = "no-referrer";
      if ("lazy" in this.dataset) frame.loading = "lazy";
      // Within a page that has no origin, no frame has one.
      const theirs = self.origin === "null" ? "null" : new URL(home).origin;
      // No more than it needs: without its origin, WebKit refuses it its own files.
      const needs = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox";
      if (theirs !== self.origin) frame.setAttribute("sandbox", needs);
      Object.assign(frame.style, { display: "block", width: "100%", height: "40em", border: 0 });
      frame.src = `${new URL("frame.html", home)}#${asked}`;

      const way = document.createElement("a");
      way.href = new URL("index.html", home);
      way.target = "_blank";
      way.rel = "noreferrer";
      way.textContent = "Le guide ne s’affiche pas\u00a0? L’ouvrir dans une nouvelle fenêtre";
      // A frame that is refused or out of reach is only silent.
      const wait = () => (this.timer = setTimeout(() => this.append(way), PATIENCE));
      if (frame.loading === "lazy") frame.onload = wait;
      else wait();

      let height = 0, paper = 0;
      const resize = (pixels) => pixels && (frame.style.height = `${Math.min(pixels, HIGHEST)}px`);
      const heard = ({ source, origin, data }) => {
        if (source !== frame.contentWindow || origin !== theirs || data?.nonce !== nonce) return;
        frame.onload = clearTimeout(this.timer);
        way.remove();
        const { type, name, detail, height: high } = data, fit = Number.isFinite(high) && high > 0;
        if (type === "cpx-paper" && fit) paper = high;
        if (type === "cpx-height" && fit && Math.abs(high - height) >= 2) resize((height = high));
        if (type === "cpx-step" && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
        if (type === "cpx-event" && "events" in this.dataset && EVENTS.includes(name)) {
          frame.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
        }
      };
      // On paper the guide is longer, and a frame is cut where it ends.
      this.ears = { message: heard, beforeprint: () => resize(paper), afterprint: () => resize(height) };
      for (const name in this.ears) addEventListener(name, this.ears[name]);
      this.style.display = "block";
      this.replaceChildren(frame);
    }

    disconnectedCallback() {
      for (const name in this.ears) removeEventListener(name, this.ears[name]);
      clearTimeout(this.timer);
      this.replaceChildren();
    }
  }

  const data = ({ attributes }) => [...attributes].map((it) => [it.name, it.value]).filter(([it]) => /^data-/.test(it));

  if (!customElements.get("cpx-frame")) customElements.define("cpx-frame", CpxFrame);
  // In the head it only makes the element known.
  if (!own || own.parentNode === document.head) return;
  const place = document.createElement("cpx-frame");
  place.dataset.base = own.src;
  for (const [name, value] of data(own)) place.setAttribute(name, value);
  own.after(place);
})();
