/** The rule ids of docs/sync-rules.md, with the few words a log line or report shows. */

export const RULES = {
  S01: 'row without an id',
  S02: 'id used by more than one row',
  S03: 'status not in the status map',
  S04: 'blank status read as the first status',
  S05: 'task created',
  S06: 'existing task adopted',
  S07: 'nothing changed',
  S08: 'task follows the sheet',
  S09: 'lead follows the tracker',
  S10: 'both changed alike',
  S11: 'both changed differently',
  S12: 'terminal lead kept',
  S13: 'lead taken out of a terminal status',
  S14: 'task deleted in the tracker',
  S18: 'title or notes follow the lead',
  S19: 'record failed, others went on',
  S21: 'task id changed by hand',
  S22: 'task id names no task',
  S23: 'linked, but no common base known',
  S24: 'task id used by another lead',
} as const;
export type RuleId = keyof typeof RULES;
