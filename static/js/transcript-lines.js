// The lines of a transcript and their seconds, read once from the page.

let read = null;

/** Every line that has a time, as parallel arrays in the order of the page. */
export function timedLines() {
  if (!read) {
    read = { elements: [], starts: [] };
    for (const element of document.querySelectorAll("#transcript .line")) {
      const start = startOf(element);
      if (Number.isNaN(start)) continue;
      read.elements.push(element);
      read.starts.push(start);
    }
  }
  return read;
}

/** The second at which a line begins; NaN where nobody knows. Very long transcripts say it to the whole second. */
export function startOf(line) {
  const stamp = line.firstElementChild;
  const time = stamp.firstElementChild;
  if (time) return parseFloat(time.dateTime.slice(2));
  return stamp.textContent.replace("≈", "").split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
}

/** The index of the last line that begins at or before a second; -1 before the first. */
export function indexAt(second) {
  const { starts } = timedLines();
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= second + 0.05) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The line that the address names, or null. */
export function lineOfAddress() {
  return /^#u\d+$/.test(location.hash) ? document.getElementById(location.hash.slice(1)) : null;
}
