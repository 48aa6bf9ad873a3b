// What `index.html` does beside the guide: it has the browser keep the site, where the browser allows that, and says when
// a newer version is ready. Where it is not allowed, nothing is said and nothing is missing.
(() => {
  "use strict";
  const LOOK = `
    html { scroll-padding-block-end: 10rem; }
    .news { position: sticky; inset-block-end: 0; z-index: 1; margin: 0 auto; max-width: 44rem; }
    .news div { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; margin: 1rem; padding: 0.75rem 1.25rem;
      border: 1px solid; border-radius: 0.6rem; background: Canvas; color: CanvasText; box-shadow: 0 0.25rem 1rem rgb(0 0 0 / 0.25); }
    .news p { flex: 1 1 16rem; margin: 0; }
    .news button { min-height: 2.75rem; padding: 0.25rem 1rem; font: inherit; color: inherit; background: none; border: 1px solid; border-radius: 0.6rem; cursor: pointer; }
    .news :focus-visible { outline: 3px solid; outline-offset: 2px; }
    @media print { .news { display: none; } }`;

  async function start() {
    // A page opened from a file may not have one, and would say so.
    if (location.protocol.startsWith("http")) document.head.append(make("link", { rel: "manifest", href: "manifest.webmanifest" }));
    try {
      const workers = navigator.serviceWorker;
      if (!workers) return;
      const registration = await workers.register(address("service-worker.js"), { updateViaCache: "none" });
      if (registration.waiting) return offer(registration.waiting);
      // The very first version is not news.
      const watch = (worker, known) => worker?.addEventListener("statechange", () => {
        if (worker.state === "installed" && known) offer(worker);
      });
      watch(registration.installing, registration.active);
      registration.addEventListener("updatefound", () => watch(registration.installing, registration.active));
    } catch {
      // A file, plain http, a sandbox, a policy: the site works as it is.
    }
  }

  /** The address of the worker, as a page that enforces Trusted Types wants it. */
  function address(worker) {
    const policy = globalThis.trustedTypes?.createPolicy("cpx-site", { createScriptURL: () => worker });
    return policy ? policy.createScriptURL(worker) : worker;
  }

  /** Says that a newer version is ready; the person decides when. The answers stand in the address, so they stay. */
  function offer(worker) {
    const news = make("div", { className: "news", role: "status" });
    document.body.append(news);
    const use = make("button", { type: "button", textContent: "Utiliser la nouvelle version" });
    const later = make("button", { type: "button", textContent: "Plus tard" });
    use.addEventListener("click", () => {
      // Another window may have asked first: then it is in use already.
      if (worker.state !== "installed") return location.reload();
      use.disabled = true;
      worker.addEventListener("statechange", () => worker.state === "activated" && location.reload());
      worker.postMessage("cpx-use-new-version");
    });
    later.addEventListener("click", () => news.remove());
    const text = make("p", { textContent: "Une nouvelle version du guide est prête. Vos réponses seront gardées." });
    const box = make("div", {});
    box.append(text, use, later);
    // A little after the empty region, or it is not read aloud.
    setTimeout(() => news.append(box), 100);
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(LOOK);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    } catch {
      // It stands below the page then.
    }
  }

  function make(name, properties) {
    return Object.assign(document.createElement(name), properties);
  }

  // After everything that the first screen needs.
  if (document.readyState === "complete") start();
  else addEventListener("load", start);
})();
