/** Whether the Apps Script panel is open, and what it shows. */
import { signal } from '@preact/signals';

export const PANEL_TABS = [
  'Executions',
  'Triggers',
  'Run',
  'Properties',
  'Quota',
  'Outbox',
  'Time',
  'Faults',
  'Switches',
] as const;
export type PanelTab = (typeof PANEL_TABS)[number];

export const isPanelOpen = signal(false);
export const panelTab = signal<PanelTab>('Executions');
/** The execution whose details are shown in place of the list. */
export const shownExecution = signal<number | null>(null);

export function openPanel(tab: PanelTab = panelTab.peek()): void {
  panelTab.value = tab;
  isPanelOpen.value = true;
}

export function showExecution(id: number): void {
  shownExecution.value = id;
  openPanel('Executions');
}
