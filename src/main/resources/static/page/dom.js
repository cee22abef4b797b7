/** Small helpers to build the page. Text always goes in as text, never as markup. */

/**
 * Makes an element.
 * @param {string} tag
 * @param {Object} attributes attribute values; `text` is its text, `on` its listeners, `class` its
 *     classes; false, null and undefined leave an attribute out
 * @param {...(Node|string|null|undefined|false)} children
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) {
      continue;
    }
    if (name === 'text') {
      element.textContent = value;
    } else if (name === 'on') {
      Object.entries(value).forEach(([event, listener]) =>
          element.addEventListener(event, listener));
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...present(children));
  return element;
}

/** Replaces all children of an element. */
export function fill(element, ...children) {
  element.replaceChildren(...present(children));
}

const present = (children) => children.flat(Infinity).filter((child) => child || child === 0);

const SVG = 'http://www.w3.org/2000/svg';

/** Outlines on a grid of 24 × 24. */
const ICONS = {
  PROHIBITED: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM5.8 5.8l12.4 12.4',
  SUSPENDED: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.5 8.5v7M14.5 8.5v7',
  CONDITIONAL: 'M9 4H6a1 1 0 0 0-1 1v15a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1V5a1 1 0 0 0-1-1h-3M9 3h6v3H9zM8.5 13.5l2.5 2.5 4.5-5',
  NOTICE: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v6M12 7.2v.6',
  CLEAR: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM7.8 12.3l3 3 5.6-6',
  UNSURE: 'M12 3.5 2.8 20h18.4zM12 10v5M12 17.4v.4',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  home: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  layers: 'M12 3 3 8l9 5 9-5zM3 12.5l9 5 9-5M3 17l9 5 9-5',
  target: 'M12 2.5v4M12 17.5v4M2.5 12h4M17.5 12h4M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10z',
  back: 'M14.5 5 8 12l6.5 7',
  close: 'M6 6l12 12M18 6 6 18',
  pen: 'M4 20l1-5L16 4l4 4L9 19zM13.5 6.5l4 4',
  file: 'M6 2.500h8l4 4V21H6zM14 2.500v4h4M12 18v-7M9 13.500l3-3 3 3',
  link: 'M10 14a4 4 0 0 0 5.7 0l3.3-3.3a4 4 0 0 0-5.7-5.7L12 6.3M14 10a4 4 0 0 0-5.7 0L5 13.3A4 4 0 0 0 10.700 19L12 17.700',
};

/** A decorative icon: screen readers skip it, since words stand beside it. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

let hideMessage;

/** Says something that went wrong, until the next thing or for as long as it takes to read. */
export function showMessage(text) {
  const box = document.getElementById('message');
  box.textContent = text;
  box.hidden = !text;
  clearTimeout(hideMessage);
  if (text) {
    hideMessage = setTimeout(() => { box.hidden = true; }, Math.max(12_000, 150 * text.length));
  }
}

/** Says that the session is over, with the way to the sign-in on a new tab; or no longer (null). */
export function showSessionOver(text, signIn) {
  const shown = document.getElementById('sessionOver');
  if (!text || shown) {
    text || shown?.remove();
    return;
  }
  document.body.append(el('div', {id: 'sessionOver', class: 'session-over', role: 'alert'},
      el('span', {text}),
      el('a', {href: 'signin.html', target: '_blank', text: signIn})));
}
