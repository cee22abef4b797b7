import {applyTexts, language, switchLanguage, text} from './texts.js';

const form = document.getElementById('signin');
const message = document.getElementById('message');
const button = form.querySelector('button[type=submit]');
const renewal = document.getElementById('renewal');
const repeated = document.getElementById('repeated');
const provider = document.getElementById('provider');
const address = new URLSearchParams(location.search);
const WANTED = 'jingtu.wanted'; // kept over the way to the provider and back

const REFUSALS = ['account', 'way'];

applyTexts();
document.getElementById('language').addEventListener('click', () => {
  switchLanguage();
  show(''); // it was said in the other language
});
if (address.get('from') === 'provider' && !address.has('refused')) {
  location.replace(destination());
} else {
  const refused = address.get('refused');
  show(REFUSALS.includes(refused) ? text(`refused.${refused}`) : '');
  offerProvider();
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  show('');
  if (!renewal.hidden && form.newPassword.value !== repeated.value) {
    show(text('unequal'));
    return;
  }
  button.disabled = true;
  try {
    const answer = await signIn();
    if (answer.ok) {
      location.replace(destination());
      return;
    }
    const problem = await explain(answer);
    show(problem.detail);
    if (problem.code === 'PASSWORD_EXPIRED') {
      askForNewPassword();
      return;
    }
  } catch {
    show(text('network'));
  }
  button.disabled = false;
  form.password.select();
});

provider.addEventListener('click', () => sessionStorage.setItem(WANTED, destination()));

/** Shows the button of the provider where one is configured. */
async function offerProvider() {
  try {
    const answer = await fetch('api/public/sign-in', {headers: {'Accept': 'application/json'}});
    const ways = await answer.json();
    if (ways.provider) {
      provider.href = ways.provider.address;
      provider.textContent = ways.provider.name;
      provider.hidden = false;
    }
  } catch {
    provider.hidden = true; // the password remains
  }
}

function askForNewPassword() {
  renewal.hidden = false;
  form.newPassword.disabled = false;
  repeated.disabled = false;
  button.disabled = false;
  form.newPassword.focus();
}

function signIn() {
  const username = form.username.value;
  const password = form.password.value;
  const newPassword = renewal.hidden ? undefined : form.newPassword.value;
  return fetch('api/session', {
    method: 'POST',
    credentials: 'same-origin',
    headers: {
      'Content-Type': 'application/json',
      'Accept': 'application/json',
      'Accept-Language': language(),
      'X-Requested-With': 'XMLHttpRequest',
      'X-XSRF-TOKEN': cookie('XSRF-TOKEN'),
    },
    body: JSON.stringify({username, password, newPassword}),
  });
}

async function explain(answer) {
  try {
    return await answer.json();
  } catch {
    return {detail: text('failed', {status: answer.status})};
  }
}

function cookie(name) {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(name + '='));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : '';
}

/** Where the user wanted to go; only within this service, whatever the address says. */
function destination() {
  const home = new URL('./', location.href);
  const kept = address.get('from') === 'provider' ? sessionStorage.getItem(WANTED) : null;
  const wanted = address.get('to') ?? kept;
  const target = wanted ? new URL(wanted, home) : home;
  if (target.origin !== home.origin) {
    return home.href;
  }
  // the server never sees the part behind #: it comes along with the redirect to this page
  target.hash ||= location.hash;
  return target.href;
}

function show(said) {
  message.textContent = said;
  message.hidden = said === '';
}
