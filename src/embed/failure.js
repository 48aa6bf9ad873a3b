// What stands in the element when the guide cannot run: why, in words for the person and for the IT service, and the
// guide without script in its place. It is JavaScript because it is there for the day when WebAssembly is not.

// What is said in each language: the way on, the heading for the IT service, the name of the page that looks closer, and
// for each cause that `cpx-failed` tells what to say to the person, and to the IT service.
const SAID = {
  fr: {
    file: "static.html",
    on: "Voici le même guide, sans script, à suivre de lien en lien.",
    service: "Pour le service informatique",
    cause: "Cause\u00a0: ",
    diagnostic: "Page de diagnostic",
    "no-webassembly": [
      "Ce navigateur n’exécute pas WebAssembly\u00a0: le guide interactif ne peut pas démarrer ici.",
      "WebAssembly est absent ou désactivé\u00a0: mode de sécurité renforcée d’Edge, exécution sans compilation (jitless) ou stratégie d’entreprise. Autorisez-le pour ce site.",
    ],
    blocked: [
      "Les règles de sécurité de cette page bloquent le guide interactif.",
      "La politique de sécurité du contenu (CSP) refuse WebAssembly\u00a0: ajoutez 'wasm-unsafe-eval' à la directive script-src.",
    ],
    damaged: [
      "Le guide interactif est arrivé abîmé\u00a0: il ne peut pas démarrer.",
      `Le contenu de ${FILE} n’est pas celui qui a été publié\u00a0: copie incomplète, ou serveur mandataire qui modifie les scripts. Comparez son empreinte SHA-384 à celle de la version publiée.`,
    ],
    "old-browser": [
      "Ce navigateur est trop ancien pour le guide interactif.",
      "Il faut un navigateur de 2023 ou plus récent\u00a0: Chrome ou Edge 111, Firefox 115, Safari 16.4.",
    ],
    crashed: [
      "Le guide interactif s’est arrêté à cause d’une erreur. Rechargez la page pour recommencer.",
      "Erreur interne du guide, ou conflit avec un autre script de la page. Le message figure dans la console du navigateur.",
    ],
  },
  en: {
    file: "static.en.html",
    on: "Here is the same guide without any script: follow the links.",
    service: "For the IT service",
    cause: "Cause: ",
    diagnostic: "Diagnostic page (in French)",
    "no-webassembly": [
      "This browser does not run WebAssembly: the interactive guide cannot start here.",
      "WebAssembly is missing or switched off: Edge’s enhanced security mode, running without compilation (jitless), or company policy. Allow it for this site.",
    ],
    blocked: [
      "The security rules of this page block the interactive guide.",
      "The content security policy (CSP) refuses WebAssembly: add 'wasm-unsafe-eval' to script-src.",
    ],
    damaged: [
      "The interactive guide arrived damaged: it cannot start.",
      `${FILE} does not hold what was published: an incomplete copy, or a proxy that alters scripts. Compare its SHA-384 with that of the release.`,
    ],
    "old-browser": [
      "This browser is too old for the interactive guide.",
      "A browser of 2023 or later is needed: Chrome or Edge 111, Firefox 115, Safari 16.4.",
    ],
    crashed: [
      "The interactive guide has stopped because of an error. Reload the page to start again.",
      "An internal error of the guide, or a conflict with another script of the page. The message is in the browser’s console.",
    ],
  },
};
const LOOK = `
  :host { display: block; }
  [part=failure] { all: initial; color-scheme: inherit; display: block; color: var(--cpx-ink, CanvasText); background: var(--cpx-paper, Canvas);
    font: max(16px, 1rem)/1.5 var(--cpx-font, system-ui, sans-serif); padding: 0.75em 1.25em; border: 2px solid; border-radius: var(--cpx-radius, 0.6em); overflow-wrap: anywhere; }
  iframe { display: block; width: 100%; height: 45em; border: 0; }`;

/** Why the guide cannot run: `cause` is one of those in `SAID`. */
class Failure extends Error {
  constructor(cause, reason) {
    super(reason ? `${cause}: ${reason.message ?? reason}` : cause);
    this.cause = Array.isArray(SAID.fr[cause]) ? cause : "crashed";
  }
}

/** Says in an element why the guide cannot run, and shows the guide without script. */
function showFailure(element, cause) {
  const root = element.shadowRoot ?? element.attachShadow({ mode: "open" });
  const lang = /^en\b/i.test(language(element)) ? "en" : "fr";
  const said = SAID[lang];
  const [person, service] = said[cause];
  const box = make("div", { part: "failure", role: "alert", lang });
  const details = make("details", {}, make("summary", {}, said.service), make("p", {}, service));
  const known = make("p", {}, `${said.cause}${cause}. `);
  if (home) known.append(link("diagnostic.html", said.diagnostic));
  details.append(known);
  // The one file holds that guide: it is what follows.
  box.append(make("p", {}, person), details, make("p", {}, home ? link(said.file, said.on) : said.on));
  root.replaceChildren(box, stillGuide(element, said));
  try {
    const look = new CSSStyleSheet();
    look.replaceSync(LOOK);
    root.adoptedStyleSheets = [look];
  } catch {
    // Too old a browser for a sheet of its own: plain text is readable too.
  }
}

/** The guide without script: the element's own children where they lead on, a frame elsewhere. */
function stillGuide(element, said) {
  if (!home || element.querySelector("a[href]")) return make("slot");
  const frame = make("iframe", { part: "static", title: said.on, src: new URL(said.file, home) });
  // The page may refuse frames: the link above still leads there, and the page's own words are shown.
  const refused = (event) => {
    if (!event.effectiveDirective.startsWith("frame")) return;
    document.removeEventListener("securitypolicyviolation", refused);
    frame.replaceWith(make("slot"));
  };
  document.addEventListener("securitypolicyviolation", refused);
  frame.onload = () => {
    const body = frame.contentDocument?.body;
    // From the same place its height can be known; elsewhere it scrolls within its own.
    if (body) new ResizeObserver(() => (frame.style.height = `${body.offsetHeight + 48}px`)).observe(body);
  };
  return frame;
}

function link(file, text) {
  return make("a", { href: new URL(file, home), target: "_blank", rel: "noopener" }, text);
}

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  element.append(...children);
  return element;
}
