// The account's display preferences on this device: kept here when they were just chosen, or where nothing is chosen.
(function () {
  "use strict";
  const root = document.documentElement;
  const names = ["size", "scheme"];
  if (!("accountSize" in root.dataset)) return;
  const asked = { size: root.dataset.accountSize, scheme: root.dataset.accountScheme };
  try {
    const chosen = names.some((name) => localStorage.getItem("sf-" + name));
    if (chosen && !("accountKept" in root.dataset)) return;
    names.forEach((name) => {
      if (asked[name]) localStorage.setItem("sf-" + name, asked[name]);
      else localStorage.removeItem("sf-" + name);
    });
  } catch {
    // Storage is forbidden here: the choice holds on the pages of the account.
  }
  names.forEach((name) => {
    if (asked[name]) root.dataset[name] = asked[name];
    else delete root.dataset[name];
  });
})();
