/** What a script page and the spreadsheet's page say to each other, over a port that the script page hands over at its start. */

/** The first message, to the window around the frame; the port comes with it. */
export interface FrameHello {
  readonly appsScriptPage: string;
}

export type FromFrame =
  | { readonly say: 'run'; readonly call: number; readonly name: string; readonly args: readonly unknown[] }
  | { readonly say: 'close' | 'focus-sheet' }
  | { readonly say: 'resize'; readonly width?: number; readonly height?: number };

export type ToFrame =
  | { readonly say: 'returned'; readonly call: number; readonly value: unknown }
  | {
      readonly say: 'threw';
      readonly call: number;
      readonly error: { readonly name: string; readonly message: string };
    };
