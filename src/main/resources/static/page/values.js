/** Values of attributes in words. */
import {areaText} from './figures.js';
import {t} from './texts.js';

export const isNothing = (value) => value === null || value === undefined || value === '';

/** The listed code of a value: its own, or the nearest above it in a list such as that of land uses. */
const codeOf = (attribute, value) => attribute.codes
    .filter((code) => value === code.value || (/^\d/.test(code.value) && value.startsWith(code.value)))
    .sort((a, b) => b.value.length - a.value.length)[0];

/**
 * A value as people say it.
 * @param {Object} [attribute] of the collection; without it the value as it is
 */
export function valueText(attribute, value) {
  if (isNothing(value)) {
    return '–';
  }
  if (typeof value === 'boolean') {
    return t(`yesNo.${value}`);
  }
  if (attribute?.name.endsWith('SquareMetres')) {
    return areaText(value);
  }
  const code = attribute?.codes?.length > 0 && codeOf(attribute, String(value));
  return code ? (/^\d/.test(value) ? `${value} ${code.title}` : code.title) : String(value);
}
