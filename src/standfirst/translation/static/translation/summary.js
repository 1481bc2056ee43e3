/* The desk of a summary: pressing a sentence of the sources puts it below ours. Without it numbers are typed. */
(() => {
  const form = document.querySelector("[data-summary-desk]");
  if (!form) return;
  const lines = [...form.querySelectorAll("[data-line]")];
  const said = [...form.querySelectorAll("[data-value]")];
  const field = (line) => line.querySelector("[data-more]");
  let current = lines[0];
  let touched = false;

  const numbers = (line) => {
    const typed = field(line).value.match(/\d+/g) ?? [];
    const ticked = [...line.querySelectorAll("[data-number]:checked")].map((box) => box.dataset.number);
    return new Set([...typed, ...ticked].map(Number));
  };

  const show = () => {
    const rests = current ? numbers(current) : new Set();
    for (const line of lines) line.classList.toggle("is-current", line === current);
    for (const each of said) each.classList.toggle("is-chosen", rests.has(Number(each.dataset.number)));
  };

  const turn = (each) => {
    if (!current) return;
    touched = true;
    const box = current.querySelector(`[data-number="${each.dataset.number}"]`);
    if (box) {
      box.checked = !box.checked;
    } else {
      const number = Number(each.dataset.number);
      const typed = (field(current).value.match(/\d+/g) ?? []).map(Number);
      const left = typed.includes(number) ? typed.filter((one) => one !== number) : [...typed, number];
      field(current).value = left.join(", ");
    }
    show();
  };

  form.addEventListener("focusin", (event) => {
    const line = event.target.closest("[data-line]");
    if (!line) return;
    current = line;
    show();
  });
  form.addEventListener("click", (event) => {
    const each = event.target.closest("[data-value]");
    if (each && getSelection().isCollapsed) turn(each);
    const line = event.target.closest("[data-line]");
    if (line && line !== current) {
      current = line;
      show();
    }
  });
  form.addEventListener("input", () => {
    touched = true;
    show();
  });
  form.addEventListener("keydown", (event) => {
    const line = event.target.closest("[data-line]");
    if (!line || !event.altKey || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    const next = lines[lines.indexOf(line) + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    field(next).focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  });
  form.addEventListener("submit", () => {
    touched = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (touched) event.preventDefault();
  });
  const keys = form.querySelector("[data-keys]");
  if (keys) keys.hidden = false;
  form.classList.add("is-quick");
  show();
})();
