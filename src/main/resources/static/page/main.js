/** The page: views beside one map, chosen by the address. */
import {getMe, listCollections} from './api.js';
import {bindBar} from './bar.js';
import {createBatches} from './batches.js';
import {showCard} from './card.js';
import {createChecking} from './checking.js';
import {createConflicts} from './conflicts.js';
import {showMessage} from './dom.js';
import {createIndicators} from './indicators.js';
import {createLayers} from './layers.js';
import {createMap} from './map.js';
import {address, readRoute} from './router.js';
import {applyTexts, onLanguage, t} from './texts.js';

const box = document.getElementById('view');

applyTexts();
bindBar();
try {
  await start();
} catch (problem) {
  showMessage(t('failed.start', {reason: problem.message}));
}

async function start() {
  const [me, collections] = await Promise.all([getMe(), listCollections()]);
  document.getElementById('who').textContent = me.displayName || me.username;
  const map = createMap(document.getElementById('map'));
  const layers = createLayers(map, collections, () => active === 'check' && views.check.findLate());
  const codes = usesOf(collections);
  const office = {map, layers, collections, codes, me, box};
  const views = {
    check: createChecking(office), batches: createBatches(office),
    conflicts: createConflicts(office), indicators: createIndicators(office),
  };
  let active = 'check';

  home(map, collections);
  bindMap();
  bindFiles();
  onLanguage(async () => {
    try {
      const others = await listCollections();
      collections.splice(0, collections.length, ...others);
      codes.splice(0, codes.length, ...usesOf(others));
      layers.retitle(others);
    } catch (problem) {
      showMessage(problem.message);
    }
    views.check.translate();
    if (active !== 'check') {
      views[active].translate();
    }
  });
  window.addEventListener('hashchange', follow);
  await follow();

  /** Shows the view that the address names. */
  async function follow() {
    const route = readRoute();
    if (route.view !== active) {
      views[active].close();
      active = route.view;
      document.getElementById('panel').scrollTop = 0;
    }
    box.hidden = active === 'check';
    document.body.dataset.view = active;
    document.querySelectorAll('.views a').forEach((link) => {
      if (link.dataset.view === active) {
        link.setAttribute('aria-current', 'page');
      } else {
        link.removeAttribute('aria-current');
      }
    });
    showCard([]);
    try {
      await views[active].open(route);
      if (active !== 'check' && document.activeElement === document.body) {
        const title = box.querySelector('h2');
        title?.setAttribute('tabindex', '-1');
        title?.focus({preventScroll: true}); // what had the focus is gone: go on from here
      }
    } catch (problem) {
      showMessage(problem.message);
    }
  }

  function bindMap() {
    map.map.on('singleclick', (event) => {
      if (views.check.isDrawing()) {
        return;
      }
      const hit = active !== 'check' && map.hitAt(event.pixel);
      if (hit) {
        views[active].choose(hit);
        return;
      }
      const found = layers.at(event.pixel);
      showCard(found, choose);
      const parcel = found.find(({collection}) => collection.id === 'parcels');
      if (parcel && active === 'check' && views.check.isAsking()) {
        views.check.choose(parcel.feature.getProperties());
      }
    });
  }

  function choose(properties) {
    if (active === 'check') {
      views.check.choose(properties);
    } else {
      location.hash = address(`parcel/${encodeURIComponent(properties.parcelNo)}`);
    }
  }

  /** A file may be dropped anywhere on the page. */
  function bindFiles() {
    document.addEventListener('dragover', (event) => event.preventDefault());
    document.addEventListener('drop', (event) => {
      event.preventDefault();
      const file = event.dataTransfer.files[0];
      if (file) {
        views[active].takeFile?.(file);
      }
    });
  }
}

/** The classes of land use, in the language of the page. */
function usesOf(collections) {
  const parcels = collections.find((c) => c.id === 'parcels');
  return [...parcels?.attributes.find((a) => a.name === 'plannedUse')?.codes || []];
}

/** The extent of all data. */
function home(map, collections) {
  const extents = collections.map((c) => c.extent).filter(Boolean);
  if (extents.length > 0) {
    map.home = extents.reduce((a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]),
      Math.max(a[2], b[2]), Math.max(a[3], b[3])]);
    map.fit(map.home, true);
  }
}
