// Everything here makes a page better that already works without it.
(function () {
  "use strict";
  const root = document.documentElement;
  const all = (selector, within) => [...(within || document).querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);
  const kept = {
    get(name) {
      try { return localStorage.getItem("sf-" + name); } catch { return null; }
    },
    set(name, value) {
      try {
        if (value) localStorage.setItem("sf-" + name, value);
        else localStorage.removeItem("sf-" + name);
      } catch { /* Storage is forbidden: the choice holds for this page. */ }
    },
  };

  // How the reader wants to read: shown when it is opened, kept when it is changed.
  const chosen = () => all(".settings[open] input").forEach((input) => {
    input.checked = (root.dataset[input.name] || "") === input.value;
  });
  document.addEventListener("toggle", chosen, true);
  chosen();
  document.addEventListener("change", ({ target: input }) => {
    if (!input.closest(".settings")) return;
    if (input.value) root.dataset[input.name] = input.value;
    else delete root.dataset[input.name];
    kept.set(input.name, input.value);
  });

  // Menus close on Escape and on a click elsewhere.
  const sheets = () => all(".menu details[open], .settings[open]");
  document.addEventListener("click", (event) => {
    sheets().forEach((sheet) => { if (!sheet.contains(event.target)) sheet.open = false; });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    sheets().forEach((sheet) => {
      sheet.open = false;
      sheet.querySelector("summary").focus();
    });
  });

  // Consent: nothing is kept and nothing guarded runs until the reader decides.
  const notice = one("#consent");
  const decision = () => {
    if (!notice) return "";
    const [, version, answer] = /(?:^|; )sf_consent=(\d+):(accepted|declined)/.exec(document.cookie) || [];
    return version === notice.dataset.version ? answer : "";
  };
  const allowed = (purpose) =>
    decision() === "accepted" && notice.dataset.purposes.split(" ").includes(purpose);
  const run = () => {
    if (allowed("embeds")) all("[data-embed]").forEach(offerEmbed);
    if (allowed("statistics")) document.dispatchEvent(new CustomEvent("standfirst:statistics"));
  };
  const offerEmbed = (place) => {
    if (place.querySelector("button")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = place.dataset.embedLoad;
    button.addEventListener("click", () => {
      const frame = document.createElement("iframe");
      frame.src = place.dataset.embed;
      frame.title = place.dataset.embedTitle;
      frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups");
      frame.setAttribute("credentialless", "");
      button.replaceWith(frame);
    });
    place.append(button);
  };
  if (notice) {
    notice.hidden = Boolean(decision());
    all("[data-decide]", notice).forEach((button) => {
      button.addEventListener("click", () => {
        const before = decision();
        // A cookie, for the page that asks the same without scripts keeps its answer in one too.
        document.cookie = "sf_consent=" + notice.dataset.version + ":" + button.dataset.decide
          + "; Path=/; Max-Age=31536000; SameSite=Lax" + (location.protocol === "https:" ? "; Secure" : "");
        notice.hidden = true;
        // What has run can't be taken back on this page; a fresh one starts without it.
        if (before === "accepted" && button.dataset.decide === "declined") location.reload();
        else run();
      });
    });
    all("[data-consent-open]").forEach((link) => {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        notice.hidden = false;
        notice.focus();
      });
    });
    run();
  }

  // A citation shows its source where it stands; the link still works without this.
  let sheet = null;
  const close = () => { if (sheet) { sheet.remove(); sheet = null; } };
  const cited = (event) => {
    const link = event.target.closest("a.cite[href^='#source-']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return null;
    const source = document.getElementById(link.hash.slice(1));
    return source && { link, source };
  };
  const show = ({ link, source }) => {
    sheet = document.createElement("div");
    sheet.className = "source-sheet";
    sheet.tabIndex = -1;
    sheet.setAttribute("role", "group");
    sheet.setAttribute("aria-label", link.textContent);
    sheet.append(...source.querySelector(".source-text").cloneNode(true).children);
    all(".back", sheet).forEach((back) => back.remove());
    document.body.append(sheet);
    const place = link.getBoundingClientRect();
    const left = Math.min(Math.max(16, place.left), innerWidth - sheet.offsetWidth - 16);
    sheet.style.left = left + scrollX + "px";
    sheet.style.top = place.bottom + scrollY + 8 + "px";
    sheet.focus({ preventScroll: true });
    sheet.addEventListener("keydown", (key) => {
      if (key.key === "Escape") { close(); link.focus(); }
    });
  };
  document.addEventListener("click", (event) => {
    if (sheet && sheet.contains(event.target)) return;
    close();
    const found = cited(event);
    if (!found) return;
    event.preventDefault();
    show(found);
  });

  // What nobody waits for comes one by one, so that a slow phone can answer its reader in between.
  const mark = () => all(".menu a").forEach((link) => {
    if (link.pathname === location.pathname) link.setAttribute("aria-current", "page");
  });

  // The newest rail: one shared fragment, in a place kept for it.
  const fill = () => {
    const rail = one("[data-rail]");
    if (!rail) return;
    fetch(rail.dataset.rail)
      .then((answer) => (answer.ok ? answer.text() : ""))
      .then((html) => { if (html) rail.innerHTML = html; })
      .catch(() => { /* The heading above it leads to the same stories. */ });
  };

  // Sharing with what the browser itself has.
  const offer = (what, act) => all("[data-" + what + "]").forEach((place) => {
    place.hidden = false;
    place.firstElementChild.addEventListener("click", () => act(place));
  });
  const share = () => {
    if (navigator.share) {
      offer("share", (place) => {
        navigator.share({ title: place.dataset.title, url: place.dataset.share }).catch(() => {});
      });
    }
    if (navigator.clipboard) {
      offer("copy", (place) => {
        navigator.clipboard.writeText(place.dataset.copy).then(() => {
          place.querySelector("span").textContent = place.dataset.done;
        });
      });
    }
    offer("print", () => print());
  };
  [fill, share, mark].forEach((task) => setTimeout(task));
})();
