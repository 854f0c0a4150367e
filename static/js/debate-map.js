// <debate-map>: all claims of a debate on one canvas. From far away boxes are specks in their holder's colour; from
// near they are sentences. Only what is in view is drawn.

const CELL_WIDTH = 300;
const CELL_HEIGHT = 84;
const BOX_WIDTH = 250;
const BOX_HEIGHT = 70;
const TURN = 18; // how far from a box a line along the gaps turns
const READABLE = 0.45; // scale from which words are drawn
const LINED = 0.04; // scale from which the lines between boxes are drawn
const MANY = 1500; // claims from which the sheet seen from far away is kept as a picture
const PICTURE = 4096; // pixels of such a picture at most, each way
const FIELDS = 5; // column, row, colour, index of what it answers, kind
const HUES = 7;
const KINDS = ["", "support", "attack", "undercut", "rephrase"];
const MINI_WIDTH = 180;
const TITLE_CELLS = 5.5; // columns that a section's question may take

class DebateMap extends HTMLElement {
  async connectedCallback() {
    this.build();
    try {
      this.take(await this.ask(this.dataset.places));
      this.fit();
      this.words = (await this.ask(this.dataset.words)).claims;
      this.paint();
    } catch {
      this.status.textContent = "The map could not be loaded. The outline shows the same claims.";
    }
  }

  async ask(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  }

