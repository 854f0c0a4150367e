// <transcript-player>: the recording follows the words, and the words the recording. Without a recording of its own
// it still leads from the strip of ticks to the lines.

import { indexAt, lineOfAddress, startOf, timedLines } from "./transcript-lines.js";

const SPEEDS = [0.75, 1, 1.25, 1.5, 1.75, 2];

class TranscriptPlayer extends HTMLElement {
  connectedCallback() {
    this.audio = this.querySelector("audio");
    this.strip = this.querySelector(".strip");
    this.transcript = document.getElementById("transcript");
    this.shift = parseFloat(this.dataset.shift) || 0;
    this.current = null;
    if (this.strip) this.strip.addEventListener("click", (event) => this.goTo(event));
    if (this.audio && this.transcript) this.listen();
    window.addEventListener("hashchange", () => this.startFromAddress());
    this.startFromAddress();
    this.playWhatWasFound();
    this.settle(5);
  }

  /** Go again to where the address leads: blocks that come into view take their true height and move what is below. */
  settle(frames) {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (!target || !frames) return;
    target.scrollIntoView();
    requestAnimationFrame(() => this.settle(frames - 1));
  }

  listen() {
    this.transcript.classList.add("playable");
    this.append(this.controls());
    this.audio.addEventListener("timeupdate", () => this.show(this.audio.currentTime - this.shift));
    this.audio.addEventListener("error", () => this.say("The recording cannot be played here."));
    this.transcript.addEventListener("click", (event) => this.playClicked(event));
    this.transcript.addEventListener("keydown", (event) => this.key(event));
    for (const moved of ["wheel", "touchmove"]) {
      window.addEventListener(moved, () => this.follow(false), { passive: true });
    }
  }

  controls() {
    const box = document.createElement("div");
    box.className = "player-tools";
    this.follower = button("Follow", () => this.follow(this.follower.getAttribute("aria-pressed") !== "true"));
    this.follower.setAttribute("aria-pressed", "true");
    const label = document.createElement("label");
    const speed = document.createElement("select");
    for (const each of SPEEDS) speed.add(new Option(`${each}×`, each, each === 1, each === 1));
    speed.addEventListener("change", () => { this.audio.playbackRate = parseFloat(speed.value); });
    label.append("Speed ", speed);
    this.status = document.createElement("span");
    this.status.setAttribute("role", "status");
    box.append(this.follower, label, this.status);
    return box;
  }

  say(words) {
    this.status.textContent = words;
  }

  follow(wanted) {
    this.follower.setAttribute("aria-pressed", String(wanted));
    if (wanted && this.current) this.bringIntoView(this.current);
  }

  /** Play a line from its beginning, on the recording's clock. */
  play(line) {
    const start = startOf(line);
    if (Number.isNaN(start)) return;
    this.audio.currentTime = Math.max(0, start + this.shift);
    this.follow(true);
    this.audio.play().catch(() => this.say("The recording cannot be played here."));
  }

  playClicked(event) {
    const line = event.target.closest(".line");
    const stamp = event.target.closest(".second");
    if (!line || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    if (!stamp && (event.target.closest("a, button, summary, .margin") || !getSelection().isCollapsed)) return;
    if (stamp) {
      event.preventDefault(); // going there would take the focus off the stamp
      history.replaceState(null, "", stamp.hash);
    }
    this.play(line);
  }

  /** On a time stamp: j and k go from line to line, the space bar pauses. */
  key(event) {
    const line = event.target.matches(".second") ? event.target.closest(".line") : null;
    if (!line || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    if (step) {
      const all = timedLines().elements;
      all[all.indexOf(line) + step]?.querySelector(".second").focus();
    } else if (event.key === " ") {
      if (this.audio.paused) this.audio.play();
      else this.audio.pause();
    } else return;
    event.preventDefault();
  }

  /** Mark the line that is said at a second, and move the playhead there. */
  show(second) {
    if (this.strip) {
      const x = (second / parseFloat(this.strip.dataset.length)) * this.strip.viewBox.baseVal.width;
      this.strip.querySelector(".playhead").setAttribute("transform", `translate(${Math.max(0, x).toFixed(1)})`);
    }
    const line = timedLines().elements[indexAt(second)] ?? null;
    if (line === this.current) return;
    this.current?.classList.remove("now");
    line?.classList.add("now");
    this.current = line;
    if (line && this.audio && !this.audio.paused) this.bringIntoView(line);
  }

  bringIntoView(line) {
    if (this.follower?.getAttribute("aria-pressed") !== "true") return;
    const { top, bottom } = line.getBoundingClientRect();
    if (top > 60 && bottom < window.innerHeight - this.offsetHeight - 60) return;
    line.scrollIntoView({ block: "center" });
  }

  /** A click on the strip: the line said there, and the recording from there. */
  goTo(event) {
    const box = this.strip.getBoundingClientRect();
    const second = ((event.clientX - box.left) / box.width) * parseFloat(this.strip.dataset.length);
    const line = timedLines().elements[Math.max(0, indexAt(second))];
    if (!line) return;
    this.show(second);
    if (this.audio) this.play(line);
    else line.scrollIntoView({ block: "center" });
  }

  /** Let the recording begin where the address leads, once somebody starts it. */
  startFromAddress() {
    const line = lineOfAddress();
    if (!line || Number.isNaN(startOf(line))) return;
    if (this.audio && this.audio.paused) this.audio.currentTime = Math.max(0, startOf(line) + this.shift);
    this.show(startOf(line));
  }

  /** Whoever follows a hit of the search wants to hear it. Where the browser bars that, the recording waits at its second. */
  playWhatWasFound() {
    const from = document.referrer && new URL(document.referrer);
    if (!this.audio || !lineOfAddress() || from?.origin !== location.origin || from.pathname !== "/search/") return;
    if (performance.getEntriesByType("navigation")[0]?.type !== "navigate") return;
    this.follow(true);
    this.audio.play().catch(() => this.follow(false));
  }
}

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

customElements.define("transcript-player", TranscriptPlayer);
