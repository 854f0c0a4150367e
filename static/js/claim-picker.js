// <claim-picker>: claims that are here, found as words are typed into its field, or near to the text of the field that `data-near` names.

class ClaimPicker extends HTMLElement {
  connectedCallback() {
    const { near } = this.dataset;
    this.field = near ? this.closest("form").querySelector(`#${near}`) : this.querySelector("input");
    this.found = this.querySelector(".found");
    this.field.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.find(), 250);
    });
    if (near) this.find();
  }

  async find() {
    const words = this.field.value.trim();
    if (words.length < 3 || words.includes("/claims/")) return this.found.replaceChildren();
    const { find, name, prefix, near } = this.dataset;
    const asked = { [near ? "text" : "words"]: words, name, ids: `${prefix}-found` };
    const answer = await fetch(`${find}?${new URLSearchParams(asked)}`).catch(() => null);
    if (!answer?.ok || words !== this.field.value.trim()) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    this.found.replaceChildren(...page.querySelectorAll("#found .near"));
    for (const each of this.found.querySelectorAll("input")) each.checked = each.value === this.dataset.chosen;
  }
}

customElements.define("claim-picker", ClaimPicker);