  build() {
    this.stage = document.createElement("div");
    this.stage.className = "stage";
    this.stage.tabIndex = 0;
    this.stage.setAttribute("role", "group");
    this.stage.setAttribute("aria-label", "Map. Arrows move it, plus and minus zoom, Enter opens the claim in the middle.");
    this.canvas = document.createElement("canvas");
    this.mini = document.createElement("canvas");
    this.mini.className = "mini";
    this.stage.append(this.canvas, this.mini);
    this.status = document.createElement("p");
    this.status.className = "quiet";
    this.status.setAttribute("role", "status");
    const buttons = document.createElement("p");
    buttons.className = "choices";
    buttons.append(
      this.button("Closer", () => this.zoom(1.6)),
      this.button("Farther", () => this.zoom(1 / 1.6)),
      this.button("All of it", () => this.fit()),
    );
    this.replaceChildren(buttons, this.stage, this.status);
    this.pointers = new Map();
    this.stage.addEventListener("pointerdown", (event) => this.down(event));
    this.stage.addEventListener("pointermove", (event) => this.move(event));
    for (const end of ["pointerup", "pointercancel"]) this.stage.addEventListener(end, (event) => this.up(event));
    this.stage.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.stage.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.resize()).observe(this.stage);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.dye();
      this.minimap = this.drawn = null;
      this.paint();
    });
    this.dye();
  }

  button(words, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "plain";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  }

  /** Read the colours that the style sheet gives in this scheme. */
  dye() {
    const probe = document.createElement("span");
    this.append(probe);
    const colour = (name) => {
      probe.className = name;
      return getComputedStyle(probe).color;
    };
    this.hues = Array.from({ length: HUES }, (_, hue) => colour(`who hue-${hue}`));
    this.kinds = KINDS.map((kind) => (kind ? colour(`kind-${kind}`) : "transparent"));
    probe.className = "";
    this.ink = getComputedStyle(probe).color;
    this.paper = getComputedStyle(document.body).backgroundColor;
    probe.remove();
  }

  take(places) {
    this.places = places;
    this.count = places.claims.length / FIELDS;
    this.width = places.columns * CELL_WIDTH;
    this.height = places.rows * CELL_HEIGHT;
    this.minimap = null;
    this.drawn = null;
  }

  resize() {
    const { clientWidth, clientHeight } = this.stage;
    const density = window.devicePixelRatio || 1;
    this.canvas.width = clientWidth * density;
    this.canvas.height = clientHeight * density;
    this.density = density;
    this.paint();
  }

  fit() {
    if (!this.places) return;
    const { clientWidth, clientHeight } = this.stage;
    this.scale = Math.min(clientWidth / (this.width + 80), clientHeight / (this.height + 80), 1);
    this.least = Math.min(this.scale, READABLE);
    this.x = (clientWidth - this.width * this.scale) / 2;
    this.y = Math.max(24, (clientHeight - this.height * this.scale) / 2); // room for the first titles
    this.paint();
  }

  zoom(by, x = this.stage.clientWidth / 2, y = this.stage.clientHeight / 2) {
    if (!this.places) return;
    const scale = Math.min(2, Math.max(this.least / 2, this.scale * by));
    this.x = x - ((x - this.x) * scale) / this.scale;
    this.y = y - ((y - this.y) * scale) / this.scale;
    this.scale = scale;
    this.paint();
  }

  pan(x, y) {
    this.x += x;
    this.y += y;
    this.paint();
  }

  down(event) {
    this.stage.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    this.moved = 0;
  }

  move(event) {
    const last = this.pointers.get(event.pointerId);
    if (!last) return;
    const here = { x: event.offsetX, y: event.offsetY };
    this.moved += Math.abs(here.x - last.x) + Math.abs(here.y - last.y);
    if (this.pointers.size === 2) this.pinch(event.pointerId, last, here);
    else this.pan(here.x - last.x, here.y - last.y);
    this.pointers.set(event.pointerId, here);
  }

  pinch(id, last, here) {
    const other = [...this.pointers].find(([key]) => key !== id)[1];
    const apart = (point) => Math.hypot(point.x - other.x, point.y - other.y) || 1;
    this.zoom(apart(here) / apart(last), (here.x + other.x) / 2, (here.y + other.y) / 2);
  }

  up(event) {
    const was = this.pointers.delete(event.pointerId);
    if (was && event.type === "pointerup" && this.moved < 6) this.openAt(event.offsetX, event.offsetY);
  }

  /** The wheel zooms while a key that means zoom is held, or once the map has the focus; else the page scrolls. */
  wheel(event) {
    if (!event.ctrlKey && document.activeElement !== this.stage) return;
    event.preventDefault();
    this.zoom(Math.exp(-event.deltaY / 400), event.offsetX, event.offsetY);
  }

  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const act = {
      ArrowLeft: () => this.pan(80, 0),
      ArrowRight: () => this.pan(-80, 0),
      ArrowUp: () => this.pan(0, 80),
      ArrowDown: () => this.pan(0, -80),
      "+": () => this.zoom(1.4),
      "-": () => this.zoom(1 / 1.4),
      0: () => this.fit(),
      Enter: () => this.openAt(this.stage.clientWidth / 2, this.stage.clientHeight / 2),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
    this.sayMiddle();
  }

  sayMiddle() {
    const index = this.nearest(this.stage.clientWidth / 2, this.stage.clientHeight / 2);
    this.status.textContent = index === null || !this.words ? "" : this.words[index][1];
  }

  openAt(x, y) {
    const index = this.nearest(x, y);
    if (index !== null && this.words) location.href = `${this.dataset.claims}${this.words[index][0]}/${this.dataset.then ?? ""}`;
  }

  /** The claim at a point of the stage, or the one nearest to it within a box's reach. */
  nearest(x, y) {
    if (!this.places) return null;
    const { claims } = this.places;
    let found = null;
    let least = Infinity;
    for (let index = 0, at = 0; index < this.count; index += 1, at += FIELDS) {
      const left = claims[at] * CELL_WIDTH * this.scale + this.x;
      const top = claims[at + 1] * CELL_HEIGHT * this.scale + this.y;
      const aside = Math.max(left - x, 0, x - left - BOX_WIDTH * this.scale);
      const off = Math.max(top - y, 0, y - top - BOX_HEIGHT * this.scale);
      if (aside + off < least) [found, least] = [index, aside + off];
    }
    return least < 40 ? found : null;
  }

  paint() {
    if (!this.places || this.waiting) return;
    this.waiting = requestAnimationFrame(() => {
      this.waiting = 0;
      this.draw();
    });
  }

  draw() {
    const pen = this.canvas.getContext("2d");
    const { scale, density } = this;
    pen.setTransform(density, 0, 0, density, 0, 0);
    pen.clearRect(0, 0, this.stage.clientWidth, this.stage.clientHeight);
    const picture = this.picture();
    if (picture) {
      pen.setTransform(1, 0, 0, 1, 0, 0);
      pen.drawImage(picture, density * this.x, density * this.y);
    } else {
      pen.setTransform(density * scale, 0, 0, density * scale, density * this.x, density * this.y);
      const shown = this.inView();
      if (scale >= LINED) this.drawLines(pen, shown);
      this.drawBoxes(pen, shown);
      if (scale >= READABLE && this.words) this.drawWords(pen, shown);
    }
    this.drawTitles(pen);
    this.drawMinimap();
  }

  /** The whole sheet from far away, drawn once for each scale: moving it then costs one copy, however many claims. */
  picture() {
    const size = (length) => Math.ceil(length * this.scale * this.density) + 2;
    const [width, height] = [size(this.width), size(this.height)];
    if (this.count < MANY || this.scale >= READABLE || Math.max(width, height) > PICTURE) return null;
    if (this.drawn?.scale !== this.scale) {
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      const pen = canvas.getContext("2d");
      pen.setTransform(this.density * this.scale, 0, 0, this.density * this.scale, 0, 0);
      const all = Array.from({ length: this.count }, (_, index) => index * FIELDS);
      if (this.scale >= LINED) this.drawLines(pen, all);
      this.drawBoxes(pen, all);
      this.drawn = { scale: this.scale, canvas };
    }
    return this.drawn.canvas;
  }

  /** Offsets into `claims` of all boxes that can be seen. */
  inView() {
    const { claims } = this.places;
    const left = -this.x / this.scale - BOX_WIDTH;
    const right = (this.stage.clientWidth - this.x) / this.scale + CELL_WIDTH;
    const top = -this.y / this.scale - BOX_HEIGHT;
    const bottom = (this.stage.clientHeight - this.y) / this.scale;
    const shown = [];
    for (let at = 0; at < claims.length; at += FIELDS) {
      const x = claims[at] * CELL_WIDTH;
      const y = claims[at + 1] * CELL_HEIGHT;
      if (x > left && x < right && y > top && y < bottom) shown.push(at);
    }
    return shown;
  }

  drawLines(pen, shown) {
    const { claims } = this.places;
    const paths = this.kinds.map(() => new Path2D());
    for (const at of shown) {
      const answered = claims[at + 3] * FIELDS;
      if (answered < 0) continue;
      const x = claims[at] * CELL_WIDTH;
      const y = claims[at + 1] * CELL_HEIGHT + BOX_HEIGHT / 2;
      const toX = claims[answered] * CELL_WIDTH + BOX_WIDTH;
      const toY = claims[answered + 1] * CELL_HEIGHT + BOX_HEIGHT / 2;
      const path = paths[claims[at + 4]];
      path.moveTo(x, y);
      if (claims[at] !== claims[answered] + 1) this.lineBreak(path, x, y, toX, toY);
      else if (this.scale < READABLE) path.lineTo(toX, toY);
      else path.bezierCurveTo(x - 26, y, toX + 26, toY, toX, toY);
    }
    pen.lineWidth = Math.max(1.5, 0.8 / this.scale);
    paths.forEach((path, kind) => {
      pen.strokeStyle = this.kinds[kind];
      pen.setLineDash(KINDS[kind] === "undercut" && this.scale >= READABLE ? [6, 5] : []);
      pen.stroke(path);
    });
    pen.setLineDash([]);
  }

  /** From an answer that stands elsewhere than right of what it answers: along the gaps between boxes, across none. */
  lineBreak(path, x, y, toX, toY) {
    const gap = y - CELL_HEIGHT / 2;
    for (const [atX, atY] of [[x - TURN, y], [x - TURN, gap], [toX + TURN, gap], [toX + TURN, toY], [toX, toY]]) path.lineTo(atX, atY);
  }

  drawBoxes(pen, shown) {
    const { claims } = this.places;
    const near = this.scale >= READABLE;
    const grow = near ? 0 : Math.max(0, 1.5 / this.scale - BOX_HEIGHT); // never thinner than a speck
    for (let hue = 0; hue < HUES; hue += 1) {
      pen.beginPath();
      for (const at of shown) {
        if (claims[at + 2] !== hue) continue;
        pen.rect(claims[at] * CELL_WIDTH, claims[at + 1] * CELL_HEIGHT, BOX_WIDTH, BOX_HEIGHT + grow);
      }
      pen.fillStyle = near ? this.paper : this.hues[hue];
      pen.fill();
      if (!near) continue;
      pen.lineWidth = 2;
      pen.strokeStyle = this.hues[hue];
      pen.stroke();
    }
  }

  drawWords(pen, shown) {
    pen.fillStyle = this.ink;
    pen.font = "14px 'Source Serif 4', Georgia, serif";
    for (const at of shown) {
      const x = this.places.claims[at] * CELL_WIDTH + 10;
      const y = this.places.claims[at + 1] * CELL_HEIGHT + 20;
      this.lines(pen, at / FIELDS).forEach((line, number) => pen.fillText(line, x, y + number * 18, BOX_WIDTH - 16));
    }
  }

  /** A claim's words in at most three lines. */
  lines(pen, index) {
    this.wrapped ??= [];
    if (this.wrapped[index]) return this.wrapped[index];
    const lines = [""];
    for (const word of this.words[index][1].split(" ")) {
      const joined = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
      if (pen.measureText(joined).width <= BOX_WIDTH - 20) lines[lines.length - 1] = joined;
      else if (lines.length < 3) lines.push(word);
      else {
        lines[2] += "…";
        break;
      }
    }
    this.wrapped[index] = lines;
    return lines;
  }

  /** Sections' questions above their blocks, at one size whatever the scale, where there is room for them. */
  drawTitles(pen) {
    pen.setTransform(this.density, 0, 0, this.density, 0, 0);
    pen.fillStyle = this.ink;
    pen.font = "600 14px 'Source Serif 4', Georgia, serif";
    let lastX = -Infinity;
    let lastY = -Infinity;
    for (const [column, row, words] of this.places.titles) {
      const x = column * CELL_WIDTH * this.scale + this.x;
      const y = row * CELL_HEIGHT * this.scale + this.y - 6;
      if (!words || (Math.abs(y - lastY) < 16 && x - lastX < 150)) continue;
      pen.fillText(words, x, y, Math.max(240, TITLE_CELLS * CELL_WIDTH * this.scale));
      [lastX, lastY] = [x, y];
    }
  }

  drawMinimap() {
    const height = Math.min(150, Math.max(24, (MINI_WIDTH * this.height) / this.width));
    const scale = Math.min(MINI_WIDTH / this.width, height / this.height);
    if (!this.minimap) this.minimap = this.makeMinimap(scale, height);
    const pen = this.mini.getContext("2d");
    pen.clearRect(0, 0, MINI_WIDTH, height);
    pen.drawImage(this.minimap, 0, 0);
    pen.strokeStyle = this.kinds[2];
    pen.lineWidth = 2;
    const { clientWidth, clientHeight } = this.stage;
    const ratio = scale / this.scale;
    pen.strokeRect(-this.x * ratio, -this.y * ratio, clientWidth * ratio, clientHeight * ratio);
  }

  makeMinimap(scale, height) {
    this.mini.width = MINI_WIDTH;
    this.mini.height = height;
    const made = document.createElement("canvas");
    made.width = MINI_WIDTH;
    made.height = height;
    const pen = made.getContext("2d");
    const { claims } = this.places;
    for (let at = 0; at < claims.length; at += FIELDS) {
      pen.fillStyle = this.hues[claims[at + 2]];
      const [x, y] = [claims[at] * CELL_WIDTH * scale, claims[at + 1] * CELL_HEIGHT * scale];
      pen.fillRect(x, y, Math.max(1, BOX_WIDTH * scale), Math.max(1, BOX_HEIGHT * scale));
    }
    return made;
  }
}

customElements.define("debate-map", DebateMap);
