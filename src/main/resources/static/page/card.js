/** What lies at a place of the map: a small card with the features and what they say. */
import {el, fill, icon} from './dom.js';
import {t} from './texts.js';
import {isNothing, valueText} from './values.js';

const HIDDEN = new Set(['geometry', 'code', 'name', 'adcode']);

let hide = null; // while the card is shown

document.addEventListener('keydown', (event) => event.key === 'Escape' && hide?.());

/**
 * Shows the features, or hides the card if there are none.
 * @param {Array} found [{collection, feature}]
 * @param {function(Object)} onChoose gets the parcel that the user chose
 */
export function showCard(found, onChoose) {
  const card = document.getElementById('card');
  card.hidden = found.length === 0;
  hide = null;
  if (card.hidden) {
    fill(card);
    return;
  }
  hide = () => {
    showCard([], onChoose);
    document.getElementById('map').focus();
  };
  fill(card,
      el('header', {}, el('h2', {text: t('card.title', {count: found.length})}),
          el('button', {type: 'button', title: t('close'), 'aria-label': t('close'),
            on: {click: () => hide?.()}}, icon('close'))),
      found.map(({collection, feature}, i) => describe(collection, feature, i === 0, onChoose)));
}

function describe(collection, feature, open, onChoose) {
  const properties = feature.getProperties();
  const isParcel = collection.id === 'parcels';
  return el('details', {open},
      el('summary', {}, el('b', {text: collection.title}),
          el('span', {text: properties.name || properties.code})),
      el('dl', {class: 'facts small'},
          row(t('card.code'), properties.code),
          collection.attributes.filter((a) => !HIDDEN.has(a.name) && !isNothing(properties[a.name])
            && properties[a.name] !== properties.code)
              .map((a) => row(a.title, valueText(a, properties[a.name])))),
      isParcel && el('button', {type: 'button', class: 'secondary',
        on: {click: () => onChoose(properties)}}, t('card.choose')));
}

const row = (title, value) => [el('dt', {text: title}), el('dd', {text: value})];
