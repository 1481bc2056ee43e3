// Shows when readers have a page, and keeps the report of the bake up to date.
"use strict";
{
  const report = document.querySelector("[data-bake-report]");
  if (report) {
    setInterval(async () => {
      if (document.hidden || report.contains(document.activeElement)) return;
      const answer = await fetch(report.dataset.bakeReport, { headers: { "X-Requested-With": "fetch" } });
      if (!answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      report.replaceChildren(...fresh.body.childNodes);
    }, 2000);
  }

  const script = document.querySelector("script[data-states]");
  const page = /\/admin\/pages\/(\d+)\/edit\//.exec(location.pathname);
  if (script && page) {
    const place = document.createElement("p");
    place.setAttribute("role", "status");
    place.className = "standfirst-live";
    const look = async () => {
      const answer = await fetch(`${script.dataset.states}pages/${page[1]}/`);
      if (!answer.ok) return;
      const { state, label, path } = await answer.json();
      if (!label) return;
      if (place.dataset.state !== state) {
        place.dataset.state = state;
        place.textContent = path ? "" : label;
        if (path) {
          const link = document.createElement("a");
          link.href = path;
          link.textContent = `${label}: ${path}`;
          place.append(link);
        }
        if (!place.isConnected) document.querySelector("#page-edit-form")?.before(place);
      }
      if (state === "waiting") setTimeout(look, 1000);
    };
    look();
  }
}
