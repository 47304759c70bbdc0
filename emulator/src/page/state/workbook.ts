/** The workbook as last read. */
import { signal } from '@preact/signals';
import type { WorkbookView } from '../api/types';

export const workbook = signal<WorkbookView | null>(null);
