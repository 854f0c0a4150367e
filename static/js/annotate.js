// Words marked in the transcript become a claim: a bar offers it, a form opens beside them, and what is stored stands there at once.

import "./claim-picker.js";

const TYPED = "textarea, select, input:not([type=radio], [type=checkbox])";

class TranscriptAnnotator extends HTMLElement {
  connectedCallback() {
    this.transcript = document.getElementById("transcript");
    this.offer = Object.assign(document.createElement("button"), { type: "button", hidden: true });
    this.offer.append("Make a claim of these words ", Object.assign(document.createElement("kbd"), { textContent: "c" }));
    this.offer.addEventListener("click", () => this.open());
    this.said = document.createElement("p");
    this.said.setAttribute("role", "status");
    this.append(this.offer, this.said);
    document.addEventListener("selectionchange", () => {
      if (!this.contains(document.activeElement)) this.offer.hidden = !this.marked();
    });
    document.addEventListener("keydown", (event) => this.key(event));
    this.transcript.addEventListener("click", (event) => this.pick(event), true);
    document.addEventListener("visibilitychange", () => document.hidden || this.adopt());
  }

  /** Take the claim that was chosen meanwhile in another tab, on a map or on its page. */
  async adopt() {
    if (!this.form) return;
    const answer = await fetch(this.dataset.answering).catch(() => null);
    const chosen = parse(answer?.ok ? await answer.text() : "").getElementById("answering")?.dataset;
    const { form } = this;
    if (!chosen || !form || form.dataset.answers === chosen.claim) return;
    form.dataset.answers = chosen.claim;
    this.choose(`/claims/${chosen.claim}/`);
    form.elements.bears.value = chosen.bears;
    this.said.textContent = "The claim that you chose is filled in.";
  }

  /** Name the claim that it bears on by its address. */
  choose(address) {
    for (const each of this.form.querySelectorAll("[name=target]")) each.checked = false;
    this.form.elements.target_find.value = address;
  }

  /** What is marked, as line.word-line.word, or "" where nothing in the transcript is. */
  marked() {
    const selection = getSelection();
    if (selection.isCollapsed || !selection.rangeCount) return "";
    const range = selection.getRangeAt(0);
    const lines = [...this.transcript.querySelectorAll(".line")].filter((line) => range.intersectsNode(line.querySelector(":scope > p")));
    const spans = lines.map((line) => span(line.querySelector(":scope > p"), range)).filter(Boolean);
    return spans.length ? `${spans[0].line}.${spans[0].from}-${spans.at(-1).line}.${spans.at(-1).to}` : "";
  }

  key(event) {
    if (event.ctrlKey && event.key === "Enter" && this.form) return this.form.requestSubmit();
    if (event.key === "Escape" && this.panel?.contains(event.target)) return this.close();
    if (this.form?.contains(event.target)) return this.keyInside(event);
    if (event.key !== "c" || event.ctrlKey || event.metaKey || event.altKey || event.target.matches(TYPED)) return;
    const line = event.target.closest?.(".line");
    if (!this.marked() && !line) return;
    event.preventDefault();
    this.open(line);
  }

  keyInside(event) {
    if (event.key !== "Enter" || event.shiftKey || !event.target.matches("textarea, input")) return;
    event.preventDefault();
    this.form.requestSubmit();
  }

  /** Open the form for what is marked, or for the whole of a line. */
  async open(line) {
    let at = this.marked();
    if (!at && line) at = `${line.id.slice(1)}.0-${line.id.slice(1)}.${line.querySelector(":scope > p").textContent.trim().split(/\s+/).length}`;
    if (!at) return;
    this.offer.hidden = true;
    this.said.textContent = "";
    const answer = await fetch(`${this.dataset.new}?at=${at}`).catch(() => null);
    const page = parse(answer ? await answer.text() : "");
    const form = page.querySelector("#annotate");
    if (!form) {
      this.said.textContent = page.querySelector("#trouble")?.textContent ?? "The connection failed. Try once more.";
      return;
    }
    this.close();
    this.panel = document.createElement("div");
    this.panel.className = "annotate";
    this.panel.lang = "en";
    const beside = document.getElementById(`u${at.split("-")[1].split(".")[0]}`);
    // In the margin it stands still while the transcript is read; where there is no margin, below the words.
    if (matchMedia("(min-width: 64rem)").matches) this.append(this.panel);
    else beside.after(this.panel);
    this.show(form);
    this.form.elements.text.focus();
    this.form.elements.text.select();
  }

