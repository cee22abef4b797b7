/** How the fields and codes of a file were understood, and its first rows. */
import {el} from '../dom.js';
import {systemOptions} from './imports.js';
import {areaOf, badge, field, form, listOf, section, table} from './parts.js';
import {address, post} from './service.js';
import {valueText} from '../values.js';
import {codeName, w} from './words.js';

const AGAIN = ['CHECKED', 'REJECTED'];

/** The fields and what they stand for; while the file is kept, to be changed. */
export function mappingPart(job, collection, {mayWrite}) {
  const fields = [...Object.keys(job.mapping), ...job.unmapped];
  if (fields.length === 0) {
    return null;
  }
  const editable = AGAIN.includes(job.state) && mayWrite(collection.department);
  const missing = collection.attributes.filter((a) => (job.problems || []).some((p) =>
    p.code === 'ATTRIBUTE_NOT_MAPPED' && p.field === a.name));
  const rows = table(w('import.mapping'),
      [w('import.field'), w('import.attribute'), w('import.values')],
      fields.map((name) => {
        const attribute = collection.attributes.find((a) => a.name === job.mapping[name]);
        return [name, editable ? chooser(name, attribute, collection)
          : attribute?.title || w('import.extra'), codesOf(attribute)];
      }));
  return section(w('import.mapping'),
      missing.length > 0 && el('p', {class: 'wrong',
        text: w('import.unmapped', {names: listOf(missing.map((a) => a.title))})}),
      editable ? editor(job, rows, fields) : rows);
}

function chooser(name, attribute, collection) {
  const select = el('select', {name: `field:${name}`,
    'aria-label': w('import.attributeOf', {field: name})},
  el('option', {value: '', text: w('import.extra')}),
  collection.attributes.map((a) => el('option', {value: a.name, text: a.title,
    selected: a === attribute})));
  return select;
}

function editor(job, rows, fields) {
  return form([
    el('p', {class: 'hint', text: w('import.mappingHint')}),
    rows,
    el('div', {class: 'two'},
        field(w('imports.crs'), {name: 'crs', options: systemOptions()}),
        field(w('imports.coverage'), {name: 'coverage', value: job.coverage.join(','),
          pattern: '[0-9]{6}(,[0-9]{6})*'})),
    field(w('imports.repair'), {name: 'repair', type: 'checkbox', checked: job.repair}),
  ], w('import.again'), async (given) => {
    const mapping = Object.fromEntries(fields.map((name) => [name, given[`field:${name}`] || null]));
    const next = await post(address(`api/imports/${job.id}/remap`,
        {crs: given.crs, coverage: given.coverage, repair: String(given.repair), commit: 'manual'}),
    mapping);
    location.hash = `#/imports/${next.id}`;
  }, {id: 'mapping'});
}

/** The codes of an attribute with the spellings that are understood. */
function codesOf(attribute) {
  if (!attribute?.codes?.length) {
    return '';
  }
  return el('details', {}, el('summary', {text: w('import.codes', {count: attribute.codes.length})}),
      el('ul', {class: 'codes'}, attribute.codes.map((code) => el('li', {},
          el('b', {text: code.value}), ` ${[code.title, ...(code.aliases || [])].join(' / ')}`))));
}

/** The first rows as they would be registered. */
export function previewPart(job, collection) {
  const rows = job.preview?.rows || [];
  if (rows.length === 0) {
    return null;
  }
  const names = collection.attributes.filter((a) =>
    rows.some(({attributes}) => attributes[a.name] !== null && attributes[a.name] !== undefined))
      .slice(0, 8);
  return section(w('import.preview', {count: rows.length}), table(w('import.preview', {count: rows.length}),
      [w('import.record'), w('import.action'), ...names.map((a) => a.title), w('area')],
      rows.map((row) => [row.record, badge(codeName('action', row.action), row.action),
        ...names.map((a) => valueText(a, row.attributes[a.name])),
        row.areaSquareMetres > 0 ? areaOf(row.areaSquareMetres) : ''])));
}
