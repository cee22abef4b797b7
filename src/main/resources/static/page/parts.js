/** Parts that several views are built of. */
import {el, icon} from './dom.js';
import {SYSTEMS} from './gauss.js';
import {t} from './texts.js';

/** A titled part of the panel. */
export function section(id, title, ...children) {
  return el('section', {class: 'part', 'aria-labelledby': `${id}Title`},
      el('h3', {id: `${id}Title`, text: title}), ...children);
}

/** A severity or verdict as word, icon and colour. */
export function badge(severity, text = t(`verdict.${severity}`)) {
  return el('span', {class: `badge ${severity}`}, icon(severity), text);
}

/** How a verdict looks: nothing found where something is not known must not look like a clear answer. */
export const toneOf = ({verdict, incomplete}) => (verdict === 'CLEAR' && incomplete ? 'UNSURE' : verdict);

/** A verdict as word, icon and colour, and whether it is incomplete. */
export const verdictBadge = ({verdict, incomplete}) => [
  badge(toneOf({verdict, incomplete}), t(`verdict.${verdict}`)),
  incomplete && el('span', {class: 'mark', text: t('incomplete.mark')}),
];

/** Titles and values. Rows that are false are left out. */
export function facts(rows, small = false) {
  return el('dl', {class: small ? 'facts small' : 'facts'}, rows.filter(Boolean).flatMap(
      ([title, ...values]) => [el('dt', {text: title}), el('dd', {}, ...values)]));
}

/**
 * A table.
 * @param {Array<string>} head titles of the columns
 * @param {Array<{cells: Array, attributes: Object}>} rows the first cell heads its row
 */
export function table(caption, head, rows) {
  return el('div', {class: 'tablebox', tabindex: '0', role: 'region', 'aria-label': caption},
      el('table', {class: 'grid'},
          el('caption', {class: 'unseen', text: caption}),
          el('thead', {}, el('tr', {}, head.map((text) => el('th', {scope: 'col', text})))),
          el('tbody', {}, rows.map(({cells, attributes = {}}) => el('tr', attributes,
              cells.map((cell, i) => (i === 0
                ? el('th', {scope: 'row'}, cell) : el('td', {}, cell))))))));
}

/** What lights a hit on the map while the pointer or the focus is on its row. */
export const lights = (map, key) => ({on: {
  mouseenter: () => map.light(key), mouseleave: () => map.light(null),
  focusin: () => map.light(key), focusout: () => map.light(null),
}});

/** A labelled input. */
export function textField(id, title, attributes = {}) {
  return el('div', {}, el('label', {for: id, text: title}),
      el('input', {id, autocomplete: 'off', ...attributes}));
}

/**
 * A labelled choice.
 * @param {Array} options [[value, title]]
 */
export function choiceField(id, title, options, chosen, attributes = {}) {
  return el('div', {}, el('label', {for: id, text: title}),
      el('select', {id, ...attributes}, options.map(([value, text]) =>
        el('option', {value, text, selected: value === (chosen || '')}))));
}

/** A choice of coordinate systems; none means that the file says it. */
export function systemField(id, chosen, attributes = {}) {
  return choiceField(id, t('file.system'), [['', t('file.ownSystem')],
    ...SYSTEMS.map((system) => [system.code, `${systemText(system)} · ${system.code}`])],
  chosen, attributes);
}

/** A coordinate system in words. */
export function systemText(system) {
  if (system.geographic) {
    return t(system.code === 'EPSG:4326' ? 'system.wgs84' : 'system.cgcs2000');
  }
  return t(system.zone ? 'system.zone' : 'system.meridian', system);
}

/** Formats of plots that the service reads. */
export const PLOT_FILES = '.zip,.txt,.geojson,.json,.gpkg,.csv,.kml,.dxf';

/** A field for a file, which may have been chosen before. */
export function fileField(id, title, onFile, file) {
  const hint = el('p', {class: 'hint', id: `${id}Hint`, role: 'status'});
  const input = el('input', {type: 'file', id, class: 'unseen', accept: PLOT_FILES,
    'aria-describedby': hint.id});
  const say = (chosen) => {
    hint.textContent = chosen ? t('file.chosen', {name: chosen.name}) : t('file.hint');
  };
  if (file) { // chosen before, or dropped on the page
    const held = new DataTransfer();
    held.items.add(file);
    input.files = held.files;
  }
  say(file);
  input.addEventListener('change', () => {
    say(input.files[0]);
    onFile(input.files[0] || null);
  });
  return el('div', {class: 'filebox'}, el('label', {for: id, text: title}), input,
      // the browser's own button speaks the language of the browser
      el('label', {for: id, class: 'secondary pick', 'aria-hidden': 'true', text: t('file.choose')}),
      hint);
}

/** A labelled field for more than a few words. */
export function longField(id, title, attributes = {}) {
  return el('div', {class: 'whole'}, el('label', {for: id, text: title}),
      el('textarea', {id, rows: 2, ...attributes}));
}

/**
 * Something that may be done, folded until it is wanted: fields, and the button that does it. Those
 * that are required are asked for before anything is sent.
 * @param {function(HTMLFormElement)} act what goes wrong in it is said below the fields
 */
export function deed(name, title, fields, act) {
  const problem = el('p', {class: 'hint wrong', role: 'alert'});
  const button = el('button', {type: 'submit', class: 'secondary'}, title);
  return el('details', {class: 'block', 'data-act': name}, el('summary', {text: title}),
      el('form', {novalidate: true, on: {submit: async (event) => {
        event.preventDefault();
        const blank = [...event.target.querySelectorAll('[required]')].filter((control) => !control.value.trim());
        problem.textContent = blank.length > 0 ? t('deed.wanting', {
          names: blank.map((control) => control.labels[0].textContent).join(t('list.separator'))}) : '';
        if (blank.length > 0) {
          blank[0].focus();
          return;
        }
        button.disabled = true;
        try {
          await act(event.target);
        } catch (refused) {
          problem.textContent = refused.message;
        }
        button.disabled = false;
      }}}, el('div', {class: 'pair'}, fields), problem, button));
}

/** What is filled into a field of a form, or null. */
export const given = (form, id) => form.querySelector(`#${id}`).value.trim() || null;

/** Today, year-month-day. */
export const today = () => new Date().toLocaleDateString('sv-SE');

/** A link to something that is taken away or printed. */
export const takeAway = (href, title) =>
  el('a', {class: 'secondary', href, target: '_blank', rel: 'noopener', text: title});
