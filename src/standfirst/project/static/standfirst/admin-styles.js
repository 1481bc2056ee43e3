/* Styles that Wagtail's scripts write as <style> elements, style attributes or HTML, where the policy blocks
   inline styles. Each goes in through CSSOM, which the policy leaves to scripts that may run at all.
   Markup gets no way in: what a parser makes of HTML stays blocked. See docs/decisions/0020-admin-csp.md. */
(() => {
  const ours = new WeakSet();

  /* Stands for <style>: its text is a sheet of the document while it is in the document. */
  class Sheet extends HTMLElement {
    #observer = new MutationObserver(() => this.#read());

    sheet = new CSSStyleSheet();

    connectedCallback() {
      // Made by a parser, from somebody's HTML: it stays text that nobody sees.
      this.hidden = true;
      if (!ours.has(this)) return;
      this.#read();
      this.#observer.observe(this, { childList: true, characterData: true, subtree: true });
      this.ownerDocument.adoptedStyleSheets.push(this.sheet);
    }

    disconnectedCallback() {
      this.#observer.disconnect();
      const { adoptedStyleSheets } = this.ownerDocument;
      const place = adoptedStyleSheets.indexOf(this.sheet);
      if (place >= 0) adoptedStyleSheets.splice(place, 1);
    }

    #read() {
      this.sheet.replaceSync(this.textContent);
    }
  }
  customElements.define("standfirst-sheet", Sheet);

  const create = document.createElement;
  document.createElement = function createElement(name, ...rest) {
    if (String(name).toLowerCase() !== "style") return create.call(document, name, ...rest);
    const sheet = create.call(document, "standfirst-sheet");
    ours.add(sheet);
    return sheet;
  };

  const set = Element.prototype.setAttribute;
  HTMLElement.prototype.setAttribute = function setAttribute(name, value) {
    const attribute = String(name).toLowerCase();
    if (attribute === "style") this.style.cssText = value;
    // Old plugins find out by it whether there is a touch screen; newer browsers told them already.
    else if (!attribute.startsWith("on")) set.call(this, name, value);
  };

  const { jQuery } = window;
  if (!jQuery) return;
  /* jQuery's plugins hide inputs of type=hidden with a style attribute once more, and measure scroll bars. */
  const before = jQuery.htmlPrefilter;
  jQuery.htmlPrefilter = (html) => before(html).replace(/(<[a-z][^<>]*?)\sstyle=(?:"[^"]*"|'[^']*')/gi, "$1");
  if (jQuery.position) jQuery.position.scrollbarWidth = () => window.innerWidth - document.documentElement.clientWidth;
})();
