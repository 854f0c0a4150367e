// What is being written stays in this browser until it was sent: neither a lost connection nor a closed tab loses it.

const PREFIX = "counterpoint-draft:";
const SENT = "counterpoint-sent";
const WAIT_MS = 300;
const OLDEST_MS = 7 * 24 * 3600 * 1000;
const LONGEST = 100_000;
const MOST = 20;
const KINDS = "textarea, select, input:not([type=hidden], [type=password], [type=file], [type=submit], [type=button])";

const account = document.body.dataset.account;
const looked = new WeakSet();

/** The fields of a form that a person fills in. */
const fields = (form) => [...form.elements].filter((each) => each.name && each.matches(KINDS));

const isKept = (form) =>
  form?.method === "post" &&
  !form.querySelector("[type=password]") &&
  fields(form).some((each) => each.matches("textarea, input:not([type]), [type=text], [type=url], [type=search]"));

/** A name for a form that is the same when its page is opened again, and for the page that sends it after a new sign-in. */
function key(form) {
  const path = new URL(form.getAttribute("action") || location.href, location.href).pathname;
  const alike = [...document.forms].filter((each) => each.action === form.action);
  return `${PREFIX}${account}:${path}#${form.id || form.dataset.draft || alike.indexOf(form)}`;
}

const value = (field) => (["checkbox", "radio"].includes(field.type) ? field.checked : field.value);
const values = (form) => fields(form).map((field) => [field.name, field.type === "radio" ? field.value : "", value(field)]);

function stored(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function save(form) {
  const text = JSON.stringify({ at: Date.now(), values: values(form) });
  if (text.length > LONGEST) return;
  try {
    localStorage.setItem(key(form), text);
  } catch {
    // The browser keeps nothing, or no more: the form works as before.
  }
}

const drafts = () => Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));

/** Drop what is too old, and the oldest of too many. */
function tidy() {
  const kept = drafts().map((name) => [name, stored(name)?.at ?? 0]).sort((one, other) => other[1] - one[1]);
  for (const [index, [name, at]] of kept.entries()) {
    if (index >= MOST || Date.now() - at > OLDEST_MS) localStorage.removeItem(name);
  }
}

function putBack(form, draft) {
  const waiting = [...draft.values];
  for (const field of fields(form)) {
    const choice = field.type === "radio" ? field.value : "";
    const at = waiting.findIndex(([name, other]) => name === field.name && other === choice);
    if (at < 0) continue;
    const [[, , was]] = waiting.splice(at, 1);
    if (typeof was === "boolean") field.checked = was;
    else field.value = was;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  fields(form)[0]?.focus();
}

function button(label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "plain";
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}

/** Say above a form that it holds less than was written there. */
function offer(form) {
  looked.add(form);
  const name = key(form);
  const draft = stored(name);
  if (!draft || JSON.stringify(draft.values) === JSON.stringify(values(form))) return;
  const note = document.createElement("div");
  note.className = "draft";
  note.setAttribute("role", "status");
  const when = new Date(draft.at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
  note.append(`What you wrote here, and did not send, on ${when}: `);
  note.append(
    button("Put it back", () => {
      note.remove();
      putBack(form, draft);
    }),
    " ",
    button("Throw it away", () => {
      note.remove();
      localStorage.removeItem(name);
    }),
  );
  form.before(note);
}

/** Forget what was sent, once a page has come in answer that is no refusal: it knows the form's page as where it came from. */
function settle() {
  const [name, from] = JSON.parse(sessionStorage.getItem(SENT) ?? "[]");
  sessionStorage.removeItem(SENT);
  const [visit] = performance.getEntriesByType("navigation");
  const isAnswer = visit?.type === "navigate" && (visit.responseStatus ?? 200) < 400;
  if (name && isAnswer && document.referrer === from) localStorage.removeItem(name);
}

function submitted(event) {
  const form = event.target;
  if (form.action.endsWith("/sign-out/")) {
    drafts().forEach((name) => localStorage.removeItem(name));
    return;
  }
  if (event.defaultPrevented) {
    localStorage.removeItem(key(form)); // sent by a script, the page and its words stay
    return;
  }
  if (form.dataset.isSent) {
    event.preventDefault(); // a second click while the first is on its way
    return;
  }
  form.dataset.isSent = "yes";
  setTimeout(() => delete form.dataset.isSent, 5000);
  if (isKept(form)) save(form);
  if (form.method === "post") sessionStorage.setItem(SENT, JSON.stringify([key(form), location.href.split("#")[0]]));
}

let timer;

function written(event) {
  const form = event.target.form;
  if (!isKept(form)) return;
  looked.add(form);
  clearTimeout(timer);
  timer = setTimeout(() => save(form), WAIT_MS);
}

if (account) {
  settle();
  tidy();
  [...document.forms].filter(isKept).forEach(offer);
  document.addEventListener("input", written);
  document.addEventListener("submit", submitted);
  document.addEventListener("focusin", ({ target }) => {
    if (isKept(target.form) && !looked.has(target.form)) offer(target.form); // a form that came later
  });
  window.addEventListener("pageshow", () => [...document.forms].forEach((form) => delete form.dataset.isSent));
}
