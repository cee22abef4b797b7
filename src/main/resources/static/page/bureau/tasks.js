/** What waits for the bureau. */
import {el} from '../dom.js';
import {badge, field, form, table} from './parts.js';
import {address, get} from './service.js';
import {codeName, w} from './words.js';

/** The view. */
export async function showTasks({signal}, unused, asked) {
  const {tasks} = await get(address('api/tasks', {adcode: asked.adcode}), signal);
  const kinds = [...new Map(tasks.map((t) => [t.kind, t.title]))];
  const shown = tasks.filter((t) => !asked.kind || t.kind === asked.kind);
  return [
    el('h2', {text: w('tasks.title')}),
    form([
      field(w('tasks.kinds'), {name: 'kind', value: asked.kind,
        options: [['', w('any')], ...kinds]}),
      field(w('adcode'), {name: 'adcode', value: asked.adcode, pattern: '[0-9]{2,12}'}),
    ], w('filter'), (given) => { location.hash = address('#/tasks', given); },
    {class: 'form filters', role: 'search'}),
    table(w('tasks.title'),
        [w('tasks.kind'), w('tasks.subject'), w('adcode'), w('site.dueOn'), w('tasks.role')],
        shown.map((task) => [task.title,
          el('a', {href: `#${task.subject.replace(/^\/api/, '')}`, text: `${task.code} ${task.name || ''}`}),
          task.adcode, [task.overdue && badge(w('site.late'), 'bad'), ` ${task.dueOn || '–'}`],
          codeName('role', task.role)])),
  ];
}
