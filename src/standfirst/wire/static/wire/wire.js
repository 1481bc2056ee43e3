/* The desk by keys: j and k down and up, h and l between columns, x chooses. Without it, Tab does all of that. */
(() => {
  const desk = document.querySelector("[data-standfirst-wire]");
  if (!desk) return;
  const columns = () => [...desk.querySelectorAll("section")].map((section) => [...section.querySelectorAll("li > a")]);
  const place = (links) => {
    for (const [column, list] of links.entries()) {
      const row = list.findIndex((link) => link === document.activeElement || link.parentElement.contains(document.activeElement));
      if (row >= 0) return [column, row];
    }
    return null;
  };
  const clamp = (value, length) => Math.max(0, Math.min(value, length - 1));
  const steps = { j: [0, 1], k: [0, -1], h: [-1, 0], l: [1, 0] };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox]), select, textarea")) return;
    const links = columns();
    const at = place(links);
    if (event.key === "x" && at) {
      const box = links[at[0]][at[1]].parentElement.querySelector("input[type=checkbox]");
      box.checked = !box.checked;
      event.preventDefault();
      return;
    }
    const step = steps[event.key];
    if (!step) return;
    const column = clamp((at ? at[0] : 0) + (at ? step[0] : 0), links.length);
    const row = clamp(at ? at[1] + step[1] : 0, links[column].length);
    links[column][row]?.focus();
    event.preventDefault();
  });
})();
