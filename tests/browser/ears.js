// Hears what an engine without a protocol for it would keep to itself. Served to that engine alone, before any other
// script of a page; what it has heard is asked for by `watch.rs`, under a name that no page meets by chance.
(() => {
  const heard = [];
  Object.defineProperty(window, Symbol.for("ears"), { value: heard });
  for (const level of ["debug", "log", "info", "warn", "error", "trace", "assert"]) {
    const said = console[level];
    console[level] = (...words) => {
      heard.push(`console, ${level}: ${words.join(" ")}`);
      said.apply(console, words);
    };
  }
  addEventListener("error", (it) => heard.push(`an error: ${it.message ?? `loading ${it.target?.src ?? it.target?.href}`}`), true);
  addEventListener("unhandledrejection", (it) => heard.push(`unhandled rejection: ${it.reason}`));
  addEventListener("cpx-failed", (it) => heard.push(`the guide failed: ${it.detail.cause}`));
  addEventListener("securitypolicyviolation", (it) => {
    heard.push(`refused by the policy: ${it.violatedDirective} ${it.blockedURI} ${it.sourceFile}:${it.lineNumber}`);
  });
})();
