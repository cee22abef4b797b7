/** Indicators: shares with targets, their trend, conflicts by township; each opens what is behind. */
import {read} from './api.js';
import {chartBox, draw, loadCharts} from './charts.js';
import {el, fill, showMessage} from './dom.js';
import {number} from './figures.js';
import {choiceField, lights, section, table, takeAway, textField} from './parts.js';
import {address} from './router.js';
import {t} from './texts.js';

const YEARS = 5; // of the trend
const PAGE = 200;
const INK = '#1f6f4a';
const LINE = '#b3261e';

/** What goes wrong after a click is said. */
const said = (promise) => promise.catch((problem) => showMessage(problem.message));

/** Makes the view. */
export function createIndicators({map, me, box, collections}) {
  let shown = null; // route
  let packs = null;
  let answers = []; // one a year, the oldest first

  const countyOf = (query) => query.get('adcode') || me.adcode?.slice(0, 6)
      || mostCovered() || '';
  /** The county that most collections hold. */
  const mostCovered = () => {
    const times = new Map();
    collections.forEach((c) => new Set(c.coverage.map((a) => a.adcode).filter(Boolean))
        .forEach((adcode) => times.set(adcode, (times.get(adcode) || 0) + 1)));
    return [...times].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0];
  };
  const titleOf = (id) => collections.find((c) => c.id === id)?.title || id;
  const yearOf = (query) => Number(query.get('year')) || new Date().getFullYear();

  const asked = (adcode, year) => address('', {adcode, year, pack: shown.query.get('pack')})
      .split('?')[1];

  async function open(route) {
    shown = route;
    map.setPlot(null);
    map.setHits([]);
    const adcode = countyOf(route.query);
    const year = yearOf(route.query);
    packs ??= await read('api/packs');
    fill(box, el('h2', {text: t('indicators.title')}), form(adcode, year));
    if (!adcode) {
      box.append(el('p', {class: 'hint', text: t('indicators.wantsCounty')}));
      return;
    }
    const years = Array.from({length: YEARS}, (_, i) => year - YEARS + 1 + i);
    const [counts] = await Promise.all([
      read(`api/conflicts/counts?adcode=${adcode}&state=OPEN,ACKNOWLEDGED`),
      Promise.all(years.map((y) => read(`api/indicators?${asked(adcode, y)}`)))
          .then((all) => { answers = all; }),
      loadCharts(),
    ]);
    if (shown === route) {
      show(adcode, year, years, counts);
    }
  }

  function form(adcode, year) {
    return el('form', {class: 'block', id: 'indicatorForm', novalidate: true, on: {
      submit: (event) => {
        event.preventDefault();
        const [place, of, pack] = ['place', 'year', 'targets'].map((id) =>
          document.getElementById(id).value.trim());
        location.hash = address('indicators', {adcode: place, year: of, pack,
          indicator: shown.query.get('indicator')});
      }}},
    el('div', {class: 'pair'},
        textField('place', t('indicators.place'), {value: adcode, inputmode: 'numeric',
          maxlength: 12}),
        textField('year', t('indicators.year'), {value: year, inputmode: 'numeric',
          maxlength: 4}),
        choiceField('targets', t('indicators.targets'), [['', t('indicators.ofPlace')],
          ...packs.map((p) => [p.id, p.title])], shown.query.get('pack'))),
    el('button', {type: 'submit', class: 'secondary'}, t('indicators.show')));
  }

  function show(adcode, year, years, counts) {
    const now = answers[YEARS - 1].indicators;
    const chosen = now.find((i) => i.id === shown.query.get('indicator')) || now[0];
    const towns = Object.entries(counts.byTownship).filter(([name]) => name !== 'null')
        .sort((a, b) => b[1] - a[1]);
    box.append(
        el('div', {class: 'actions row'},
            takeAway(`api/indicators?${asked(adcode, year)}&f=xlsx`, 'XLSX'),
            takeAway(`api/indicators?${asked(adcode, year)}&f=csv`, 'CSV')),
        section('shares', t('indicators.shares', {year}),
            chartBox('sharesChart', t('indicators.shares', {year}), 60 + 44 * now.length),
            sharesTable(now)),
        section('behind', t('indicators.behind'), el('div', {id: 'behind', role: 'status'},
            el('p', {class: 'hint', text: t('indicators.behindHint')}))),
        section('trend', t('indicators.trend'),
            el('div', {class: 'block'}, choiceField('indicator', t('indicators.one'), now.map((i) => [i.id, i.title]),
                chosen.id, {on: {change: (event) => {
                  history.replaceState(null, '', address('indicators', {adcode, year,
                    pack: shown.query.get('pack'), indicator: event.target.value}));
                  trend(years, event.target.value);
                }}})),
            chartBox('trendChart', t('indicators.trend'), 200), el('div', {id: 'trendTable'})),
        section('towns', t('indicators.towns'),
            towns.length > 0 && chartBox('townsChart', t('indicators.towns'), 60 + 24 * towns.length),
            towns.length === 0 ? el('p', {class: 'hint', text: t('indicators.noTowns')})
              : table(t('indicators.towns'), [t('conflicts.township'), t('conflicts.title')],
                  towns.map(([name, count]) => ({cells: [name,
                    el('a', {href: ofTown(name), text: String(count)})]})))));
    sharesChart(now);
    trend(years, chosen.id);
    if (towns.length > 0) {
      draw('townsChart', {labels: towns.map(([name]) => name), lying: true, sets: [
        {label: t('conflicts.title'), data: towns.map(([, count]) => count), backgroundColor: INK}]},
      (i) => { location.hash = ofTown(towns[i][0]); });
    }
  }

  const ofTown = (township) => address('conflicts', {adcode: countyOf(shown.query), township});

  function sharesChart(now) {
    draw('sharesChart', {labels: now.map((i) => i.title), lying: true, max: 100, sets: [
      {label: t('indicators.percent'), data: now.map((i) => i.percent), backgroundColor: INK, pointStyle: 'rect'},
      {label: t('indicators.target'), data: now.map((i) => i.target?.percent ?? null), type: 'line',
        showLine: false, pointStyle: 'line', rotation: 90, pointRadius: 14, borderWidth: 3,
        borderColor: LINE, backgroundColor: LINE},
    ]}, (i) => said(behind(now[i])));
  }

  function sharesTable(now) {
    return table(t('indicators.title'), ['one', 'percent', 'fraction', 'target'].map((c) =>
      t(`indicators.${c}`)), now.map((i) => ({
      attributes: {'data-indicator': i.id},
      cells: [el('button', {type: 'button', class: 'quiet', on: {click: () => said(behind(i))}}, i.title),
        i.percent === null ? t(`indicators.${i.state}`) : `${number(i.percent)}%`,
        i.unit === 'AREA' ? t('indicators.mu', {part: number(i.numerator.areaMu),
          whole: number(i.denominator.areaMu)})
          : `${i.numerator.count} / ${i.denominator.count}`,
        i.target ? t(i.target.met ? 'indicators.met' : i.target.met === false ? 'indicators.notMet'
          : 'indicators.aim', {percent: number(i.target.percent), by: i.target.by}) : '—'],
    })));
  }

  function trend(years, id) {
    const values = answers.map((a) => a.indicators.find((i) => i.id === id));
    const target = values.at(-1)?.target?.percent;
    draw('trendChart', {type: 'line', labels: years.map(String), max: 100, sets: [
      {label: t('indicators.percent'), data: values.map((v) => v?.percent ?? null),
        borderColor: INK, backgroundColor: INK, spanGaps: true, clip: false},
      ...(target === undefined ? [] : [{label: t('indicators.target'), data: years.map(() => target),
        borderColor: LINE, backgroundColor: LINE, borderDash: [6, 4], pointRadius: 0}]),
    ]}, (i) => values[i] && said(behind(values[i])));
    fill(document.getElementById('trendTable'), table(t('indicators.trend'),
        years.map(String), [{cells: values.map((v) => (v && v.percent !== null
          ? `${number(v.percent)}%` : t(`indicators.${v ? v.state : 'NO_DATA'}`)))}]));
  }

  /** Shows the features behind an indicator, as list and on the map. */
  async function behind(indicator, before = [], after = null) {
    const list = document.getElementById('behind');
    const path = indicator.features.replace(/^\//, '');
    const ask = `${path}${path.includes('?') ? '&' : '?'}limit=${PAGE}`;
    const page = await read(after ? `${ask}&after=${after}` : ask);
    const found = [...before, ...page.features];
    map.setHits(found.filter((f) => f.geometry).map((f) => ({
      key: `behind/${f.featureId}`, severity: f.counts ? 'CLEAR' : 'SUSPENDED',
      feature: {type: 'Feature', geometry: f.geometry}})));
    map.toHits();
    fill(list, el('p', {text: t('indicators.found', {title: indicator.title,
      layer: titleOf(indicator.collection), count: found.length})
      + (page.next ? t('indicators.first') : '')}),
    table(indicator.title, ['feature', 'area', 'counts'].map((c) => t(`indicators.${c}`)),
        found.map((f) => ({
          attributes: {'data-behind': f.featureId, ...lights(map, `behind/${f.featureId}`)},
          cells: [el('button', {type: 'button', class: 'quiet', on: {
            click: () => map.toHits(`behind/${f.featureId}`)}},
          [f.name, f.code].filter(Boolean).join(' · ')), number(f.areaMu),
          t(`yesNo.${f.counts}`)]}))),
    page.next && el('button', {type: 'button', class: 'secondary', on: {
      click: () => said(behind(indicator, found, page.next))}}, t('indicators.more')));
    if (!after) {
      document.getElementById('behindTitle').scrollIntoView();
    }
  }

  return {
    open,
    close() {
      shown = null;
      map.setHits([]);
    },
    translate: () => open({...shown}), // as another route, so that what is under way ends
    choose(key) {
      map.light(key);
      box.querySelector(`[data-behind="${key.split('/')[1]}"]`)?.scrollIntoView({block: 'center'});
    },
  };
}
