/** Which plot is asked about: by number, found by name, drawn, pasted, or in a file. */
import {CoordinatesWrong, firstPosition, onEarth, readCoordinates, roughAreaSquareMetres}
  from './coordinates.js';
import {el, fill, icon} from './dom.js';
import {createDrawing} from './drawing.js';
import {areaText} from './figures.js';
import {createFinding} from './finding.js';
import {proposeSystem, SYSTEMS, systemOf, zoneOf} from './gauss.js';
import {fileField, systemField, systemText} from './parts.js';
import {onLanguage, t} from './texts.js';

const COUNTY = /^[1-9]\d{5}(\d{3}){0,2}$/;
const WAYS = ['number', 'name', 'draw', 'paste', 'file'];

/** The part of the form that names the plot. */
export function createPlot(map, {counties, adcode, onParcel, onFound}) {
  const state = {way: 'number', parcelNo: '', adcode: COUNTY.test(adcode) ? adcode : '', text: '', crs: '',
    drawn: null, drawing: false, known: null, missing: false,
    file: null};
  const box = el('fieldset', {class: 'block plot'});
  const drawing = createDrawing(map, (geometry) => {
    state.drawn = geometry;
    show();
  }, {onState(busy) {
    state.drawing = busy;
    show();
  }});

  const finding = createFinding(map, {onParcel: onFound, onSite(site) {
    state.drawn = site?.geometry?.type.endsWith('Polygon') ? site.geometry : null;
    state.adcode = site ? site.adcode : state.adcode;
  }});

  function show() {
    fill(box, el('legend', {text: t('plot.title')}),
        el('div', {class: 'ways'}, WAYS.map((way) => el('label', {class: 'way'},
            el('input', {type: 'radio', name: 'way', value: way, checked: state.way === way,
              on: {change: () => choose(way)}}),
            el('span', {text: t(`plot.way.${way}`)})))),
        {number: numberPart, name: finding.show, draw: drawPart, paste: pastePart, file: filePart}[state.way](),
        !['number', 'name'].includes(state.way) && countyPart());
  }

  function choose(way) {
    drawing.stop();
    Object.assign(state, {way, drawn: null, known: null, file: null, crs: ''});
    finding.clear();
    map.setPlot(null);
    show();
    box.querySelector(`input[value=${way}]`).focus();
  }

  function numberPart() {
    return el('div', {},
        el('label', {for: 'parcelNo', text: t('plot.number')}),
        el('input', {id: 'parcelNo', name: 'parcelNo', value: state.parcelNo, maxlength: 28,
          autocomplete: 'off', spellcheck: 'false', placeholder: '130899001001GB00001',
          'aria-describedby': 'parcelHint',
          on: {
            input: (event) => {
              state.parcelNo = event.target.value.trim();
              Object.assign(state, {known: null, missing: false});
            },
            change: () => {
              sayHint();
              onParcel(state.parcelNo);
            },
          }}),
        el('p', {id: 'parcelHint', class: 'hint', role: 'status', text: parcelHint()}));
  }

  function sayHint() {
    const hint = document.getElementById('parcelHint');
    if (hint) {
      hint.textContent = parcelHint();
    }
  }

  function parcelHint() {
    if (state.known) {
      return knownText(state.known);
    }
    if (!state.parcelNo) {
      return t('plot.numberHint');
    }
    return t(state.missing ? 'plot.missing' : 'plot.looking');
  }

  function drawPart() {
    return el('div', {},
        el('button', {type: 'button', id: 'draw', class: 'secondary',
          'aria-pressed': String(state.drawing),
          on: {click: () => (state.drawing ? drawing.stop() : begin())}},
        icon('pen'), t(state.drawing ? 'draw.stop' : state.drawn ? 'draw.again' : 'draw.start')),
        el('p', {class: 'hint', role: 'status', text: state.drawn
          ? areaPreview(state.drawn)
          : t('draw.what')}));
  }

  function begin() {
    state.drawn = null;
    drawing.start();
  }

  function pastePart() {
    const text = el('textarea', {id: 'coordinates', rows: 5, spellcheck: 'false',
      'aria-describedby': 'pasteHint', placeholder: t('paste.placeholder'),
      on: {input: (event) => { state.text = event.target.value; preview(); }}});
    text.value = state.text;
    const systems = el('select', {id: 'crs', on: {change: (event) => setSystem(event.target.value)}},
        el('option', {value: '', text: t('paste.chooseSystem')}), SYSTEMS.map((system) =>
          el('option', {value: system.code, selected: system.code === state.crs,
            text: `${systemText(system)} · ${system.code}`})));
    return el('div', {},
        el('label', {for: 'coordinates', text: t('paste.label')}), text,
        el('label', {for: 'crs', text: t('paste.system')}), systems,
        el('button', {type: 'button', id: 'proposal', class: 'quiet proposal', hidden: true,
          on: {click: (event) => setSystem(event.target.value)}}),
        el('p', {class: 'hint', id: 'pasteHint', role: 'status', text: t('paste.hint')}));
  }

  function filePart() {
    return el('div', {},
        fileField('file', t('file.label'), (file) => { state.file = file; }, state.file),
        systemField('fileCrs', state.crs, {on: {
          change: (event) => { state.crs = event.target.value; }}}));
  }

  function setSystem(code) {
    state.crs = code;
    const systems = document.getElementById('crs');
    systems.value = code;
    systems.focus();
    preview();
  }

  /** Shows the pasted plot on the map, or says what is still wanting. */
  function preview() {
    const help = document.getElementById('pasteHint');
    const proposal = document.getElementById('proposal');
    map.setPlot(null);
    help.classList.remove('wrong');
    proposal.hidden = true;
    help.textContent = t('paste.hint');
    if (!state.text.trim()) {
      return;
    }
    try {
      const geometry = readCoordinates(state.text);
      const likely = proposeSystem(firstPosition(geometry));
      if (!state.crs && likely) {
        proposal.value = likely;
        proposal.textContent = t('paste.propose', {system: systemText(systemOf(likely))});
        proposal.hidden = false;
      } else if (state.crs) {
        const shown = onEarth(geometry, systemOf(state.crs));
        map.setPlot(shown);
        map.bringIntoView(null);
        help.textContent = areaPreview(shown);
      }
    } catch (wrong) {
      if (!(wrong instanceof CoordinatesWrong)) {
        throw wrong;
      }
      help.textContent = t(wrong.key, wrong.parameters);
      help.classList.add('wrong');
    }
  }

  function countyPart() {
    return el('div', {},
        el('label', {for: 'adcode', text: t('plot.county')}),
        el('input', {id: 'adcode', value: state.adcode, maxlength: 12, inputmode: 'numeric',
          list: 'counties', autocomplete: 'off', 'aria-describedby': 'countyHint',
          on: {input: (event) => { state.adcode = event.target.value.trim(); }}}),
        el('datalist', {id: 'counties'}, counties.map((value) => el('option', {value}))),
        el('p', {class: 'hint', id: 'countyHint', text: t('plot.countyHint')}));
  }

  onLanguage(show);
  show();
  return {
    element: box,
    isDrawing: () => drawing.isDrawing(),
    /** Takes a file that was dropped on the page. */
    setFile(file) {
      choose('file');
      state.file = file;
      show();
    },
    /** The number of a parcel of which nothing else is known yet, or null. */
    unknownNumber: () => (state.way === 'number' && !state.known && state.parcelNo) || null,
    /** Shows a site, whose outline is the plot unless a parcel on it is chosen. */
    async setSite(code) {
      choose('name');
      await finding.chooseSite(code);
    },
    /** Chooses a parcel; its facts are shown where they are known. */
    setParcel(parcelNo, known) {
      drawing.stop();
      const elsewhere = state.way !== 'number';
      Object.assign(state, {way: 'number', parcelNo, known, missing: false, drawn: null});
      if (elsewhere) {
        show();
      } else { // in place: the focus may be on its way to the next field
        document.getElementById('parcelNo').value = parcelNo;
        sayHint();
      }
    },
    /** The number that was typed is not registered. */
    setMissing() {
      state.missing = true;
      sayHint();
    },
    /** The part `parcel` of a check request, perhaps with a file, or the field that wants something and why. */
    read() {
      if (state.way === 'number') {
        return state.parcelNo
          ? {parcel: {parcelNo: state.parcelNo}} : {wanting: 'parcelNo', why: 'plot.wantsNumber'};
      }
      if (state.adcode && !COUNTY.test(state.adcode)) {
        return {wanting: 'adcode', why: 'plot.badCounty'};
      }
      return {name: readDrawn, draw: readDrawn, paste: readPasted, file: readFile}[state.way]();
    },
  };

  function readDrawn() {
    return state.drawn
      ? {parcel: {geometry: state.drawn, crs: 'EPSG:4490', adcode: state.adcode || null}}
      : state.way === 'name' ? {wanting: 'siteName', why: 'find.wanting'}
        : {wanting: 'draw', why: 'plot.wantsDrawing'};
  }

  function readFile() {
    return state.file
      ? {file: state.file, parcel: {crs: state.crs || null, adcode: state.adcode || null}}
      : {wanting: 'file', why: 'file.wanting'};
  }

  function readPasted() {
    try {
      const geometry = readCoordinates(state.text);
      return state.crs
        ? {parcel: {geometry, crs: state.crs, adcode: state.adcode || null}}
        : {wanting: 'crs', why: 'paste.wantsSystem'};
    } catch (wrong) {
      return {wanting: 'coordinates', why: wrong.key, parameters: wrong.parameters};
    }
  }
}

/** The area of what was drawn or pasted; nothing outside of China, where it is surely a slip. */
function areaPreview(geometry) {
  return zoneOf(firstPosition(geometry)[0])
    ? t('draw.area', {area: areaText(roughAreaSquareMetres(geometry))}) : t('draw.outside');
}

function knownText({name, parcelNo, areaSquareMetres}) {
  return t('plot.known', {name: name || parcelNo})
    + (areaSquareMetres ? t('plot.knownArea', {area: areaText(areaSquareMetres)}) : '');
}
