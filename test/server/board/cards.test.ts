/** The board's cards: what they carry, how they are filtered and paged, counted, and how they flow. */
import type { Card } from '../../../server/src/board/card';
import { create, runTracker, UNKNOWN_ID, update, type RunningTracker } from '../support/running-tracker';

let running: RunningTracker;
beforeEach(async () => {
  running = await runTracker();
});
afterEach(() => running.stop());

const SHEET = { name: 'Leads', url: 'https://docs.example/d/1/edit#gid=7' };

interface CardPage {
  readonly cards: readonly Card[];
  readonly next: string | null;
}

const cards = async (query = '') => (await running.client.call<CardPage>('GET', `/board/cards${query}`)).body;
const titles = async (query = '') => (await cards(query)).cards.map((card) => card.title);
const counts = async (query = '') => (await running.client.call('GET', `/board/counts${query}`)).body;

describe('a card', () => {
  test('says where its lead stands, in every sheet that has it', async () => {
    const { client } = running;
    const made = await client.operate(create('L1', { row: 7 }), { sheet: SHEET });
    const id = made.task!.id;
    await client.sync({ source: 'other', operations: [{ op: 'link', lead_id: 'X', task_id: id, row: 3 }] });
    const links = [
      { source: 'other', lead_id: 'X', sheet: null, row: 3, url: null },
      { source: 'sheet-1', lead_id: 'L1', sheet: SHEET, row: 7, url: `${SHEET.url}&range=A7` },
    ];
    expect((await client.call('GET', `/tasks/${id}/card`)).body).toEqual({
      ...(await client.call<object>('GET', `/tasks/${id}`)).body,
      links,
    });
    expect((await cards()).cards[0]!.links).toEqual(links);
  });

  test('follows its row when an update says where it is now; one that does not say leaves it', async () => {
    const { client } = running;
    const made = await client.operate(create('L1', { row: 7 }), { sheet: SHEET });
    const row = async () => (await cards()).cards[0]!.links[0]!.row;
    const moved = await client.operate({ ...update(made.task!, { status: 'DONE' }, 's2'), row: 9 });
    expect(await row()).toBe(9);
    await client.operate(update(moved.task!, { status: 'TODO' }, 's3'));
    expect(await row()).toBe(9);
  });

  test('opens the row also where the address of the sheet names no tab', async () => {
    const sheet = { name: 'Leads', url: 'https://docs.example/d/1/edit' };
    await running.client.operate(create('L1', { row: 12 }), { sheet });
    expect((await cards()).cards[0]!.links[0]).toMatchObject({ url: `${sheet.url}#range=A12` });
  });

  test('without a known row has no address of a row', async () => {
    await running.client.operate(create('L1'), { sheet: SHEET });
    expect((await cards()).cards[0]!.links[0]).toMatchObject({ sheet: SHEET, row: null, url: null });
  });

  test('of a deleted task, or of none, is not there', async () => {
    const task = await running.client.make();
    await running.client.remove(task);
    for (const id of [task.id, UNKNOWN_ID])
      expect((await running.client.call('GET', `/tasks/${id}/card`)).status).toBe(404);
  });
});

describe('pages', () => {
  test('go from the newest to the oldest, and name the next one', async () => {
    for (const title of ['a', 'b', 'c', 'd', 'e']) await running.client.make({ title });
    const first = await cards('?limit=2');
    expect(first.cards.map((card) => card.title)).toEqual(['e', 'd']);
    const second = await cards(`?limit=2&page=${first.next}`);
    expect(second.cards.map((card) => card.title)).toEqual(['c', 'b']);
    const last = await cards(`?limit=2&page=${second.next}`);
    expect(last).toMatchObject({ cards: [{ title: 'a' }], next: null });
  });

  test('show no card twice and miss none while others come, change and go', async () => {
    const made = [];
    for (const title of ['a', 'b', 'c', 'd']) made.push(await running.client.make({ title }));
    const first = await cards('?limit=2');
    await running.client.make({ title: 'new' });
    await running.client.remove(made[3]!);
    await running.client.call('PATCH', `/tasks/${made[0]!.id}`, { body: { notes: 'changed' } });
    const second = await cards(`?limit=2&page=${first.next}`);
    expect(second.cards.map((card) => card.title)).toEqual(['b', 'a']);
    expect(second.next).toBeNull();
  });

  test('hold 100 cards unless told otherwise, and at most 200', async () => {
    const operations = Array.from({ length: 201 }, (_, place) => create(`L${place}`));
    await running.client.sync({ operations });
    expect((await cards()).cards).toHaveLength(100);
    expect((await cards('?limit=200')).cards).toHaveLength(200);
    expect((await running.client.call('GET', '/board/cards?limit=201')).status).toBe(400);
  });
});

describe('filters', () => {
  beforeEach(async () => {
    const { client } = running;
    await client.make({ title: 'Ünder 50%', status: 'DONE', lead_id: 'L-9' });
    await client.make({ title: 'plain', notes: 'with NOTES' });
    await client.operate(create('L1', { title: 'sheet one' }), { source: 's1', sheet: SHEET });
    await client.operate(create('L1', { title: 'sheet two', status: 'DONE' }), { source: 's2' });
    await client.remove(await client.make({ title: 'gone' }));
  });

  test.each([
    ['', ['sheet two', 'sheet one', 'plain', 'Ünder 50%']],
    ['?status=DONE', ['sheet two', 'Ünder 50%']],
    ['?q=%C3%BCNDER', ['Ünder 50%']],
    ['?q=notes', ['plain']],
    ['?q=%25', ['Ünder 50%']],
    ['?lead_id=L1', ['sheet two', 'sheet one']],
    ['?source=s1', ['sheet one']],
    ['?source=none', ['plain', 'Ünder 50%']],
    ['?source=unheard-of', []],
    ['?source=none&status=DONE&q=under', []],
  ])('cards %s', async (query, expected) => {
    expect(await titles(query)).toEqual(expected);
  });

  test.each([
    ['', { TODO: 2, IN_PROGRESS: 0, DONE: 2 }],
    ['?q=sheet', { TODO: 1, IN_PROGRESS: 0, DONE: 1 }],
    ['?source=none', { TODO: 1, IN_PROGRESS: 0, DONE: 1 }],
    ['?lead_id=L-9', { TODO: 0, IN_PROGRESS: 0, DONE: 1 }],
  ])('counts %s', async (query, expected) => {
    expect(await counts(query)).toEqual(expected);
  });

  test('the sources are those that have synced', async () => {
    expect((await running.client.call('GET', '/board/sources')).body).toEqual([
      { source: 's1', name: 'Leads' },
      { source: 's2', name: null },
    ]);
  });
});
