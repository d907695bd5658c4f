// The texts of a page that have less contrast than 4.5 to what lies under them, with the ratio.
() => {
  const channel = (value) =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  const parse = (text) => text.match(/[\d.]+/g).map(Number);
  const over = (top, under) => {
    const alpha = top[3] === undefined ? 1 : top[3];
    return [0, 1, 2].map((place) => alpha * top[place] + (1 - alpha) * under[place]);
  };
  const luminance = ([red, green, blue]) =>
    0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
  const ground = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      layers.push(parse(getComputedStyle(at).backgroundColor));
    }
    return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255]);
  };
  const low = {};
  for (const element of document.querySelectorAll("body *")) {
    const words = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const hidden = element.closest("title, desc, .skip") || !element.getClientRects().length;
    if (!words || hidden) continue;
    const style = getComputedStyle(element);
    const under = ground(element);
    const shown = over(parse(element.ownerSVGElement ? style.fill : style.color), under);
    const [one, two] = [luminance(shown), luminance(under)];
    const ratio = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    if (ratio < 4.5) low[`${element.tagName}.${element.getAttribute("class")}`] = ratio;
  }
  return low;
};
