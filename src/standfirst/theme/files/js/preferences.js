// Before the first paint: what the reader has set, and that scripts run. Reads; never writes.
(function (root) {
  root.classList.add("js");
  try {
    ["size", "scheme"].forEach(function (name) {
      var value = localStorage.getItem("sf-" + name);
      if (value && /^[a-z]+$/.test(value)) root.dataset[name] = value;
    });
  } catch (error) {
    // Storage is forbidden here: the device's own settings stand.
  }
})(document.documentElement);
