/** Every text of the page: Chinese, English. What the service answers is in its own words. */
import {ANSWER_TEXTS} from './texts-answer.js';
import {PLOT_TEXTS} from './texts-plot.js';
import {VIEW_TEXTS} from './texts-views.js';

const TEXTS = {
  ...ANSWER_TEXTS,
  ...PLOT_TEXTS,
  ...VIEW_TEXTS,
  'product': ['净土', 'Jingtu'],
  'product.what': ['地块准入核查', 'Parcel admission check'],
  'title': ['净土 · 地块准入核查', 'Jingtu · Parcel admission check'],
  'skip.toPanel': ['跳到核查表单', 'Skip to the form'],
  'language.switch': ['English', '中文'],
  'language.label': ['Switch to English', '切换为中文'],
  'signout': ['退出登录', 'Sign out'],
  'close': ['关闭', 'Close'],
  'choose': ['请选择', 'Choose'],
  'unknown': ['不清楚', 'Not known'],
  'area': ['{squareMetres}\u00a0平方米 · {hectares}\u00a0公顷 · {mu}\u00a0亩',
    '{squareMetres}\u00a0m² · {hectares}\u00a0ha · {mu}\u00a0mu'],

  'panel.label': ['核查', 'Check'],
  'question.title': ['二、用地环节和用途', '2. Step and uses'],
  'question.wantsStage': ['请选择用地环节。', 'Choose the step of land use.'],
  'question.project': ['三、项目情况', '3. Project'],
  'question.projectHint': ['不清楚的不用填；需要时核查结果会问。',
    'Leave what is not known; the answer asks for what it needs.'],
  'use.placeholder': ['代码或名称', 'Code or name'],
  'industry.placeholder': ['代码或名称', 'Code or name'],
  'fact.stage': ['用地环节', 'Step'],
  'fact.planStage': ['规划阶段', 'Plan stage'],
  'fact.currentUse': ['现状用途', 'Current use'],
  'fact.plannedUse': ['规划用途', 'Planned use'],
  'fact.survey': ['土壤污染状况调查', 'Soil survey'],
  'fact.industry': ['行业代码', 'Industry (GB/T 4754)'],
  'fact.key': ['重点建设项目', 'Key project'],
  'fact.unavoidable': ['确实无法避让', 'Cannot avoid the land'],
  'fact.remediation': ['管控、修复项目', 'Remediation project'],
  'fact.crops': ['拟种植', 'Crops to be grown'],
  'fact.outdatedCapacity': ['落后或过剩产能', 'Outdated or surplus capacity'],
  'fact.changedSinceSurvey': ['调查后有变化', 'Changed since its survey'],
  'fact.toxicFormerUse': ['曾用有毒有害物质', 'Toxic former use'],
  'fact.meetsFarmlandStandard': ['符合农用地土壤标准', 'Meets the farmland soil standard'],
  'yesNo.true': ['是', 'Yes'],
  'yesNo.false': ['否', 'No'],
  'crops.EDIBLE': ['食用农产品', 'Food crops'],
  'crops.FODDER': ['饲草', 'Fodder'],
  'crops.NONE': ['都不种植', 'Neither'],
  'survey.NONE': ['未开展', 'Not made'],
  'survey.PRELIMINARY': ['已完成初步调查', 'Preliminary: done'],
  'survey.DETAILED': ['已完成详细调查', 'Detailed: done'],
  'planStage.DRAFT': ['草案', 'Draft'],
  'planStage.REVIEWED': ['审议', 'Under deliberation'],
  'planStage.SUBMITTED': ['报批', 'Submitted'],
  'planStage.APPROVED': ['批复', 'Approved'],
  'stage.PLANNING': ['规划编制', 'Planning'],
  'stage.RESERVE': ['收储', 'Land reserve'],
  'stage.EXPROPRIATION': ['征收', 'Expropriation'],
  'stage.TAKE_BACK': ['收回', 'Taking back'],
  'stage.PURCHASE': ['收购', 'Purchase'],
  'stage.SUPPLY': ['供应（出让、划拨）', 'Supply'],
  'stage.TRANSFER': ['转让', 'Transfer'],
  'stage.USE_CHANGE': ['用途变更', 'Change of use'],
  'stage.PLANNING_PERMIT': ['建设用地规划许可', 'Planning permit'],
  'stage.CONSTRUCTION': ['开工建设', 'Construction'],
  'stage.OCCUPATION': ['投入使用', 'Occupation'],
  'stage.RECLAMATION': ['复垦或开垦为耕地', 'Reclamation to farmland'],
  'industry.B07': ['石油和天然气开采', 'Oil and gas extraction'],
  'industry.B09': ['有色金属矿采选', 'Non-ferrous metal mining'],
  'industry.C191': ['皮革鞣制（制革）', 'Leather tanning'],
  'industry.C251': ['石油加工', 'Petroleum processing'],
  'industry.C252': ['煤炭加工（焦化）', 'Coking'],
  'industry.C26': ['化学原料和化学制品', 'Chemicals'],
  'industry.C263': ['农药', 'Pesticides'],
  'industry.C27': ['医药', 'Pharmaceuticals'],
  'industry.C31': ['黑色金属冶炼（钢铁）', 'Iron and steel'],
  'industry.C32': ['有色金属冶炼', 'Non-ferrous smelting'],
  'industry.C336': ['金属表面处理（电镀）', 'Electroplating'],
  'industry.C3843': ['铅蓄电池', 'Lead-acid batteries'],
  'industry.N7724': ['危险废物治理', 'Hazardous waste treatment'],

  'check.run': ['核查', 'Check'],
  'check.running': ['正在核查…', 'Checking…'],
  'failed.start': ['页面没有能够启动：{reason}', 'The page could not start: {reason}'],
  'failed.network': ['无法连接服务，请检查网络后重试；已填写的内容还在。',
    'The service cannot be reached. Check the network and try again; what you filled in is still here.'],
  'failed.http': ['服务没有正常应答（HTTP {status}），请稍后重试。', 'The service did not answer as it should (HTTP {status}). Try again later.'],
  'failed.session': ['登录已失效，请重新登录。', 'Your sign-in has ended; sign in again.'],
  'session.over': ['登录已失效。在新标签页中登录以后，回到这里接着做；已填写的内容还在。',
    'Your sign-in has ended. Sign in on a new tab, then go on here; what you filled in is still here.'],
  'session.signIn': ['去登录', 'Sign in'],
  'failed.open': ['无法打开这次核查：{reason}', 'The check cannot be opened: {reason}'],

  'verdict.PROHIBITED': ['禁止', 'Prohibited'],
  'verdict.PROHIBITED.means': ['按现行规定，本环节不得按此用途办理。',
    'Under the rules in force this step may not go ahead for this use.'],
  'verdict.SUSPENDED': ['暂缓', 'Suspended'],
  'verdict.SUSPENDED.means': ['须先完成下列事项，本环节才能办理。',
    'Something must be done first; see below.'],
  'verdict.CONDITIONAL': ['附条件', 'Conditional'],
  'verdict.CONDITIONAL.means': ['满足下列条件后可以办理。', 'It may go ahead on the conditions below.'],
  'verdict.NOTICE': ['提示', 'Notice'],
  'verdict.NOTICE.means': ['可以办理，请注意下列事项。', 'It may go ahead; mind the notices below.'],
  'verdict.CLEAR': ['未发现冲突', 'No conflict found'],
  'verdict.CLEAR.means': ['各有关图层在这里都有数据，没有规则提出意见。',
    'The layers that matter hold data here, and no rule objects.'],
  'verdict.CONDITIONAL.unsure': ['已知的条件列在下面，但还有不知道的，不能据此认定满足条件即可办理。',
    'These are the conditions in what is known, but not all is known: to meet them is no clearance.'],
  'verdict.NOTICE.unsure': ['已知数据中只有下列事项须注意，但还有不知道的，不能据此认定可以办理。',
    'There are only notices in what is known, but not all is known: this is no clearance.'],
  'verdict.CLEAR.unsure': ['已知数据中没有冲突，但还有不知道的，不能据此认定可以办理。',
    'Nothing conflicts in what is known, but not all is known: this is no clearance.'],
  'incomplete.mark': ['（数据不全）', ' (incomplete)'],
  'incomplete.title': ['数据不全', 'Not everything is known'],
  'incomplete.mild': ['下列内容不知道，补齐以后结论可能变为禁止或暂缓。',
    'With what is missing below, the verdict may become prohibited or suspended.'],
  'incomplete.other': ['下列内容不知道，补齐以后可能还有别的意见。',
    'With what is missing below there may be further findings.'],
  'incomplete.NO_DATA': ['这里从未入库：{titles}', 'Never loaded here: {titles}'],
  'incomplete.STALE': ['数据已过期：{titles}', 'Out of date: {titles}'],
  'incomplete.FAILED': ['未能量算：{titles}', 'Could not be measured: {titles}'],
  'list.separator': ['、', ', '],
  'list.stop': ['；', '; '],
  'colon': ['：', ': '],
  'deed.wanting': ['请填写：{names}。', 'Still to be filled in: {names}.'],
  'brackets': ['（{text}）', ' ({text})'],
  'incomplete.facts': ['有 {count} 项情况没有填写，见下。', '{count} facts were not given, see below.'],

  'answer.back': ['修改条件再核查', 'Change and check again'],
  'parcel.no': ['宗地代码', 'Parcel'],
  'parcel.drawn': ['未登记的地块（按图形）', 'Not registered (by geometry)'],
  'parcel.name': ['名称', 'Name'],
  'parcel.area': ['量算面积', 'Measured area'],
  'parcel.registered': ['登记面积', 'Registered area'],
  'parcel.differs': ['，相差 {percent}%，请核实', ', differs by {percent} %: please verify'],
  'parcel.survey': ['土壤调查', 'Soil survey'],
  'parcel.uses': ['用途', 'Use'],
  'missing.title': ['还需要知道（{count}）', 'Still to be known ({count})'],
  'missing.worst': ['关系到：{verdict}', 'Bears on: {verdict}'],
  'missing.fill': ['去填写', 'Fill in'],
  'findings.title': ['核查意见（{count}）', 'Findings ({count})'],
  'findings.count': ['{count} 条', '{count}'],
  'findings.none': ['没有规则提出意见。', 'No rule objects.'],
  'finding.overlap': ['重叠 ', 'Overlap '],
  'finding.percent': ['占地块 {percent}%', '{percent} % of the plot'],
  'finding.distance': ['不重叠，相距 {metres} 米', 'No overlap; {metres} m away'],
  'finding.parameter': ['{title}：{value}（{source}）', '{title}: {value} ({source})'],
  'finding.default': ['文件未规定，默认值', 'default: no document gives it'],
  'finding.dependsOn': ['下列情况明确后可能减轻：{facts}', 'May become milder with: {facts}'],
  'finding.action': ['怎么办', 'To do'],
  'finding.responsible': ['谁来办', 'By whom'],
  'finding.basis': ['依据', 'Basis'],
  'finding.show': ['看位置', 'Show'],
  'clear.title': ['可用部分', 'Clear remainder'],
  'clear.hint': ['地块中没有任何一条意见所涉要素的部分，图上为绿色虚线。可以下载，面积与此处一致。',
    'The part of the plot on which no finding lies, dashed green on the map. The files have this area.'],
  'ignored.title': ['忽略的碎屑（{count}）', 'Ignored slivers ({count})'],
  'ignored.figures': ['重叠 {squareMetres} 平方米，平均宽度 {width} 米',
    'Overlap {squareMetres} m², mean width {width} m'],
  'collections.title': ['查了哪些数据', 'Which data was asked'],
  'collections.layer': ['图层', 'Layer'],
  'collections.state': ['结果', 'Result'],
  'collections.date': ['数据日期', 'Data of'],
  'collections.area': ['占用 平方米', 'Takes m²'],
  'collections.needed': ['必查', 'needed'],
  'collections.hint': ['“无数据”不等于没有问题：只说明该图层在这里从未入库。',
    '“No data” is not “no problem”: the layer was never loaded here.'],
  'state.CONCERNED': ['涉及', 'Concerned'],
  'state.NOT_CONCERNED': ['不涉及', 'Not concerned'],
  'state.NO_DATA': ['无数据', 'No data'],
  'state.STALE': ['已过期', 'Out of date'],
  'state.FAILED': ['未能量算', 'Failed'],
  'provenance.title': ['核查记录', 'Record'],
  'provenance.pack': ['规则包', 'Rule pack'],
  'provenance.evaluatedAt': ['核查时间', 'Checked at'],
  'provenance.asOf': ['数据时点', 'Data as of'],
  'provenance.id': ['核查编号', 'Check id'],
  'provenance.hash': ['摘要', 'Digest'],

  'map.section': ['地图', 'Map'],
  'map.label': ['地图。方向键移动，加减号缩放。', 'Map. Arrow keys move it, plus and minus zoom.'],
  'map.tools': ['地图工具', 'Map tools'],
  'map.zoomIn': ['放大', 'Zoom in'],
  'map.zoomOut': ['缩小', 'Zoom out'],
  'map.home': ['全部数据的范围', 'Extent of all data'],
  'map.toPlot': ['回到地块', 'To the plot'],
  'position.degrees': ['CGCS2000 东经 {longitude}° 北纬 {latitude}°',
    'CGCS2000 {longitude}° E {latitude}° N'],
  'position.plane': ['3 度带 {zone} 带（{code}）东 {easting} 北 {northing}',
    '3° zone {zone} ({code}) E {easting} N {northing}'],
  'layers.label': ['图层和图例', 'Layers and legend'],
  'base.title': ['底图', 'Base map'],
  'base.OWN': ['底图（规划与现状）', 'Base map (plans and land use)'],
  'base.XYZ': ['底图', 'Base map'],
  'base.WMTS': ['底图', 'Base map'],
  'base.TIANDITU': ['底图（天地图）', 'Base map (Tianditu)'],
  'layers.title': ['图层', 'Layers'],
  'layers.reading': ['正在读取图层…', 'Reading layers…'],
  'layers.empty': ['无数据', 'no data'],
  'layers.zoomIn': ['放大后显示', 'zoom in'],
  'layers.partial': ['未全部显示，请放大', 'not all shown: zoom in'],
  'layers.failed': ['图层“{title}”没有能够读取：{reason}', 'Layer “{title}” could not be read: {reason}'],
  'card.title': ['此处的要素（{count}）', 'Here ({count})'],
  'card.code': ['编号', 'Code'],
  'card.choose': ['核查这宗地', 'Check this parcel'],
};

