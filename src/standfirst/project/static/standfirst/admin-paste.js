/* What editors paste comes with inline styles, which the policy blocks even while it is only read. They are
   taken off before anything parses them; bold, italics and their like become elements, so that they stay. */
(() => {
  const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^"'>])*>/gi;
  const STYLE = /(\s)style(\s*=)/gi;
  const MOST = 2_000_000;

  const wanted = ({ fontWeight, fontStyle, verticalAlign }) => {
    const names = [];
    if (/^(bold|bolder|[6-9]00)$/.test(fontWeight)) names.push("b");
    if (/^(italic|oblique)/.test(fontStyle)) names.push("i");
    if (verticalAlign === "super") names.push("sup");
    if (verticalAlign === "sub") names.push("sub");
    return names;
  };

  /* Headings and table heads are bold by themselves, and a text that is all bold was somebody's page style. */
  const PLAIN = /^(body|b|strong|i|em|h[1-6]|th|table|tr|ul|ol)$/i;

  const clean = (html) => {
    if (!/\bstyle\b/i.test(html) || html.length > MOST) return html;
    const bare = html
      .replace(/<style\b[\s\S]*?<\/style\s*>/gi, "")
      .replace(TAG, (tag) => tag.replace(STYLE, "$1data-style$2"));
    const page = document.implementation.createHTMLDocument("");
    page.documentElement.innerHTML = bare;
    page.querySelectorAll("[data-style]").forEach((element) => {
      const probe = page.createElement("i").style;
      probe.cssText = element.dataset.style;
      element.removeAttribute("data-style");
      if (PLAIN.test(element.localName)) return;
      for (const name of wanted(probe)) {
        const wrapper = page.createElement(name);
        wrapper.append(...element.childNodes);
        element.append(wrapper);
      }
    });
    return page.documentElement.outerHTML;
  };

  const read = DataTransfer.prototype.getData;
  DataTransfer.prototype.getData = function getData(format) {
    const data = read.call(this, format);
    return /^text\/html$/i.test(format) ? clean(data) : data;
  };
})();
