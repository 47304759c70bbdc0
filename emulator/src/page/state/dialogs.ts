/** Questions of the sheet's own to the person, one at a time. */
import { signal } from '@preact/signals';

export interface Question {
  readonly title: string;
  /** Of the field; null: nothing is typed, it is only confirmed. */
  readonly label: string | null;
  readonly text: string;
  readonly value: string;
  readonly kind: 'line' | 'lines' | 'number';
  readonly okay: string;
  readonly answer: (value: string | null) => void;
}

export const question = signal<Question | null>(null);

/** @returns null when the person changed their mind */
export function ask(
  wanted: Partial<Question> & { readonly title: string; readonly label: string },
): Promise<string | null> {
  return put({ text: '', value: '', kind: 'line', okay: 'OK', ...wanted });
}

export async function confirm(title: string, text: string, okay: string): Promise<boolean> {
  return (await put({ title, text, okay, label: null, value: '', kind: 'line' })) !== null;
}

function put(wanted: Omit<Question, 'answer'>): Promise<string | null> {
  return new Promise((resolve) => {
    const answer = (value: string | null): void => {
      question.value = null;
      resolve(value);
    };
    question.value = { ...wanted, answer };
  });
}
