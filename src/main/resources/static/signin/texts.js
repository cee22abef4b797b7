/** Texts of the sign-in page, Chinese and English. The choice is that of the other pages. */
const TEXTS = {
  'title': ['登录 · 净土', 'Sign in · Jingtu'],
  'product': ['净土', 'Jingtu'],
  'what': ['污染地块、耕地、地下水与规划“一张图”联动监管',
    'Contaminated sites, farmland, groundwater and plans on one map'],
  'username': ['用户名', 'User name'],
  'password': ['密码', 'Password'],
  'newPassword': ['新密码（至少 8 个字符）', 'New password (at least 8 characters)'],
  'repeated': ['再输入一次新密码', 'The new password again'],
  'signIn': ['登录', 'Sign in'],
  'other': ['English', '中文'],
  'otherLabel': ['Switch to English', '切换为中文'],
  'unequal': ['两次输入的新密码不一致。', 'The two new passwords differ.'],
  'network': ['无法连接服务，请检查网络后重试。', 'The service cannot be reached. Check the network and try again.'],
  'failed': ['登录没有成功（HTTP {status}），请稍后重试。', 'Signing in did not work (HTTP {status}). Try again later.'],
  'refused.account': ['统一身份认证已通过，但本系统没有可用的对应账户。请联系系统管理员。',
    'You are known to the provider, but there is no account for you here. Ask the administrator.'],
  'refused.way': ['统一身份认证没有完成。请重试，或用用户名和密码登录。',
    'Signing in at the provider was not finished. Try again, or use user name and password.'],
};

const KEPT = 'jingtu.language';
let english = localStorage.getItem(KEPT) === 'en';

export const language = () => (english ? 'en' : 'zh-CN');

/** A text, with {name} replaced. */
export const text = (key, parameters = {}) => TEXTS[key][english ? 1 : 0]
    .replace(/\{(\w+)\}/g, (whole, name) => parameters[name] ?? whole);

/** The other language, for this browser also in future. */
export function switchLanguage() {
  english = !english;
  localStorage.setItem(KEPT, english ? 'en' : 'zh');
  document.cookie = `jingtu-language=${english ? 'en' : 'zh'}; Path=/; SameSite=Lax; Max-Age=31536000`;
  applyTexts();
}

/** Puts the texts into the elements of the document that name theirs. */
export function applyTexts() {
  document.documentElement.lang = language();
  document.title = text('title');
  document.querySelectorAll('[data-text]').forEach((element) => {
    element.textContent = text(element.dataset.text);
  });
  document.getElementById('language').setAttribute('aria-label', text('otherLabel'));
}
