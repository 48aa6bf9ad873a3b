// What keeps things refuses: the storage at the first look, the history at the first call.
const refuse = () => {
  throw new DOMException("refused", "SecurityError");
};
for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
  Object.defineProperty(window, name, { get: refuse });
}
history.pushState = refuse;
history.replaceState = refuse;
