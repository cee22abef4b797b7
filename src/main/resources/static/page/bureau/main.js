/** The bureau's page: which view the address asks for, and the frame around it. */
import {getMe, listCollections} from '../api.js';
import {bindBar} from '../bar.js';
import {el, fill, showMessage} from '../dom.js';
import {onLanguage} from '../texts.js';
import {showAdmin} from './admin.js';
import {showAudit} from './audit.js';
import {showFarmland} from './farmland.js';
import {showImport} from './import.js';
import {showImports} from './imports.js';
import {showSite} from './site.js';
import {showSites} from './sites.js';
import {createStage} from './stage.js';
import {showTasks} from './tasks.js';
import {showVersions} from './versions.js';
import {applyWords, w} from './words.js';
import {showZone} from './zone.js';
import {showZones} from './zones.js';

/** tab → its list, one of its things, whether the map stands beside it. */
const VIEWS = {
  imports: {list: showImports, one: showImport, map: true},
  versions: {list: showVersions, one: showVersions, map: true},
  sites: {list: showSites, one: showSite, map: true},
  zones: {list: showZones, one: showZone, map: true},
  tasks: {list: showTasks, one: showTasks, map: false},
  farmland: {list: showFarmland, one: showFarmland, map: true},
  admin: {list: showAdmin, one: showAdmin, map: false},
  audit: {list: showAudit, one: showAudit, map: false},
};

const view = document.getElementById('view');
const tabs = document.getElementById('tabs');
let leave = new AbortController();

applyWords();
bindBar();
bindSkip();
try {
  await start();
} catch (problem) {
  showMessage(w('failed', {reason: problem.message}));
}

function bindSkip() {
  document.getElementById('skip').addEventListener('click', (event) => {
    event.preventDefault(); // the address after # names the view
    view.focus();
  });
}

async function start() {
  const [me, collections] = await Promise.all([getMe(), listCollections()]);
  document.getElementById('who').textContent = me.displayName || me.username;
  const context = {me, collections, stage: createStage(collections), ...rightsOf(me)};
  const follow = () => open(context);
  onLanguage(async () => {
    context.collections = await listCollections();
    applyWords();
    await follow();
  });
  window.addEventListener('hashchange', follow);
  await follow();
}

/** What the signed-in user may do, so that the page offers no more; the service decides. */
function rightsOf(me) {
  const admin = me.roles.includes('ADMIN');
  const has = (role) => admin || me.roles.includes(role);
  const ecology = admin || me.department === 'ECOLOGY';
  return {
    isAdmin: admin,
    mayAudit: has('AUDITOR'),
    mayWrite: (department) => admin || (has('EDITOR') && me.department === department),
    mayDecide: ecology && has('OFFICER'),
  };
}

/** Shows the view that the address names. */
async function open(context) {
  const [, tab = 'imports', rest = '', query = ''] =
      location.hash.match(/^#\/([a-z]+)(?:\/([^?]+))?(?:\?(.*))?$/) || [];
  const chosen = VIEWS[tab] ? tab : 'imports';
  leave.abort(); // streams and requests of the view before
  leave = new AbortController();
  const {signal} = leave;
  context.stage.clear();
  showTabs(context, chosen);
  showMessage('');
  const wide = !VIEWS[chosen].map;
  document.getElementById('mapside').hidden = wide;
  view.classList.toggle('wide', wide);
  view.setAttribute('aria-busy', 'true');
  fill(view, el('p', {class: 'soft', text: w('loading')}));
  document.title = w('title', {view: w(`tab.${chosen}`)});
  const show = rest ? VIEWS[chosen].one : VIEWS[chosen].list;
  try {
    const content = await show({...context, signal}, decodeURIComponent(rest),
        Object.fromEntries(new URLSearchParams(query)));
    if (!signal.aborted) {
      fill(view, content);
      view.scrollTop = 0;
    }
  } catch (problem) {
    if (!signal.aborted) {
      fill(view, el('p', {class: 'wrong', role: 'alert', text: problem.message}));
    }
  } finally {
    if (!signal.aborted) {
      view.setAttribute('aria-busy', 'false');
    }
  }
}

function showTabs({mayAudit}, chosen) {
  const names = Object.keys(VIEWS).filter((name) => name !== 'audit' || mayAudit);
  fill(tabs, el('a', {href: '.', text: w('tab.check')}),
      names.map((name) => el('a', {href: `#/${name}`, text: w(`tab.${name}`),
        'aria-current': name === chosen && 'page'})));
}