const KEPT = 'jingtu.language';
const listeners = [];
let current = localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh';
tellService();

/** The language of the page: zh or en. */
export const language = () => current;

/**
 * A text in the language of the page, with {name} replaced.
 * @param {string} [otherwise] what to say where the page has no text of its own
 */
export function t(key, parameters = {}, otherwise = key) {
  const text = TEXTS[key]?.[current === 'en' ? 1 : 0] ?? otherwise;
  return text.replace(/\{(\w+)\}/g, (whole, name) => parameters[name] ?? whole);
}

/** The language that a text of the rules is in: some have no English. */
export const spoken = (text) => /[\u4e00-\u9fff]/.test(text) ? 'zh-CN' : 'en';

/** Calls back whenever the language changes. */
export function onLanguage(listener) {
  listeners.push(listener);
}

/** Changes the language, for this browser also in future. */
export function setLanguage(chosen) {
  current = chosen;
  localStorage.setItem(KEPT, chosen);
  tellService();
  applyTexts();
  listeners.forEach((listener) => listener());
}

/** Documents and downloads, which the browser asks for by itself, come in the same language. */
function tellService() {
  document.cookie = `jingtu-language=${current}; Path=/; SameSite=Lax; Max-Age=31536000`;
}

/** Puts the texts into the elements of the document that name theirs. */
export function applyTexts() {
  document.documentElement.lang = current === 'en' ? 'en' : 'zh-CN';
  document.title = t('title');
  document.querySelectorAll('[data-text]').forEach((element) => {
    element.textContent = t(element.dataset.text);
  });
  document.querySelectorAll('[data-label]').forEach((element) => {
    element.setAttribute('aria-label', t(element.dataset.label));
  });
}
