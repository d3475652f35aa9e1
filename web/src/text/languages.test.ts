import { beforeEach, describe, expect, test } from 'vitest';
import { type Catalogue, type Language, directionOf, language, languages, preferredLanguage, speak, timeOf, words } from './catalogue';

const all = Object.keys(languages) as Language[];

async function catalogueOf(tag: Language): Promise<Catalogue> {
  await speak(tag, []);
  return words();
}

beforeEach(() => speak('en', []));

/** Every place where a catalogue has a text: "room.door.locked". */
function places(group: object, above = ''): readonly string[] {
  return Object.entries(group).flatMap(([key, text]: [string, unknown]) =>
    typeof text === 'object' && text !== null ? places(text, `${above}${key}.`) : [`${above}${key}: ${typeof text}`],
  );
}

const sorted = (texts: readonly string[]) => [...texts].sort();

describe('the languages', () => {
  test('have a text wherever English has one', async () => {
    const english = sorted(places(await catalogueOf('en')));
    expect(english.length).toBeGreaterThan(200);
    for (const tag of all) expect(sorted(places(await catalogueOf(tag))), tag).toEqual(english);
  });

  test('say the sentences that must be said, each in its own words', async () => {
    const { appToCome, backgroundLeaks, ...sentences } = (await catalogueOf('en')).truths;
    expect(Object.values(sentences)).toEqual([
      'The server cannot see or hear this meeting. It sees your network address, when you are here and how much you send.',
      'Web: you trust the page this server sent. Check it, or use the app.',
      'Codes not compared — a fake participant is possible. Compare over another channel; voices can be imitated.',
      'Anyone here can record.',
      'We cannot protect an infected device.',
      'The software keeps nothing. Its operator could change the software.',
      'The server can interrupt or slow the call.',
    ]);
    expect(backgroundLeaks(7)).toBe('Background effects leak parts of your room: last test p95 = 7 per 1000.');
    expect(appToCome).not.toBe('');
    const said = new Set<string>();
    for (const tag of all) {
      const { truths } = await catalogueOf(tag);
      const texts = Object.values(truths).map((text) => (typeof text === 'string' ? text : text(7)));
      expect(truths.backgroundLeaks(7), tag).toMatch(/95.*7/);
      for (const text of texts) said.add(text);
    }
    expect(said.size).toBe(9 * all.length);
  });

  test('count as their readers do', async () => {
    const { room } = await catalogueOf('ar');
    expect([0, 1, 2, 3, 10, 11, 99, 100, 103].map(room.peopleCount)).toEqual([
      'لا أحد', 'شخص واحد', 'شخصان', '3 أشخاص', '10 أشخاص', '11 شخصًا', '99 شخصًا', '100 شخص', '103 أشخاص',
    ]);
    const counted = (await catalogueOf('fr')).room.peopleCount;
    expect([0, 1, 2].map(counted)).toEqual(['0 personne', '1 personne', '2 personnes']);
    expect((await catalogueOf('zh')).room.peopleCount(3)).toBe('3 人');
  });

  test('list as their readers do', async () => {
    const listed = async (tag: Language) => (await catalogueOf(tag)).names.list(['Ada', 'Bo', 'Cy'], 2);
    expect(await listed('de')).toBe('Ada, Bo, Cy und 2 weitere');
    expect(await listed('es')).toBe('Ada, Bo, Cy y 2 más');
    expect(await listed('zh')).toBe('Ada、Bo、Cy和另外 2 人');
  });

  test('write digits as codes and links have them', async () => {
    await speak('ar', ['ar-EG']);
    expect(timeOf(Date.UTC(2026, 0, 5, 12))).toMatch(/[0-9]{2}/);
  });
});

describe('the choice of a language', () => {
  test('is the first that the reader wants and the page speaks', () => {
    expect(preferredLanguage(['de-AT', 'en'])).toBe('de');
    expect(preferredLanguage(['pt-BR', 'ar-EG', 'en'])).toBe('ar');
    expect(preferredLanguage(['zh-TW'])).toBe('zh');
    expect(preferredLanguage(['pt'])).toBe('en');
    expect(preferredLanguage([])).toBe('en');
    expect(preferredLanguage(['toString'])).toBe('en');
  });

  test('goes by what was asked last, whichever words come first', async () => {
    await Promise.all([speak('de', []), speak('en', [])]);
    expect(language()).toBe('en');
    await Promise.all([speak('en', []), speak('fr', [])]);
    expect(language()).toBe('fr');
  });

  test('turns the page for Arabic alone', () => {
    expect(all.filter((tag) => directionOf(tag) === 'rtl')).toEqual(['ar']);
  });
});
