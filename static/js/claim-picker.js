// <claim-picker>: claims that are here, found as words are typed into its field; a digit or a click takes one.

class ClaimPicker extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input");
    this.found = this.querySelector(".found");
    this.field.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.find(), 250);
    });
  }

  async find() {
    const words = this.field.value.trim();
    if (words.length < 3 || words.includes("/claims/")) return this.found.replaceChildren();
    const { find, name, prefix } = this.dataset;
    const answer = await fetch(`${find}?${new URLSearchParams({ words, name, ids: `${prefix}-found` })}`);
    if (!answer.ok || words !== this.field.value.trim()) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    this.found.replaceChildren(...page.querySelectorAll("#found .near"));
  }
}

customElements.define("claim-picker", ClaimPicker);
