// A report is kept on this device as it is typed, waits while there is no line, is sent once, and is wiped when it has arrived.
(function () {
  "use strict";
  const NAME = "sf-reports", LONGEST = 45000, PAUSES = [5, 15, 60, 300];
  const form = document.querySelector("form[data-report]");
  const box = form.dataset.report;
  const kept = document.querySelector("[data-kept]"), list = kept.querySelector("ul");
  const heard = document.querySelector("[data-heard]");
  const uid = form.elements.sent_uid;
  const word = (name) => document.querySelector(`template[data-word="${name}"]`).content.textContent;
  const busy = new Set();
  let tries = 0, timer = 0;

  const everything = () => { try { return JSON.parse(localStorage.getItem(NAME)) || {}; } catch { return {}; } };
  const mine = () => Object.assign({ draft: null, waiting: [] }, everything()[box]);
  const keep = (change) => {
    const all = everything(), own = mine();
    change(own);
    if (own.draft || own.waiting.length) all[box] = own; else delete all[box];
    if (Object.keys(all).length) localStorage.setItem(NAME, JSON.stringify(all)); else localStorage.removeItem(NAME);
  };
  try { keep((own) => { own.draft = own.draft || {}; }); keep((own) => { if (!own.draft.sent_uid) own.draft = null; }); }
  catch { return; } // Storage is forbidden here: the form is sent as any other.

  const say = (...parts) => heard.replaceChildren(...parts);
  const newUid = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, "0")).join("");
  const written = () => [...form.elements].some((each) => each.name && each.type !== "hidden" && each.name !== "language"
    && (each.type === "radio" ? each.checked : each.value.trim()));
  const fields = () => Object.fromEntries(new FormData(form));
  const fill = (said) => {
    Object.entries(said).forEach(([name, value]) => {
      const field = form.elements[name];
      if (field && name !== "begun") field.value = value;
    });
  };
  const empty = () => {
    form.reset();
    form.querySelectorAll("input:not([type=hidden], [type=radio]), textarea").forEach((each) => { each.value = ""; });
    form.querySelectorAll("[type=radio]").forEach((each) => { each.checked = false; });
    uid.value = newUid();
  };

  const show = () => {
    const waiting = mine().waiting;
    kept.hidden = !waiting.length;
    list.replaceChildren(...waiting.map((item) => {
      const row = document.createElement("li");
      const line = (text, kind) => {
        const told = document.createElement("p");
        told.textContent = text;
        told.className = kind;
        told.dir = "auto";
        row.append(told);
      };
      const button = (name, act) => {
        const made = document.createElement("button");
        made.type = "button";
        made.className = "button button-small";
        made.textContent = word(name);
        made.addEventListener("click", act);
        return made;
      };
      line(`${item.said.date}: ${item.said.seen.slice(0, 90)}`, "report-said");
      line(busy.has(item.uid) ? word("sends") : item.errors ? `${word("refused")} ${item.errors.join(" ")}` : word("waits"), "report-state");
      const acts = document.createElement("div");
      acts.className = "actions";
      if (!busy.has(item.uid)) {
        acts.append(button("again", () => send(item.uid)), button("change", () => change(item.uid)),
          button("wipe", () => { drop(item.uid); say(word("wiped")); }));
      }
      row.append(acts);
      return row;
    }));
  };
  const drop = (which) => { keep((own) => { own.waiting = own.waiting.filter((item) => item.uid !== which); }); show(); };
  const change = (which) => {
    const item = mine().waiting.find((each) => each.uid === which);
    if (!item) return show();
    // It may have arrived and only the answer got lost: as another report it would be there twice, so it keeps its uid.
    empty();
    fill(item.said);
    uid.value = item.uid;
    keep((own) => { own.draft = { ...fields(), sent_uid: item.uid }; own.waiting = own.waiting.filter((each) => each.uid !== which); });
    show();
    form.elements.date.focus();
  };

  const send = async (which) => {
    const item = mine().waiting.find((each) => each.uid === which);
    if (!item || busy.has(which)) return true;
    busy.add(which);
    show();
    let answer = null, data = null;
    const stop = new AbortController();
    const late = setTimeout(() => stop.abort(), LONGEST);
    try {
      answer = await fetch(location.pathname, { method: "POST", body: new URLSearchParams({ ...item.said, sent_uid: which }),
        headers: { Accept: "application/json" }, credentials: "omit", redirect: "error", cache: "no-store", signal: stop.signal });
      data = await answer.json();
    } catch {
      data = null; // No line, or somebody else's answer: it stays here.
    }
    clearTimeout(late);
    busy.delete(which);
    if (data && answer.ok && data.uid === which) {
      drop(which);
      const receipt = document.createElement("strong");
      receipt.className = "report-receipt";
      receipt.textContent = data.receipt;
      say(word("arrived"), " ", receipt);
      tries = 0;
      return true;
    }
    const refused = data && data.errors && answer.status < 500 && answer.status !== 429;
    keep((own) => own.waiting.forEach((each) => {
      if (each.uid !== which) return;
      if (data && data.errors) each.errors = data.errors; else delete each.errors;
      each.stays = Boolean(refused);
      if (answer && answer.status === 409) each.uid = newUid(); // It arrived before it was changed: this is another one.
    }));
    show();
    return Boolean(refused);
  };
  const sendAll = async () => {
    clearTimeout(timer);
    let all = true;
    for (const item of mine().waiting) if (!item.stays) all = await send(item.uid) && all;
    if (!all) timer = setTimeout(sendAll, 1000 * PAUSES[Math.min(tries++, PAUSES.length - 1)]);
  };

  let told = false;
  form.addEventListener("input", () => {
    try {
      keep((own) => { own.draft = written() ? fields() : null; });
      if (!told) say(word("saved"));
      told = true;
    } catch {
      say(word("full"));
    }
  });
  form.addEventListener("submit", (event) => {
    try {
      keep((own) => { own.waiting.push({ uid: uid.value, said: fields() }); own.draft = null; });
    } catch {
      return; // It can't be kept: it is sent as any other form.
    }
    event.preventDefault();
    empty();
    told = false;
    say();
    sendAll();
    (kept.hidden ? heard : kept).scrollIntoView({ block: "center" });
  });
  form.querySelector("[data-wipe]").addEventListener("click", () => {
    empty();
    keep((own) => { own.draft = null; });
    told = false;
    say(word("wiped"));
  });
  addEventListener("online", () => { tries = 0; sendAll(); });
  addEventListener("storage", show);

  const draft = mine().draft;
  if (draft && !("answered" in form.dataset)) {
    fill(draft);
    uid.value = draft.sent_uid;
  } else if (!("answered" in form.dataset)) {
    uid.value = newUid();
  }
  show();
  sendAll();
})();
