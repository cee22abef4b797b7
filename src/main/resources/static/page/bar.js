/** What both pages have in their bar: the other language, and signing out. */
import {signOut, toSignIn} from './api.js';
import {showMessage} from './dom.js';
import {language, setLanguage} from './texts.js';

/** Lets its buttons do what they say. */
export function bindBar() {
  document.getElementById('language').addEventListener('click', () =>
    setLanguage(language() === 'en' ? 'zh' : 'en'));
  document.getElementById('signout').addEventListener('click', async () => {
    try {
      await signOut();
    } catch (problem) {
      if (problem.status !== 401) { // else there is no session to be ended
        showMessage(problem.message);
        return;
      }
    }
    history.replaceState(null, '', location.pathname);
    toSignIn();
  });
}
