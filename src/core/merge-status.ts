/** Three-way merge of one status: what sheet and tracker last agreed on, and what each says now. Pure; the heart of the sync. */
import type { TaskStatus } from '../contract';
import type { RuleId } from './rules';
import type { ConflictPolicy } from './settings';
import { foldStatus, type StatusLens } from './status-map';

/** A pair of statuses that both sides agreed on. */
export interface AgreedStatus {
  readonly lead: string;
  readonly task: TaskStatus;
}

export interface StatusMergeInput {
  readonly lens: StatusLens;
  readonly policy: ConflictPolicy;
  /** null when the pair has no common past yet (S21, S23). */
  readonly base: AgreedStatus | null;
  readonly sheet: string;
  readonly tracker: TaskStatus;
}

/**
 * - nothing: both sides are as last agreed
 * - unknown: the lead's status is not in the map; leave everything (S03)
 * - agree: the images agree; only the base moves
 * - push: the task gets `to`; pull: the lead gets `to`. `lost` is the value that is given up and must be kept for people to see
 * - ask: a person decides; touch nothing
 */
export type StatusDecision =
  | { readonly kind: 'nothing'; readonly rule: RuleId }
  | { readonly kind: 'unknown'; readonly rule: 'S03' }
  | { readonly kind: 'agree'; readonly rule: RuleId }
  | { readonly kind: 'push'; readonly rule: RuleId; readonly to: TaskStatus; readonly lost?: TaskStatus }
  | { readonly kind: 'pull'; readonly rule: RuleId; readonly to: string; readonly lost?: string }
  | { readonly kind: 'ask'; readonly rule: 'S11' | 'S23' };

export function mergeStatus({ lens, policy, base, sheet, tracker }: StatusMergeInput): StatusDecision {
  const image = lens.toTask(sheet);
  if (image === null) return { kind: 'unknown', rule: 'S03' };
  const sheetChanged = base === null || foldStatus(sheet) !== foldStatus(base.lead);
  const trackerChanged = base === null || tracker !== base.task;
  if (!sheetChanged && !trackerChanged) return { kind: 'nothing', rule: 'S07' };
  if (image === tracker) return { kind: 'agree', rule: agreeRule(base, sheetChanged, trackerChanged) };
  if (sheetChanged && !trackerChanged)
    return { kind: 'push', rule: leavesTerminal(lens, base) ? 'S13' : 'S08', to: image };
  // From here the tracker has moved to something else than the lead stands for.
  if (lens.isTerminal(sheet)) return { kind: 'push', rule: 'S12', to: image, lost: tracker };
  if (!sheetChanged) return { kind: 'pull', rule: 'S09', to: lens.toLead(tracker, sheet) };
  return resolveConflict(
    policy,
    base === null ? 'S23' : 'S11',
    image,
    lens.toLead(tracker, sheet),
    sheet,
    tracker,
  );
}

function agreeRule(base: AgreedStatus | null, sheetChanged: boolean, trackerChanged: boolean): RuleId {
  if (base === null) return 'S23';
  if (sheetChanged && trackerChanged) return 'S10';
  return sheetChanged ? 'S08' : 'S09';
}

function leavesTerminal(lens: StatusLens, base: AgreedStatus | null): boolean {
  return base !== null && lens.isTerminal(base.lead);
}

function resolveConflict(
  policy: ConflictPolicy,
  rule: 'S11' | 'S23',
  image: TaskStatus,
  word: string,
  sheet: string,
  tracker: TaskStatus,
): StatusDecision {
  switch (policy) {
    case 'sheet':
      return { kind: 'push', rule, to: image, lost: tracker };
    case 'tracker':
      return { kind: 'pull', rule, to: word, lost: sheet };
    case 'ask':
      return { kind: 'ask', rule };
  }
}
