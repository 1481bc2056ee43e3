/* The story's form: live checks and citations, and rows shown only where the origin needs them.
   Everything here has a way without scripts: lists are on the page, rows are all shown. */
(() => {
  const refresh = async (element) => {
    try {
      const answer = await fetch(element.dataset.standfirstLive, { credentials: "same-origin", headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected) return;
      const html = await answer.text();
      if (html.trim() !== element.innerHTML.trim()) element.innerHTML = html;
    } catch {
      /* Offline: the list stays as it was. */
    }
  };

  /* A new story has no address for its lists before it is saved for the first time. */
  const begin = (event) => {
    const pk = Number(event.detail?.data?.pk);
    if (!pk) return;
    document.querySelectorAll("[data-standfirst-live-once-saved]").forEach((element) => {
      element.dataset.standfirstLive = element.dataset.standfirstLiveOnceSaved.replace("/0/", `/${pk}/`);
      delete element.dataset.standfirstLiveOnceSaved;
    });
  };

  const refreshAll = (event) => {
    begin(event);
    document.querySelectorAll("[data-standfirst-live]").forEach(refresh);
  };

  const showOrigin = () => {
    const chosen = document.querySelector('input[name="origin"]:checked');
    const rows = document.querySelector("[data-standfirst-needs-original]");
    const panel = rows?.closest(".w-panel") ?? rows;
    if (panel && chosen) panel.hidden = chosen.value === "exclusive";
  };

  const goTo = (event) => {
    const link = event.target.closest("[data-standfirst-goto]");
    if (!link) return;
    const name = link.dataset.standfirstGoto;
    // In this order: a panel's section stands before its field, and begins with the button that closes it.
    const field = [`#id_${name}`, `[name="${name}"]`, `[id^="id_${name}-"]`, `[data-contentpath="${name}"]`]
      .map((selector) => document.querySelector(`${selector}:not([type=hidden])`))
      .find(Boolean) ?? document.querySelector(`[id$="-${name}-section"]`);
    if (!field) return;
    event.preventDefault();
    const tab = field.closest("[role=tabpanel]");
    if (tab?.hidden) document.querySelector(`[role=tab][href="#${tab.id}"]`)?.click();
    const place = field.closest(".w-panel") ?? field;
    place.scrollIntoView({ block: "center" });
    const target = field.matches("input:not([type=hidden]), textarea, select, button")
      ? field
      : (place.querySelector(".w-panel__content") ?? place).querySelector("input:not([type=hidden]), textarea, select, button, [contenteditable=true]");
    target?.focus({ preventScroll: true });
  };

  /* What pressing Save waits for: an editor of running text hands it to the form a moment after the last key, and an
     autosave that is under way would make a second story, or a second version that neither knows of the other. */
  const SETTLES = 400;
  const LONGEST = 10_000;
  const LOOKS = 50;
  let touched = 0;
  let sentFrom = null;
  let waiting = null;
  let passing = false;

  /* No autosave begins after Save is pressed; one that has not been sent yet is dropped. */
  const stopAutosave = (form) => {
    const autosave = window.wagtail?.app?.getControllerForElementAndIdentifier(form, "w-autosave");
    if (!autosave) return;
    autosave.activeValue = false;
    autosave.submit?.cancel?.();
  };

  /* A busy machine may take longer than usual: the words that are shown are held against those that the form has. */
  const handedOver = ({ draftailEditor, value }) => {
    if (!draftailEditor) return true;
    const shown = draftailEditor.getEditorState().getCurrentContent().getPlainText("\n");
    const { blocks = [] } = JSON.parse(value) ?? {};
    return blocks.map((block) => block.text).join("\n").trim() === shown.trim();
  };

  const settled = (form) =>
    (sentFrom === null || Date.now() < sentFrom)
    && Date.now() >= touched + SETTLES
    && [...form.elements].every(handedOver);

  const sendOn = () => {
    const { form, submitter, until } = waiting;
    if (Date.now() < until && !settled(form)) {
      setTimeout(sendOn, LOOKS);
      return;
    }
    waiting = null;
    passing = true;
    form.requestSubmit(submitter);
    passing = false;
  };

  const hold = (event) => {
    const form = event.target;
    if (passing || !form.matches("[data-edit-form]")) return;
    stopAutosave(form);
    if (!waiting && settled(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (waiting) return;
    waiting = { form, submitter: event.submitter, until: Date.now() + LONGEST };
    sendOn();
  };

  for (const kind of ["input", "keydown", "mousedown"]) {
    document.addEventListener(kind, (event) => {
      if (event.target.closest?.("[data-draftail-editor-wrapper]")) touched = Date.now();
    });
  }
  document.addEventListener("w-autosave:save", (event) => {
    sentFrom = Date.now() + Number(event.target.dataset?.wAutosaveIntervalValue ?? 500);
  });
  for (const end of ["success", "error"]) {
    document.addEventListener(`w-autosave:${end}`, () => {
      sentFrom = null;
    });
  }
  document.addEventListener("submit", hold, { capture: true });

  document.addEventListener("change", (event) => {
    if (event.target.name === "origin") showOrigin();
  });
  document.addEventListener("click", goTo);
  /* Wagtail says so after each autosave. */
  document.addEventListener("w-autosave:success", refreshAll);
  document.addEventListener("DOMContentLoaded", showOrigin);
  showOrigin();
})();
