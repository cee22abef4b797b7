/** Figures in words: areas in m², 公顷 and 亩, percentages, lengths, times. */
import {language, t} from './texts.js';

const SQUARE_METRES_PER_MU = 2000 / 3;

/** A number with grouped digits and a fixed count of decimals. */
export function number(value, decimals = 2) {
  return value.toLocaleString(language() === 'en' ? 'en' : 'zh-CN',
      {minimumFractionDigits: decimals, maximumFractionDigits: decimals});
}

/** An area in m², 公顷 and 亩; 亩 as the service says it where it does. */
export function areaText(squareMetres, mu = squareMetres / SQUARE_METRES_PER_MU) {
  return t('area', {
    squareMetres: number(squareMetres), hectares: number(squareMetres / 10_000, 4), mu: number(mu, 4),
  });
}

/** A moment in the user's clock: year-month-day hours:minutes:seconds, as days are written, too. */
export const moment = (iso) => new Date(iso).toLocaleString('sv-SE', {
  year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
  second: '2-digit',
});
