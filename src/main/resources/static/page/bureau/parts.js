/** Parts of views: tables, forms, facts. */
import {el, showMessage} from '../dom.js';
import {number} from '../figures.js';
import {w} from './words.js';

const DAY = /^\d{4}-\d\d-\d\d$/;
const MOMENT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/; // may be broken between day and time alone

/**
 * A table.
 * @param {string} label what it holds, for screen readers
 * @param {string[]} heads
 * @param {Array[]} rows cells: text, nodes; a row may have `attributes` for its element
 */
export function table(label, heads, rows) {
  const cell = (content) => el('td', {class: DAY.test(content) ? 'tight' : MOMENT.test(content) && 'moment'},
      ...[content].flat().map((c) => asNode(c)));
  return el('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': label},
      el('table', {class: 'list'},
          el('thead', {}, el('tr', {}, heads.map((text) => el('th', {scope: 'col', text})))),
          el('tbody', {}, rows.length === 0
            ? el('tr', {}, el('td', {colspan: heads.length, class: 'soft', text: w('none')}))
            : rows.map((row) => el('tr', row.attributes || {}, row.map(cell))))));
}

const asNode = (c) => c === null || c === undefined || c === false ? '' : c instanceof Node ? c : String(c);

/** A row of a table whose element has attributes. */
export const rowOf = (attributes, cells) => Object.assign([...cells], {attributes});

/** Name and value pairs; pairs without value are left out. */
export function facts(pairs) {
  return el('dl', {class: 'pairs'}, pairs
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(([name, value]) => [el('dt', {text: name}), el('dd', {}, asNode(value))]));
}

let ids = 0;

/**
 * A control with its label.
 * @param {Object} attributes of the control; `options` [[value, title]] make a list, `rows` a text
 *     area; else an input
 */
export function field(label, {options, ...attributes}) {
  const id = attributes.id || `c${++ids}`;
  const {value, ...rest} = attributes;
  const tag = options ? 'select' : rest.rows ? 'textarea' : 'input';
  const control = el(tag, {...rest, id},
      options && options.map(([v, text]) =>
        el('option', {value: v, text, selected: String(v) === String(value ?? '')})));
  if (!options && value !== undefined && value !== null) {
    control.value = value;
  }
  const words = label + (rest.required ? w('required') : '');
  if (rest.type === 'file') {
    return fileField(id, words, control);
  }
  return rest.type === 'checkbox'
    ? el('div', {class: 'field tick'}, control, el('label', {for: id, text: words}))
    : el('div', {class: 'field'}, el('label', {for: id, text: words}), control);
}

/** The browser's own button speaks the language of the browser: this one that of the page. */
function fileField(id, words, control) {
  const chosen = el('span', {class: 'soft', role: 'status'});
  control.className = 'unseen';
  control.addEventListener('change', () => { chosen.textContent = control.files[0]?.name || ''; });
  return el('div', {class: 'field filefield'}, el('label', {for: id, text: words}), control,
      el('label', {for: id, class: 'secondary pick', 'aria-hidden': 'true', text: w('file.choose')}), ' ', chosen);
}

/** A button. */
export function button(text, action, kind = 'secondary') {
  const made = el('button', {type: 'button', class: kind, text});
  made.addEventListener('click', () => attempt(made, action));
  return made;
}

/** A link that looks like a button. */
export const fileLink = (text, href) => el('a', {class: 'secondary', href, text});

/**
 * A form.
 * @param {Function} action gets the filled-in values by name; files as files
 */
export function form(children, submit, action, attributes = {}) {
  const send = el('button', {type: 'submit', class: 'primary', text: submit});
  const made = el('form', {class: 'form', ...attributes}, ...children,
      el('div', {class: 'send'}, send));
  made.addEventListener('submit', (event) => {
    event.preventDefault();
    attempt(send, () => action(values(made), made));
  });
  return made;
}

/** What is filled into a form, by name. */
export function values(made) {
  const found = {};
  for (const control of made.elements) {
    if (control.name && !control.disabled) {
      found[control.name] = control.type === 'checkbox' ? control.checked
        : control.type === 'file' ? control.files[0] : control.value.trim();
    }
  }
  return found;
}

/** Runs an action; its button is busy meanwhile, and what goes wrong is said. */
export async function attempt(control, action) {
  control.disabled = true;
  try {
    showMessage('');
    await action();
  } catch (problem) {
    if (problem.name !== 'AbortError') {
      showMessage(w('failed', {reason: problem.message}));
    }
  } finally {
    control.disabled = false;
  }
}

/** A section of a view. */
export const section = (title, ...children) =>
  el('section', {class: 'part'}, el('h3', {text: title}), ...children);

/** Several things in one line. */
export const listOf = (texts) => texts.join(w('list.separator'));

/** A word in a coloured frame. */
export const badge = (text, kind) => el('span', {class: `badge ${kind}`, text});

/** An area in both units, short. */
export const areaOf = (squareMetres) => w('areaBoth', {
  squareMetres: number(squareMetres), mu: number(squareMetres * 3 / 2000)});

/** A list shown a page at a time; `draw` makes the nodes of the rows of a page. */
export function paged(rows, size, draw) {
  const box = el('div', {class: 'paged'});
  let page = 0;
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const turn = (to) => { page = to; show(); };
  function show() {
    const bar = el('div', {class: 'pager'},
        el('button', {type: 'button', class: 'quiet', disabled: page === 0,
          text: w('page.previous'), on: {click: () => turn(page - 1)}}),
        el('span', {role: 'status',
          text: w('page.of', {page: page + 1, pages, count: rows.length})}),
        el('button', {type: 'button', class: 'quiet', disabled: page >= pages - 1,
          text: w('page.next'), on: {click: () => turn(page + 1)}}));
    box.replaceChildren(draw(rows.slice(page * size, (page + 1) * size)),
        ...(pages > 1 ? [bar] : []));
  }
  show();
  return box;
}

let hide;

/** Says that something was done. */
export function say(text) {
  const box = document.getElementById('done');
  box.textContent = text;
  box.hidden = false;
  clearTimeout(hide);
  hide = setTimeout(() => { box.hidden = true; }, 6000);
}
