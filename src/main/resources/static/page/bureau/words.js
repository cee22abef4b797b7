/** Texts of the bureau's page in the language that the pages share. */
import {language, t} from '../texts.js';
import {ADMIN} from './texts-admin.js';
import {AUDIT} from './texts-audit.js';
import {FRAME} from './texts-frame.js';
import {IMPORTS} from './texts-imports.js';
import {REGISTERS} from './texts-registers.js';
import {VERSIONS} from './texts-versions.js';

const TEXTS = {...FRAME, ...IMPORTS, ...REGISTERS, ...VERSIONS, ...ADMIN, ...AUDIT};

/**
 * A text in the language of the page, with {name} replaced.
 * @param {string} [otherwise] what to say where there is no text of one's own
 */
export function w(key, parameters = {}, otherwise = key) {
  const own = TEXTS[key];
  if (!own) {
    return t(key, parameters, otherwise);
  }
  return own[language() === 'en' ? 1 : 0]
      .replace(/\{(\w+)\}/g, (whole, name) => parameters[name] ?? whole);
}

/**
 * The name of a code: English where the page has one, else as the service says it.
 * @param {string} group as "site", "zone"
 */
export const codeName = (group, code, title) =>
  code ? w(`${group}.${code}`, {}, title ?? code) : '–';

/** Puts the texts into the elements of the document that name theirs. */
export function applyWords() {
  document.documentElement.lang = language() === 'en' ? 'en' : 'zh-CN';
  document.querySelectorAll('[data-words]').forEach((element) => {
    element.textContent = w(element.dataset.words);
  });
  document.querySelectorAll('[data-words-label]').forEach((element) => {
    element.setAttribute('aria-label', w(element.dataset.wordsLabel));
  });
}
