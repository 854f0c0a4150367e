// <transcript-tools>: what a reader can do with one sentence: copy it with its source, link to it, hear it, correct it.

import { startOf } from "./transcript-lines.js";

class TranscriptTools extends HTMLElement {
  connectedCallback() {
    if (this.said) return; // it moves from line to line
    this.setAttribute("role", "toolbar");
    this.setAttribute("aria-label", "This sentence");
    this.lang = "en";
    this.elsewhere = Object.assign(document.createElement("a"), { rel: "external" });
    this.correct = Object.assign(document.createElement("a"), { textContent: "Correct" });
    this.said = document.createElement("span");
    this.said.setAttribute("role", "status");
    this.append(
      this.button("Copy quote", () => this.copy(citation(this.line))),
      this.button("Copy link", () => this.copy(addressOf(this.line))),
      this.elsewhere,
      this.correct,
      this.said,
    );
    // Out of the way of the Tab key, which would need four presses a line; the right arrow leads here.
    for (const each of this.stops()) each.tabIndex = -1;
    this.addEventListener("keydown", (event) => this.key(event));
  }

  stops() {
    return [...this.querySelectorAll("a, button")].filter((each) => !each.hidden);
  }

  key(event) {
    const stops = this.stops();
    const here = stops.indexOf(document.activeElement);
    if (event.key === "ArrowRight") stops[Math.min(here + 1, stops.length - 1)].focus();
    else if (event.key === "ArrowLeft" && here > 0) stops[here - 1].focus();
    else if (event.key === "Escape" || event.key === "ArrowLeft") this.line.firstElementChild.focus();
    else return;
    event.preventDefault();
  }

  button(words, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  }

  /** Stand beside a line. */
  serve(line) {
    if (line === this.line) return;
    const { correct, elsewhere, elsewhereName, elsewhereShift } = transcript.dataset;
    this.line = line;
    line.append(this);
    this.said.textContent = "";
    this.correct.href = `${correct}?line=${line.id.slice(1)}`;
    this.elsewhere.hidden = !elsewhere || Number.isNaN(startOf(line));
    if (!this.elsewhere.hidden) {
      this.elsewhere.textContent = `Listen at ${elsewhereName}`;
      this.elsewhere.href = atSecond(elsewhere, startOf(line) + parseFloat(elsewhereShift));
    }
  }

  async copy(words) {
    try {
      await navigator.clipboard.writeText(words);
      this.said.textContent = "Copied";
    } catch {
      this.said.textContent = copyTheOldWay(words) ? "Copied" : "Your browser does not let this page copy";
    }
  }
}

/** The address of a line that stays right when the transcript is corrected: by its second where that is known. */
function addressOf(line) {
  const start = startOf(line);
  const page = location.origin + location.pathname;
  return Number.isNaN(start) ? `${page}#${line.id}` : `${page}?t=${Math.floor(start)}`;
}

/** The selected words if they lie in the transcript, else the sentence; then who, where, when, and the link. */
function citation(line) {
  const selection = getSelection();
  const chosen = selection.isCollapsed || !transcript.contains(selection.anchorNode) ? "" : selection.toString().trim();
  const words = (chosen || line.querySelector(":scope > p").textContent).replace(/\s+/g, " ").trim();
  const { title, show, date } = transcript.dataset;
  const stamp = Number.isNaN(startOf(line)) ? "" : line.firstElementChild.textContent;
  const source = [line.closest(".turn").dataset.voice, `“${title}”`, show, date, stamp].filter(Boolean).join(", ");
  return `“${words}”\n— ${source}\n${addressOf(line)}`;
}

/** The publisher's page, which is given at its beginning, at another second. */
function atSecond(href, second) {
  const address = new URL(href);
  const whole = Math.max(0, Math.floor(second));
  if (address.hash.startsWith("#t=")) address.hash = `t=${whole}s`;
  else address.searchParams.set("t", whole);
  return address.href;
}

/** For pages without HTTPS, where the clipboard is closed. */
function copyTheOldWay(words) {
  const box = document.createElement("textarea");
  box.value = words;
  document.body.append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  return done;
}

customElements.define("transcript-tools", TranscriptTools);

const transcript = document.getElementById("transcript");
const tools = document.createElement("transcript-tools");
transcript?.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowRight" || !event.target.matches(".second")) return;
  event.preventDefault();
  tools.stops()[0].focus();
});
for (const met of ["pointerover", "focusin"]) {
  transcript?.addEventListener(met, (event) => {
    const line = event.target.closest(".line");
    if (line && !(met === "pointerover" && tools.contains(document.activeElement))) tools.serve(line);
  });
}
