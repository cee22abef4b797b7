/** Steps of sites, the documents they need, and tasks, as the service names them: Chinese, English. */
export const STEPS = {
  'step.SURVEY_CLEAN': ['初步调查未超标', 'Preliminary survey: nothing above the screening values'],
  'step.SURVEY_POLLUTED': ['初步调查超标', 'Preliminary survey: above the screening values'],
  'step.DETAILED_SURVEY': ['完成详细调查', 'Detailed survey finished'],
  'step.RISK_ACCEPTED': ['风险评估：风险可接受', 'Risk assessment: acceptable'],
  'step.LIST_ENTRY': ['列入名录', 'Entered in the list'],
  'step.HOLD': ['暂不开发利用', 'Held undeveloped'],
  'step.RELEASE': ['解除暂不开发利用', 'No longer held'],
  'step.CONTROL_START': ['开始风险管控', 'Risk control begins'],
  'step.REMEDIATION_START': ['开始治理修复', 'Remediation begins'],
  'step.EFFECT_EVALUATION': ['效果评估达标', 'Evaluation: targets met'],
  'step.LIST_REMOVAL': ['移出名录', 'Removed from the list'],
  'step.AFTERCARE_PLAN': ['后期管理计划备案', 'Aftercare plan filed'],
  'step.AFTERCARE_END': ['后期管理结束', 'Aftercare ended'],
  'step.REOPEN': ['现状变化，重新调查', 'Changed on the ground: surveyed again'],
  'paper.SURVEY_REPORT': ['土壤污染状况调查报告', 'Report of the soil survey'],
  'paper.RISK_REPORT': ['土壤污染风险评估报告', 'Report of the risk assessment'],
  'paper.EFFECT_REPORT': ['风险管控、修复效果评估报告', 'Report of the evaluation of the effect'],
  'paper.PROVINCE_DECISION': ['省级生态环境、自然资源主管部门关于名录的决定', 'Decision of the province on the list'],
  'paper.HOLD_DECISION': ['暂不开发利用的决定或解除决定', 'Decision to hold or to release'],
  'paper.CONTROL_PLAN': ['风险管控方案', 'Plan of the risk control'],
  'paper.REMEDIATION_PLAN': ['修复方案（备案）', 'Plan of the remediation (filed)'],
  'paper.PLAN_ON_FILE': ['后期管理计划（报设区的市级生态环境主管部门备案）', 'Aftercare plan (filed with the city)'],
  'paper.CHANGE_NOTICE': ['地块现状变化的说明或通知', 'Note of the change on the ground'],
};

/** Tasks in English; in Chinese the service says more. */
export const TASKS = {
  ZONE_SUBMIT: 'Submit the draft',
  ZONE_APPROVE: 'Record the approval, or send back',
  ZONE_PUBLISH: 'Announce',
  ZONE_SIGNPOST: 'Put up a sign',
  ZONE_MONITORING: 'Monitor',
};

/** What the steps of sites rest on, in English; in Chinese the service says it. */
export const BASES = {
  SURVEY_CLEAN: 'Soil Pollution Prevention and Control Law, Art. 59; Jiangsu 5 “Safe use by classes”',
  SURVEY_POLLUTED: 'Soil Pollution Prevention and Control Law, Art. 59, 60',
  DETAILED_SURVEY: 'Measures for the Soil Environment of Contaminated Sites (Trial)',
  RISK_ACCEPTED: 'Soil Pollution Prevention and Control Law, Art. 60, 61',
  LIST_ENTRY: 'Soil Pollution Prevention and Control Law, Art. 61',
  HOLD: 'Chengde Hi-tech Zone 3 (4) 1; Jiyuan 22; Jiangsu 5 “Risk control of land left by closed and moved works”',
  RELEASE: 'Chengde Hi-tech Zone 3 (4) 1',
  CONTROL_START: 'Soil Pollution Prevention and Control Law, Art. 62; Jiyuan 22 “A plan for each site”',
  REMEDIATION_START: 'Soil Pollution Prevention and Control Law, Art. 64; Jiangsu 5 “Strict supervision of risk control and remediation”',
  EFFECT_EVALUATION: 'Soil Pollution Prevention and Control Law, Art. 65; Jiangsu “Better supervision”, “Quality control”',
  LIST_REMOVAL: 'Soil Pollution Prevention and Control Law, Art. 66',
  AFTERCARE_PLAN: 'Jiangsu 5 “Aftercare”',
  AFTERCARE_END: 'Jiangsu 5 “Aftercare”',
  REOPEN: 'Jiangsu “Better supervision”, “Quality control”: where the ground changes after a survey so that its result may be affected, it is surveyed again',
};
