/* Starts Wagtail's widgets: what their inline scripts did, where no inline script may run.
   Only these names can be called, so that the element is no way around the policy. */
(() => {
  const names = [
    "Chooser",
    "DocumentChooser",
    "ImageChooser",
    "InlinePanel",
    "MultipleChooserPanel",
    "PageChooser",
    "SnippetChooser",
    "createTaskChooser",
    "initDateChooser",
    "initDateTimeChooser",
    "initTimeChooser",
  ];

  const call = (name, values) => {
    if (/^[A-Z]/.test(name)) new window[name](...values);
    else window[name](...values);
  };

  class Start extends HTMLElement {
    connectedCallback() {
      const { name, arguments: values } = this.dataset;
      // Moving a row connects its elements again; an inline script would not run twice either.
      if (this.started || !names.includes(name)) return;
      this.started = true;
      const run = () => call(name, JSON.parse(values));
      if (window[name]) run();
      else document.addEventListener("DOMContentLoaded", run, { once: true });
    }
  }
  customElements.define("standfirst-start", Start);
})();
