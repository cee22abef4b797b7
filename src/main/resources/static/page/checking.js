/** The check of one plot: the form, the answer, and both on the map. */
import {findParcel, getCheck, getFeature, getRemainder, isOfficer, postCheck, postFile} from './api.js';
import {keyOf, showAnswer} from './answer.js';
import {showCard} from './card.js';
import {el, showMessage} from './dom.js';
import {createPlot} from './plot.js';
import {createQuestion} from './question.js';
import {address} from './router.js';
import {mayDecide, noteAsked} from './set-aside.js';
import {onLanguage, t} from './texts.js';

const ORDER = ['PROHIBITED', 'SUSPENDED', 'CONDITIONAL', 'NOTICE', 'IGNORED'];
const form = document.getElementById('question');
const answer = document.getElementById('answer');

/** Makes the view. */
export function createChecking({map, layers, collections, codes, me}) {
  let check = null; // the answer that is shown
  const plot = createPlot(map, {adcode: me.adcode, counties: countiesOf(collections),
    onParcel: findOnMap, onFound: (properties) => { choose(properties); map.bringIntoView(null); }});
  const question = createQuestion(codes);
  const button = el('button', {type: 'submit', class: 'primary'});
  form.append(plot.element, question.element, el('div', {class: 'submit'}, button));
  const label = () => { button.textContent = t(button.disabled ? 'check.running' : 'check.run'); };
  onLanguage(label);
  label();
  form.addEventListener('submit', submit);

  return {
    /** Does what the address says: a check, a parcel, or the empty form. */
    async open({kind, id}) {
      if (kind === 'check') {
        await open(id);
        return;
      }
      backToForm();
      if (kind === 'parcel') {
        plot.setParcel(id, null);
        findOnMap(id);
      } else if (kind === 'site') {
        await plot.setSite(id);
      }
    },
    close() {
      form.hidden = true;
      answer.hidden = true;
      map.setPlot(null);
      map.setHits([]);
      map.setRemainder(null);
    },
    translate() {
      question.translate();
      if (check && !answer.hidden) {
        const {id} = check;
        show(check);
        // what the rules say comes in the language that it is asked for in
        getCheck(id).then((same) => check?.id === id && !answer.hidden && show(same));
      }
    },
    isDrawing: () => plot.isDrawing(),
    choose,
    findLate,
    /** Whether a click on a parcel chooses it. */
    isAsking: () => !form.hidden && form.elements.way.value === 'number',
    takeFile(file) {
      if (form.hidden) { // after an answer: the next plot is asked about
        history.pushState(null, '', location.pathname + location.search);
        backToForm();
      }
      plot.setFile(file);
    },
  };

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
    question.set({...asked, ...asked.project, ...asked.parcel});
  }

  /** What the check said about a registered parcel, for the form. */
  function nameParcel({parcelNo, name, registeredAreaSquareMetres}) {
    if (parcelNo) {
      plot.setParcel(parcelNo, {parcelNo, name, areaSquareMetres: registeredAreaSquareMetres});
    }
  }

  /** Chooses the parcel with this number: on the map at once, else as the register answers. */
  async function findOnMap(parcelNo) {
    const number = parcelNo.toUpperCase();
    const parcel = layers.parcels().find((f) => f.get('parcelNo') === number);
    if (parcel) {
      choose(parcel.getProperties());
      map.bringIntoView(null);
    } else if (number) {
      await findInRegister(parcelNo, number);
    }
  }

  async function findInRegister(parcelNo, number) {
    try {
      const parcel = await findParcel(number);
      if (plot.unknownNumber() !== parcelNo) {
        return; // chosen by another way meanwhile
      }
      if (parcel) {
        choose({...parcel.properties, geometry: parcel.geometry}, true);
        map.bringIntoView(null);
      } else {
        plot.setMissing();
      }
    } catch (problem) {
      showMessage(problem.message);
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
    const {parcelNo, currentUse, plannedUse, surveyState, meetsFarmlandStandard} = properties;
    plot.setParcel(parcelNo, {...properties, areaSquareMetres:
      properties.registeredAreaSquareMetres});
    question.set({currentUse, plannedUse, survey: surveyState, meetsFarmlandStandard}, keep);
    const shown = layers.parcels().find((f) => f.get('parcelNo') === parcelNo);
    map.setPlot(properties.geometry?.type ? properties.geometry : null);
    if (shown) {
      map.plotSource.clear();
      map.plotSource.addFeature(shown.clone());
    }
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
      check = where.file ? await postFile('api/checks', where.file, request)
        : await postCheck(request);
      noteAsked(me.username, check.id);
      history.pushState(null, '', address(`check/${check.id}`));
      nameParcel(check.parcel);
      show(check);
    } catch (problem) {
      refuse(problem.field?.split('.').pop(), problem.message);
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
      codeOf: question.codeOf,
      titleOf: (id) => collections.find((c) => c.id === id)?.title,
      asked: (other) => noteAsked(me.username, other.id),
      isOfficer: isOfficer(me),
      may: () => mayDecide(check, me),
      decided: async () => show(await getCheck(check.id)),
    });
    document.getElementById('panel').scrollTop = 0;
    document.getElementById('verdict').focus({preventScroll: true});
    map.setPlot(check.parcel.geometry);
    map.bringIntoView(null);
    showRemainder(check);
    return showHits(check);
  }

  /** Shows what remains of the plot where findings take some of it. */
  async function showRemainder({id, findings, clearAreaSquareMetres}) {
    map.setRemainder(null);
    if (clearAreaSquareMetres <= 0 || !findings.some((f) => f.overlap?.areaSquareMetres > 0)) {
      return;
    }
    try {
      const {features: [remainder]} = await getRemainder(id);
      if (check?.id === id && !answer.hidden) {
        map.setRemainder(remainder);
      }
    } catch (problem) {
      showMessage(problem.message);
    }
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
    map.setRemainder(null);
  }
}

/** County codes for which something was loaded. */
function countiesOf(collections) {
  return [...new Set(collections.flatMap((c) => c.coverage.map((area) => area.adcode))
      .filter(Boolean))].sort();
}
