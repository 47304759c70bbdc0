/** The Apps Script panel below the sheet: what the platform shows in its editor and its log, and what only an emulator can do. */
import type { ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { CloseIcon } from '../components/icons';
import { isPanelOpen, PANEL_TABS, panelTab, type PanelTab } from './state';
import { ExecutionsTab } from './tabs/executions';
import { FaultsTab } from './tabs/faults';
import { OutboxTab } from './tabs/outbox';
import { PropertiesTab } from './tabs/properties';
import { QuotaTab } from './tabs/quota';
import { RunTab } from './tabs/run';
import { SwitchesTab } from './tabs/switches';
import { TimeTab } from './tabs/time';
import { TriggersTab } from './tabs/triggers';

const CONTENTS: Readonly<Record<PanelTab, ComponentType>> = {
  Executions: ExecutionsTab,
  Triggers: TriggersTab,
  Run: RunTab,
  Properties: PropertiesTab,
  Quota: QuotaTab,
  Outbox: OutboxTab,
  Time: TimeTab,
  Faults: FaultsTab,
  Switches: SwitchesTab,
};

export function Panel() {
  return isPanelOpen.value ? <OpenPanel /> : null;
}

function OpenPanel() {
  const panel = useRef<HTMLElement>(null);
  const tab = panelTab.value;
  const Content = CONTENTS[tab];
  const close = () => {
    isPanelOpen.value = false;
    document.querySelector<HTMLElement>('.panel-toggle')?.focus();
  };
  useEffect(() => {
    // The tour opens it only to show it.
    if (document.activeElement?.closest('.tour')) return;
    panel.current?.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus();
  }, []);
  return (
    <section
      class="script-panel"
      id="script-panel"
      ref={panel}
      aria-label="Apps Script"
      // The sheet's own keys are not for what is typed here.
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') close();
      }}
    >
      <header class="panel-head">
        <div class="panel-tabs" role="tablist" aria-label="Apps Script" onKeyDown={step}>
          {PANEL_TABS.map((name) => (
            <Tab key={name} name={name} isSelected={name === tab} />
          ))}
        </div>
        <button
          class="button quiet icon-only small"
          type="button"
          aria-label="Close the panel"
          onClick={close}
        >
          <CloseIcon />
        </button>
      </header>
      <div
        class="panel-body"
        role="tabpanel"
        id="panel-body"
        aria-labelledby={`tab-${tab}`}
        tabIndex={0}
        key={tab}
      >
        <Content />
      </div>
    </section>
  );
}

function Tab({ name, isSelected }: { name: PanelTab; isSelected: boolean }) {
  return (
    <button
      id={`tab-${name}`}
      type="button"
      role="tab"
      aria-selected={isSelected}
      aria-controls={isSelected ? 'panel-body' : undefined}
      tabIndex={isSelected ? 0 : -1}
      onClick={() => (panelTab.value = name)}
    >
      {name}
    </button>
  );
}

/** Left and right choose, as in every list of tabs. */
function step(event: KeyboardEvent): void {
  const now = PANEL_TABS.indexOf(panelTab.value);
  const wanted = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: -1 }[event.key];
  if (wanted === undefined) return;
  event.preventDefault();
  const name = PANEL_TABS.at(wanted % PANEL_TABS.length);
  if (name === undefined) return;
  panelTab.value = name;
  document.getElementById(`tab-${name}`)?.focus();
}
