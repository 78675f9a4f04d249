/* Focuses every element of the page that takes the focus, and returns the HTML of those that a reader
   who uses the keyboard would lose: nothing changes that is drawn, or something covers them.
   The keyboard must have been used before, or the browser shows no focus at all. */
() => {
  const FOCUSABLE = "a[href], area[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable]";
  const DRAWN = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "borderColor", "backgroundColor"];
  const cut = element => element.outerHTML.slice(0, 120);
  const around = element => [element, element.parentElement, element.parentElement.parentElement];
  const look = element => around(element).map(e => DRAWN.map(name => getComputedStyle(e)[name]).join());
  const outlined = element => around(element).some(e => {
    const style = getComputedStyle(e);
    return style.outlineStyle != "none" && parseFloat(style.outlineWidth) >= 2
      && e.matches(":focus-visible, :has(:focus-visible)");
  });
  const within = (element, hit) => [element, ...element.labels ?? []].some(e => e.contains(hit));
  /* At least one of five points of one of its lines is in the window and is it, not what lies above it. */
  const inSight = element => [...element.getClientRects()].some(box =>
    [[.5, .5], [.1, .5], [.9, .5], [.5, .2], [.5, .8]].some(([x, y]) =>
      within(element, document.elementFromPoint(box.x + x * box.width, box.y + y * box.height))));
  document.querySelectorAll("details").forEach(element => { element.open = true; });
  const offences = [];
  const elements = [...document.querySelectorAll(FOCUSABLE)].filter(element =>
    element.tabIndex >= 0 && !element.disabled && element.checkVisibility({visibilityProperty: true}));
  for (const element of elements) {
    document.activeElement.blur();
    const before = look(element).join("|");
    element.focus();
    if (document.activeElement != element) offences.push(["not focused", cut(element)]);
    else if (before == look(element).join("|")) offences.push(["nothing changes", cut(element)]);
    else if (!outlined(element)) offences.push(["no outline", cut(element)]);
    else if (!inSight(element)) offences.push(["covered", cut(element)]);
  }
  /* On the way back the page scrolls the other way, under what sticks to the top. */
  for (const element of elements.reverse()) {
    element.focus();
    if (!inSight(element)) offences.push(["covered on the way back", cut(element)]);
  }
  document.activeElement.blur();
  scrollTo(0, 0);
  return offences;
}
