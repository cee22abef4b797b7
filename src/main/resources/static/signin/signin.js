const form = document.getElementById('signin');
const message = document.getElementById('message');
const button = form.querySelector('button');
const renewal = document.getElementById('renewal');
const repeated = document.getElementById('repeated');
const provider = document.getElementById('provider');
const address = new URLSearchParams(location.search);
const WANTED = 'jingtu.wanted'; // kept over the way to the provider and back

const REFUSALS = {
  account: '统一身份认证已通过，但本系统没有可用的对应账户。请联系系统管理员。',
  way: '统一身份认证没有完成。请重试，或用用户名和密码登录。',
};

if (address.get('from') === 'provider' && !address.has('refused')) {
  location.replace(destination());
} else {
  show(REFUSALS[address.get('refused')] ?? '');
  offerProvider();
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  show('');
  if (!renewal.hidden && form.newPassword.value !== repeated.value) {
    show('两次输入的新密码不一致。');
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
    show('无法连接服务，请检查网络后重试。');
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
      'Accept-Language': 'zh-CN', // as the page
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
    return {detail: `登录没有成功（HTTP ${answer.status}），请稍后重试。`};
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

function show(text) {
  message.textContent = text;
  message.hidden = text === '';
}
