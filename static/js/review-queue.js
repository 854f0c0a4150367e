// <review-queue>: suggestions decided with one key each; the next one is on the page already, and posts run behind it in order.

import "./claim-picker.js";

const TYPED = "textarea, select, input:not([type=radio], [type=checkbox])";

class ReviewQueue extends HTMLElement {
  connectedCallback() {
    this.done = new Set();
    this.posts = Promise.resolve();
    this.sound = new Audio();
    this.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("submit", (event) => this.send(event));
    this.addEventListener("click", (event) => this.click(event));
    this.ready(this);
    if (document.activeElement === document.body && !location.hash) this.cards()[0]?.focus({ preventScroll: true });
  }

  cards() {
    return [...this.querySelectorAll(".suggestion:not([hidden])")];
  }

  ready(part) {
    for (const each of part.querySelectorAll("[data-key=p]")) each.hidden = false;
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const card = event.target.closest(".suggestion");
    if (!card) return;
    const opened = card.querySelector(".opened");
    if (event.key === "Escape" && opened) {
      opened.remove();
      card.focus();
    } else if (event.target.matches(TYPED)) return;
    else if (opened && this.keyInside(opened, event.key)) event.preventDefault();
    else if (event.key === "j" || event.key === "k") this.go(card, event.key === "j" ? 1 : -1);
    else {
      const act = card.querySelector(`:scope > form [data-key="${CSS.escape(event.key)}"]`);
      if (!act) return;
      act.click();
    }
    event.preventDefault();
  }

  /** Keys of an opened form: a digit takes that claim and sends, a letter chooses how it bears. */
  keyInside(opened, key) {
    const radio = opened.querySelector(`[data-digit="${CSS.escape(key)}"]`);
    const bears = opened.querySelector("select[name=bears]");
    const kind = { s: "support", b: "attack", t: "rephrase" }[key];
    if (radio) {
      radio.checked = true;
      radio.form.requestSubmit();
    } else if (bears && kind) bears.value = kind;
    return Boolean(radio || (bears && kind));
  }

  go(card, step) {
    const cards = this.cards();
    cards[cards.indexOf(card) + step]?.focus();
  }

  click(event) {
    const act = event.target.closest("[data-key]");
    if (!act || event.ctrlKey || event.metaKey) return;
    const card = act.closest(".suggestion");
    if (act.dataset.key === "p") this.play(card);
    else if (act.matches("a")) {
      event.preventDefault();
      this.open(card, act);
    }
  }

  play(card) {
    if (!this.sound.paused) return this.sound.pause();
    const { source, from, to } = card.dataset;
    this.sound.src = `${source}#t=${from},${to}`;
    // Deciding while it loads stops it, which is no trouble.
    this.sound.play().catch((error) => error.name === "AbortError" || this.complain(card, "The recording cannot be played here."));
  }

  /** Bring the part of the suggestion's own page that the link names into the card. */
  async open(card, link) {
    const answer = await fetch(link.href);
    const part = answer.ok && parse(await answer.text()).querySelector(link.hash);
    if (!part) return (location.href = link.href);
    card.querySelector(".opened")?.remove();
    const opened = document.createElement("div");
    opened.className = "opened";
    // The same ids may be open in another card.
    for (const each of document.querySelectorAll(".opened")) each.remove();
    opened.append(document.adoptNode(part));
    card.append(opened);
    const first = opened.querySelector("[autofocus]") ?? opened.querySelector("input[type=radio]") ?? opened.querySelector("textarea, input:not([type=hidden]), select");
    first?.focus();
  }

  send(event) {
    const form = event.target;
    const card = form.closest(".suggestion");
    if (!card) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    const leaving = [card, ...(event.submitter?.dataset.also ?? "").split(" ").map((pk) => document.getElementById(`s${pk}`))].filter(Boolean);
    for (const each of leaving) {
      this.done.add(each.id);
      if (each === card) this.leave(card);
      else each.hidden = true;
    }
    this.sound.pause();
    this.posts = this.posts.then(() => this.post(form.action, body, leaving));
  }

  leave(card) {
    const cards = this.cards();
    const at = cards.indexOf(card);
    card.hidden = true;
    (cards[at + 1] ?? cards[at - 1] ?? this.querySelector("#queue")).focus();
  }

  async post(address, body, leaving) {
    let trouble = "The connection failed. Nothing was stored: decide again.";
    try {
      const answer = await fetch(address, { method: "POST", body });
      const page = parse(await answer.text());
      if (answer.ok && page.querySelector("#queue")) return this.refresh(page, leaving);
      trouble = page.querySelector("#trouble")?.textContent ?? "You are signed out. Sign in in another tab, then decide again.";
    } catch {
      // said below
    }
    for (const each of leaving) {
      this.done.delete(each.id);
      each.hidden = false;
    }
    this.complain(leaving[0], trouble);
  }

  refresh(page, leaving) {
    for (const each of leaving) each.remove();
    document.getElementById("progress").replaceChildren(...page.getElementById("progress").childNodes);
    const queue = document.getElementById("queue");
    const wasLast = !this.cards().length;
    for (const card of page.querySelectorAll(".suggestion, #queue > .nobody")) {
      if ((card.id && document.getElementById(card.id)) || this.done.has(card.id)) continue;
      if (!card.id && this.cards().length) continue;
      queue.append(document.adoptNode(card));
      this.ready(card);
    }
    if (wasLast) (this.cards()[0] ?? queue).focus();
  }

  complain(card, words) {
    card.querySelector(".trouble")?.remove();
    const said = document.createElement("p");
    said.className = "trouble";
    said.role = "alert";
    said.textContent = words.trim();
    card.prepend(said);
    card.focus();
  }
}

function parse(html) {
  return new DOMParser().parseFromString(html, "text/html");
}

customElements.define("review-queue", ReviewQueue);
