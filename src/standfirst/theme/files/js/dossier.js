// As it stood on one day, as it was known on another: the answers for any two days, from the files of their years.
(function () {
  "use strict";
  const box = document.querySelector("[data-pairs]");
  if (!box) return;
  const form = box.querySelector("form");
  const heard = box.querySelector("[role=status]");
  const { pairs, first, last } = box.dataset;
  const word = (name) => box.querySelector(`template[data-word="${name}"]`).content.cloneNode(true);
  const files = {};
  const file = (year) => files[year] = files[year] || fetch(`${pairs}${year}.json`).then((found) => {
    if (!found.ok) throw new Error(found.status);
    return found.json();
  });
  const answerOf = (data, about, day, known) => {
    const holds = ([a, b, c, d]) => data.days[a] <= day && day < data.days[b]
      && data.days[c] <= known && (d === null || known < data.days[d]);
    const part = (data.about[about] || []).find(holds);
    return part && data.answers[part[4]];
  };
  const fill = (cell, answer) => {
    cell.replaceChildren();
    if (!answer) return cell.append(word("nothing"));
    const kind = answer.verdict ? "verdict" : cell.dataset.kind === "mandate" ? "standing" : "state";
    cell.append(word(`${kind} ${answer[kind]}`), " ");
    if (answer.level) cell.append(word(`level ${answer.level}`), " ");
    if (answer.override) cell.append(word("override"), word(`verdict ${answer.override.verdict}`));
  };
  const show = () => {
    const day = form.elements["as-of"].value, known = form.elements["known-on"].value;
    if (!day || !known || !form.checkValidity()) return;
    const within = day < first ? first : day > last ? last : day;
    file(within.slice(0, 4)).then((data) => {
      box.querySelectorAll("[data-about]").forEach((cell) => {
        fill(cell, answerOf(data, cell.dataset.about, within, known));
      });
      box.querySelector("table").hidden = false;
      heard.textContent = box.dataset.told.replace("{day}", day).replace("{known}", known);
    }).catch(() => {
      delete files[within.slice(0, 4)];
      heard.textContent = box.dataset.failed;
    });
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  form.addEventListener("change", () => {
    history.replaceState(null, "", "#" + new URLSearchParams(new FormData(form)));
    show();
  });
  const asked = new URLSearchParams(location.hash.slice(1));
  ["as-of", "known-on"].forEach((name) => {
    const today = new Date().toISOString().slice(0, 10);
    form.elements[name].value = asked.get(name) || form.elements[name].value || today;
  });
  box.hidden = false;
  if (asked.has("as-of")) show();
})();
