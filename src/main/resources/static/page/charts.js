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
    data: {labels, datasets: sets},
    options: {
      indexAxis: lying ? 'y' : 'x', maintainAspectRatio: false, animation: false,
      scales: lying ? {x: values} : {y: values},
      plugins: {legend: {display: sets.length > 1, position: 'bottom',
        labels: {usePointStyle: type === 'line', pointStyle: 'line'}}},
      onClick: (event, elements) => onBar && elements.length > 0 && onBar(elements[0].index),
      onHover: (event, elements) => {
        canvas.style.cursor = onBar && elements.length > 0 ? 'pointer' : 'default';
      },
    },
  });
  canvas.dataset.drawn = labels.length;
  return chart;
}
