/** The page: asks about a plot of land and shows the answer, beside the map. */
import {getCheck, getFeature, getMe, listCollections, postCheck, signOut, toSignIn} from './api.js';
import {keyOf, showAnswer} from './answer.js';
import {showCard} from './card.js';
import {el, showMessage} from './dom.js';
import {createLayers} from './layers.js';
import {createMap} from './map.js';
import {createPlot} from './plot.js';
import {createQuestion} from './question.js';
import {applyTexts, language, onLanguage, setLanguage, t} from './texts.js';

const ORDER = ['PROHIBITED', 'SUSPENDED', 'CONDITIONAL', 'NOTICE', 'IGNORED'];
const form = document.getElementById('question');
const answer = document.getElementById('answer');
let check = null; // the answer that is shown

applyTexts();
bindBar();
try {
  await start();
} catch (problem) {
  showMessage(t('failed.start', {reason: problem.message}));
}

function bindBar() {
  document.getElementById('language').addEventListener('click', () =>
    setLanguage(language() === 'en' ? 'zh' : 'en'));
  document.getElementById('signout').addEventListener('click', async () => {
    await signOut();
    history.replaceState(null, '', location.pathname);
    toSignIn();
  });
}

async function start() {
  const [me, collections] = await Promise.all([getMe(), listCollections()]);
  document.getElementById('who').textContent = me.displayName || me.username;
  const map = createMap(document.getElementById('map'));
  const layers = createLayers(map, collections, findLate);
  const codes = collections.find((c) => c.id === 'parcels')?.attributes
      .find((a) => a.name === 'plannedUse')?.codes || [];
  const plot = createPlot(map, {adcode: me.adcode, counties: countiesOf(collections),
    onParcel: findOnMap});
  const question = createQuestion(codes);
  const button = el('button', {type: 'submit', class: 'primary'});
  form.append(plot.element, question.element, el('div', {class: 'submit'}, button));
  const label = () => { button.textContent = t(button.disabled ? 'check.running' : 'check.run'); };
  onLanguage(label);
  label();
  onLanguage(async () => {
    if (check) {
      show(check);
    }
    layers.retitle(await listCollections());
  });

  home();
  form.addEventListener('submit', submit);
  map.map.on('singleclick', (event) => {
    if (plot.isDrawing()) {
      return;
    }
    const found = layers.at(event.pixel);
    showCard(found, choose);
    const parcel = found.find(({collection}) => collection.id === 'parcels');
    if (parcel && answer.hidden && form.elements.way.value === 'number') {
      choose(parcel.feature.getProperties());
    }
  });
  window.addEventListener('hashchange', follow);
  await follow();

  function home() {
    const extents = collections.map((c) => c.extent).filter(Boolean);
    if (extents.length > 0) {
      map.home = extents.reduce((a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]),
        Math.max(a[2], b[2]), Math.max(a[3], b[3])]);
      map.fit(map.home, true);
    }
  }

  /** Does what the address says: a check, a parcel, or the empty form. */
  async function follow() {
    const [, kind, value] = location.hash.match(/^#(check|parcel)=(.+)$/) || [];
    if (kind === 'check') {
      await open(decodeURIComponent(value));
    } else {
      backToForm();
      if (kind === 'parcel') {
        const parcelNo = decodeURIComponent(value);
        plot.setParcel(parcelNo, null);
        findOnMap(parcelNo);
      }
    }
  }

  async function open(id) {
    if (check?.id === id) {
      show(check);
      return;
    }
    try {
      show(await getCheck(id));
      refill(check);
    } catch (problem) {
      showMessage(t('failed.open', {reason: problem.message}));
    }
  }

  /** Fills the form with what a check was asked, so that it can be asked otherwise. */
  function refill({parcel, question: asked}) {
    nameParcel(parcel);
    question.set({...asked, ...asked.project});
  }

  /** What the check said about a registered parcel, for the form. */
  function nameParcel({parcelNo, name, registeredAreaSquareMetres}) {
    if (parcelNo) {
      plot.setParcel(parcelNo, {parcelNo, name, areaSquareMetres: registeredAreaSquareMetres});
    }
  }

  function findOnMap(parcelNo) {
    const parcel = layers.parcels().find((f) => f.get('parcelNo') === parcelNo.toUpperCase());
    if (parcel) {
      choose(parcel.getProperties());
      map.bringIntoView(null);
    }
  }

  /** A parcel that was named before its layer had been read: what was filled in since stays. */
  function findLate() {
    const parcelNo = answer.hidden && plot.unknownNumber();
    const parcel = parcelNo
      && layers.parcels().find((f) => f.get('parcelNo') === parcelNo.toUpperCase());
    if (parcel) {
      choose(parcel.getProperties(), true);
      map.bringIntoView(null);
    }
  }

  function choose(properties, keep = false) {
    backToForm();
    const {parcelNo, currentUse, plannedUse, surveyState} = properties;
    plot.setParcel(parcelNo, {...properties, areaSquareMetres:
      properties.registeredAreaSquareMetres});
    question.set({currentUse, plannedUse, survey: surveyState}, keep);
    map.plotSource.clear();
    map.plotSource.addFeature(layers.parcels().find((f) => f.get('parcelNo') === parcelNo).clone());
  }

  async function submit(event) {
    event.preventDefault();
    showCard([]);
    const where = plot.read();
    const what = question.read();
    const wanting = [where, what].find((part) => part.wanting);
    if (wanting) {
      refuse(wanting.wanting, t(wanting.why, wanting.parameters));
      return;
    }
    button.disabled = true;
    label();
    try {
      const request = {...what.request, parcel: {...what.request.parcel, ...where.parcel}};
      check = await postCheck(request);
      history.pushState(null, '', `#check=${check.id}`);
      nameParcel(check.parcel);
      show(check);
    } catch (problem) {
      refuse({'parcel.adcode': 'adcode'}[problem.field] || problem.field.split('.').pop(),
          problem.message);
    } finally {
      button.disabled = false;
      label();
    }
  }

  /** Says what is wrong, and goes to the field where it can be mended. */
  function refuse(field, text) {
    showMessage(text);
    form.querySelectorAll('[aria-invalid]').forEach((f) => f.removeAttribute('aria-invalid'));
    const control = field && document.getElementById(field);
    if (control) {
      control.setAttribute('aria-invalid', 'true');
      control.focus();
    }
  }

  function show(shown) {
    check = shown;
    showMessage('');
    form.hidden = true;
    answer.hidden = false;
    showAnswer(answer, check, {
      back: () => {
        history.pushState(null, '', location.pathname + location.search);
        backToForm();
        form.querySelector('input').focus();
      },
      ask: (field) => {
        history.pushState(null, '', location.pathname + location.search);
        backToForm();
        document.getElementById(field).focus();
      },
      light: (key) => map.light(key),
      bring: (key) => { map.light(key); map.bringIntoView(key); },
      useTitle: question.titleOf,
    });
    document.getElementById('panel').scrollTop = 0;
    document.getElementById('verdict').focus({preventScroll: true});
    map.setPlot(check.parcel.geometry);
    map.bringIntoView(null);
    return showHits(check);
  }

  /** Fetches the features that were hit, as they were at the moment of the check. */
  async function showHits({findings, ignored, asOf, id}) {
    const worst = new Map();
    for (const hit of [...findings, ...ignored.map((i) => ({...i, severity: 'IGNORED'}))]) {
      const key = keyOf(hit);
      const graver = !worst.has(key)
          || ORDER.indexOf(hit.severity) < ORDER.indexOf(worst.get(key).severity);
      if (key && graver) {
        worst.set(key, hit);
      }
    }
    const hits = await Promise.all([...worst].map(async ([key, hit]) => {
      try {
        const feature = await getFeature(hit.collection, hit.featureId, asOf);
        return {key, severity: hit.severity, feature};
      } catch {
        return null; // the answer stands without the picture
      }
    }));
    if (check?.id === id) {
      map.setHits(hits.filter((hit) => hit?.feature.geometry));
    }
  }

  function backToForm() {
    form.hidden = false;
    answer.hidden = true;
    map.setHits([]);
  }
}

/** County codes for which something was loaded. */
function countiesOf(collections) {
  return [...new Set(collections.flatMap((c) => c.coverage.map((area) => area.adcode))
      .filter(Boolean))].sort();
}
