// Stands for another version, which has taken the name.
customElements.define("cpx-guide", class extends HTMLElement {
  static version = "0.0.1";
  connectedCallback() {
    this.textContent = "une version plus ancienne";
  }
});
