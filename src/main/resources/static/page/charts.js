/** Charts, each beside a table with the same figures for those who do not see it. */
import {el} from './dom.js';

/* global Chart */
const SCRIPT = 'webjars/chart.js/4.5.1/dist/chart.umd.min.js';
let loading = null;

/** Loads the library of the charts when the first one is wanted. */
export function loadCharts() {
  loading ??= new Promise((done, failed) => {
    document.head.append(el('script', {src: SCRIPT, on: {
      load: done, error: () => failed(new Error(SCRIPT))}}));
  });
  return loading;
}

/** An element for a chart. */
export const chartBox = (id, title, height) => {
  const canvas = el('canvas', {id, role: 'img', 'aria-label': title});
  const box = el('div', {class: 'chart'}, canvas);
  box.style.height = `${height}px`;
  return box;
};

const LINE = 22; // Latin letters of a label in one line; a Chinese one takes the room of two

/** A label in as many lines as it needs, broken between words. */
function inLines(label) {
  const wide = (text) => [...text].reduce((sum, c) => sum + (c > '\u2E80' ? 2 : 1), 0);
  const words = label.includes(' ') ? label.split(' ').map((word) => `${word} `) : [...label];
  return words.reduce((lines, word) => {
    const last = lines.at(-1) + word;
    return wide(last.trim()) > LINE && lines.at(-1) ? [...lines, word] : [...lines.slice(0, -1), last];
  }, ['']).map((line) => line.trim());
}

/**
 * Draws a chart in the canvas with this id.
 * @param {function(number)} [onBar] gets the index of the bar or point that was clicked
 */
export function draw(id, {type = 'bar', labels, sets, lying = false, max}, onBar) {
  const canvas = document.getElementById(id);
  Chart.getChart(canvas)?.destroy();
  const values = {beginAtZero: true, max, ticks: {precision: 0}};
  const chart = new Chart(canvas, {
    type,
    data: {labels: lying ? labels.map(inLines) : labels, datasets: sets},
    options: {
      indexAxis: lying ? 'y' : 'x', maintainAspectRatio: false, animation: false,
      scales: lying ? {x: values, y: {ticks: {autoSkip: false}}} : {y: values},
      plugins: {legend: {display: sets.length > 1, position: 'bottom',
        labels: {usePointStyle: true, ...(type === 'line' && {pointStyle: 'line'})}}},
      onClick: (event, elements) => onBar && elements.length > 0 && onBar(elements[0].index),
      onHover: (event, elements) => {
        canvas.style.cursor = onBar && elements.length > 0 ? 'pointer' : 'default';
      },
    },
  });
  canvas.dataset.drawn = labels.length;
  return chart;
}
