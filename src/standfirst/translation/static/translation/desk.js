/* The translation desk: saves by itself, moves by keyboard, inserts with one press. Without it the form works as a form. */
(() => {
  const form = document.querySelector("[data-translation-desk]");
  if (!form) return;
  const status = form.querySelector("[data-status]");
  const IDLE = 2500;
  const dirty = new Set();
  let timer = 0;
  let sending = false;
  let leaving = false;

  const lineOf = (element) => element.closest("[data-line]");
  const area = (line) => line.querySelector("textarea");
  const box = (line) => line.querySelector("input[type=checkbox]");
  const hash = (line) => line.querySelector("input[name^='was-']");
  const lines = () => [...form.querySelectorAll("[data-line]")];

  const say = (text, failed) => {
    status.textContent = text;
    status.toggleAttribute("data-failed", Boolean(failed));
  };

  const touch = (line) => {
    dirty.add(line);
    say(form.dataset.unsaved);
    clearTimeout(timer);
    timer = setTimeout(send, IDLE);
  };

  /* A line that had no paragraph of ours has a new name once it is saved. */
  const rename = (line, key) => {
    const old = line.dataset.line;
    if (old === key) return;
    line.dataset.line = key;
    line.id = `line-${key}`;
    for (const element of line.querySelectorAll("*")) {
      for (const name of ["id", "name", "value", "aria-labelledby"]) {
        const value = element.getAttribute(name);
        if (value?.includes(old)) element.setAttribute(name, value.replace(old, key));
      }
    }
    line.setAttribute("aria-labelledby", `label-${key}`);
  };

  const show = (line, answer, sent) => {
    rename(line, answer.key);
    hash(line).value = answer.was;
    const state = line.querySelector("[data-state]");
    for (const element of [line, state]) {
      element.className = element.className.replace(/ is-\w+/, ` is-${answer.state}`);
    }
    state.textContent = answer.stateName;
    line.querySelector("[data-checks]").innerHTML = answer.checks;
    if (area(line).value === sent.text) box(line).checked = answer.state === "reviewed";
  };

  const send = async () => {
    if (sending || dirty.size === 0) return;
    sending = true;
    const batch = [...dirty];
    dirty.clear();
    const data = new FormData();
    for (const name of ["csrfmiddlewaretoken", "over"]) data.set(name, form.elements[name].value);
    const sent = new Map();
    for (const line of batch) {
      const key = line.dataset.line;
      sent.set(key, { line, text: area(line).value });
      data.set(`was-${key}`, hash(line).value);
      data.set(`text-${key}`, area(line).value);
      if (box(line).checked) data.set(`reviewed-${key}`, "1");
    }
    try {
      const answer = await fetch(form.action || location.href, {
        method: "POST", body: data, credentials: "same-origin", headers: { Accept: "application/json" },
      });
      const said = await answer.json();
      if (!answer.ok) throw new Error((said.refused ?? []).join(" "));
      form.elements.over.value = said.over;
      document.querySelector("[data-counts]").innerHTML = said.counts;
      for (const each of said.lines) {
        const known = sent.get(each.sent);
        if (known && !said.conflicts.includes(each.sent)) show(known.line, each, known);
      }
      for (const key of said.conflicts) dirty.add(sent.get(key).line);
      say(said.conflicts.length ? form.dataset.conflict : `${form.dataset.saved} ${said.saved}`, said.conflicts.length);
    } catch (error) {
      for (const line of batch) dirty.add(line);
      say(error instanceof SyntaxError || !error.message || error instanceof TypeError ? form.dataset.failed : error.message, true);
    } finally {
      sending = false;
      /* What was typed meanwhile. What failed waits for the next key or for Save. */
      if (dirty.size && !status.hasAttribute("data-failed")) timer = setTimeout(send, IDLE);
    }
  };

  const go = (line, step) => {
    const all = lines();
    const next = all[all.indexOf(line) + step];
    if (!next) return;
    area(next).focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  };

  const put = (line, text, whole) => {
    const field = area(line);
    if (whole) field.setRangeText(text, 0, field.value.length, "end");
    else field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.focus();
    box(line).checked = false;
    touch(line);
  };

  form.addEventListener("input", (event) => {
    const line = lineOf(event.target);
    if (!line) return;
    if (event.target.matches("textarea")) box(line).checked = false;
    touch(line);
  });

  form.addEventListener("click", (event) => {
    const insert = event.target.closest("[data-insert]");
    if (insert) {
      event.preventDefault();
      put(lineOf(insert), insert.closest("li").querySelector("[data-target]").textContent, true);
    }
    const term = event.target.closest("button[data-term]");
    if (term) put(lineOf(term), term.textContent, false);
  });

  form.addEventListener("keydown", (event) => {
    const line = lineOf(event.target);
    if (!line || !event.target.matches("textarea")) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      box(line).checked = true;
      touch(line);
      go(line, 1);
    } else if (event.altKey && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      go(line, event.key === "ArrowDown" ? 1 : -1);
    }
  });

  form.addEventListener("submit", () => {
    clearTimeout(timer);
    leaving = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && (dirty.size || sending)) event.preventDefault();
  });

  /* Terms are words without this script, and buttons with it. */
  for (const term of form.querySelectorAll("bdi[data-term]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.lang = term.lang;
    button.dir = "auto";
    button.dataset.term = "";
    button.textContent = term.textContent;
    term.replaceWith(button);
  }
  form.querySelector("[data-keys]").hidden = false;
  form.elements.over.value = "";
})();
