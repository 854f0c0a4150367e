// <argument-player>: plays the clips of an argument, or of a person, one after another, in one native player. Without it each clip is
// a link that browsers open at its second. `data-begin` is what the button says that plays the first.

class ArgumentPlayer extends HTMLElement {
  connectedCallback() {
    this.clips = [...this.querySelectorAll("[data-source]")];
    if (!this.clips.length) return;
    this.at = -1;
    this.append(this.bar());
    this.audio.addEventListener("timeupdate", () => this.watch());
    this.audio.addEventListener("ended", () => this.next());
    this.audio.addEventListener("error", () => this.say("The recording cannot be played here."));
    this.audio.addEventListener("play", () => this.at < 0 && this.hear(0));
    this.addEventListener("click", (event) => this.clicked(event));
    this.addEventListener("keydown", (event) => this.key(event));
  }

  bar() {
    const bar = document.createElement("div");
    bar.className = "player";
    this.audio = document.createElement("audio");
    this.audio.controls = true;
    this.audio.preload = "none";
    this.audio.setAttribute("aria-label", "Recording of the clip that is heard");
    this.audio.src = this.clips[0].dataset.source;
    const tools = document.createElement("div");
    tools.className = "player-tools";
    this.status = document.createElement("span");
    this.status.setAttribute("role", "status");
    tools.append(
      button(this.dataset.begin || "Play the argument", () => this.hear(0)),
      button("Previous", () => this.hear(Math.max(0, this.at - 1))),
      button("Next", () => this.next()),
      this.status,
    );
    bar.append(this.audio, tools);
    return bar;
  }

  say(words) {
    this.status.textContent = words;
  }

  /** Play a clip from its first word. */
  hear(number) {
    const clip = this.clips[number];
    const { source, start } = clip.dataset;
    this.mark(number);
    clip.closest("details")?.setAttribute("open", "");
    if (new URL(source, location.href).href !== new URL(this.audio.src).href) this.audio.src = source;
    this.audio.currentTime = parseFloat(start);
    this.audio.play().catch(() => this.say("The recording cannot be played here."));
    this.say(`${number + 1} of ${this.clips.length}`);
    const { top, bottom } = clip.getBoundingClientRect();
    if (top < 0 || bottom > window.innerHeight - 100) clip.scrollIntoView({ block: "center" });
  }

  mark(number) {
    this.clips[this.at]?.removeAttribute("aria-current");
    this.clips[number]?.setAttribute("aria-current", "true");
    this.at = number;
  }

  next() {
    if (this.at + 1 < this.clips.length) {
      this.hear(this.at + 1);
      return;
    }
    this.audio.pause();
    this.mark(-1);
    this.say("That was all of it.");
  }

  /** Go on to the next clip after the last word of this one; a reader who moved elsewhere is left there. */
  watch() {
    if (this.at < 0 || this.audio.paused || this.audio.seeking) return;
    const { start, end } = this.clips[this.at].dataset;
    const now = this.audio.currentTime;
    if (now < parseFloat(start) - 1 || now > parseFloat(end) + 2) this.mark(-1);
    else if (now >= parseFloat(end)) this.next();
    else this.watchAgain(((parseFloat(end) - now) / this.audio.playbackRate) * 1000);
  }

  /** Players tell the time four times a second: before the last word ends, look once more when it does. */
  watchAgain(milliseconds) {
    clearTimeout(this.soon);
    if (milliseconds < 400) this.soon = setTimeout(() => this.watch(), milliseconds);
  }

  clicked(event) {
    const link = event.target.closest("a.clip");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    this.hear(this.clips.indexOf(link.closest("[data-source]")));
  }

  /** On the link of a clip: j and k go from clip to clip, the space bar pauses. */
  key(event) {
    if (!event.target.matches("a.clip") || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    if (step) {
      const links = [...this.querySelectorAll("a.clip")];
      links[links.indexOf(event.target) + step]?.focus();
    } else if (event.key === " ") {
      if (this.audio.paused) this.audio.play();
      else this.audio.pause();
    } else return;
    event.preventDefault();
  }
}

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

customElements.define("argument-player", ArgumentPlayer);
