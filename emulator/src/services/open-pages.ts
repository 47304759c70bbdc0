/** Sidebars and HTML dialogs that a person has open, until they are closed or another takes their place. */

/** A sidebar or dialog with HTML: shown, and the script goes on. */
export interface ShownPage {
  readonly kind: 'sidebar' | 'modal' | 'modeless';
  readonly user: string;
  readonly title: string;
  readonly content: string;
  readonly width: number | null;
  readonly height: number | null;
}

export interface OpenPage extends ShownPage {
  readonly id: string;
}

export interface OpenPagesDeps {
  readonly opened: (page: OpenPage) => void;
  readonly closed: (page: OpenPage) => void;
}

export class OpenPages {
  private readonly pages = new Map<string, OpenPage>();
  private nextId = 1;

  constructor(private readonly deps: OpenPagesDeps) {}

  /** A person has one sidebar and one dialog: the next takes the place of the one before. */
  open(shown: ShownPage): OpenPage {
    const page: OpenPage = { ...shown, id: String(this.nextId++) };
    for (const other of this.list(page.user)) if (placeOf(other) === placeOf(page)) this.close(other.id);
    this.pages.set(page.id, page);
    this.deps.opened(page);
    return page;
  }

  list(user?: string): readonly OpenPage[] {
    const all = [...this.pages.values()];
    return user === undefined ? all : all.filter((page) => page.user === user);
  }

  find(id: string): OpenPage | undefined {
    return this.pages.get(id);
  }

  /** @returns false when it is not open */
  close(id: string): boolean {
    const page = this.pages.get(id);
    if (!page) return false;
    this.pages.delete(id);
    this.deps.closed(page);
    return true;
  }
}

function placeOf({ kind }: ShownPage): 'sidebar' | 'dialog' {
  return kind === 'sidebar' ? 'sidebar' : 'dialog';
}
