// The workshop for those who put the guide on their pages: what is chosen becomes an example, the lines to paste, and the
// policy that they need. The questions come from the guide itself; nothing here knows one.
(() => {
  "use strict";
  const FILES = { script: ["cpx-guide.js", "{{file}}", "{{integrity}}"], frame: ["cpx-frame.js", "{{file-frame}}", "{{integrity-frame}}"] };
  const POLICY = "{{policy}}";
  // Each colour, what it is for, and on which others it must be told apart, by how much.
  const COLOURS = [
    ["accent", "boutons, liens, repères", { paper: 4.5, surface: 4.5 }],
    ["on-accent", "texte sur l’accent", { accent: 4.5 }],
    ["paper", "fond", {}],
    ["ink", "texte", { paper: 4.5, surface: 4.5 }],
    ["surface", "fond des blocs discrets", {}],
    ["muted", "indications, sources", { paper: 4.5, surface: 4.5 }],
    ["line", "filets entre les blocs", {}],
    ["edge", "bords des champs et des choix", { paper: 3 }],
    ["focus", "anneau de l’élément actif", { paper: 3, surface: 3 }],
    ["error", "erreurs", { paper: 4.5 }],
    ["caution", "points de vigilance", { paper: 4.5 }],
    ["since", "changements depuis la fiche", { paper: 4.5 }],
  ];
  // Each other token, what it is for, the property that its values are like, an example.
  const SHAPES = [
    ["font", "police", "font-family", "Marianne, Arial, sans-serif"],
    ["heading-font", "police des titres", "font-family", "Georgia, serif"],
    ["font-size", "taille du texte", "font-size", "1.0625rem"],
    ["radius", "arrondi des blocs", "border-radius", "0"],
    ["padding", "marge autour du guide", "padding", "1.5rem"],
  ];
  const KNOWN = { light: "claire", dark: "sombre" };

  /** How well two colours (`#rrggbb`) can be told apart, from 1 to 21, as WCAG defines it. */
  function contrast(one, other) {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  }

  function luminance(colour) {
    const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  /** A colour as a field wants it: `#fff` is `#ffffff` there. */
  function long(colour) {
    const short = /^#(.)(.)(.)$/.exec(colour.trim());
    return short ? `#${short.slice(1).map((it) => it + it).join("")}` : colour.trim().toLowerCase();
  }

  /** The pairs that cannot be told apart well enough: what, on what, the contrast there is, the one it takes. */
  function weak(colours) {
    return COLOURS.flatMap(([name, , grounds]) => Object.entries(grounds)
      .map(([ground, need]) => ({ name, ground, need, is: contrast(colours[name], colours[ground]) })))
      .filter(({ is, need }) => is < need);
  }

  const quoted = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  const tag = (name, attributes) => `<${[name, ...attributes
    .map(([key, value]) => (value === true ? key : `${key}="${quoted(value)}"`))].join(" ")}>`;

  /** The lines for the page. */
  function html({ way, fixed, base, answers, level, theme, history, remember, lazy, events, shapes, colours }) {
    const [plain, named, print] = FILES[way];
    const script = [["src", base + (fixed ? named : plain)], ...(fixed ? [["integrity", print], ["crossorigin", "anonymous"]] : [])];
    const asked = [
      ...(answers ? [["answers", answers]] : []),
      ...(level === "2" ? [] : [["heading-level", level]]),
      ...(theme === "auto" ? [] : [["theme", theme]]),
    ];
    const still = `${tag("a", [["href", `${base}static.html`]])}Quelle carte CPx commander\u00a0? Le guide sans script</a>`;
    if (way === "frame") {
      const look = Object.entries({ ...shapes, ...colours[theme === "dark" ? "dark" : "light"] });
      const data = [...asked, ...look.map(([name, value]) => [`cpx-${name}`, value]), ...(lazy ? [["lazy", true]] : []), ...(events ? [["events", true]] : [])];
      return `${tag("script", [...script, ...data.map(([name, value]) => [`data-${name}`, value]), ["defer", true]])}</script>\n<noscript>${still}</noscript>`;
    }
    const kept = [...(history ? [["history", true]] : []), ...(remember ? [["remember", true]] : [])];
    return `${tag("cpx-guide", [...asked, ...kept])}\n  ${still}\n</cpx-guide>\n${tag("script", [...script, ["defer", true]])}</script>`;
  }

  /** The rules for a style sheet of the page; none where nothing was changed, or where they would not reach. */
  function css({ way, theme, shapes, colours }) {
    if (way === "frame") return "";
    const block = (tokens, indent) => Object.entries(tokens).map(([name, value]) => `${indent}  --cpx-${name}: ${value};\n`).join("");
    const day = theme === "dark" ? colours.dark : colours.light;
    const all = { ...shapes, ...day };
    const rule = Object.keys(all).length ? `cpx-guide {\n${block(all, "")}}\n` : "";
    // A colour that was chosen for the day alone is the guide's own at night.
    const own = Object.fromEntries(Object.keys(day).map((name) => [name, "initial"]));
    const night = theme === "auto" ? { ...own, ...colours.dark } : {};
    if (!Object.keys(night).length) return rule;
    return `${rule}@media screen and (prefers-color-scheme: dark) {\n  cpx-guide {\n${block(night, "  ")}  }\n}\n`;
  }

  /** Where the files lie, as a policy names it. */
  function origin(base) {
    const elsewhere = /^(?:https?:)?\/\/[^/]+/.exec(base);
    return elsewhere ? elsewhere[0].replace(/^\/\//, "https://") : "'self'";
  }

  /** What the policy of the page must hold: to be added to the directives that are there. */
  function csp({ way, base, theme, shapes, colours }) {
    const from = origin(base);
    if (way === "frame") return `script-src ${from}; frame-src ${from}`;
    const sheet = css({ way, theme, shapes, colours }) ? "; style-src 'self'" : "";
    return `script-src ${from} 'wasm-unsafe-eval'${sheet}`;
  }

  /** The headers of the server that holds the files. */
  function server({ way, fixed, base }) {
    const foreign = origin(base) !== "'self'";
    const lines = fixed && foreign ? ["Access-Control-Allow-Origin: *"] : [];
    if (way === "frame") lines.push(`Content-Security-Policy: ${POLICY}; frame-ancestors ${foreign ? "https://votre-portail.exemple.fr" : "'self'"}`);
    return lines.join("\n");
  }

  /** What is worth saying about the choices. */
  function remarks({ way, theme, history, remember, colours, fixed }) {
    const coloured = Object.keys(colours.light).length + Object.keys(colours.dark).length > 0;
    return [
      way === "frame" && coloured && theme === "auto" && "Un cadre n’a qu’un jeu de couleurs\u00a0: fixez le thème à clair ou à sombre.",
      way === "frame" && "Le serveur du guide ne doit pas interdire les cadres (X-Frame-Options: DENY).",
      way === "script" && (history || remember) && "history et remember sont sans effet dans l’aperçu.",
      !fixed && "Sans version figée, le guide suit les mises à jour du dossier\u00a0; le navigateur ne vérifie pas le fichier.",
      fixed && "Version figée\u00a0: à chaque mise à jour, recopiez ces lignes.",
    ].filter(Boolean);
  }

  // For whoever tests it.
  window.cpxIntegration = { contrast, weak, html, css, csp, server, origin };

  const form = document.getElementById("settings");
  const preview = document.getElementById("preview");
  const chosen = { light: {}, dark: {} };
  const own = { light: {}, dark: {} };
  const mode = () => form.elements.mode.value;
  const shownColours = () => ({ ...own[mode()], ...chosen[mode()] });
  let shown = null;

  function make(name, properties, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  /** What the form says. */
  function state() {
    const { elements } = form;
    const shapes = {};
    for (const [name, , property] of SHAPES) {
      const field = elements[`shape-${name}`];
      const value = field.value.trim();
      const fits = !value || (CSS.supports(property, value) && !/[;{}]/.test(value));
      field.setAttribute("aria-invalid", String(!fits));
      if (value && fits) shapes[name] = value;
    }
    const base = elements.base.value.trim() || "./";
    const ticks = Object.fromEntries(["fixed", "history", "remember", "lazy", "events"].map((it) => [it, elements[it].checked]));
    const [way, level, theme] = ["way", "level", "theme"].map((it) => elements[it].value);
    return { ...ticks, way, level, theme, base: base.endsWith("/") ? base : `${base}/`, answers: preset(), shapes, colours: chosen };
  }

  function preset() {
    const pairs = [...form.querySelectorAll("#presets select")].map((it) => [it.name.slice(7), it.value]);
    return pairs.filter(([, value]) => value).map((pair) => pair.join("=")).join("&");
  }

  function draw() {
    const now = state();
    for (const [name, make] of Object.entries({ html, css, csp, server })) write(name, make(now));
    document.getElementById("remarks").replaceChildren(...remarks(now).map((it) => make("li", { textContent: it })));
    for (const way of ["script", "frame"]) {
      for (const it of form.querySelectorAll(`.${way}-only`)) it.hidden = now.way !== way;
    }
    preview.setAttribute("theme", mode());
    preview.setAttribute("heading-level", Math.max(3, now.level));
    // Only when it changes: it would put aside what was answered in the example.
    if (shown !== null && shown !== now.answers) preview.setAttribute("answers", now.answers);
    shown = now.answers;
    const tokens = { ...now.shapes, ...chosen[mode()] };
    for (const [name] of [...COLOURS, ...SHAPES]) {
      if (name in tokens) preview.style.setProperty(`--cpx-${name}`, tokens[name]);
      else preview.style.removeProperty(`--cpx-${name}`);
    }
    judge();
  }

  /** The contrasts, beside each colour and in one sentence. */
  function judge() {
    const colours = shownColours();
    // Without the guide there are no colours to compare with.
    if (!own.light.paper) return;
    const faults = weak(colours);
    for (const [name, , grounds] of COLOURS) {
      const fault = faults.find((it) => it.name === name);
      const least = Math.min(...Object.keys(grounds).map((it) => contrast(colours[name], colours[it])));
      const said = document.getElementById(`contrast-${name}`);
      const figure = least.toLocaleString("fr", { maximumFractionDigits: 1 });
      said.textContent = Number.isFinite(least) ? `${figure}\u00a0: 1${fault ? `, il faut ${fault.need.toLocaleString("fr")}` : ""}` : "";
      said.classList.toggle("fault", Boolean(fault));
      form.elements[`colour-${name}`].value = colours[name];
    }
    const text = document.getElementById("contrast");
    text.className = faults.length ? "fault" : "hint";
    const names = [...new Set(faults.map((it) => it.name))].join(", ");
    text.textContent = faults.length
      ? `Contraste insuffisant (WCAG AA), apparence ${KNOWN[mode()]}\u00a0: ${names}.`
      : `Contrastes suffisants (WCAG AA) en apparence ${KNOWN[mode()]}.`;
  }

  function write(name, text) {
    const box = document.getElementById(name);
    box.hidden = !text;
    box.querySelector("code").textContent = text.trimEnd();
  }

  /** A place for lines to copy: the clipboard is tried, and the lines are selected where it is refused. */
  function output(box) {
    const code = make("code");
    const said = make("p", { className: "hint" });
    said.setAttribute("role", "status");
    const title = box.querySelector("h3").textContent;
    const button = make("button", { type: "button", textContent: "Copier" });
    button.setAttribute("aria-label", `Copier\u00a0: ${title}`);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(code.textContent);
        said.textContent = "Copié.";
      } catch {
        getSelection().selectAllChildren(code);
        said.textContent = "Le texte est sélectionné\u00a0: Ctrl+C (⌘C sur Mac) le copie.";
      }
    });
    const lines = make("pre", { tabIndex: 0 }, code);
    lines.setAttribute("role", "region");
    lines.setAttribute("aria-label", title);
    box.append(lines, button, said);
  }

  function colourRow([name, text]) {
    const id = `colour-${name}`;
    const field = make("input", { type: "color", id, name: id });
    field.setAttribute("aria-describedby", `contrast-${name}`);
    field.addEventListener("input", () => {
      if (field.value === own[mode()][name]) delete chosen[mode()][name];
      else chosen[mode()][name] = field.value;
    });
    const label = make("label", { htmlFor: id }, make("code", { textContent: name }), ` ${text}`);
    return make("div", { className: "row" }, field, label, make("span", { id: `contrast-${name}`, className: "hint" }));
  }

  function shapeRow([name, text, , example]) {
    const id = `shape-${name}`;
    const field = make("input", { id, name: id, placeholder: example, autocomplete: "off", spellcheck: false });
    return make("div", {}, make("label", { htmlFor: id }, make("code", { textContent: name }), ` ${text}`), field);
  }

  /** One list a question, as far as the answers lead: the guide says which comes next. */
  function ask(guide, kept) {
    const answers = {};
    const rows = [];
    for (;;) {
      const { next, choices } = guide.decide(answers);
      if (!next) break;
      const select = make("select", { id: `preset-${next}`, name: `preset-${next}` },
        make("option", { value: "", textContent: "(à demander)" }), ...choices.map((it) => make("option", { value: it, textContent: it })));
      select.addEventListener("change", () => again(guide, select.id));
      rows.push(make("div", {}, make("label", { htmlFor: select.id }, make("code", { textContent: next })), select));
      if (!choices.includes(kept[next])) break;
      select.value = answers[next] = kept[next];
    }
    document.getElementById("presets").replaceChildren(...rows);
  }

  function again(guide, focus) {
    ask(guide, Object.fromEntries(new URLSearchParams(preset())));
    document.getElementById(focus)?.focus();
    draw();
  }

  function start() {
    document.getElementById("colours").append(...COLOURS.map(colourRow));
    document.getElementById("shapes").append(...SHAPES.map(shapeRow));
    for (const box of document.querySelectorAll(".output")) output(box);
    form.elements.base.value = location.protocol === "file:" ? "/cpx-guide/" : new URL(".", location.href).href;
    form.addEventListener("input", draw);
    form.addEventListener("submit", (event) => event.preventDefault());
    document.getElementById("reset").addEventListener("click", () => {
      Object.assign(chosen, { light: {}, dark: {} });
      for (const [name] of SHAPES) form.elements[`shape-${name}`].value = "";
      draw();
    });
    // The lines hold without the guide; only its questions and its colours wait for it.
    draw();
    preview.whenReady.then(ready, () => {});
  }

  /** The guide is there: its own colours can be read, and its questions asked. */
  function ready() {
    for (const theme of Object.keys(own)) {
      preview.setAttribute("theme", theme);
      const look = getComputedStyle(preview);
      for (const [name] of COLOURS) own[theme][name] = long(look.getPropertyValue(`--_${name}`));
    }
    const guide = customElements.get("cpx-guide");
    document.getElementById("take").addEventListener("click", () => {
      ask(guide, preview.answers);
      // What the example shows is what was taken.
      shown = preset();
      draw();
    });
    ask(guide, {});
    draw();
  }

  start();
})();
