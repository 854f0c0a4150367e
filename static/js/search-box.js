// <search-box>: what fits is offered below the box while somebody types. Arrow keys choose, Enter follows, Escape closes;
// without this script the form leads to the page of the search. Pattern: WAI-ARIA APG, combobox with a list of options.

const WAIT_MS = 150;

class SearchBox extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    this.list = document.createElement("ul");
    this.list.id = "search-offers";
    this.list.className = "search-offers";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "What fits so far");
    this.told = document.createElement("p");
    this.told.className = "visually-hidden";
    this.told.setAttribute("role", "status");
    this.append(this.list, this.told);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
    })) this.input.setAttribute(name, value);
    this.input.addEventListener("input", () => this.wait());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    // A press would take the focus from the box, and with it the list away, before the click arrives.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.follow(event.target.closest("[role=option]")));
  }

  options() {
    return [...this.list.children];
  }

  get chosen() {
    return this.list.querySelector("[aria-selected=true]");
  }

  wait() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.ask(), WAIT_MS);
  }

  async ask() {
    this.asking?.abort();
    const typed = this.input.value;
    if (typed.trim().length < 2) return this.close();
    this.asking = new AbortController();
    const address = new URL(this.dataset.offers, location.href);
    address.searchParams.set("q", typed);
    try {
      const answer = await fetch(address, { signal: this.asking.signal });
      if (answer.ok) this.offer(await answer.text());
    } catch {
      // Another letter came in between, or there is no connection: the form still leads to the page.
    }
  }

  /** Show the options that the server wrote. */
  offer(html) {
    if (document.activeElement !== this.input) return;
    this.list.innerHTML = html;
    this.choose(null);
    const count = this.list.children.length;
    this.toggle(count > 0);
    this.told.textContent = count ? `${count} offered: arrow down to choose, Enter for all results.` : "Nothing offered.";
  }

  toggle(isOpen) {
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
  }

  close() {
    clearTimeout(this.waiting);
    this.asking?.abort();
    this.choose(null);
    this.toggle(false);
    this.told.textContent = "";
  }

  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const act = {
      ArrowDown: () => this.step(1),
      ArrowUp: () => this.step(-1),
      Escape: () => this.close(),
      Enter: () => this.follow(this.chosen),
    }[event.key];
    if (!act || this.list.hidden || (event.key === "Enter" && !this.chosen)) return;
    event.preventDefault();
    act();
  }

  /** From option to option; before the first and after the last one, back in the box. */
  step(by) {
    const options = this.options();
    const places = [null, ...options];
    const at = places.indexOf(this.chosen);
    this.choose(places[(at + by + places.length) % places.length]);
  }

  choose(option) {
    for (const each of this.options()) each.setAttribute("aria-selected", String(each === option));
    if (option) {
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  follow(option) {
    if (option) location.assign(option.dataset.href);
  }
}

customElements.define("search-box", SearchBox);
