// What a page and a browser allow the guide: probes, each with what was found and what to change, told in French to the
// IT service. It works on any page (<cpx-diagnostic>), sends nothing, and leaves nothing behind. It must run where much is
// refused and in old browsers: nothing newer than 2017 in its syntax, and every answer of the browser may be an error.
// A page includes it by one line, so it is one file: that is why it is long.
(function () {
  "use strict";
  var VERSION = "{{version}}", INTEGRITY = "{{integrity}}", SCRIPT = "cpx-guide.js";
  var home = document.currentScript && document.currentScript.src || location.href;
  var WORDS = { ok: "En ordre", info: "À savoir", bad: "À corriger" };

  // What the policy has refused since this script runs, in order.
  var refused = [];
  document.addEventListener("securitypolicyviolation", function (event) {
    if (event.disposition !== "report") refused.push(event);
  });

  function found(state, result, change) {
    return { state: state, result: result, change: change || "" };
  }

  function message(error) {
    return String(error && error.message || error).trim();
  }

  /** What a promise comes to, or `late` after some seconds. */
  function within(seconds, promise, late) {
    return Promise.race([promise, new Promise(function (done) { setTimeout(done, seconds * 1000, late); })]);
  }

  /** Refusals are told a little later than errors are. */
  function soon() {
    return new Promise(function (done) { setTimeout(done, 50); });
  }

  /** The refusals whose blocked address contains a text, since the nth. */
  function refusals(since, text) {
    return refused.slice(since).filter(function (it) { return it.blockedURI.indexOf(text) !== -1; });
  }

  /** A policy with what the guide needs: `source` among those of `script-src`. */
  function allow(policy, source) {
    var rules = policy.split(";").map(function (it) { return it.trim(); }).filter(Boolean);
    var named = function (name) { return rules.filter(function (it) { return it.toLowerCase().split(/\s+/)[0] === name; })[0]; };
    var present = named("script-src"), basis = present || named("default-src") || "script-src 'self'";
    var sources = basis.split(/\s+/).slice(1).filter(function (it) { return it !== "'none'"; });
    if (sources.indexOf(source) === -1) sources.push(source);
    var line = ["script-src"].concat(sources).join(" ");
    return (present ? rules.map(function (it) { return it === present ? line : it; }) : rules.concat(line)).join("; ");
  }

  /** The advice to change a policy that has refused something: all of it where it is known, else what must be in it. */
  function header(policy, part, source) {
    if (!policy) return "Dans la politique de la page (en-tête ou balise meta)\u00a0:\n" + allow(part || "", source);
    return "La page doit être servie avec cet en-tête (ou sa balise meta corrigée de même)\u00a0:\nContent-Security-Policy: " + allow(policy, source);
  }

  var WASM_OFF = "Edge\u00a0: «\u00a0Améliorer votre sécurité sur le web\u00a0» désactive WebAssembly\u00a0; ajoutez ce site aux exceptions (stratégie EnhanceSecurityModeBypassListDomains). "
    + "Chrome et Edge\u00a0: stratégie JavaScriptJitAllowedForSites, et pas d’option --jitless. Firefox\u00a0: javascript.options.wasm à true. iPhone, Mac\u00a0: excluez ce site du mode Isolement.";
  var TYPES = "Servez les fichiers .js avec «\u00a0Content-Type: text/javascript\u00a0». Apache\u00a0: AddType text/javascript .js\u00a0; nginx\u00a0: types { text/javascript js; } ; "
    + "IIS\u00a0: <mimeMap fileExtension=\".js\" mimeType=\"text/javascript\" />.";
  var CHANGED = "Le fichier n’est pas celui qui a été publié\u00a0: copie incomplète ou en mode texte, serveur mandataire, antivirus ou CDN qui réécrit les scripts. "
    + "Recopiez-le et comparez son empreinte à SHA384SUMS\u00a0; excluez-le des réécritures.";

  async function webassembly() {
    if (typeof WebAssembly !== "object") return found("bad", "absent", WASM_OFF);
    var since = refused.length, start = performance.now();
    try {
      // WebKit lets compile what it then refuses to run.
      await WebAssembly.instantiate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
      return found("ok", "un module d’essai se compile et s’exécute (" + Math.ceil(performance.now() - start) + " ms)");
    } catch (error) {
      await soon();
      var event = refusals(since, "wasm-eval")[0];
      // Not every browser tells the policy; some name the directive.
      var part = /directive[^"]*"([^"]+)"/.exec(message(error));
      if (event || /Content Security Policy|CSP|unsafe-eval/i.test(message(error))) {
        return found("bad", "refusé par la politique de sécurité (CSP)\u00a0: " + message(error), header(event && event.originalPolicy, part && part[1], "'wasm-unsafe-eval'"));
      }
      return found("bad", "refusé\u00a0: " + message(error), WASM_OFF);
    }
  }

  function browser() {
    var missing = [
      ["customElements", "customElements" in window],
      ["shadow DOM", "attachShadow" in Element.prototype],
      ["adoptedStyleSheets", "adoptedStyleSheets" in Document.prototype],
      ["structuredClone", "structuredClone" in window],
      ["Array.prototype.at", "at" in Array.prototype],
      ["WeakRef", "WeakRef" in window],
    ].filter(function (it) { return !it[1]; }).map(function (it) { return it[0]; });
    var need = "Il faut un navigateur de 2023 ou plus récent\u00a0: Chrome ou Edge 111, Firefox 115, Safari 16.4.";
    return missing.length ? found("bad", "il lui manque\u00a0: " + missing.join(", "), need) : found("ok", "assez récent");
  }

  function style() {
    var box = document.createElement("div"), inner = document.createElement("i");
    try {
      var sheet = new CSSStyleSheet(), root = box.attachShadow({ mode: "open" });
      sheet.replaceSync("i { display: block; width: 37px; }");
      root.adoptedStyleSheets = [sheet];
      root.appendChild(inner);
      document.body.appendChild(box);
      var width = inner.offsetWidth;
      return width === 37 ? found("ok", "les feuilles adoptées s’appliquent") : found("bad", "la feuille adoptée ne s’applique pas (" + width + " px)", "Cherchez quel script de la page modifie adoptedStyleSheets.");
    } catch (error) {
      return found("bad", message(error), "Navigateur trop ancien, ou script de la page qui modifie attachShadow ou CSSStyleSheet.");
    } finally {
      box.remove();
    }
  }

  /** An address as a page that enforces Trusted Types wants it. */
  function trusted(url) {
    if (!window.trustedTypes) return url;
    try {
      return trustedTypes.createPolicy("cpx-diagnostic", { createScriptURL: function () { return url; } }).createScriptURL(url);
    } catch (error) {
      return url;
    }
  }

  var asked = 0, began = 0, untried = false;

  /** Loads the script of the guide: "" if it came, else why not. */
  function load(url, integrity) {
    return within(20, new Promise(function (done) {
      var script = document.createElement("script");
      if (integrity) {
        script.integrity = integrity;
        script.crossOrigin = "anonymous";
      }
      script.onload = function () { done(""); };
      script.onerror = function () { done("error"); };
      try {
        script.src = trusted(url);
      } catch (error) {
        return done("trusted");
      }
      document.head.appendChild(script);
      script.remove();
    }), "late");
  }

  /** What the browser noted of a file: what a policy on connections cannot refuse. */
  function noted(url) {
    var entry = performance.getEntriesByName(url).pop() || {};
    return [entry.responseStatus && "statut " + entry.responseStatus, entry.contentType, entry.decodedBodySize && entry.decodedBodySize + " octets"]
      .filter(Boolean).join(", ");
  }

  async function script() {
    var Guide = window.customElements && customElements.get("cpx-guide");
    if (Guide) {
      var same = Guide.version === VERSION;
      return found(same ? "ok" : "info", "déjà chargé par la page, version " + Guide.version,
        same ? "" : "Ce diagnostic est celui de la version " + VERSION + "\u00a0: la page en charge une autre.");
    }
    // With a question mark, so that no worker and no cache answers for the server.
    var fresh = function () { return new URL(SCRIPT, home).href + "?diagnostic=" + Date.now() + asked++; };
    var since = refused.length, error = "", first = fresh(), file = location.protocol === "file:";
    var heard = function (event) { if (String(event.filename).indexOf(SCRIPT) !== -1) error = event.message; };
    addEventListener("error", heard);
    began = performance.now();
    var outcome = await load(first, file ? "" : INTEGRITY), url = first;
    if (outcome === "error" && !file) {
      url = fresh();
      outcome = await load(url, "") || "changed";
    }
    removeEventListener("error", heard);
    untried = outcome === "trusted";
    await soon();
    return told(outcome, error, refusals(since, SCRIPT)[0], noted(url));
  }

  function told(outcome, error, event, seen) {
    var foreign = new URL(home).origin !== location.origin, facts = seen ? " (" + seen + ")" : "";
    if (outcome === "trusted") {
      return found("info", "non essayé\u00a0: la page exige des Trusted Types", "Le guide n’en a pas besoin lui-même\u00a0; pour cet essai, autorisez la règle\u00a0: trusted-types cpx-diagnostic.");
    }
    if (event) return found("bad", "refusé par la politique de sécurité (" + event.effectiveDirective + ")", header(event.originalPolicy, "", foreign ? new URL(home).origin : "'self'"));
    if (outcome === "late") return found("bad", "pas de réponse en 20 secondes", "Vérifiez l’accès à " + new URL(SCRIPT, home).href + " (pare-feu, serveur mandataire).");
    if (/statut [45]/.test(seen)) return found("bad", "introuvable" + facts, "Posez le fichier à cette adresse, lisible par tous\u00a0: " + new URL(SCRIPT, home).href);
    if (outcome === "error") return found("bad", "d’un type refusé, ou introuvable" + facts, TYPES + " Vérifiez aussi que " + new URL(SCRIPT, home).href + " existe.");
    if (error) return found("bad", "arrivé, mais erroné\u00a0: " + error + facts, CHANGED + " Sinon, le navigateur est trop ancien.");
    if (outcome === "changed") {
      return found("bad", "son empreinte n’est pas celle de la version " + VERSION + facts,
        CHANGED + (foreign ? " Depuis un autre site, l’empreinte n’est vérifiable que si le serveur du guide envoie «\u00a0Access-Control-Allow-Origin: *\u00a0»." : ""));
    }
    return found("ok", "chargé, intact" + facts);
  }

  var CAUSES = {
    "no-webassembly": "WebAssembly est absent.", "blocked": "la politique de sécurité refuse WebAssembly.", "damaged": "le fichier est abîmé.",
    "old-browser": "le navigateur est trop ancien.", "crashed": "erreur interne, ou conflit avec un autre script de la page.",
  };

  async function guide() {
    var Guide = window.customElements && customElements.get("cpx-guide");
    if (!Guide && untried) return found("info", "non essayé", "Essayez-le par la ligne d’intégration elle-même.");
    if (!Guide) return found("bad", "non démarré\u00a0: le script n’est pas là", "Corrigez d’abord le point «\u00a0Script du guide\u00a0».");
    try {
      // Never put into the page: it draws nothing.
      var late = await within(20, new Guide().whenReady, "late");
      if (late === "late") return found("bad", "pas prêt après 20 secondes", "Poste très lent, ou compilation suspendue par un antivirus.");
      var first = Guide.decide({});
      return found("ok", "il démarre" + (began ? " (" + Math.ceil(performance.now() - began) + " ms, chargement compris)" : "") + " et pose sa première question (" + first.next + ")");
    } catch (error) {
      return found("bad", CAUSES[error && error.cause] || message(error), "Voir les points précédents. Cause\u00a0: " + (error && error.cause || "inconnue") + ".");
    }
  }

  function storage() {
    try {
      localStorage.setItem("cpx-diagnostic", "1");
      localStorage.removeItem("cpx-diagnostic");
      return found("ok", "permis\u00a0; le guide ne garde rien sans l’attribut remember");
    } catch (error) {
      return found("info", "refusé\u00a0: " + message(error), "Rien d’obligatoire\u00a0: seul l’attribut remember reste sans effet.");
    }
  }

  function offline() {
    try {
      if (navigator.serviceWorker && self.origin !== "null") return found("ok", "service worker disponible");
    } catch (error) {
      // A sandbox says so by an error.
    }
    return found("info", "pas de service worker ici", "Rien d’obligatoire\u00a0: le site ne se garde pas hors ligne. Il faut https (ou localhost) et pas de bac à sable.");
  }

  function clipboard() {
    if (navigator.clipboard) return found("ok", "présent\u00a0; le navigateur décide au moment de copier");
    return found("info", "absent" + (window.isSecureContext ? "" : "\u00a0: la page n’est pas servie en https"), "Rien d’obligatoire\u00a0: on sélectionne le texte, puis Ctrl+C.");
  }

  function place() {
    var framed = window.self !== window.top, lone = self.origin === "null" || location.origin === "null";
    var where = location.protocol === "file:" ? "fichier local (file://)" : location.protocol === "https:" ? "https" : location.protocol.slice(0, -1) + (window.isSecureContext ? "" : ", contexte non sécurisé");
    var text = where + (framed ? ", dans un cadre (iframe)" : "") + (lone && location.protocol !== "file:" ? ", bac à sable sans allow-same-origin" : "");
    return found("ok", text);
  }

  function past() {
    try {
      history.replaceState(history.state, "");
      return found("ok", "utilisable\u00a0; le guide n’y touche pas sans l’attribut history");
    } catch (error) {
      return found("info", "refusé\u00a0: " + message(error), "Rien d’obligatoire\u00a0: seul l’attribut history reste sans effet.");
    }
  }

  /** The policy of the page, where it can be read: from its own tags, from what was refused, from the server. */
  async function policy() {
    var tags = document.querySelectorAll("meta[http-equiv='Content-Security-Policy' i]"), lines = [];
    for (var i = 0; i < tags.length; i++) lines.push("balise meta\u00a0: " + tags[i].content);
    refused.forEach(function (it) {
      var line = it.originalPolicy;
      if (line && !lines.some(function (other) { return other.indexOf(line) !== -1; })) lines.push("appliquée\u00a0: " + line);
    });
    var known = refused.map(function (it) { return it.effectiveDirective + " a refusé " + (it.blockedURI || "un contenu de la page"); });
    // Last, since a strict policy refuses it: that is no fault of the page.
    try {
      var answer = await within(5, fetch(location.href.split("#")[0], { credentials: "same-origin" }), null);
      var sent = answer && answer.headers.get("content-security-policy");
      if (sent && lines.every(function (it) { return it.indexOf(sent) === -1; })) lines.push("en-tête\u00a0: " + sent);
      else if (answer && !sent && !lines.length) lines.push("aucune\u00a0: rien n’est refusé");
    } catch (error) {
      if (!lines.length) lines.push("en-tête illisible d’ici (connexions refusées par la page)");
    }
    var unique = known.filter(function (it, at) { return known.indexOf(it) === at; });
    return found(unique.length ? "info" : "ok", lines.concat(unique).join("\n"));
  }

  var PROBES = [
    ["Navigateur", browser],
    ["WebAssembly", webassembly],
    ["Script du guide", script],
    ["Démarrage du guide", guide],
    ["Feuilles de style", style],
    ["Adresse et cadre", place],
    ["Stockage local", storage],
    ["Hors ligne", offline],
    ["Presse-papiers", clipboard],
    ["Historique", past],
    ["Politique de sécurité (CSP)", policy],
  ];

  /** All rows, one probe after the other: what one leaves behind must not count for the next. */
  async function examine() {
    var rows = [];
    for (var i = 0; i < PROBES.length; i++) {
      var row;
      try {
        row = await PROBES[i][1]();
      } catch (error) {
        row = found("info", "essai interrompu\u00a0: " + message(error));
      }
      row.name = PROBES[i][0];
      row.probe = PROBES[i][1];
      rows.push(row);
    }
    return rows;
  }

  /** The one sentence. */
  function verdict(rows) {
    var bad = rows.filter(function (it) { return it.state === "bad"; }).map(function (it) { return it.name; });
    var started = rows.some(function (it) { return it.probe === guide && it.state === "ok"; });
    if (!bad.length && !started) return "Rien ici ne s’oppose au guide interactif, mais son démarrage n’a pas pu être essayé.";
    if (!bad.length) return "Le guide interactif fonctionne sur cette page.";
    return "Le guide interactif ne fonctionne pas entièrement sur cette page. À corriger\u00a0: " + bad.join(", ") + ".";
  }

  /** The report as text, for a mail to whoever can change something. */
  function text(rows) {
    var about = ["Diagnostic cpx-guide " + VERSION, new Date().toISOString(), location.href.split(/[?#]/)[0], navigator.userAgent];
    var lines = rows.map(function (it) {
      return "[" + WORDS[it.state] + "] " + it.name + "\u00a0: " + it.result + (it.change ? "\n    → " + it.change.replace(/\n/g, "\n      ") : "");
    });
    return about.concat("", verdict(rows), "", lines).join("\n");
  }

  function make(name, content, attributes) {
    var element = document.createElement(name);
    element.textContent = content || "";
    for (var key in attributes) element.setAttribute(key, attributes[key]);
    return element;
  }

  function cell(kind, content) {
    var element = make(kind, "", kind === "th" ? { scope: "row" } : {});
    // Each line by itself, whatever the style sheets of the page say.
    content.split("\n").forEach(function (line, at) {
      if (at) element.appendChild(document.createElement("br"));
      element.appendChild(document.createTextNode(line));
    });
    return element;
  }

  function table(rows) {
    var table = make("table", ""), head = make("tr"), body = make("tbody"), caption = make("caption", "Ce qui a été essayé");
    ["Point", "Résultat", "Ce qui a été vu", "Que changer"].forEach(function (it) { head.appendChild(make("th", it, { scope: "col" })); });
    rows.forEach(function (it) {
      var row = make("tr", "", { "data-probe": it.name, "data-state": it.state });
      [cell("th", it.name), cell("td", WORDS[it.state]), cell("td", it.result), cell("td", it.change)].forEach(function (it) { row.appendChild(it); });
      body.appendChild(row);
    });
    var top = make("thead");
    top.appendChild(head);
    [caption, top, body].forEach(function (it) { table.appendChild(it); });
    return table;
  }

  function copying(content) {
    var box = make("div", "", { "class": "copy" }), area = make("textarea", "", { readonly: "", rows: "8", "aria-label": "Le rapport en texte" });
    area.value = content;
    var button = make("button", "Copier le rapport", { type: "button" }), said = make("p", "", { role: "status" });
    button.addEventListener("click", async function () {
      try {
        await navigator.clipboard.writeText(content);
        said.textContent = "Copié.";
      } catch (error) {
        area.focus();
        area.select();
        said.textContent = "Le texte est sélectionné\u00a0: Ctrl+C (⌘C sur Mac) le copie.";
      }
    });
    [button, said, area].forEach(function (it) { box.appendChild(it); });
    return box;
  }

  /** Prints the report into an element. */
  async function report(element) {
    if (element.getAttribute("data-state")) return;
    element.setAttribute("data-state", "running");
    element.setAttribute("lang", "fr");
    var rows = await examine(), scroller = make("div", "", { "class": "scroller", tabindex: "0", role: "region", "aria-label": "Détail du rapport" });
    scroller.appendChild(table(rows));
    element.textContent = "";
    var works = rows.every(function (it) { return it.state !== "bad"; });
    [make("p", verdict(rows), { role: "status", "class": works ? "verdict good" : "verdict wrong" }), scroller, copying(text(rows))]
      .forEach(function (it) { element.appendChild(it); });
    element.setAttribute("data-state", works ? "works" : "fails");
  }

  function start() {
    var places = document.querySelectorAll("cpx-diagnostic");
    for (var i = 0; i < places.length; i++) report(places[i]);
    // The lines to paste name the address where this script lies.
    var lines = document.getElementById("lines");
    if (lines && /^http/.test(home)) lines.textContent = lines.textContent.replace("\"diagnostic.js\"", "\"" + home.split(/[?#]/)[0] + "\"");
  }

  // For whoever tests it.
  window.cpxDiagnostic = { allow: allow, verdict: verdict, text: text, told: told };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
