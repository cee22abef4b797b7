const form = document.getElementById('signin');
const message = document.getElementById('message');
const button = form.querySelector('button');

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  show('');
  button.disabled = true;
  try {
    const answer = await signIn(form.username.value, form.password.value);
    if (answer.ok) {
      location.replace(destination());
      return;
    }
    show(await explain(answer));
  } catch {
    show('无法连接服务，请检查网络后重试。');
  }
  button.disabled = false;
  form.password.select();
});

function signIn(username, password) {
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
    body: JSON.stringify({username, password}),
  });
}

async function explain(answer) {
  try {
    return (await answer.json()).detail;
  } catch {
    return `登录没有成功（HTTP ${answer.status}），请稍后重试。`;
  }
}

function cookie(name) {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(name + '='));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : '';
}

/** Where the user wanted to go; only within this service, whatever the address says. */
function destination() {
  const home = new URL('./', location.href);
  const wanted = new URLSearchParams(location.search).get('to');
  if (!wanted) {
    return home;
  }
  const target = new URL(wanted, home);
  return target.origin === home.origin ? target : home;
}

function show(text) {
  message.textContent = text;
  message.hidden = text === '';
}
