// <outline-keys>: an outline by keyboard, with the map of the claim that has the focus beside it.

const WAIT_MS = 200;

class OutlineKeys extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("focusin", (event) => this.follow(event.target));
  }

  /** Links to claims that are not folded away, in order. */
  links() {
    return [...this.querySelectorAll(".outline .claim-text a")].filter((link) => link.checkVisibility());
  }

  key(event) {
    const link = event.target.closest(".outline .claim-text a");
    if (!link || event.altKey || event.ctrlKey || event.metaKey) return;
    const act = {
      j: () => this.step(link, 1),
      ArrowDown: () => this.step(link, 1),
      k: () => this.step(link, -1),
      ArrowUp: () => this.step(link, -1),
      ArrowRight: () => this.open(link),
      ArrowLeft: () => this.close(link),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  step(link, by) {
    const links = this.links();
    links[links.indexOf(link) + by]?.focus();
  }

  /** Unfold what bears on a claim, or go to the first of it. */
  open(link) {
    const below = link.closest("li").querySelector(":scope > details");
    if (below?.open) below.querySelector(".claim-text a")?.focus();
    else if (below) below.open = true;
  }

  /** Fold up what bears on a claim, or go to the claim that it bears on. */
  close(link) {
    const item = link.closest("li");
    const below = item.querySelector(":scope > details[open]");
    if (below) below.open = false;
    else item.parentElement.closest("li")?.querySelector(":scope > .claim-text a")?.focus();
  }

  /** Show the map of a claim, once the focus rests on it. */
  follow(target) {
    const link = target.closest?.(".outline .claim-text a");
    clearTimeout(this.waiting);
    if (link && this.querySelector("#neighbourhood")) this.waiting = setTimeout(() => this.fetch(link), WAIT_MS);
  }

  async fetch(link) {
    const address = new URL("map/", link.href);
    try {
      const answer = await fetch(address);
      if (!answer.ok || document.activeElement !== link) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const map = page.getElementById("neighbourhood");
      if (!map) return;
      this.querySelector("#neighbourhood").replaceWith(map);
      window.htmx?.process(map);
    } catch {
      // Without a connection the last map stays.
    }
  }
}

customElements.define("outline-keys", OutlineKeys);