  show(section) {
    this.panel.replaceChildren(document.adoptNode(section));
    this.form = this.panel.querySelector("form");
    const pick = Object.assign(document.createElement("button"), { type: "button", className: "second-choice", textContent: "Choose it in the transcript" });
    pick.setAttribute("aria-pressed", "false");
    pick.addEventListener("click", () => pick.setAttribute("aria-pressed", String(pick.getAttribute("aria-pressed") === "false")));
    this.pickButton = pick;
    this.panel.querySelector("fieldset claim-picker").append(pick);
    const leave = Object.assign(document.createElement("button"), { type: "button", className: "second-choice", textContent: "Leave it" });
    leave.addEventListener("click", () => this.close());
    this.panel.querySelector(".actions").append(leave);
    this.form.addEventListener("submit", (event) => this.send(event));
  }

  /** A claim that is clicked while the form asks for one is taken, not opened. */
  pick(event) {
    const link = event.target.closest("a[href*='/claims/']");
    if (!link || this.pickButton?.getAttribute("aria-pressed") !== "true") return;
    event.preventDefault();
    event.stopPropagation();
    this.choose(link.href);
    this.pickButton.setAttribute("aria-pressed", "false");
    this.form.elements.bears.focus();
  }

  async send(event) {
    event.preventDefault();
    if (this.sending) return;
    this.sending = true;
    try {
      const answer = await fetch(this.form.action, { method: "POST", body: new URLSearchParams(new FormData(this.form)) });
      const page = parse(await answer.text());
      const again = page.querySelector("#annotate");
      if (answer.ok && page.getElementById("transcript")) this.stored(page);
      else if (again) {
        this.show(again);
        (this.form.querySelector("[aria-invalid]") ?? this.form.elements.sure ?? this.form.elements.text).focus();
      } else this.complain("You are signed out. Sign in in another tab, then store it again: what you wrote stays here.");
    } catch {
      this.complain("The connection failed. What you wrote stays here: store it again.");
    }
    this.sending = false;
  }

  complain(words) {
    this.said.textContent = words;
    this.panel.querySelector("button").focus();
  }

  /** Put the lines as they are now in the place of those whose cards or underlines changed. */
  stored(page) {
    const [first, last] = this.form.elements.at.value.split("-").map((place) => Number(place.split(".")[0]));
    const near = [...Array(last - first + 3).keys()].map((step) => `u${first - 1 + step}`);
    this.close();
    for (const id of near) {
      const now = page.getElementById(id);
      if (now) document.getElementById(id)?.replaceWith(document.adoptNode(now));
    }
    document.getElementById("answering")?.replaceWith(page.getElementById("answering") ?? "");
    this.said.textContent = page.querySelector(".notes")?.textContent.trim() ?? "Stored.";
    document.querySelector(`#u${first} > .second`)?.focus();
  }

  close() {
    this.panel?.remove();
    this.panel = this.form = this.pickButton = null;
  }
}

/** The words of a paragraph that a range touches: their line, the first, and the one after the last. */
function span(paragraph, range) {
  const from = paragraph.contains(range.startContainer) ? offset(paragraph, range.startContainer, range.startOffset) : 0;
  const whole = paragraph.textContent;
  const to = paragraph.contains(range.endContainer) ? offset(paragraph, range.endContainer, range.endOffset) : whole.length;
  const marked = whole.slice(from, to);
  if (!marked.trim()) return null;
  const start = from + marked.length - marked.trimStart().length;
  const end = to - (marked.length - marked.trimEnd().length);
  const before = whole.slice(0, start).trimStart();
  return {
    line: paragraph.parentElement.id.slice(1),
    from: before.split(/\s+/).length - 1,
    to: whole.slice(0, end).trim().split(/\s+/).length,
  };
}

function offset(paragraph, node, at) {
  const before = document.createRange();
  before.selectNodeContents(paragraph);
  before.setEnd(node, at);
  return before.toString().length;
}

function parse(html) {
  return new DOMParser().parseFromString(html, "text/html");
}

customElements.define("transcript-annotator", TranscriptAnnotator);
